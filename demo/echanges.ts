import type { DeclarationLogement } from "#attributions/lectures/logement/ports.ts";
import type { TypologieCherchee } from "#dossier/regles/reponses.ts";
import type { CleBailleur } from "./bailleurs.ts";
import { SAINT_DIZIER, WASSY } from "./communes.ts";

/** Hypothèse. A dwelling whose tenant, one of the households of the demonstration, asks for `cherche`: invented, none is a real address. */
export type EchangeDemo = {
  readonly bailleur: CleBailleur;
  readonly cherche: TypologieCherchee;
  readonly declaration: DeclarationLogement;
};

type Traits = Partial<DeclarationLogement> & Pick<DeclarationLogement, "adresse" | "typologie" | "surface" | "loyer">;

const occupied = (bailleur: CleBailleur, cle: string, cherche: TypologieCherchee, traits: Traits): EchangeDemo => ({
  bailleur,
  cherche,
  declaration: {
    cle: `DEMO-${cle}`,
    commune: SAINT_DIZIER,
    secteur: null,
    situation: "hors-qpv",
    charges: 88,
    conventionneLe: null,
    rehabilite: "inconnu",
    residentialise: "inconnu",
    loyerBaisse: "inconnu",
    pru1: "inconnu",
    acces: "inconnu",
    contingent: "AUCUN",
    operation: null,
    etat: "loue",
    disponibleLe: null,
    premiereLocationLe: null,
    ...traits,
  },
});

/** A family in a dwelling too small, a widower in one too large, who may exchange; a parent and a couple whom nothing offered suits yet. */
export const ECHANGES_DEMO: readonly EchangeDemo[] = [
  occupied("oph", "E1", "T5", { adresse: "5 rue de l’Échantillon", typologie: "T2", surface: 47, loyer: 268 }),
  occupied("oph", "E2", "T2", { adresse: "18 rue de l’Échantillon", typologie: "T5", surface: 94, loyer: 402 }),
  occupied("oph", "E3", "T4", { adresse: "2 impasse de l’Exemple", typologie: "T3", surface: 65, loyer: 312 }),
  occupied("hamaris", "E4", "T4", {
    adresse: "6 chemin de l’Exemple",
    commune: WASSY,
    typologie: "T2",
    surface: 52,
    loyer: 284,
  }),
];
