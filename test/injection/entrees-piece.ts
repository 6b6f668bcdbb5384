import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const DOCUMENTS = "/ma-demande/:epci/etapes/documents";
const D = `/ma-demande/${EPCI}/etapes/documents`;
const MENAGE: Qui = "menage";
const GUICHET: Qui = "guichet";
const NATURE = ":nature{[a-z][a-z0-9-]{2,40}}";
const RECU = ":piece{[0-9a-f-]{36}}";
const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const PIECES = `/t/:epci/demandes/:demandeur{${UUID}}/pieces`;
const PIECE = `:piece{${UUID}}`;
/** Of nobody: what a form says is read before who it is about. */
const ABSENT = "00000000-0000-4000-8000-000000000000";
const T = `/t/${EPCI}/demandes/${ABSENT}/pieces`;

const DECISION: Champs = { decision: "refusee", refus: "illisible", valide: "" };
const SENSIBLE: Champs = { motif: "un motif assez long pour être accepté", ...DECISION };

function form(route: string, chemin: string, champs: Champs): Formulaire {
  return {
    route: `POST ${PIECES}/${route}`,
    qui: GUICHET,
    chemin: () => `${T}/${chemin}`,
    champs: () => champs,
    ensembles: [Object.keys(champs)],
  };
}

export const FORMULAIRES_PIECES: readonly Formulaire[] = [
  {
    route: `POST ${DOCUMENTS}/${NATURE}/absent`,
    qui: MENAGE,
    chemin: () => `${D}/identite/absent`,
    champs: () => ({ raison: "perdu" }),
  },
  form(`${PIECE}/verifier`, `${ABSENT}/verifier`, DECISION),
  form("demander", "demander", { nature: "chomage", avant: "" }),
  form("sensibles", "sensibles", { motif: "un motif assez long pour être accepté" }),
  form(`sensibles/${PIECE}/fichier`, `sensibles/${ABSENT}/fichier`, { motif: "un motif assez long pour être accepté" }),
  form(`sensibles/${PIECE}/verifier`, `sensibles/${ABSENT}/verifier`, SENSIBLE),
];

export const QUESTIONS_PIECES: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [`GET ${DOCUMENTS}`, MENAGE, D, { fait: "recu" }],
  [`GET ${DOCUMENTS}/${NATURE}`, MENAGE, `${D}/identite`, { fait: "retire", personne: "1" }],
  [`GET ${DOCUMENTS}/recus/${RECU}`, MENAGE, `${D}/recus/${ABSENT}`, { fait: "tourne" }],
  [`GET ${PIECES}`, GUICHET, T, { fait: "verifie" }],
  [`GET ${PIECES}/${PIECE}/fichier`, GUICHET, `${T}/${ABSENT}/fichier`, { motif: "instruction" }],
  [`GET ${PIECES}/sensibles`, GUICHET, `${T}/sensibles`, { fait: "verifie" }],
];

export const CHEMINS_PIECES: readonly [route: string, qui: Qui, chemin: string][] = [
  [`POST ${DOCUMENTS}/${NATURE}`, MENAGE, `${D}/*`],
  [`GET ${DOCUMENTS}/recus/${RECU}/fichier`, MENAGE, `${D}/recus/*/fichier`],
  [`POST ${DOCUMENTS}/recus/${RECU}/tourner`, MENAGE, `${D}/recus/*/tourner`],
  [`POST ${DOCUMENTS}/recus/${RECU}/retirer`, MENAGE, `${D}/recus/*/retirer`],
  [`POST ${PIECES}/deposer`, GUICHET, `/t/${EPCI}/demandes/*/pieces/deposer`],
];
