import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const ZONES = `/t/${EPCI}/donnees/zones`;
const PAGE = `/t/${EPCI}/donnees/bailleurs`;

/** The effect alone: nothing is kept, and what is typed comes back in the form. */
const SUCCESSION = {
  genre: "transfert",
  siren: "999000029",
  autres: "",
  jour: "2019-01-01",
  acte: "décret du 12 décembre 2018",
  objectifs: "inchanges",
  vers1: "999000011",
  nom1: "Office",
  part1: "",
  communes1: "52448",
  vers2: "",
  nom2: "",
  part2: "",
  communes2: "",
  geste: "voir",
};

export const FORMULAIRES_BAILLEURS: readonly Formulaire[] = [
  { route: "POST /t/:epci/donnees/bailleurs", qui: "agent-epci", chemin: () => PAGE, champs: () => SUCCESSION },
  {
    route: "POST /t/:epci/donnees/bailleurs/noms",
    qui: "agent-epci",
    chemin: () => `${PAGE}/noms`,
    champs: () => ({ siren: "999000029", nom: "Hamaris" }),
  },
  { route: "POST /t/:epci/donnees/zones", qui: "agent-epci", chemin: () => ZONES, champs: () => ({ nom: "Diffus" }) },
  {
    route: "POST /t/:epci/donnees/zones/lieux",
    qui: "agent-epci",
    chemin: () => `${ZONES}/lieux`,
    champs: () => ({ commune: "52448", c: "" }),
  },
];

export const QUESTIONS_BAILLEURS: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/donnees/bailleurs", "agent-epci", PAGE, { fait: "ecrit" }],
  ["GET /t/:epci/donnees/zones", "agent-epci", ZONES, { fait: "ouverte", commune: "52448" }],
];

export const CHEMINS_BAILLEURS: readonly [route: string, qui: Qui, chemin: string][] = [
  ["POST /t/:epci/donnees/bailleurs/:id/annuler", "agent-epci", `${PAGE}/*/annuler`],
  ["POST /t/:epci/donnees/zones/:id/fermer", "agent-epci", `${ZONES}/*/fermer`],
];
