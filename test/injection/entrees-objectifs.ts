import { EPCI } from "../fixtures/pages.ts";
import type { Champs } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}`;

/** What the page of the objectives, its documents and the API are asked. */
export const QUESTIONS_OBJECTIFS: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [
    "GET /t/:epci/objectifs",
    "agent-epci",
    `${T}/objectifs`,
    {
      annee: "2018",
      mois: "9",
      bailleur: "999000029",
      prior: "jeffreys",
      "m.bailleur:999000029": "40",
      "e.bailleur:999000029": "33",
    },
  ],
  [
    "GET /t/:epci/:fichier{objectifs\\.(pdf|xlsx|csv)}",
    "agent-epci",
    `${T}/objectifs.csv`,
    {
      annee: "2018",
      mois: "9",
      bailleur: "999000029",
      prior: "jeffreys",
      "m.bailleur:999000029": "40",
      format: "ouvert",
    },
  ],
  [
    "GET /api/v1/territoires/:epci/objectifs/:annee",
    "agent-epci",
    `/api/v1/territoires/${EPCI}/objectifs/2018`,
    { mois: "9", bailleur: "999000029", prior: "jeffreys", "m.bailleur:999000029": "40" },
  ],
];

/** `*` becomes the payload, as an address carries it. */
export const CHEMINS_OBJECTIFS: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /t/:epci/objectifs", "agent-epci", "/t/*/objectifs"],
  ["GET /t/:epci/:fichier{objectifs\\.(pdf|xlsx|csv)}", "agent-epci", "/t/*/objectifs.csv"],
  ["GET /api/v1/territoires/:epci/objectifs/:annee", "agent-epci", `/api/v1/territoires/${EPCI}/objectifs/*`],
  ["GET /api/v1/territoires/:epci/objectifs/:annee", "agent-epci", "/api/v1/territoires/*/objectifs/2018"],
];
