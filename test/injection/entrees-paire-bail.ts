import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const PAGE = `/t/${EPCI}/bilan/paires`;

const RECOUPEMENT = `/t/${EPCI}/bilan/recoupement`;

/** On nobody's pair: the forms hold a choice, and no text. */
export const FORMULAIRES_PAIRES: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/bilan/paires/:paire{[1-9][0-9]{0,14}}",
    qui: "responsable-bailleur",
    chemin: () => `${PAGE}/987654`,
    champs: () => ({ decision: "meme" }),
  },
];

export const QUESTIONS_PAIRES: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/bilan/paires", "agent-epci", PAGE, { fait: "meme" }],
  ["GET /t/:epci/bilan/recoupement", "agent-epci", RECOUPEMENT, { annee: "2018", etat: "absent" }],
  [
    "GET /t/:epci/bilan/:fichier{recoupement\\.(csv|xlsx)}",
    "agent-epci",
    `${RECOUPEMENT}.csv`,
    { annee: "2018", etat: "absent" },
  ],
];

export const CHEMINS_PAIRES: readonly [route: string, qui: Qui, chemin: string][] = [
  ["POST /t/:epci/bilan/paires/:paire{[1-9][0-9]{0,14}}", "responsable-bailleur", `${PAGE}/*`],
  ["POST /t/:epci/bilan/paires/decisions/:decision{[1-9][0-9]{0,14}}", "responsable-bailleur", `${PAGE}/decisions/*`],
];
