import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Identifiants, Qui } from "./monde.ts";

const T = `/t/${EPCI}/bilans-bailleurs`;

/** One row of origins: two shown beside it are left empty, and so is every other one. */
const commentaire: Champs = {
  commentaire: "Deux baux de plus qu’à l’ordinaire.",
  relu: "oui",
  "contingent-0": "AUCUN",
  "partenaire-0": "Une association",
  "nombre-0": "1",
};

/** Of the signature, one that is not of the version shown: it stays to be signed, by the next payload as by this one. */
export const FORMULAIRES_BILANS: readonly Formulaire[] = [
  {
    route: "POST /t/:epci/bilans-bailleurs",
    qui: "responsable-bailleur",
    chemin: () => T,
    champs: ({ bailleur }: Identifiants) => ({ organisation: String(bailleur), annee: "2017", periode: "annee" }),
  },
  {
    route: "POST /t/:epci/bilans-bailleurs/:id/commentaire",
    qui: "responsable-bailleur",
    chemin: ({ bilanBailleur }) => `${T}/${bilanBailleur}/commentaire`,
    champs: () => commentaire,
    gardes: {
      commentaire: "bilan_bailleur.commentaire",
      "partenaire-0": "bilan_bailleur.precisions->0->>'partenaire'",
    },
  },
  {
    route: "POST /t/:epci/bilans-bailleurs/:id/signature",
    qui: "responsable-bailleur",
    chemin: ({ bilanBailleur }) => `${T}/${bilanBailleur}/signature`,
    champs: () => ({ empreinte: "0".repeat(64), verifie: "oui" }),
  },
];

export const QUESTIONS_BILANS: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/bilans-bailleurs", "agent-epci", T, { annee: "2017" }],
  ["GET /t/:epci/bilans-bailleurs/:id", "agent-epci", `${T}/1`, { fait: "signe", partie: "secteurs" }],
];

export const CHEMINS_BILANS: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /t/:epci/bilans-bailleurs/:id", "agent-epci", `${T}/*`],
  ["GET /t/:epci/bilans-bailleurs/:fichier{.+\\.(pdf|xlsx|json)}", "agent-epci", `${T}/*.json`],
  ["POST /t/:epci/bilans-bailleurs/:id/commentaire", "responsable-bailleur", `${T}/*/commentaire`],
];
