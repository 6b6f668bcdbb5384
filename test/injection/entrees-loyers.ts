import { EPCI } from "../fixtures/pages.ts";
import type { Champs } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const PAGE = `/t/${EPCI}/observatoire/loyers`;

const QUESTION: Champs = {
  millesime: "2017",
  maille: "commune",
  partie: "menages",
  secteur: "Pays du Der",
  commune: "52448",
  bailleur: "999000029",
  comparer: "52448",
  annee: "2017",
  ressources: "7228",
  charges: "2,5",
  effort: "30",
  revision: "-5",
  seuil: "6",
  pieces: "1",
  mobilite: "12,5",
  menage: "couple",
};

/** What the page of rents and its files are asked: filters and hypotheses. */
export const QUESTIONS_LOYERS: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/observatoire/loyers", "agent-epci", PAGE, QUESTION],
  [
    "GET /t/:epci/observatoire/loyers/figures/:fichier",
    "agent-epci",
    `${PAGE}/figures/offre-du-menage-choisi.csv`,
    QUESTION,
  ],
];

export const CHEMINS_LOYERS: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /t/:epci/observatoire/loyers/figures/:fichier", "agent-epci", `${PAGE}/figures/*`],
];
