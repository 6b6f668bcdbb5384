import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const D = `/ma-demande/${EPCI}`;
const MOI = "/ma-demande/:epci";
const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const DOSSIER = `/t/:epci/demandes/:demandeur{${UUID}}`;
/** Of nobody: the same answer as another body's. */
const T = `/t/${EPCI}/demandes/00000000-0000-4000-8000-000000000000`;
const NUMERO = "{[1-9][0-9]{0,14}}";
const ECHANGE = `${MOI}/echanges/:echange${NUMERO}`;
const JETON = "A".repeat(43);

function menage(suite: string, chemin: string, champs: Champs): Formulaire {
  return {
    route: `POST ${MOI}/${suite}`,
    qui: "menage",
    chemin: () => `${D}/${chemin}`,
    champs: () => champs,
    ...(Object.keys(champs).length > 1 ? { ensembles: [Object.keys(champs)] } : {}),
  };
}

function organisme(qui: Qui, suite: string, chemin: string, champs: Champs): Formulaire {
  return {
    route: `POST ${DOSSIER}/${suite}`,
    qui,
    chemin: () => `${T}/${chemin}`,
    champs: () => champs,
    ensembles: [Object.keys(champs)],
  };
}

const PROPOSITION: Champs = {
  nature: "logement",
  logement: "3 rue de l’Essai",
  commune: "52448",
  typologie: "T3",
  loyer: "412,50",
  charges: "60",
  cle: "A-12",
  repondre_avant: "2199-01-01",
  relu: "oui",
};

export const FORMULAIRES_SUIVI: readonly Formulaire[] = [
  menage(`propositions/:proposition${NUMERO}/:sens{accepter|refuser}`, "propositions/987654/refuser", {
    motif: "loyer",
  }),
  menage(`echanges/:echange${NUMERO}`, "echanges/987654", { reponse: "oui" }),
  menage("messages", "messages", { texte: "Je viendrai mardi", organisation: "1", relu: "oui" }),
  menage("reglages", "reglages", { accords: "courriel" }),
  menage("reglages/adresse", "reglages/adresse", { canal: "courriel", nouveau: "essai@demonstration.invalid" }),
  menage("coordonnees/:jeton{[A-Za-z0-9_-]{43}}", `coordonnees/${JETON}`, {}),
  organisme("guichet", "contact", "contact", { canal: "telephone", issue: "joint" }),
  organisme("guichet", "messages", "messages", { texte: "Passez nous voir", relu: "oui" }),
  organisme("guichet", "coordonnees", "coordonnees", { canal: "sms", nouveau: "06 39 98 00 01", attestee: "oui" }),
  organisme("agent-bailleur", "propositions/nouvelle", "propositions/nouvelle", PROPOSITION),
  organisme("guichet", `propositions/:proposition${NUMERO}/reponse`, "propositions/987654/reponse", {
    reponse: "refusee",
    motif: "loyer",
  }),
];

export const QUESTIONS_SUIVI: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [`GET ${MOI}`, "menage", D, { fait: "accepter" }],
  [`GET ${ECHANGE}`, "menage", `${D}/echanges/987654`, { fait: "reponse" }],
  [`GET ${MOI}/messages`, "menage", `${D}/messages`, { fait: "message" }],
  [`GET ${MOI}/reglages`, "menage", `${D}/reglages`, { fait: "accords" }],
  [`GET ${DOSSIER}/evenements`, "guichet", `${T}/evenements`, { fait: "contact" }],
];

const ABSENT = `/t/${EPCI}/demandes/*`;
const LIEN = `${MOI}/coordonnees/:jeton{[A-Za-z0-9_-]{43}}`;
const REPONSE = `${MOI}/propositions/:proposition${NUMERO}/:sens{accepter|refuser}`;
const AGENT: readonly (readonly [qui: Qui, route: string, chemin: string])[] = [
  ["guichet", "contact", "contact"],
  ["guichet", "messages", "messages"],
  ["guichet", "coordonnees", "coordonnees"],
  ["agent-bailleur", "propositions/nouvelle", "propositions/nouvelle"],
  ["guichet", `propositions/:proposition${NUMERO}/reponse`, "propositions/1/reponse"],
];

export const CHEMINS_SUIVI: readonly [route: string, qui: Qui, chemin: string][] = [
  ...(["GET", "POST"] as const).flatMap((methode): [string, Qui, string][] => [
    [`${methode} ${REPONSE}`, "menage", `${D}/propositions/*/accepter`],
    [`${methode} ${ECHANGE}`, "menage", `${D}/echanges/*`],
    [`${methode} ${LIEN}`, "menage", `${D}/coordonnees/*`],
    ...AGENT.map(([qui, route, chemin]): [string, Qui, string] => [
      `${methode} ${DOSSIER}/${route}`,
      qui,
      `${ABSENT}/${chemin}`,
    ]),
  ]),
  [`GET ${DOSSIER}/evenements`, "guichet", `${ABSENT}/evenements`],
  [`GET ${DOSSIER}/:fichier{evenements\\.(?:csv|xlsx|pdf)}`, "guichet", `${T}/*.csv`],
];
