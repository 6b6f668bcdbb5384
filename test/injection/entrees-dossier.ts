import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const D = `/ma-demande/${EPCI}`;
const QUI: Qui = "menage";
const ETAPE = ":etape{(?:vous|menage|revenus|logement-actuel|recherche)}";
const QUESTION = `/ma-demande/:epci/etapes/${ETAPE}/:question{[a-z-]+}`;
const PERSONNES = "/ma-demande/:epci/etapes/menage/personnes";

/** All the fields of a page are read by one piece of code: one request carries the payload in all of them. */
function page(chemin: string, champs: Champs): Formulaire {
  return {
    route: `POST ${QUESTION}`,
    qui: QUI,
    chemin: () => `${D}/etapes/${chemin}`,
    champs: () => ({ revision: "0", suite: "", retour: "", ...champs }),
    ensembles: [Object.keys(champs), ["revision", "suite", "retour"]],
  };
}

const PERSONNE: Champs = { revision: "0", qualite: "a-charge", prenom: "Noa", nom: "Exemple", naissance: "2019-03-01" };
const MANDAT: Champs = {
  pour: "autre",
  nom: "Alex",
  qualite: "proche",
  structure: "",
  telephone: "",
  courriel: "",
  signe_le: "2026-01-01",
  au: "2026-01-02",
};

export const FORMULAIRES_DOSSIER: readonly Formulaire[] = [
  page("vous/identite", {
    civilite: "madame",
    nom: "Exemple",
    nom_usage: "",
    prenom: "Camille",
    naissance: "1990-05-02",
  }),
  page("vous/joindre", { telephone: "06 39 98 00 01", courriel: "", adresse: "", adresse_commune: "", accords: "sms" }),
  page("menage/handicap", { handicap: "oui", personnes: "1", fauteuil: "oui", accessible: "oui", motifs: "07" }),
  page("revenus/employeur", { siret: "35600000000048", plus_de_dix: "oui" }),
  page("revenus/ressources", { sources: "salaire", mensuel: "1200", mensuel_inconnu: "", pension_versee: "" }),
  page("logement-actuel/logement", { mode: "hlm", commune: "52448", proprietaire_ailleurs: "non" }),
  page("recherche/motifs", { principal: "13", autres: "09" }),
  page("recherche/lieux", { lieu_1: "52448", lieu_2: "", elargir: "oui" }),
  page("recherche/rapide", { mobilite: "oui", du: "2026-01-01", au: "2026-02-01", meuble: "oui" }),
  {
    route: `POST ${PERSONNES}/nouvelle`,
    qui: QUI,
    chemin: () => `${D}/etapes/menage/personnes/nouvelle`,
    champs: () => PERSONNE,
    ensembles: [Object.keys(PERSONNE)],
  },
  {
    route: `POST ${PERSONNES}/:rang{[1-9][0-9]?}`,
    qui: QUI,
    chemin: () => `${D}/etapes/menage/personnes/1`,
    champs: () => PERSONNE,
    ensembles: [Object.keys(PERSONNE)],
  },
  {
    route: "POST /ma-demande/:epci/nouvelle",
    qui: "personne",
    chemin: () => `${D}/nouvelle`,
    champs: () => MANDAT,
    ensembles: [Object.keys(MANDAT)],
  },
  {
    route: "POST /ma-demande/:epci/reprendre",
    qui: "personne",
    chemin: () => `${D}/reprendre`,
    champs: () => ({ code: "0000-0000-0000-0000" }),
  },
  { route: "POST /ma-demande/:epci/envoyer", qui: QUI, chemin: () => `${D}/envoyer`, champs: () => ({ guichet: "1" }) },
  { route: "POST /ma-demande/:epci/renoncer", qui: QUI, chemin: () => `${D}/renoncer`, champs: () => ({ sur: "non" }) },
  {
    route: "POST /ma-demande/:epci/numero",
    qui: QUI,
    chemin: () => `${D}/numero`,
    champs: () => ({ numero: "052118000000000003" }),
  },
  {
    route: "POST /ma-demande/:epci/compte",
    qui: QUI,
    chemin: () => `${D}/compte`,
    champs: () => ({ courriel: "pas une adresse" }),
  },
  {
    route: "POST /ma-demande/:epci/mes-demandes",
    qui: QUI,
    chemin: () => `${D}/mes-demandes`,
    champs: () => ({ demande: "00000000-0000-4000-8000-000000000000" }),
  },
];

export const QUESTIONS_DOSSIER: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [`GET ${QUESTION}`, QUI, `${D}/etapes/vous/identite`, { retour: "verifier", fait: "personne-ajoutee" }],
  ["GET /ma-demande/:epci/reprendre", "personne", `${D}/reprendre`, { fait: "quitte" }],
  ["GET /ma-demande/:epci/compte", QUI, `${D}/compte`, { fait: "ecrit" }],
  ["GET /ma-demande/:epci/numero", QUI, `${D}/numero`, { fait: "numero" }],
  ["GET /ma-demande/:epci/pause", QUI, `${D}/pause`, { fait: "lien" }],
  ["GET /ma-demande/:epci/mandats", QUI, `${D}/mandats`, { fait: "mandat-retire" }],
];

export const CHEMINS_DOSSIER: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /ma-demande/:epci/nouvelle", "personne", "/ma-demande/*/nouvelle"],
  ["GET /ma-demande/:epci/etapes", QUI, "/ma-demande/*/etapes"],
  [`GET /ma-demande/:epci/etapes/${ETAPE}`, QUI, `${D}/etapes/*`],
  [`GET ${QUESTION}`, QUI, `${D}/etapes/vous/*`],
  [`GET ${PERSONNES}/:rang{[1-9][0-9]?}`, QUI, `${D}/etapes/menage/personnes/*`],
  [`POST ${PERSONNES}/:rang{[1-9][0-9]?}/retirer`, QUI, `${D}/etapes/menage/personnes/*/retirer`],
  ["GET /ma-demande/:epci/reprendre/:jeton{[A-Za-z0-9_-]{43}}", "personne", `${D}/reprendre/*`],
  ["POST /ma-demande/:epci/reprendre/:jeton{[A-Za-z0-9_-]{43}}", "personne", `${D}/reprendre/*`],
  ["POST /ma-demande/:epci/mandats/:mandat{[1-9][0-9]{0,14}}/retirer", QUI, `${D}/mandats/*/retirer`],
  ["POST /ma-demande/:epci/quitter", "personne", "/ma-demande/*/quitter"],
  ["POST /ma-demande/:epci/lien", QUI, "/ma-demande/*/lien"],
  ["POST /ma-demande/:epci/code", QUI, "/ma-demande/*/code"],
  ["GET /ma-demande/:epci/mes-demandes", "personne", "/ma-demande/*/mes-demandes"],
  ["GET /ma-demande/:epci/compte/garder", "personne", "/ma-demande/*/compte/garder"],
  ["POST /ma-demande/:epci/compte/garder", QUI, "/ma-demande/*/compte/garder"],
];
