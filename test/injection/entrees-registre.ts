import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/demandes`;
const QUI: Qui = "guichet";
const DEMANDE = "/t/:epci/demandes/:demandeur{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}";
/** Of nobody: the same answer as another desk's. */
const ABSENTE = "00000000-0000-4000-8000-000000000000";
const FILTRE: Champs = { liste: "active", commune: "52448", typologie: "T3", nature: "acces", mois: "12" };

const ACTES: Readonly<Record<string, Champs>> = {
  ouvrir: { motif: "instruction" },
  proximite: {},
  sensible: { raison: "préparer la commission" },
  attestation: {},
  code: { identite: "vue" },
  enregistrer: { numero: "052042600001", sne: "", anciennete: "2026-01-01" },
  complement: { quoi: "identite" },
  renouveler: {},
  avertir: {},
  lever: {},
  radier: { motif: "renonciation", sortie: "inconnue" },
  reactiver: {},
  irrecevabilite: { reference: "CAL-2026-012" },
};

function acte([nom, champs]: readonly [string, Champs]): Formulaire {
  return {
    route: `POST ${DEMANDE}/${nom}`,
    qui: QUI,
    chemin: () => `${T}/${ABSENTE}/${nom}`,
    champs: () => champs,
    ...(Object.keys(champs).length > 1 ? { ensembles: [Object.keys(champs)] } : {}),
  };
}

const NOUVELLE: Champs = {
  guichet: "1",
  civilite: "madame",
  nom: "Exemple",
  prenom: "Camille",
  nom_usage: "",
  naissance: "1990-05-02",
  telephone: "",
  courriel: "",
  adresse: "",
  accords: "sms",
  personnes: "2",
  revenu: "",
  typologie: "T3",
  logement: "hlm",
  commune_1: "52448",
  commune_2: "",
  commune_3: "",
};
const EXPORT: Champs = { ...FILTRE, motif: "bilan", noms: "non", format: "csv" };

export const FORMULAIRES_REGISTRE: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/demandes/chercher",
    qui: QUI,
    chemin: () => `${T}/chercher`,
    champs: () => ({ cherche: "exemple camille" }),
  },
  {
    route: "POST /t/:epci/demandes/exporter",
    qui: QUI,
    chemin: () => `${T}/exporter`,
    champs: () => EXPORT,
    ensembles: [Object.keys(EXPORT)],
  },
  {
    route: "POST /t/:epci/demandes/nouvelle",
    qui: QUI,
    chemin: () => `${T}/nouvelle`,
    champs: () => NOUVELLE,
    ensembles: [Object.keys(NOUVELLE)],
  },
  ...Object.entries(ACTES).map(acte),
];

const DELAIS = "GET /t/:epci/demandes/:fichier{delais\\.(csv|xlsx)}";

export const QUESTIONS_REGISTRE: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/demandes", QUI, T, { ...FILTRE, apres: `2026-01-01~${ABSENTE}`, vue: "delais", fait: "proximite" }],
  ["GET /t/:epci/demandes/exporter", QUI, `${T}/exporter`, FILTRE],
  [`GET ${DEMANDE}`, QUI, `${T}/${ABSENTE}`, { fait: "ouverte" }],
  [DELAIS, QUI, `${T}/delais.csv`, { suite: "1" }],
  ["GET /t/:epci/demandes/evenements", "agent-epci", `${T}/evenements`, { mois: "2026-03" }],
];

export const CHEMINS_REGISTRE: readonly [route: string, qui: Qui, chemin: string][] = [
  [`GET ${DEMANDE}`, QUI, `${T}/*`],
  [DELAIS, QUI, `${T}/*.csv`],
  ["GET /t/:epci/demandes/:fichier{evenements\\.(csv|xlsx)}", "agent-epci", `${T}/*.csv`],
  ...Object.keys(ACTES).flatMap((nom): [string, Qui, string][] => [
    [`POST ${DEMANDE}/${nom}`, QUI, `${T}/*/${nom}`],
    ...(["ouvrir", "proximite", "sensible", "attestation"].includes(nom)
      ? []
      : [[`GET ${DEMANDE}/${nom}`, QUI, `${T}/*/${nom}`] satisfies [string, Qui, string]]),
  ]),
];
