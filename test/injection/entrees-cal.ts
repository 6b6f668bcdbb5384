import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/cal`;
const QUI: Qui = "secretaire-cal";
const SEANCE = "/t/:epci/cal/:seance{[1-9][0-9]{0,14}}";
const LOGEMENT = `${SEANCE}/logements/:liberation{[1-9][0-9]{0,14}}`;
const JETON = "00000000-0000-4000-8000-000000000000";

/** Of a session that is not there: the same answer as another commission's. */
const SEANCES: Readonly<Record<string, Champs>> = {
  inscrire: { logement: "987654" },
  presences: { "presence-987654": "represente", "mandataire-987654": "1", autres: "present" },
  clore: { jeton: JETON },
};

const LOGEMENTS: Readonly<Record<string, Champs>> = {
  vote: { jeton: JETON, membre: "1", "vote-987654": "attribution", "rangvote-987654": "1" },
  messages: { jeton: JETON, nature: "message", texte: "Un message", relu: "oui" },
  decision: {
    jeton: JETON,
    geste: "decider",
    "decision-987654": "non-attribution",
    "rang-987654": "",
    "piece-987654": "",
    "motif-987654": "desequilibre",
    "methode-987654": "1",
    "precision-987654": "Une précision",
    relu: "oui",
  },
};

function acte(route: string, chemin: string, qui: Qui = QUI) {
  return ([nom, champs]: readonly [string, Champs]): Formulaire => ({
    route: `POST ${route}/${nom}`,
    qui,
    chemin: () => `${chemin}/${nom}`,
    champs: () => champs,
    ...(Object.keys(champs).length > 1 ? { ensembles: [Object.keys(champs)] } : {}),
  });
}

const seance: Champs = {
  bailleur: "1",
  mode: "presentiel",
  jour: "2199-01-01",
  heure: "14:00",
  duree: "120",
  fenetre: "",
  lieu: "Salle d’essai",
  visio: "",
};
const membre: Champs = {
  bailleur: "1",
  geste: "ajouter",
  qualite: "bailleur",
  reservataire: "",
  compte: "",
  designation: "Essai",
  commune: "",
  depuis: "2018-01-01",
  president: "",
  membre: "987654",
};
const reglement: Champs = {
  bailleur: "1",
  depuis_reglement: "2018-01-01",
  quorum: "4",
  fenetre: "72",
  modes: "salle",
  noms: "",
  source: "Règlement d’essai",
};

export const FORMULAIRES_CAL: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/cal/preparer",
    qui: QUI,
    chemin: () => `${T}/preparer`,
    champs: () => seance,
    ensembles: [Object.keys(seance)],
  },
  {
    route: "POST /t/:epci/cal/composition",
    qui: QUI,
    chemin: () => `${T}/composition`,
    champs: () => membre,
    ensembles: [Object.keys(membre)],
  },
  {
    route: "POST /t/:epci/cal/composition/reglement",
    qui: QUI,
    chemin: () => `${T}/composition/reglement`,
    champs: () => reglement,
    ensembles: [Object.keys(reglement)],
  },
  ...Object.entries(SEANCES).map(acte(SEANCE, `${T}/987654`)),
  ...Object.entries(LOGEMENTS).map(acte(LOGEMENT, `${T}/987654/logements/1`)),
  acte(
    LOGEMENT,
    `${T}/987654/logements/1`,
    "commune",
  )(["avis", { avis: "reserve", motif_avis: "Une raison", relu: "oui" }]),
];

export const QUESTIONS_CAL: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/cal/composition", QUI, `${T}/composition`, { bailleur: "1", fait: "membre" }],
];

export const CHEMINS_CAL: readonly [route: string, qui: Qui, chemin: string][] = [
  ...["", "/cloture", "/pv.pdf", "/seance.ics"].map((suite): [string, Qui, string] => [
    `GET ${SEANCE}${suite}`,
    QUI,
    `${T}/*${suite}`,
  ]),
  ...["/convoquer", "/ouvrir", "/notifier"].map((suite): [string, Qui, string] => [
    `POST ${SEANCE}${suite}`,
    QUI,
    `${T}/*${suite}`,
  ]),
  [`GET ${LOGEMENT}`, QUI, `${T}/1/logements/*`],
  [`POST ${LOGEMENT}/retirer`, QUI, `${T}/1/logements/*/retirer`],
];
