import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const PAGE = `/t/${EPCI}/observatoire/remontees`;

/** Written in the commune; of follow-ups, on nobody's remontée. */
export const FORMULAIRES_REMONTEES: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/observatoire/remontees",
    qui: "agent-epci",
    chemin: () => PAGE,
    champs: () => ({
      commune: "52448",
      residence: "",
      observee: "2026-01-05",
      type: "bruit",
      gravite: "faible",
      recurrente: "oui",
      texte: "Chantier de nuit sur la place",
      relu: "oui",
    }),
  },
  {
    route: "POST /t/:epci/observatoire/remontees/:id{[1-9][0-9]{0,14}}/suite",
    qui: "agent-epci",
    chemin: () => `${PAGE}/987654/suite`,
    champs: () => ({ etat: "resolue", le: "2026-01-06", texte: "Chantier fini", relu: "oui" }),
  },
];

export const QUESTIONS_REMONTEES: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [
    "GET /t/:epci/observatoire/remontees",
    "agent-epci",
    PAGE,
    { type: "bruit", etat: "signalee", commune: "52448", bailleur: "999000011", residence: "x", fait: "ecrite" },
  ],
  [
    "GET /t/:epci/observatoire/remontees/nouvelle",
    "agent-epci",
    `${PAGE}/nouvelle`,
    { commune: "52448", residence: "x" },
  ],
  [
    "GET /t/:epci/observatoire/remontees/figures/:fichier",
    "agent-epci",
    `${PAGE}/figures/remontees.csv`,
    { type: "bruit", etat: "signalee", commune: "52448" },
  ],
];

export const CHEMINS_REMONTEES: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /t/:epci/observatoire/remontees/:id{[1-9][0-9]{0,14}}", "agent-epci", `${PAGE}/*`],
  ["POST /t/:epci/observatoire/remontees/:id{[1-9][0-9]{0,14}}/suite", "agent-epci", `${PAGE}/*/suite`],
  ["GET /t/:epci/observatoire/remontees/figures/:fichier", "agent-epci", `${PAGE}/figures/*`],
  [
    "GET /t/:epci/observatoire/segregation/figures/:fichier",
    "agent-epci",
    `/t/${EPCI}/observatoire/segregation/figures/*`,
  ],
];
