import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/demandes`;
const DOUBLON = "/t/:epci/demandes/doublons/:doublon{[1-9][0-9]{0,14}}";
const VEILLE = "/t/:epci/demandes/veille/:veille{[1-9][0-9]{0,14}}";
const FICHIER = "/t/:epci/demandes/:fichier{veille\\.(csv|xlsx)}";
const FILTRE: Champs = { motif: "refus-repetes", commune: "52448", refus: "localisation", suivi: "libre" };

/** Duplicates, exchanges with the SNE and the watch: on nobody's rows, so that what is refused is refused for what was sent. */
export const FORMULAIRES_VEILLE: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/demandes/doublons/chercher",
    qui: "guichet",
    chemin: () => `${T}/doublons/chercher`,
    champs: () => ({}),
  },
  {
    route: `POST ${DOUBLON}`,
    qui: "guichet",
    chemin: () => `${T}/doublons/987654`,
    champs: () => ({ decision: "distinctes" }),
  },
  {
    route: "POST /t/:epci/demandes/sne/transmettre",
    qui: "guichet",
    chemin: () => `${T}/sne/transmettre`,
    champs: () => ({ lignes: "987654" }),
  },
  {
    route: "POST /t/:epci/demandes/sne/suivre",
    qui: "guichet",
    chemin: () => `${T}/sne/suivre`,
    champs: () => ({ lignes: "987654", suite: "refusee", refus: "autre", reponse: "Illisible" }),
  },
  {
    route: "POST /t/:epci/demandes/sne/a-saisir",
    qui: "guichet",
    chemin: () => `${T}/sne/a-saisir`,
    champs: () => ({ type: "csv" }),
  },
  {
    route: "POST /t/:epci/demandes/sne/confirmer",
    qui: "guichet",
    chemin: () => `${T}/sne/confirmer`,
    champs: () => ({ actes: "renouveler:00000000-0000-4000-8000-000000000000" }),
  },
  {
    route: "POST /t/:epci/demandes/sne/interroger",
    qui: "guichet",
    chemin: () => `${T}/sne/interroger`,
    champs: () => ({ demandeur: "00000000-0000-4000-8000-000000000000" }),
  },
  {
    route: "POST /t/:epci/demandes/sne/export",
    qui: "guichet",
    chemin: () => `${T}/sne/export`,
    champs: () => ({ finalite: "saisie-sne", annee: "1990", type: "csv" }),
  },
  {
    route: "POST /t/:epci/demandes/veille/confier",
    qui: "agent-epci",
    chemin: () => `${T}/veille/confier`,
    champs: () => ({ motif: "salarie", organisation: "1", references: "0123456789AB" }),
  },
  {
    route: `POST ${VEILLE}/rendre`,
    qui: "agent-epci",
    chemin: () => `${T}/veille/987654/rendre`,
    champs: () => ({}),
  },
  {
    route: `POST ${VEILLE}/prendre`,
    qui: "agent-epci",
    chemin: () => `${T}/veille/987654/prendre`,
    champs: () => ({}),
  },
  {
    route: `POST ${VEILLE}/rouvrir`,
    qui: "agent-epci",
    chemin: () => `${T}/veille/987654/rouvrir`,
    champs: () => ({}),
  },
  {
    route: `POST ${VEILLE}/clore`,
    qui: "agent-epci",
    chemin: () => `${T}/veille/987654/clore`,
    champs: () => ({ issue: "contactee" }),
  },
];

export const QUESTIONS_VEILLE: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/demandes/doublons", "guichet", `${T}/doublons`, { fait: "cherche", dossiers: "4", nouveaux: "1" }],
  ["GET /t/:epci/demandes/sne", "guichet", `${T}/sne`, { confirmes: "2", suivies: "2", etat: "envoyee" }],
  [
    "GET /t/:epci/demandes/veille",
    "agent-epci",
    `${T}/veille`,
    { ...FILTRE, fait: "clore", annuler: "987654", confiees: "3" },
  ],
  [`GET ${FICHIER}`, "agent-epci", `${T}/veille.csv`, FILTRE],
];

export const CHEMINS_VEILLE: readonly [route: string, qui: Qui, chemin: string][] = [
  [`POST ${DOUBLON}`, "guichet", `${T}/doublons/*`],
  [`GET ${FICHIER}`, "agent-epci", `${T}/*.csv`],
  [`POST ${VEILLE}/rendre`, "agent-epci", `${T}/veille/*/rendre`],
  [`POST ${VEILLE}/prendre`, "agent-epci", `${T}/veille/*/prendre`],
  [`POST ${VEILLE}/rouvrir`, "agent-epci", `${T}/veille/*/rouvrir`],
  [`POST ${VEILLE}/clore`, "agent-epci", `${T}/veille/*/clore`],
];
