import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const P = `/t/${EPCI}/publics-prioritaires`;
const CATEGORIES = "POST /t/:epci/publics-prioritaires/categories";

/** The local list of priority publics: opened under a code of its own, closed on nobody's. */
export const FORMULAIRES_PUBLICS: readonly Formulaire[] = [
  {
    route: CATEGORIES,
    qui: "agent-epci",
    chemin: () => `${P}/categories`,
    champs: (_, rang) => ({
      code: `L${rang}`,
      libelle: "Sortants de CHRS",
      depuis: "2018-03-01",
      acte: "PDALHPD 2018",
    }),
  },
  {
    route: `${CATEGORIES}/:id{[0-9]+}/fermer`,
    qui: "agent-epci",
    chemin: () => `${P}/categories/987654/fermer`,
    champs: () => ({ jusque: "2018-12-31" }),
  },
];

export const QUESTIONS_PUBLICS: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [
    "GET /t/:epci/publics-prioritaires",
    "agent-epci",
    P,
    { annee: "2017", bailleur: "999000029", fait: "ouverte", partie: "categories" },
  ],
  [
    "GET /t/:epci/:fichier{publics-prioritaires\\.(pdf|xlsx)}",
    "agent-epci",
    `${P}.xlsx`,
    { annee: "2017", bailleur: "999000029" },
  ],
];

export const CHEMINS_PUBLICS: readonly [route: string, qui: Qui, chemin: string][] = [
  [`${CATEGORIES}/:id{[0-9]+}/fermer`, "agent-epci", `${P}/categories/*/fermer`],
];
