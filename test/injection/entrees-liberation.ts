import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import { LIBERATION_ESSAI } from "./liberation-essai.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/liberations`;
const QUI: Qui = "responsable-bailleur";
const UNE = "/t/:epci/liberations/:id{[1-9][0-9]{0,14}}";
const CANDIDATURE = `${UNE}/candidatures/:candidature{[1-9][0-9]{0,14}}`;

/** On the dwelling itself. */
const ACTES: Readonly<Record<string, Champs>> = {
  dates: { ...LIBERATION_ESSAI, revision: "1" },
  orientation: { orientation: "aucune", motif: "Rien ne presse sur ce logement.", relu: "oui" },
  exception: { exception: "candidats-insuffisants", exception_motif: "Deux demandes seulement", relu: "oui" },
  reservataire: { reservataire: "1", contingent: "COLACT", droit: "", avant: "2018-12-15" },
  reprise: { depuis: "page" },
  reponse: { reponse: "designe", rendu_motif: "", relu: "oui" },
  candidatures: { reference: "D-AAAA-AAAA", demandeur: "" },
  "action-logement": { action_logement: "inconnu" },
  annulation: { annulation_cause: "erreur", annulation_motif: "Saisi par erreur", relu: "oui" },
  retrait: { retrait_motif: "x", relu: "oui" },
};

/** On a candidate that is not there: the same answer as another bailleur's. */
const SUITES: Readonly<Record<string, Champs>> = {
  retrait: { retrait_motif: "Se retire", relu: "oui" },
  visite: { visite: "2018-12-01" },
  "visite-faite": { visite_faite: "2018-11-01", suite: "interesse" },
  condition: { fournie: "oui" },
  offre: { repondre_avant: "2018-12-15" },
  reponse: { reponse: "acceptee", motif: "autre" },
  bail: { bail_le: "2018-11-01" },
};

const GARDES: Readonly<Record<string, Champs>> = {
  orientation: { motif: "liberation.orientation_motif" },
  exception: { exception_motif: "liberation.exception_motif" },
};

function acte([nom, champs]: readonly [string, Champs]): Formulaire {
  return {
    route: `POST ${UNE}/${nom}`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/${urbain.liberation}/${nom}`,
    champs: () => champs,
    ...(Object.keys(champs).length > 1 ? { ensembles: [Object.keys(champs)] } : {}),
    ...(GARDES[nom] && { gardes: GARDES[nom] }),
  };
}

function suite([nom, champs]: readonly [string, Champs]): Formulaire {
  return {
    route: `POST ${CANDIDATURE}/${nom}`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/${urbain.liberation}/candidatures/987654/${nom}`,
    champs: () => champs,
  };
}

function jourDans(jours: number): string {
  return new Date(Date.now() + jours * 86_400_000).toISOString().slice(0, 10);
}

function reperes(chemin: string, qui: Qui): Formulaire {
  return {
    route: `POST /t/:epci/liberations/${chemin}`,
    qui,
    chemin: () => `${T}/${chemin}`,
    // One a day: each line begins on its own.
    champs: (_, rang) => ({
      depuis: jourDans(1 + (rang % 300)),
      effort_max: "33",
      reste_a_vivre: "12",
      reference: "Règlement intérieur",
      confiance: "B",
      relu: "oui",
      forfait_t1: "20",
      forfait_t2: "30",
      forfait_t3: "40",
      forfait_t4: "50",
      forfait_t5: "60",
      forfait_t6: "70",
    }),
    gardes: { reference: "seuil_rapprochement.reference" },
  };
}

export const FORMULAIRES_LIBERATION: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/liberations",
    qui: QUI,
    chemin: () => T,
    champs: () => ({ ...LIBERATION_ESSAI, logement: "1", origine: "conge" }),
    ensembles: [[...Object.keys(LIBERATION_ESSAI), "logement", "origine"]],
  },
  reperes("seuils", QUI),
  reperes("reperes/nouvelle", "agent-epci"),
  ...Object.entries(ACTES).map(acte),
  ...Object.entries(SUITES).map(suite),
];

const UNE_DEMANDE = "/candidats/:demandeur{[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}}";
const SALARIES = "GET /t/:epci/liberations/salaries/figures/:fichier";
const FIGURES = "GET /t/:epci/liberations/delais/figures/:fichier";

export const QUESTIONS_LIBERATION: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/liberations", QUI, T, { etat: "closes", filiere: "rapide", bailleur: "1", fait: "ouverte" }],
  ["GET /t/:epci/liberations/delais", QUI, `${T}/delais`, { depuis: "2018-01-01" }],
  [`GET ${UNE}/candidats`, QUI, `${T}/1/candidats`, { ailleurs: "oui" }],
  [FIGURES, QUI, `${T}/delais/figures/delais-par-etape.csv`, { depuis: "2018-01-01" }],
  ["GET /t/:epci/liberations/salaries", QUI, `${T}/salaries`, { depuis: "2018-01-01" }],
  [SALARIES, QUI, `${T}/salaries/figures/salaries-reconnus.csv`, { depuis: "2018-01-01" }],
];

export const CHEMINS_LIBERATION: readonly [route: string, qui: Qui, chemin: string][] = [
  [`GET ${UNE}`, QUI, `${T}/*`],
  [`GET ${UNE}/dates`, QUI, `${T}/*/dates`],
  [`GET ${UNE}/candidats`, QUI, `${T}/*/candidats`],
  [`GET ${UNE}${UNE_DEMANDE}`, QUI, `${T}/1/candidats/*`],
  [FIGURES, QUI, `${T}/delais/figures/*`],
  [SALARIES, QUI, `${T}/salaries/figures/*`],
];
