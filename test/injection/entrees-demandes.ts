import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/observatoire`;
const QUESTION: Champs = {
  vue: "non-pourvues",
  stock: "2017",
  delai: "9",
  silence: "6",
  commune: "52448",
  typologie: "T3",
  comparer: "52448",
};

/** A quarter that has nothing published: the refusal quotes what was typed, and nothing is frozen. */
export const FORMULAIRES_DEMANDES: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/observatoire/packs",
    qui: "agent-epci",
    chemin: () => `${T}/packs`,
    champs: () => ({ trimestre: "2015-T1" }),
  },
];

export const QUESTIONS_DEMANDES: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/observatoire/demandes", "agent-epci", `${T}/demandes`, QUESTION],
  ["GET /t/:epci/observatoire/demandes/sans-suite.csv", "agent-epci", `${T}/demandes/sans-suite.csv`, QUESTION],
  [
    "GET /t/:epci/observatoire/demandes/figures/:fichier",
    "agent-epci",
    `${T}/demandes/figures/demandes-motifs.csv`,
    QUESTION,
  ],
  ["GET /t/:epci/observatoire/packs/preparer", "agent-epci", `${T}/packs/preparer`, { trimestre: "2018-T3" }],
  [
    "GET /t/:epci/observatoire/packs/figures/:fichier",
    "agent-epci",
    `${T}/packs/figures/pack-attributions.csv`,
    { trimestre: "2018-T3" },
  ],
];

export const CHEMINS_DEMANDES: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /t/:epci/observatoire/demandes/figures/:fichier", "agent-epci", `${T}/demandes/figures/*`],
  ["GET /t/:epci/observatoire/packs/figures/:fichier", "agent-epci", `${T}/packs/figures/*?trimestre=2018-T3`],
  ["GET /t/:epci/observatoire/packs/:id", "agent-epci", `${T}/packs/*`],
  ["GET /t/:epci/observatoire/packs/:id/figures/:fichier", "agent-epci", `${T}/packs/*/figures/pack-attributions.csv`],
  ["GET /t/:epci/observatoire/packs/:fichier{\\d+\\.(pdf|xlsx)}", "agent-epci", `${T}/packs/*.pdf`],
];
