import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/demandes/accueil`;
const BASE = "/t/:epci/demandes/accueil";
const CONTENU = `${BASE}/contenus/:contenu{[1-9][0-9]{0,14}}`;
const GUICHET = `${BASE}/guichets/:guichet{[1-9][0-9]{0,14}}`;
const PUBLIC = "/logement-social/:epci";
const SITE = `/logement-social/${EPCI}`;
const QUI: Qui = "agent-epci";

const TEXTE: Champs = {
  rubrique: "question",
  cle: "",
  titre: "Un titre",
  texte: "Un texte",
  falc: "",
  relu: "oui",
  acte: "",
};
const CODES_TEXTE = ["rubrique", "cle", "falc", "relu", "acte"];

const FICHE: Champs = {
  nom: "Guichet d’essai",
  adresse: "1 rue d’Essai",
  precisions: "Sur rendez-vous",
  relu: "oui",
  niveau: "enregistrement",
  commune: "52448",
  accessible: "oui",
  organisation: "",
  repli: "",
  lat: "48,6",
  lon: "4,9",
  telephone: "09 00 00 00 00",
  courriel: "essai@demonstration.invalid",
  fermetures: "25/12/2026",
  "lundi-1-debut": "09:00",
  "lundi-1-fin": "12:00",
  "lundi-2-debut": "",
  "lundi-2-fin": "",
};
const LIBRES = ["nom", "adresse", "precisions"];
const CODES_FICHE = Object.keys(FICHE).filter((champ) => !LIBRES.includes(champ));

export const FORMULAIRES_INFORMATION: readonly Formulaire[] = [
  {
    route: `POST ${BASE}/contenus/nouveau`,
    qui: QUI,
    chemin: () => `${T}/contenus/nouveau`,
    champs: (_, rang) => ({ ...TEXTE, titre: `Un titre ${rang}` }),
    ensembles: [CODES_TEXTE],
    gardes: { titre: "information.titre", texte: "information.texte" },
  },
  {
    // Of a text that is not there: the form is the same.
    route: `POST ${CONTENU}`,
    qui: QUI,
    chemin: () => `${T}/contenus/987654`,
    champs: () => ({ ...TEXTE, revision: "1" }),
    ensembles: [[...CODES_TEXTE, "titre", "texte", "revision"]],
  },
  {
    route: `POST ${CONTENU}/ordre`,
    qui: QUI,
    chemin: () => `${T}/contenus/987654/ordre`,
    champs: () => ({ sens: "haut" }),
  },
  {
    route: `POST ${BASE}/reprendre`,
    qui: QUI,
    chemin: () => `${T}/reprendre`,
    champs: () => ({ rubrique: "glossaire" }),
  },
  {
    route: `POST ${BASE}/guichets/nouveau`,
    qui: QUI,
    chemin: () => `${T}/guichets/nouveau`,
    champs: () => FICHE,
    ensembles: [CODES_FICHE],
    gardes: Object.fromEntries(LIBRES.map((champ) => [champ, `guichet_fiche.${champ}`])),
  },
  {
    route: `POST ${GUICHET}`,
    qui: QUI,
    chemin: () => `${T}/guichets/987654`,
    champs: () => ({ ...FICHE, revision: "1" }),
    ensembles: [[...Object.keys(FICHE), "revision"]],
  },
];

export const QUESTIONS_INFORMATION: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [`GET ${BASE}`, QUI, T, { fait: "ecrit" }],
  [`GET ${BASE}/contenus/nouveau`, QUI, `${T}/contenus/nouveau`, { rubrique: "page", cle: "aide" }],
  [
    `GET ${PUBLIC}/conditions`,
    "personne",
    `${SITE}/conditions`,
    {
      commune: "52448",
      adultes: "2",
      charge: "1",
      couple: "oui",
      age1: "30",
      age2: "31",
      handicap: "non",
      rfr: "18400",
      recent: "12000",
    },
  ],
  [`GET ${PUBLIC}/questions`, "personne", `${SITE}/questions`, { q: "papiers" }],
  [`GET ${PUBLIC}/glossaire`, "personne", `${SITE}/glossaire`, { q: "bailleur" }],
];

const PAGES = ["", "/conditions", "/guichets", "/communes", "/reserves", "/questions", "/glossaire", "/aide"];
const ACTES_CONTENU = ["", "/publier", "/retirer", "/ordre", "/supprimer"];
const ACTES_GUICHET = ["", "/publier", "/retirer", "/supprimer"];

export const CHEMINS_INFORMATION: readonly [route: string, qui: Qui, chemin: string][] = [
  ...PAGES.map((page): [string, Qui, string] => [`GET ${PUBLIC}${page}`, "personne", `/logement-social/*${page}`]),
  [`GET ${CONTENU}`, QUI, `${T}/contenus/*`],
  ...ACTES_CONTENU.map((acte): [string, Qui, string] => [`POST ${CONTENU}${acte}`, QUI, `${T}/contenus/*${acte}`]),
  [`GET ${GUICHET}`, QUI, `${T}/guichets/*`],
  ...ACTES_GUICHET.map((acte): [string, Qui, string] => [`POST ${GUICHET}${acte}`, QUI, `${T}/guichets/*${acte}`]),
];
