import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const PAGE = "/plateforme/droit";
/** Of nobody: what is typed waits for a second person, and is read by no rule. */
const VALEUR: Champs = {
  valeur: "30",
  depuis: "2090-01-01",
  jusque: "",
  article: "CCH, art. L. 441-1",
  texte: "loi d’essai",
  source: "loi d’essai, synthétique",
  confiance: "B",
};

export const FORMULAIRES_DROIT: readonly Formulaire[] = [
  {
    route: "POST /plateforme/droit/:code{[a-z0-9-]+}",
    qui: "administrateur",
    chemin: () => `${PAGE}/taux-minimal-hors-qpv`,
    champs: (_, rang) => ({ ...VALEUR, depuis: `${2100 + (rang % 90)}-01-01` }),
    gardes: {
      article: "droit_saisie.article",
      texte: "droit_saisie.texte",
      source: "droit_saisie.source",
    },
  },
  {
    route: "POST /plateforme/droit/:code{[a-z0-9-]+}",
    qui: "administrateur",
    chemin: () => `${PAGE}/plafonds-plus`,
    champs: () => ({ ...VALEUR, "montants-paris": "1;2;3;4;5;6", "montants-ile-de-france": "", "montants-autres": "" }),
  },
  {
    route: "POST /plateforme/droit/importer",
    qui: "administrateur",
    chemin: () => `${PAGE}/importer`,
    champs: () => ({ contenu: "{}", geste: "importer" }),
  },
  ...["confirmer", "ecarter"].map(
    (acte): Formulaire => ({
      route: `POST /plateforme/droit/saisies/:id{[0-9]+}/${acte}`,
      qui: "administrateur",
      chemin: () => `${PAGE}/saisies/987654/${acte}`,
      champs: () => ({ motif: "loi retirée" }),
    }),
  ),
];

export const QUESTIONS_DROIT: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /plateforme/droit", "administrateur", PAGE, { fait: "saisi" }],
];

export const CHEMINS_DROIT: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /droit/:code{[a-z0-9-]+}", "personne", "/droit/*"],
  ["GET /plateforme/droit/:code{[a-z0-9-]+}", "administrateur", `${PAGE}/*`],
  ["POST /plateforme/droit/saisies/:id{[0-9]+}/confirmer", "administrateur", `${PAGE}/saisies/*/confirmer`],
];
