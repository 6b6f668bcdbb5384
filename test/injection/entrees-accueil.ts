import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/demandes`;
const FICHES = "/t/:epci/demandes/fiches-contact";
const FICHE = `${FICHES}/:fiche{[1-9][0-9]{0,14}}`;
const ENTRETIENS = "/t/:epci/demandes/entretiens";
const ENTRETIEN = `${ENTRETIENS}/:entretien{[1-9][0-9]{0,14}}`;
const QUI: Qui = "commune";

const PERSONNE: Champs = {
  nom: "Essai",
  prenom: "Camille",
  telephone: "03 25 00 00 03",
  courriel: "essai@demonstration.invalid",
  accord: "oui",
  consentement: "2018-02-01",
  personnes: "3",
  typologie: "T3",
  commune: "52448",
  budget: "450-600",
  emploi: "retraite",
  urgence: "un-mois",
  locataire: "non",
  dit: "portail",
};
const CODES = [
  "accord",
  "consentement",
  "personnes",
  "typologie",
  "commune",
  "budget",
  "emploi",
  "urgence",
  "locataire",
];

const SECTIONS: Readonly<Record<string, Champs>> = {
  situation: {
    nom: "Essai",
    prenom: "Camille",
    naissance: "1980-01-01",
    telephone: "03 25 00 00 04",
    courriel: "essai@demonstration.invalid",
    familiale: "marie",
    deja: "non",
  },
  composition: { adultes: "2", enfants: "1", garde: "0", naitre: "0", jeune: "non" },
  budget: { source: "salaire", mensuel: "1500", rfr: "18000", charges: "50", loyer_max: "500" },
  logement: { mode: "locataire-prive", commune_actuelle: "52448", depuis: "2015-01-01", loyer: "480" },
  souhaits: { commune: "52448", typologie: "T4", genre: "maison", elargir: "oui", besoin: "plain-pied" },
  priorite: { motif_expulsion: "declaratif", motif_indigne: "justifie" },
  emploi: {
    profession: "salarie-prive",
    siret: "12345678900011",
    plus_de_dix: "oui",
    court: "non",
    mobilite: "mobilite",
    mobilite_du: "2018-02-01",
    mobilite_au: "2018-06-01",
  },
};

const { situation: SITUATION = {} } = SECTIONS;

export const FORMULAIRES_ACCUEIL: readonly Formulaire[] = [
  {
    route: `POST ${FICHES}/nouvelle`,
    qui: QUI,
    chemin: () => `${T}/fiches-contact/nouvelle`,
    champs: ({ bailleur }) => ({ ...PERSONNE, destinataire: String(bailleur) }),
    seuls: ["nom", "prenom", "telephone", "courriel"],
    gardes: { nom: "nominatif.fiche_contact.nom", prenom: "nominatif.fiche_contact.prenom" },
  },
  {
    route: `POST ${FICHES}/nouvelle`,
    qui: QUI,
    chemin: () => `${T}/fiches-contact/nouvelle`,
    champs: ({ bailleur }) => ({
      ...PERSONNE,
      destinataire: String(bailleur),
      precisions: "Rappeler le soir",
      relu: "oui",
    }),
    seuls: [...CODES, "dit", "destinataire", "precisions"],
    ensembles: [[...CODES, "dit", "destinataire"]],
    gardes: { precisions: "nominatif.fiche_contact.precisions" },
  },
  {
    // Of a form that is not there: one that is closed takes nothing more.
    route: `POST ${FICHE}/suivre`,
    qui: "agent-bailleur",
    chemin: () => `${T}/fiches-contact/987654/suivre`,
    champs: () => ({ issue: "demande", dossier: "D-7KQ4-XM2R" }),
    ensembles: [["issue", "dossier"]],
  },
  ...Object.entries(SECTIONS).map(
    ([section, champs]): Formulaire => ({
      route: `POST ${ENTRETIEN}/${section}`,
      qui: "guichet",
      chemin: ({ urbain }) => `${T}/entretiens/${urbain.entretien}/${section}`,
      champs: () => champs,
      ...(section === "situation"
        ? {
            seuls: ["nom", "prenom", ...Object.keys(SITUATION).filter((nom) => nom !== "nom" && nom !== "prenom")],
            gardes: { nom: "nominatif.entretien.nom", prenom: "nominatif.entretien.prenom" },
          }
        : { ensembles: [Object.keys(champs)] }),
    }),
  ),
];

export const QUESTIONS_ACCUEIL: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [`GET ${FICHES}`, QUI, `${T}/fiches-contact`, { fait: "envoyee" }],
  [`GET ${FICHE}`, QUI, `${T}/fiches-contact/1`, { fait: "envoyee" }],
  [`GET ${ENTRETIEN}/bilan`, "guichet", `${T}/entretiens/1/bilan`, { fait: "termine" }],
];

export const CHEMINS_ACCUEIL: readonly [route: string, qui: Qui, chemin: string][] = [
  [`GET ${FICHE}`, QUI, `${T}/fiches-contact/*`],
  [`GET ${FICHE}/fiche.pdf`, QUI, `${T}/fiches-contact/*/fiche.pdf`],
  ["GET /t/:epci/demandes/:fichier{fiches-contact\\.(csv|xlsx)}", "agent-epci", `${T}/*.csv`],
  [`POST ${FICHE}/accuser`, "agent-bailleur", `${T}/fiches-contact/*/accuser`],
  [`GET ${FICHE}/suivre`, "agent-bailleur", `${T}/fiches-contact/*/suivre`],
  [`POST ${FICHE}/suivre`, "agent-bailleur", `${T}/fiches-contact/*/suivre`],
  [`GET ${ENTRETIEN}`, "guichet", `${T}/entretiens/*`],
  ...["bilan", "bilan.pdf", ...Object.keys(SECTIONS)].map((suite): [string, Qui, string] => [
    `GET ${ENTRETIEN}/${suite}`,
    "guichet",
    `${T}/entretiens/*/${suite}`,
  ]),
  ...["terminer", "verser", ...Object.keys(SECTIONS)].map((suite): [string, Qui, string] => [
    `POST ${ENTRETIEN}/${suite}`,
    "guichet",
    `${T}/entretiens/*/${suite}`,
  ]),
];
