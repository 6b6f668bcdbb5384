import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/plans`;
const QUI: Qui = "responsable-bailleur";
const UN = "/t/:epci/plans/:plan";

export const FORMULAIRES_PLAN: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/plans",
    qui: QUI,
    chemin: () => T,
    champs: ({ urbain }) => ({
      nom: "Prochaine commission",
      critere: "attente",
      rang_max: "5",
      liberation: String(urbain.liberation),
    }),
    gardes: { nom: "plan.nom" },
    ensembles: [["critere", "rang_max", "liberation"]],
  },
  // Of one that is not there: the same answer as another bailleur's.
  { route: `POST ${UN}/retenir`, qui: QUI, chemin: () => `${T}/987654/retenir`, champs: () => ({ retenu: "1" }) },
];

export const QUESTIONS_PLAN: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [`GET ${UN}`, QUI, `${T}/1`, { fait: "etablie" }],
];

export const CHEMINS_PLAN: readonly [route: string, qui: Qui, chemin: string][] = [
  [`GET ${UN}`, QUI, `${T}/*`],
  [`GET ${UN}/:fichier{plan\\.pdf}`, QUI, `${T}/*/plan.pdf`],
  [`POST ${UN}/retenir`, QUI, `${T}/*/retenir`],
];
