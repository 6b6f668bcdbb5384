import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const PAGE = `/t/${EPCI}/observatoire/diffusion`;
const PUBLIQUE = `/observatoire/${EPCI}`;

/** Of publications, on nobody's release: its form has no field. Preparing has none either, and its address no parameter. */
export const FORMULAIRES_DIFFUSION: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/observatoire/diffusion/:id/publier",
    qui: "agent-epci",
    chemin: () => `${PAGE}/987654/publier`,
    champs: () => ({ relu: "oui" }),
  },
];

export const QUESTIONS_DIFFUSION: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/observatoire/diffusion", "agent-epci", PAGE, { fait: "publiee" }],
  [
    "GET /t/:epci/observatoire/diffusion/:id",
    "agent-epci",
    `${PAGE}/987654`,
    { fait: "publiee", jeu: "demandes-communes" },
  ],
];

export const CHEMINS_DIFFUSION: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /t/:epci/observatoire/diffusion/:id", "agent-epci", `${PAGE}/*`],
  ["POST /t/:epci/observatoire/diffusion/:id/publier", "agent-epci", `${PAGE}/*/publier`],
  ["GET /observatoire/:epci", "personne", "/observatoire/*"],
  ["GET /observatoire/:epci/:jeu", "personne", `${PUBLIQUE}/*`],
];
