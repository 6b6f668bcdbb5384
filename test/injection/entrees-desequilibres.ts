import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const PAGE = `/t/${EPCI}/observatoire/desequilibres`;
const FICHE = `/t/${EPCI}/observatoire/residences`;

/** A version that begins in the past is refused, and comes back as typed; so do an exclusion of nothing and the lines of no list. */
export const FORMULAIRES_DESEQUILIBRES: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/observatoire/desequilibres/methode",
    qui: "agent-epci",
    chemin: () => `${PAGE}/methode`,
    champs: () => ({
      depuis: "2016-01-01",
      acte: "Conférence du 5 octobre 2018",
      "poids.apl": "1",
      "seuil.etabli": "0,9",
      "seuil.surveiller": "0,7",
      "seuil.q": "0,1",
      "seuil.effectifMinimal": "11",
      "seuil.ratio": "1,25",
      "seuil.enjeuMixite": "2",
    }),
  },
  {
    route: "POST /t/:epci/observatoire/desequilibres/exclusions",
    qui: "agent-epci",
    chemin: () => `${PAGE}/exclusions`,
    champs: () => ({ cle: "x", motif: "vente", depuis: "2018-10-05", acte: "Délibération du 5 octobre 2018" }),
  },
  {
    route: "POST /t/:epci/observatoire/desequilibres/exclusions/:id/reprise",
    qui: "agent-epci",
    chemin: () => `${PAGE}/exclusions/987654/reprise`,
    champs: () => ({}),
  },
  ...(["ajout", "retrait"] as const).map(
    (geste): Formulaire => ({
      route: `POST /t/:epci/observatoire/desequilibres/listes/:id/${geste}`,
      qui: "agent-epci",
      chemin: () => `${PAGE}/listes/987654/${geste}`,
      champs: () => ({ cle: "x", motif: "Bâtiment livré après l’enquête", relu: "oui" }),
    }),
  ),
  {
    route: "POST /t/:epci/observatoire/desequilibres/listes/:id/abandon",
    qui: "agent-epci",
    chemin: () => `${PAGE}/listes/987654/abandon`,
    champs: () => ({}),
  },
  {
    route: "POST /t/:epci/observatoire/desequilibres/listes/:id/arret",
    qui: "agent-epci",
    chemin: () => `${PAGE}/listes/987654/arret`,
    champs: () => ({ arreteeLe: "2018-12-18", acte: "Conférence du 18 décembre 2018" }),
  },
];

const VUE: Champs = {
  population: "occupants",
  axe: "nombre",
  bailleur: "x",
  commune: "52448",
  secteur: "x",
  classe: "toutes",
  tri: "nom",
  methode: "1",
  millesime: "2017",
  enquete: "2018",
  comparer: "x",
};

export const QUESTIONS_DESEQUILIBRES: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/observatoire/desequilibres", "agent-epci", PAGE, VUE],
  [
    "GET /t/:epci/observatoire/desequilibres/figures/:fichier",
    "agent-epci",
    `${PAGE}/figures/desequilibres-par-residence.csv`,
    VUE,
  ],
  [
    "GET /t/:epci/observatoire/desequilibres/methode",
    "agent-epci",
    `${PAGE}/methode`,
    { version: "1", fait: "exclue" },
  ],
  ["GET /t/:epci/observatoire/desequilibres/listes", "agent-epci", `${PAGE}/listes`, { liste: "1", fait: "ajout" }],
  [
    "GET /t/:epci/observatoire/residences/:cle",
    "agent-epci",
    `${FICHE}/x`,
    { methode: "1", millesime: "2017", enquete: "2018" },
  ],
];

export const CHEMINS_DESEQUILIBRES: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /t/:epci/observatoire/desequilibres/figures/:fichier", "agent-epci", `${PAGE}/figures/*`],
  ["GET /t/:epci/observatoire/residences/:cle", "agent-epci", `${FICHE}/*`],
  ["GET /t/:epci/observatoire/residences/:cle/fiche.pdf", "agent-epci", `${FICHE}/*/fiche.pdf`],
  ["GET /t/:epci/observatoire/residences/:cle/figures/:fichier", "agent-epci", `${FICHE}/*/figures/residence-parc.csv`],
  [
    "GET /t/:epci/observatoire/desequilibres/listes/:id/:fichier{annexe\\.(pdf|xlsx|csv)}",
    "agent-epci",
    `${PAGE}/listes/*/annexe.csv`,
  ],
  ["POST /t/:epci/observatoire/desequilibres/exclusions/:id/reprise", "agent-epci", `${PAGE}/exclusions/*/reprise`],
  ...["ajout", "retrait", "abandon", "arret"].map((geste): [string, Qui, string] => [
    `POST /t/:epci/observatoire/desequilibres/listes/:id/${geste}`,
    "agent-epci",
    `${PAGE}/listes/*/${geste}`,
  ]),
];
