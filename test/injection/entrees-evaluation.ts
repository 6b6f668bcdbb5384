import { PARTIES_EVALUATION } from "#gouvernance/regles/evaluation/evaluation.ts";
import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/commission/evaluations`;
const QUI: Qui = "agent-epci";
const EVALUATIONS = "/t/:epci/commission/evaluations";
const EVALUATION = `${EVALUATIONS}/:numero{EVAL-[0-9-]+}`;

const TEXTES: Champs = Object.fromEntries(PARTIES_EVALUATION.map((partie) => [partie, "constat"]));

/** One draft a payload: each is found again as it was sent. A year without a frozen report is refused before anything is frozen. */
export const FORMULAIRES_EVALUATION: readonly Formulaire[] = [
  {
    route: `POST ${EVALUATIONS}/preparer`,
    qui: QUI,
    chemin: () => `${T}/preparer`,
    champs: (_, rang) => ({ ...TEXTES, genre: "annuelle", annee: String(2030 + (rang % 60)), relu: "oui" }),
    ensembles: [PARTIES_EVALUATION],
    gardes: { recommandations: "evaluation_projet.textes->>'recommandations'" },
  },
  {
    route: `POST ${EVALUATIONS}`,
    qui: QUI,
    chemin: () => T,
    champs: () => ({ ...TEXTES, genre: "triennale", annee: "2005", relu: "oui" }),
    ensembles: [PARTIES_EVALUATION],
  },
  {
    route: `POST ${EVALUATION}/publier`,
    qui: QUI,
    chemin: () => `${T}/EVAL-2017-99/publier`,
    champs: () => ({ relu: "oui" }),
  },
];

export const QUESTIONS_EVALUATION: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [`GET ${EVALUATIONS}`, QUI, T, { fait: "retiree" }],
  [`GET ${EVALUATIONS}/preparer`, QUI, `${T}/preparer`, { genre: "annuelle", annee: "2005", fait: "projet" }],
];

export const CHEMINS_EVALUATION: readonly [route: string, qui: Qui, chemin: string][] = [
  [`GET ${EVALUATIONS}/:fichier{EVAL-[0-9-]+\\.(pdf|docx)}`, QUI, `${T}/*.docx`],
  [`GET ${EVALUATION}`, QUI, `${T}/*`],
  [`GET ${EVALUATION}`, "personne", `${T}/*`],
  [`GET ${EVALUATION}/public.pdf`, "personne", `${T}/*/public.pdf`],
  [`GET ${EVALUATION}/publication`, QUI, `${T}/*/publication`],
  [`POST ${EVALUATION}/retirer`, QUI, `${T}/*/retirer`],
];
