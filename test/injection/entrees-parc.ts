import { EPCI } from "../fixtures/pages.ts";
import type { Champs } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/observatoire`;

const PARC: Champs = {
  millesime: "2017",
  theme: "vacance",
  maille: "residence",
  commune: "52448",
  comparer: "52448",
};
const CARTE: Champs = {
  millesime: "2017",
  indicateur: "loyer",
  bailleur: "999000029",
  commune: "52448",
  classe: "1",
  comparer: "52448",
};

/** What the stock, its map and the portraits are asked: filters alone, nothing is written. */
export const QUESTIONS_PARC: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/observatoire/parc", "agent-epci", `${T}/parc`, PARC],
  [
    "GET /t/:epci/observatoire/parc/figures/:fichier",
    "agent-epci",
    `${T}/parc/figures/vacance-des-residences.csv`,
    PARC,
  ],
  ["GET /t/:epci/observatoire/carte", "agent-epci", `${T}/carte`, CARTE],
  ["GET /t/:epci/observatoire/carte/residences.geojson", "agent-epci", `${T}/carte/residences.geojson`, CARTE],
  ["GET /t/:epci/observatoire/carte/communes.geojson", "agent-epci", `${T}/carte/communes.geojson`, CARTE],
  ["GET /t/:epci/observatoire/carte/figures/:fichier", "agent-epci", `${T}/carte/figures/residences.csv`, CARTE],
  // One at a time: the first that is given is the one that is gone to.
  ["GET /t/:epci/observatoire/portraits", "agent-epci", `${T}/portraits`, { commune: "52448" }],
  ["GET /t/:epci/observatoire/portraits", "agent-epci", `${T}/portraits`, { qpv: "DEMO-VERT-BOIS" }],
  ["GET /t/:epci/observatoire/portraits", "agent-epci", `${T}/portraits`, { bailleur: "999000029" }],
];

export const CHEMINS_PARC: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /t/:epci/observatoire/parc/figures/:fichier", "agent-epci", `${T}/parc/figures/*`],
  ["GET /t/:epci/observatoire/carte/figures/:fichier", "agent-epci", `${T}/carte/figures/*`],
  ["GET /t/:epci/observatoire/portraits/:maille/:code", "agent-epci", `${T}/portraits/*/52448`],
  ["GET /t/:epci/observatoire/portraits/:maille/:code", "agent-epci", `${T}/portraits/commune/*`],
  [
    "GET /t/:epci/observatoire/portraits/:maille/:code/portrait.pdf",
    "agent-epci",
    `${T}/portraits/bailleur/*/portrait.pdf`,
  ],
  [
    "GET /t/:epci/observatoire/portraits/:maille/:code/figures/:fichier",
    "agent-epci",
    `${T}/portraits/qpv/*/figures/attributions-par-qpv.csv`,
  ],
  [
    "GET /t/:epci/observatoire/portraits/:maille/:code/figures/:fichier",
    "agent-epci",
    `${T}/portraits/commune/52448/figures/*`,
  ],
];
