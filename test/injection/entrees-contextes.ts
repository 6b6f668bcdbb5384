import type { Champs, Formulaire } from "./entrees.ts";
import { CHEMINS_BILANS, FORMULAIRES_BILANS, QUESTIONS_BILANS } from "./entrees-bilans-bailleurs.ts";
import { CHEMINS_CONTINGENTS, FORMULAIRES_CONTINGENTS, QUESTIONS_CONTINGENTS } from "./entrees-contingents.ts";
import { CHEMINS_CONVENTION, FORMULAIRES_CONVENTION, QUESTIONS_CONVENTION } from "./entrees-convention.ts";
import { CHEMINS_DEMANDES, FORMULAIRES_DEMANDES, QUESTIONS_DEMANDES } from "./entrees-demandes.ts";
import { CHEMINS_DESEQUILIBRES, FORMULAIRES_DESEQUILIBRES, QUESTIONS_DESEQUILIBRES } from "./entrees-desequilibres.ts";
import { CHEMINS_DIFFUSION, FORMULAIRES_DIFFUSION, QUESTIONS_DIFFUSION } from "./entrees-diffusion.ts";
import { CHEMINS_LOYERS, QUESTIONS_LOYERS } from "./entrees-loyers.ts";
import { CHEMINS_MESURES, FORMULAIRES_MESURES, QUESTIONS_MESURES } from "./entrees-mesures.ts";
import { CHEMINS_OBJECTIFS, QUESTIONS_OBJECTIFS } from "./entrees-objectifs.ts";
import { CHEMINS_PARC, QUESTIONS_PARC } from "./entrees-parc.ts";
import { CHEMINS_REMONTEES, FORMULAIRES_REMONTEES, QUESTIONS_REMONTEES } from "./entrees-remontees.ts";
import type { Qui } from "./monde.ts";

/** The inputs of each page of the part « Convention », from the file of its context. */
export const FORMULAIRES_CONTEXTES: readonly Formulaire[] = [
  ...FORMULAIRES_CONVENTION,
  ...FORMULAIRES_BILANS,
  ...FORMULAIRES_MESURES,
  ...FORMULAIRES_CONTINGENTS,
  ...FORMULAIRES_REMONTEES,
  ...FORMULAIRES_DESEQUILIBRES,
  ...FORMULAIRES_DIFFUSION,
  ...FORMULAIRES_DEMANDES,
];

export const QUESTIONS_CONTEXTES: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ...QUESTIONS_OBJECTIFS,
  ...QUESTIONS_CONVENTION,
  ...QUESTIONS_BILANS,
  ...QUESTIONS_MESURES,
  ...QUESTIONS_CONTINGENTS,
  ...QUESTIONS_REMONTEES,
  ...QUESTIONS_DESEQUILIBRES,
  ...QUESTIONS_LOYERS,
  ...QUESTIONS_DIFFUSION,
  ...QUESTIONS_DEMANDES,
  ...QUESTIONS_PARC,
];

export const CHEMINS_CONTEXTES: readonly [route: string, qui: Qui, chemin: string][] = [
  ...CHEMINS_OBJECTIFS,
  ...CHEMINS_CONVENTION,
  ...CHEMINS_BILANS,
  ...CHEMINS_MESURES,
  ...CHEMINS_CONTINGENTS,
  ...CHEMINS_REMONTEES,
  ...CHEMINS_DESEQUILIBRES,
  ...CHEMINS_LOYERS,
  ...CHEMINS_DIFFUSION,
  ...CHEMINS_DEMANDES,
  ...CHEMINS_PARC,
];
