import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}`;
const QUI: Qui = "agent-epci";
const CHERCHE: Champs = { q: "Givry", dans: "commune", part: "1" };

/** The search, which keeps nothing of what is typed, and the pages that the browser keeps. */
export const FORMULAIRES_RECHERCHE: readonly Formulaire[] = [
  ...["", "?part=1"].map(
    (suite): Formulaire => ({
      route: "POST /t/:epci/recherche",
      qui: QUI,
      chemin: () => `${T}/recherche${suite}`,
      champs: () => ({ q: "Givry" }),
    }),
  ),
  ...["epingler", "retirer"].map(
    (acte): Formulaire => ({
      route: `POST /t/:epci/reprendre/${acte}`,
      qui: QUI,
      chemin: () => `${T}/reprendre/${acte}`,
      champs: () => ({ page: "bilan" }),
    }),
  ),
  ...["garder", "oublier"].map(
    (acte): Formulaire => ({
      route: `POST /t/:epci/reprendre/${acte}`,
      qui: QUI,
      chemin: () => `${T}/reprendre/${acte}`,
      champs: () => ({ page: "bilan", requete: "annee=2017", nom: "L’an 2017" }),
    }),
  ),
];

export const QUESTIONS_RECHERCHE: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/recherche", QUI, `${T}/recherche`, CHERCHE],
  ["GET /t/:epci/definitions", QUI, `${T}/definitions`, { mot: "vacance" }],
  ["GET /raccourcis", "personne", "/raccourcis", { part: "1" }],
  ["GET /t/:epci/reprendre", QUI, `${T}/reprendre`, { fait: "epinglee" }],
  ["GET /t/:epci/relogement/menages", "relogement", `${T}/relogement/menages`, { masquees: "menages.souhait" }],
  ["GET /aide", "personne", "/aide", { q: "quartile" }],
  ["GET /t/:epci/aide", QUI, `${T}/aide`, { q: "quartile" }],
];

export const CHEMINS_RECHERCHE: readonly [route: string, qui: Qui, chemin: string][] = [
  ["GET /t/:epci/recherche", QUI, "/t/*/recherche"],
  ["POST /t/:epci/recherche", QUI, "/t/*/recherche"],
  ["GET /t/:epci/definitions", QUI, "/t/*/definitions"],
  ["GET /aide/:chapitre", "personne", "/aide/*"],
  ["GET /aide/:chapitre/:section", "personne", "/aide/demande/*"],
  ["GET /t/:epci/aide", QUI, "/t/*/aide"],
  ["GET /t/:epci/aide/:chapitre", QUI, `${T}/aide/*`],
  ["GET /t/:epci/aide/:chapitre/:section", QUI, `${T}/aide/demande/*`],
];
