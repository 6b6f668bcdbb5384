import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Identifiants, Qui } from "./monde.ts";

const T = `/t/${EPCI}/contingents`;
const QUI: Qui = "responsable-bailleur";

const droit: Champs = {
  contingent: "COLACT",
  mode: "stock",
  nombre: "7",
  depuis: "2018-01-01",
  jusque: "2024-12-31",
  exception: "",
  justification: "Convention de renouvellement urbain",
  revision: "0",
};

const convention: Champs = {
  contingent: "COLACT",
  departement: "52",
  commune: "",
  annee_debut: "2030",
  annee_fin: "2032",
  part: "12,5",
  signee_le: "2029-12-01",
  revision: "0",
};

const parties = ({ bailleur, reservataire }: Identifiants): Champs => ({
  bailleur: String(bailleur),
  reservataire: String(reservataire),
});

/** Changes are accepted once, for the revision they were filled from; then each is told that the row has changed. */
export const FORMULAIRES_CONTINGENTS: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/contingents/ajouter",
    qui: QUI,
    chemin: () => `${T}/ajouter`,
    champs: (ids) => ({ ...parties(ids), ...droit }),
    gardes: { justification: "contingent.justification" },
  },
  {
    route: "POST /t/:epci/contingents/:id{[0-9]+}",
    qui: QUI,
    chemin: ({ droit: id }) => `${T}/${id}`,
    champs: () => droit,
  },
  {
    route: "POST /t/:epci/contingents/conventions/ajouter",
    qui: QUI,
    chemin: () => `${T}/conventions/ajouter`,
    champs: (ids) => ({ ...parties(ids), ...convention }),
  },
  {
    route: "POST /t/:epci/contingents/conventions/:id{[0-9]+}",
    qui: QUI,
    chemin: ({ conventionFlux }) => `${T}/conventions/${conventionFlux}`,
    champs: () => convention,
  },
  {
    route: "POST /t/:epci/contingents/conventions/:id{[0-9]+}/lignes",
    qui: QUI,
    chemin: ({ conventionFlux }) => `${T}/conventions/${conventionFlux}/lignes`,
    champs: () => ({ code: "mutations", annee: "2017", nombre: "2" }),
  },
  {
    route: "POST /t/:epci/contingents/conventions/:id{[0-9]+}/transmettre",
    qui: QUI,
    chemin: ({ conventionFlux }) => `${T}/conventions/${conventionFlux}/transmettre`,
    champs: () => ({ annee: "2017" }),
  },
];

export const QUESTIONS_CONTINGENTS: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/contingents", "agent-epci", T, { annee: "2017", fait: "ajoute", partie: "droits" }],
  [
    "GET /t/:epci/contingents/bilan-flux",
    "agent-epci",
    `${T}/bilan-flux`,
    { annee: "2017", bailleur: "999000029", reservataire: "COLACT", partie: "commune" },
  ],
  ["GET /t/:epci/contingents/bilan-flux.xlsx", "agent-epci", `${T}/bilan-flux.xlsx`, { annee: "2017" }],
];

export const CHEMINS_CONTINGENTS: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /t/:epci/contingents/:id{[0-9]+}", QUI, `${T}/*`],
  ["GET /t/:epci/contingents/conventions/:id{[0-9]+}", QUI, `${T}/conventions/*`],
  ["POST /t/:epci/contingents/lignes/:ligne{[0-9]+}/retirer", QUI, `${T}/lignes/*/retirer`],
  ["GET /t/:epci/contingents/bilans/:id{[0-9]+}", QUI, `${T}/bilans/*`],
  ["GET /t/:epci/contingents/bilans/:id{[0-9]+}/document.pdf", QUI, `${T}/bilans/*/document.pdf`],
  ["GET /t/:epci/contingents/bilans/:id{[0-9]+}/document.xlsx", QUI, `${T}/bilans/*/document.xlsx`],
];
