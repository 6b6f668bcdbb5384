import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { champTypologie } from "#programme/pages/operation-formulaire.tsx";
import { COMMUNES } from "../../demo/communes.ts";
import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";
import { OPERATION_ESSAI } from "./monde-urbain.ts";

const T = `/t/${EPCI}/programme`;
const QUI: Qui = "agent-epci";
const OPERATION = "/t/:epci/programme/operations/:id{[0-9]+}";
const CONVENTION = "/t/:epci/programme/conventions/:id{[0-9]+}";

/** The dates of the five phases and the numbers by type of dwelling, each read by the same code as the others of its kind. */
const PHASES = ["etudes", "depot-financement", "relogement", "chantier", "livraison"].flatMap((phase) =>
  ["debutPrevu", "finPrevue", "debutReel", "finReelle"].map((bout) => `${phase}-${bout}`),
);
const TYPES = TYPOLOGIES.map(champTypologie);
const NOMBRES = Object.keys(OPERATION_ESSAI).filter((nom) => !["nom", "secteur"].includes(nom));
const VIDES: Champs = Object.fromEntries([...PHASES, ...TYPES].map((nom) => [nom, ""]));
const TEXTES = ["nom", "secteur"];
const GARDES: Champs = { nom: "operation.nom", secteur: "operation.secteur" };

const REGLE: Champs = {
  genre: "part-residences-principales",
  sens: "au-moins",
  cible: "29,4",
  horizon: "2030",
  perimetre: "",
  departAnnee: "",
  departTaux: "",
  depuis: "2018-01-01",
  jusque: "",
  texte: "Le taux atteint 29,4 %.",
  "reference-texte": "PLH, page 4",
  confiance: "S",
  relu: "oui",
};
const communeOf = (rang: number) => COMMUNES[rang % COMMUNES.length]?.code ?? "";
export const TRANCHES = [0, 1, 2, 3, 4, 5].flatMap((rang) =>
  ["points", "popPlus", "popMoins", "tauxPlus", "tauxMoins", "contrainte"].map((nom) => `t${rang}${nom}`),
);

/** One more genre of rule, whose every number is a payload. */
function regleDe(genre: string, noms: readonly string[]): Formulaire {
  return {
    route: "POST /t/:epci/programme/regles",
    qui: QUI,
    chemin: () => `${T}/regles`,
    champs: () => ({ ...REGLE, genre, ...Object.fromEntries(noms.map((nom) => [nom, ""])) }),
    seuls: noms,
    ensembles: [noms],
  };
}

const PLH: Champs = {
  commune: "52448",
  annee: "2014",
  population: "25505",
  residences_principales: "11500",
  logements_sociaux: "5100",
  construction_neuve: "200",
  contrainte: "inconnu",
  source: "Insee, 2014",
};
const FICHIER_PLH =
  "commune;annee;population;residences_principales;logements_sociaux;construction_neuve;contrainte\n52448;2014;25505;11500;5100;200;inconnu\n";

export const FORMULAIRES_PROGRAMME: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/programme/operations",
    qui: QUI,
    chemin: () => `${T}/operations`,
    champs: ({ bailleur }) => ({ ...OPERATION_ESSAI, ...VIDES, bailleur: String(bailleur) }),
    gardes: GARDES,
    ensembles: [TEXTES, [...NOMBRES, ...TYPES, ...PHASES]],
  },
  {
    // Accepted once, for the revision that it was filled from.
    route: `POST ${OPERATION}/modifier`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/operations/${urbain.construction}/modifier`,
    champs: ({ bailleur }) => ({ ...OPERATION_ESSAI, ...VIDES, bailleur: String(bailleur), revision: "1" }),
    seuls: ["nom", "secteur", "revision"],
    ensembles: [TEXTES],
    gardes: GARDES,
  },
  {
    route: `POST ${OPERATION}/residences`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/operations/${urbain.construction}/residences`,
    champs: ({ residence }) => ({ residences: residence, revision: "1" }),
  },
  {
    route: `POST ${OPERATION}/etat`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/operations/${urbain.construction}/etat`,
    champs: () => ({ de: "prevue", vers: "engagee" }),
    ensembles: [["de", "vers"]],
  },
  {
    route: `POST ${OPERATION}/examen`,
    qui: QUI,
    chemin: ({ urbain: { deposees } }, rang) => `${T}/operations/${deposees[rang % deposees.length]}/examen`,
    champs: () => ({ motif: "Conforme au PLH", revision: "1", avis: "favorable", relu: "oui" }),
    seuls: ["motif", "avis", "revision"],
    gardes: { motif: "operation_examen.motif" },
  },
  {
    route: `POST ${OPERATION}/publication`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/operations/${urbain.construction}/publication`,
    champs: () => ({ publie: "oui" }),
  },
  {
    route: `POST ${OPERATION}/financements`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/operations/${urbain.construction}/financements`,
    champs: () => ({ financeur: "Région", montant: "1000", etatFinancement: "sollicite", leFinancement: "" }),
    ensembles: [["montant", "etatFinancement", "leFinancement"]],
    gardes: { financeur: "operation_financement.financeur" },
  },
  {
    // Another commune each time: a rule that is there is not changed for the past.
    route: "POST /t/:epci/programme/regles",
    qui: QUI,
    chemin: () => `${T}/regles`,
    champs: (_, rang) => ({ ...REGLE, commune: communeOf(rang) }),
    seuls: ["reference-texte", "texte", "commune", "genre", "fermer", "relu", "sens"],
    ensembles: [
      ["sens", "cible", "horizon", "perimetre", "departAnnee", "departTaux", "depuis", "jusque", "confiance"],
    ],
    gardes: { "reference-texte": "regle_programme.reference" },
  },
  regleDe("production-annuelle", ["parAn", "debut", "fin", "cadres"]),
  regleDe("neuf-hors-qpv-plai", ["min", "max", "genres"]),
  regleDe("taux-communes", ["reference", "plafond", ...TRANCHES]),
  {
    route: "POST /t/:epci/programme/regles/communes",
    qui: QUI,
    chemin: () => `${T}/regles/communes`,
    champs: () => PLH,
    ensembles: [Object.keys(PLH).filter((nom) => nom !== "source")],
    gardes: { source: "commune_plh.source" },
  },
  {
    route: "POST /t/:epci/programme/regles/communes/importer",
    qui: QUI,
    chemin: () => `${T}/regles/communes/importer`,
    champs: () => ({ fichier: "", source: "Insee" }),
    ensembles: [["fichier", "source"]],
  },
  {
    route: "POST /t/:epci/programme/regles/communes/confirmer",
    qui: QUI,
    chemin: () => `${T}/regles/communes/confirmer`,
    champs: () => ({ texte: FICHIER_PLH, source: "Insee, 2014" }),
    gardes: { source: "commune_plh.source" },
  },
  {
    route: "POST /t/:epci/programme/conventions",
    qui: QUI,
    chemin: () => `${T}/conventions`,
    champs: ({ bailleur }) => ({
      bailleur: String(bailleur),
      debut: "2018",
      fin: "2028",
      engagements: "Rendre compte",
      relu: "oui",
    }),
    seuls: ["engagements", "bailleur", "debut"],
    ensembles: [["bailleur", "debut", "fin"]],
  },
  {
    route: `POST ${CONVENTION}/signatures`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/conventions/${urbain.conventionObjectif}/signatures`,
    champs: () => ({ partie: "epci", le: "2026-02-01" }),
  },
];

const filtre: Champs = { genre: "", cadre: "", etat: "", commune: "", bailleur: "" };

export const QUESTIONS_PROGRAMME: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/programme", QUI, T, { genre: "", commune: "" }],
  ["GET /t/:epci/programme", "personne", T, { bailleur: "" }],
  ["GET /t/:epci/:fichier{operations\\.(csv|xlsx)}", QUI, `/t/${EPCI}/operations.csv`, { ...filtre, format: "ouvert" }],
  [
    "GET /api/v1/territoires/:epci/operations",
    QUI,
    `/api/v1/territoires/${EPCI}/operations`,
    { genre: "", commune: "" },
  ],
  ["GET /t/:epci/programme/calendrier", QUI, `${T}/calendrier`, { genre: "", partie: "" }],
  ["GET /t/:epci/programme/regles", QUI, `${T}/regles`, { tri: "verdict" }],
  [
    "GET /t/:epci/programme/regles/ecrire",
    QUI,
    `${T}/regles/ecrire`,
    { genre: "part-residences-principales", commune: "" },
  ],
  [
    "GET /t/:epci/programme/conventions/preparer",
    QUI,
    `${T}/conventions/preparer`,
    { bailleur: "1", debut: "2018", engagements: "" },
  ],
];

export const CHEMINS_PROGRAMME: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /api/v1/territoires/:epci/operations", QUI, "/api/v1/territoires/*/operations"],
  [`GET ${OPERATION}`, QUI, `${T}/operations/*`],
  [`GET ${OPERATION}/modifier`, QUI, `${T}/operations/*/modifier`],
  [`GET ${OPERATION}/residences`, QUI, `${T}/operations/*/residences`],
  [`POST ${OPERATION}/financements/:ligne{[0-9]+}/retirer`, QUI, `${T}/operations/1/financements/*/retirer`],
  [`GET ${CONVENTION}`, QUI, `${T}/conventions/*`],
  [`GET ${CONVENTION}/document.pdf`, QUI, `${T}/conventions/*/document.pdf`],
  [`GET ${CONVENTION}/document.docx`, QUI, `${T}/conventions/*/document.docx`],
  ["GET /t/:epci/programme/calendrier/figures/:fichier", QUI, `${T}/calendrier/figures/*`],
  ["GET /t/:epci/:fichier{calendrier\\.(pdf|svg)}", QUI, "/t/*/calendrier.svg"],
  ["GET /t/:epci/programme/regles/figures/:fichier", QUI, `${T}/regles/figures/*`],
  ["GET /t/:epci/:fichier{regles\\.pdf}", QUI, "/t/*/regles.pdf"],
  ["GET /t/:epci/programme/regles/communes/:fichier{modele\\.csv}", QUI, `${T}/regles/communes/*`],
];
