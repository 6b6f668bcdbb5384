import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/demandes/cotation`;
const QUI: Qui = "agent-epci";
const BASE = "/t/:epci/demandes/cotation";
const GRILLE = `${BASE}/:grille{[0-9]+}`;
const RUBRIQUE = `${GRILLE}/rubriques/:rubrique{[a-z0-9-]+}`;
const CRITERE = `${GRILLE}/criteres/:critere{[a-z0-9-]+}`;
/** One that is not there: each write of a draft asks for its revision, and changes it. */
const ABSENTE = `${T}/987654`;

function acte(route: string, suite: string, champs: Champs): Formulaire {
  const reste = Object.keys(champs);
  return {
    route: `POST ${route}`,
    qui: QUI,
    chemin: () => `${ABSENTE}${suite}`,
    champs: () => champs,
    ensembles: [reste],
  };
}

const CRITERE_ESSAI: Champs = {
  revision: "1",
  rubrique: "r1",
  faits: "quartile",
  libelle: "Petits revenus",
  lien: "et",
  gardee: "oui",
  "valeur-quartile": "q1",
  points: "20",
  compte: "age",
  pas: "1",
  plafondPoints: "20",
  preuve: "declare",
};

export const FORMULAIRES_COTATION: readonly Formulaire[] = [
  {
    route: `POST ${BASE}/nouvelle`,
    qui: QUI,
    chemin: () => `${T}/nouvelle`,
    champs: () => ({ source: "exemple-acces", nom: "Grille d’essai" }),
    gardes: { nom: "grille_cotation.nom" },
  },
  acte(`${GRILLE}/nom`, "/nom", { revision: "1", nom: "Autre nom" }),
  acte(`${GRILLE}/ranger`, "/ranger", { revision: "1", rubrique: "r1", critere: "c1", sens: "monter" }),
  acte(`${GRILLE}/abandonner`, "/abandonner", { revision: "1" }),
  acte(RUBRIQUE, "/rubriques/nouvelle", { revision: "1", libelle: "Ressources", combinaison: "sum", plafond: "20" }),
  acte(CRITERE, "/criteres/nouveau", CRITERE_ESSAI),
  acte(`${GRILLE}/publier`, "/publier", {
    revision: "1",
    deliberation: "Délibération n° 1",
    delibereeLe: "2018-01-01",
    du: "2018-02-01",
  }),
];

export const QUESTIONS_COTATION: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [`GET ${BASE}`, QUI, T, { fait: "abandonnee" }],
  [`GET ${GRILLE}`, QUI, ABSENTE, { fait: "modifiee" }],
  [`GET ${CRITERE}`, QUI, `${ABSENTE}/criteres/nouveau`, { rubrique: "r1", choisir: "oui", faits: "age" }],
];

export const CHEMINS_COTATION: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /logement-social/:epci/cotation", QUI, "/logement-social/*/cotation"],
  [`GET ${GRILLE}`, QUI, `${T}/*`],
  ...["publier", "simulation"].map((nom): [string, Qui, string] => [`GET ${GRILLE}/${nom}`, QUI, `${T}/*/${nom}`]),
  [`GET ${GRILLE}/simulation/figures/:fichier`, QUI, `${ABSENTE}/simulation/figures/*.csv`],
  [`GET ${RUBRIQUE}`, QUI, `${ABSENTE}/rubriques/*`],
  [`GET ${CRITERE}`, QUI, `${ABSENTE}/criteres/*`],
  ...["nom", "ranger", "abandonner", "publier"].map((nom): [string, Qui, string] => [
    `POST ${GRILLE}/${nom}`,
    QUI,
    `${T}/*/${nom}`,
  ]),
  [`POST ${RUBRIQUE}`, QUI, `${ABSENTE}/rubriques/*`],
  [`POST ${CRITERE}`, QUI, `${ABSENTE}/criteres/*`],
];
