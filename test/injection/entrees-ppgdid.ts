import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/ppgdid`;
const QUI: Qui = "agent-epci";
const BASE = "/t/:epci/ppgdid";
const PLAN = `${BASE}/:numero{[0-9]+}`;
const RUBRIQUE = `${PLAN}/rubriques/:rang{[0-9]+}`;
const PREMIER = `${T}/1`;

function acte(route: string, suite: string, champs: Champs): Formulaire {
  return { route: `POST ${route}`, qui: QUI, chemin: () => `${PREMIER}${suite}`, champs: () => champs };
}

/** On the first plan, prepared by the first of these: its texts are kept, then shown. */
export const FORMULAIRES_PPGDID: readonly Formulaire[] = [
  {
    route: `POST ${BASE}`,
    qui: QUI,
    chemin: () => T,
    champs: () => ({ titre_plan: "Plan d’essai" }),
    gardes: { titre_plan: "ppgdid.titre" },
  },
  {
    ...acte(RUBRIQUE, "/rubriques/1", { texte: "Deux guichets.", non_decidee: "" }),
    gardes: { texte: "ppgdid_rubrique.texte" },
  },
  {
    ...acte(`${PLAN}/accueil`, "/accueil", { jours: "30", organisme: "Le guichet" }),
    gardes: { organisme: "ppgdid.accueil_organisme" },
  },
  {
    ...acte(`${PLAN}/actes`, "/actes", {
      nature: "avis-communes",
      date: "2026-01-05",
      annee: "",
      acte: "Délibération n° 1",
    }),
    gardes: { acte: "ppgdid_acte.acte" },
  },
  {
    ...acte(`${PLAN}/conventions`, "/conventions", {
      nature_convention: "application",
      titre: "Convention d’essai",
      signataires: "Un bailleur",
      arrete: "",
    }),
    gardes: {
      titre: "ppgdid_convention.titre",
      signataires: "ppgdid_signataire.nom",
      arrete: "ppgdid_convention.arrete",
    },
  },
  acte(`${PLAN}/signatures`, "/signatures", { signataire: "987654", le: "2026-01-05" }),
  acte(`${PLAN}/abandonner`, "/abandonner", { confirme: "" }),
];

export const QUESTIONS_PPGDID: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [`GET ${BASE}`, QUI, T, { fait: "abandonne" }],
  [`GET ${PLAN}`, QUI, PREMIER, { fait: "acte" }],
];

export const CHEMINS_PPGDID: readonly [route: string, qui: Qui, chemin: string][] = [
  [`GET ${PLAN}`, QUI, `${T}/*`],
  [`GET ${PLAN}/document.pdf`, QUI, `${T}/*/document.pdf`],
  [`GET ${RUBRIQUE}`, QUI, `${PREMIER}/rubriques/*`],
  [`POST ${RUBRIQUE}`, QUI, `${PREMIER}/rubriques/*`],
  ...["accueil", "actes", "conventions", "signatures", "abandonner"].map((nom): [string, Qui, string] => [
    `POST ${PLAN}/${nom}`,
    QUI,
    `${T}/*/${nom}`,
  ]),
];
