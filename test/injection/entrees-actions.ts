import { EPCI } from "../fixtures/pages.ts";
import { ACTION_ESSAI, FAIT_ESSAI, JALON_ESSAI, NUMERO_CLOS, NUMERO_ESSAI, SUIVI_ESSAI } from "./actions-essai.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/actions`;
const QUI: Qui = "agent-epci";
const ACTION = "/t/:epci/actions/:numero{[0-9]{1,2}}";
const JALON = `${ACTION}/jalons/:jalon{[1-9][0-9]{0,14}}`;

const TEXTES = ["titre", "orientation", "resume", "pilote", "acteurs", "jalons"];
const GARDES: Champs = Object.fromEntries(TEXTES.map((nom) => [nom, `action_convention.${nom}`]));

const TEXTES_JALON = ["libelle", "source", "livrable"];
const GARDES_JALON: Champs = Object.fromEntries(TEXTES_JALON.map((nom) => [nom, `action_jalon.${nom}`]));

const GENRE = `${ACTION}/faits/:genre{[a-z-]{3,40}}`;
const TEXTES_FAIT = ["partenaire", "objet", "source"];
const GARDES_FAIT: Champs = Object.fromEntries(TEXTES_FAIT.map((nom) => [nom, `action_realisation.${nom}`]));

const SUIVI = ["etat", "le", "publie", "relu"];

function suivi(suite: string, numero: string, etat: string): Formulaire {
  return {
    route: `POST ${ACTION}/${suite}`,
    qui: QUI,
    chemin: () => `${T}/${numero}/${suite}`,
    champs: () => ({ ...SUIVI_ESSAI, etat }),
    ensembles: [SUIVI],
    gardes: { note: "action_suivi.note" },
  };
}

export const FORMULAIRES_ACTIONS: readonly Formulaire[] = [
  {
    // Another number each time: a number that is taken is refused.
    route: "POST /t/:epci/actions",
    qui: QUI,
    chemin: () => T,
    champs: (_, rang) => ({ ...ACTION_ESSAI, numero: String(1 + (rang % 89)) }),
    seuls: ["numero", "indicateurs", "publie", "relu", "titre"],
    ensembles: [["numero", "indicateurs", "publie", "relu"]],
    gardes: GARDES,
  },
  {
    route: `POST ${ACTION}/modifier`,
    qui: QUI,
    chemin: () => `${T}/${NUMERO_ESSAI}/modifier`,
    champs: () => ACTION_ESSAI,
    seuls: TEXTES,
    gardes: GARDES,
  },
  {
    route: `POST ${ACTION}/jalons`,
    qui: QUI,
    chemin: () => `${T}/${NUMERO_ESSAI}/jalons`,
    champs: () => JALON_ESSAI,
    ensembles: [TEXTES_JALON, ["echeance", "chemin", "relu"]],
    gardes: GARDES_JALON,
  },
  {
    // Accepted once: it is withdrawn, and written again as another.
    route: `POST ${JALON}/modifier`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/${NUMERO_ESSAI}/jalons/${urbain.jalon}/modifier`,
    champs: () => JALON_ESSAI,
    seuls: ["libelle"],
  },
  {
    route: `POST ${JALON}/atteint`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/${NUMERO_ESSAI}/jalons/${urbain.jalon}/atteint`,
    champs: () => ({ le: "2026-02-01", livrable: "Un document", chemin: "programme/regles", relu: "oui" }),
    ensembles: [["le", "chemin", "relu"]],
  },
  {
    route: `POST ${GENRE}/nouveau`,
    qui: QUI,
    chemin: () => `${T}/${NUMERO_ESSAI}/faits/promoteurs/nouveau`,
    champs: () => FAIT_ESSAI,
    seuls: ["annee", "prevu", "le"],
    ensembles: [TEXTES_FAIT, ["commune", "etat", "realise", "montant", "relu"]],
    gardes: GARDES_FAIT,
  },
  {
    // Accepted once: it is withdrawn, and written again as another.
    route: `POST ${GENRE}/:fait{[1-9][0-9]{0,14}}/modifier`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/${NUMERO_ESSAI}/faits/promoteurs/${urbain.fait}/modifier`,
    champs: () => FAIT_ESSAI,
    seuls: ["objet"],
  },
  suivi("suivi", NUMERO_ESSAI, "en-cours"),
  suivi("clore", NUMERO_CLOS, "realisee"),
  suivi("rouvrir", NUMERO_CLOS, "en-cours"),
  {
    route: `POST ${ACTION}/suivis/:suivi{[1-9][0-9]{0,14}}/publication`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/${NUMERO_ESSAI}/suivis/${urbain.suivi}/publication`,
    champs: () => ({ publie: "oui" }),
  },
];

const filtre: Champs = { orientation: "", etat: "", retard: "", tri: "retard" };

export const QUESTIONS_ACTIONS: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/actions", QUI, T, filtre],
  ["GET /t/:epci/actions", "personne", T, { etat: "" }],
  ["GET /t/:epci/:fichier{actions\\.(pdf|svg)}", QUI, `/t/${EPCI}/actions.svg`, { orientation: "" }],
  ["GET /api/v1/territoires/:epci/actions", QUI, `/api/v1/territoires/${EPCI}/actions`, { etat: "", tri: "retard" }],
];

export const CHEMINS_ACTIONS: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /api/v1/territoires/:epci/actions", QUI, "/api/v1/territoires/*/actions"],
  ["GET /t/:epci/:fichier{actions\\.(pdf|svg)}", QUI, "/t/*/actions.svg"],
  ["GET /t/:epci/actions/figures/:fichier", QUI, `${T}/figures/*`],
  [`GET ${ACTION}`, QUI, `${T}/*`],
  ...["modifier", "suivi", "clore", "rouvrir", "jalons/nouveau"].map((suite): [string, Qui, string] => [
    `GET ${ACTION}/${suite}`,
    QUI,
    `${T}/*/${suite}`,
  ]),
  ...["modifier", "atteint"].map((suite): [string, Qui, string] => [
    `GET ${JALON}/${suite}`,
    QUI,
    `${T}/${NUMERO_ESSAI}/jalons/*/${suite}`,
  ]),
  [`POST ${JALON}/retirer`, QUI, `${T}/${NUMERO_ESSAI}/jalons/*/retirer`],
  [`POST ${ACTION}/faits/:fait{[1-9][0-9]{0,14}}/retirer`, QUI, `${T}/${NUMERO_ESSAI}/faits/*/retirer`],
  [`GET ${GENRE}/nouveau`, QUI, `${T}/${NUMERO_ESSAI}/faits/*/nouveau`],
  [`GET ${GENRE}/:fait{[1-9][0-9]{0,14}}/modifier`, QUI, `${T}/${NUMERO_ESSAI}/faits/promoteurs/*/modifier`],
];
