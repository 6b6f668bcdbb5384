import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const DEMANDE = "/t/:epci/demandes/:demandeur{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}";
const ETAPE = `${DEMANDE}/etapes/:etape{(?:vous|menage|revenus|logement-actuel|recherche)}`;
const QUESTION = `${ETAPE}/:question{[a-z-]+}`;
const PERSONNES = `${DEMANDE}/etapes/menage/personnes`;
const UNE = `${PERSONNES}/:rang{[1-9][0-9]?}`;
const T = `/t/${EPCI}/demandes`;
/** Of nobody: the same answer as another desk's. The questions themselves are those of `entrees-dossier.ts`. */
const D = `${T}/00000000-0000-4000-8000-000000000000/etapes`;
const QUI: Qui = "guichet";

const IDENTITE: Champs = {
  civilite: "madame",
  nom: "Exemple",
  nom_usage: "",
  prenom: "Camille",
  naissance: "1990-05-02",
};
const PERSONNE: Champs = { revision: "0", qualite: "a-charge", prenom: "Noa", nom: "Exemple", naissance: "2019-03-01" };

export const FORMULAIRES_ETAPES_GUICHET: readonly Formulaire[] = [
  {
    route: `POST ${QUESTION}`,
    qui: QUI,
    chemin: () => `${D}/vous/identite`,
    champs: () => ({ revision: "0", suite: "", retour: "", ...IDENTITE }),
    ensembles: [Object.keys(IDENTITE), ["revision", "suite", "retour"]],
  },
  ...["nouvelle", "1"].map(
    (rang): Formulaire => ({
      route: `POST ${rang === "1" ? UNE : `${PERSONNES}/nouvelle`}`,
      qui: QUI,
      chemin: () => `${D}/menage/personnes/${rang}`,
      champs: () => PERSONNE,
      ensembles: [Object.keys(PERSONNE)],
    }),
  ),
];

export const QUESTIONS_ETAPES_GUICHET: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [`GET ${QUESTION}`, QUI, `${D}/vous/identite`, { retour: "verifier", fait: "personne-ajoutee" }],
];

export const CHEMINS_ETAPES_GUICHET: readonly [route: string, qui: Qui, chemin: string][] = [
  [`GET ${DEMANDE}/etapes`, QUI, `${T}/*/etapes`],
  [`GET ${DEMANDE}/etapes/verifier`, QUI, `${T}/*/etapes/verifier`],
  [`GET ${ETAPE}`, QUI, `${D}/*`],
  [`GET ${QUESTION}`, QUI, `${D}/vous/*`],
  [`GET ${PERSONNES}/nouvelle`, QUI, `${T}/*/etapes/menage/personnes/nouvelle`],
  [`GET ${UNE}`, QUI, `${D}/menage/personnes/*`],
  [`POST ${UNE}/retirer`, QUI, `${D}/menage/personnes/*/retirer`],
];
