import { EPCI } from "../fixtures/pages.ts";
import { toText } from "./charges.ts";
import type { Champs, Entree, Formulaire } from "./entrees.ts";
import type { Identifiants, Qui } from "./monde.ts";

const T = `/t/${EPCI}/donnees`;
const D = "/t/:epci/donnees";
const QUI: Qui = "agent-epci";
const LOCALISER = `${D}/localiser`;
const REJETS = `${D}/lots/:id/rejets`;
const DEPOT = `${D}/depots/:depot/:rang`;
const FORMATS = ["xlsx", "xls", "ods"];

const rejetsOf = ({ rejets }: Identifiants) => `${T}/lots/${rejets.lot}/rejets`;
/** One of its lines, another one each time. */
const ligneOf = ({ rejets }: Identifiants, rang: number): Champs => ({
  motif: rejets.motif,
  colonne: rejets.colonne,
  portee: "choisies",
  lignes: String(rejets.lignes[rang % rejets.lignes.length]),
});

const REPONSE = { ligne: 2, ecrite: "ne sait pas", situation: "inconnue", source: "plan de masse" };
const envoiOf = (reponse: Readonly<Record<string, unknown>>) => JSON.stringify([{ ...REPONSE, ...reponse }]);
const cleOf = ({ adresses }: Identifiants) => adresses.at(-1) ?? "";

export const FORMULAIRES_REPARATION: readonly Formulaire[] = [
  {
    route: `POST ${DEPOT}/periode`,
    qui: QUI,
    chemin: ({ aDater }) => `${T}/depots/${aDater}/0/periode`,
    champs: () => ({ periode: "2017" }),
  },
  {
    route: `POST ${REJETS}/ecarter`,
    qui: QUI,
    chemin: (ids) => `${rejetsOf(ids)}/ecarter`,
    champs: (ids, rang) => ({ ...ligneOf(ids, rang), pourquoi: "logements vendus", relu: "oui" }),
    gardes: { pourquoi: "lot_rejet.ecartee_motif" },
  },
  {
    route: `POST ${REJETS}/reprendre`,
    qui: QUI,
    chemin: (ids) => `${rejetsOf(ids)}/reprendre`,
    champs: () => ({ marque: "1764662400000000" }),
  },
  {
    route: `POST ${REJETS}/reprendre-ligne`,
    qui: QUI,
    chemin: (ids) => `${rejetsOf(ids)}/reprendre-ligne`,
    champs: ({ rejets }, rang) => ({
      motif: rejets.motif,
      colonne: rejets.colonne,
      reprise: String(rejets.lignes[rang % rejets.lignes.length]),
    }),
  },
  {
    route: `POST ${LOCALISER}/annuler`,
    qui: QUI,
    chemin: () => `${T}/localiser/annuler`,
    champs: () => ({ premier: "987654321", dernier: "987654322" }),
  },
  {
    // Read again as a cell is: what it keeps of a text is for the tests of the cells.
    route: `POST ${REJETS}/corriger`,
    qui: QUI,
    chemin: (ids) => `${rejetsOf(ids)}/corriger`,
    champs: (ids, rang) => ({ ...ligneOf(ids, rang), valeur: "31/02/2018" }),
  },
  {
    // Nobody knows: the address is still to be located by the next payload.
    route: `POST ${LOCALISER}/groupe`,
    qui: QUI,
    chemin: () => `${T}/localiser/groupe`,
    champs: ({ groupe }) => ({ ...groupe, situation: "inconnue", motif: "bailleur interrogé", relu: "oui" }),
    gardes: { motif: "localisation.motif" },
  },
  {
    route: `POST ${LOCALISER}/reponses`,
    qui: QUI,
    chemin: () => `${T}/localiser/reponses`,
    champs: (ids) => ({ fichier: "reponses.csv", envoi: envoiOf({ cleAdresse: cleOf(ids) }), relu: "oui" }),
  },
  {
    // Published already: nothing changes under the other inputs.
    route: `POST ${D}/publier`,
    qui: QUI,
    chemin: () => `${T}/publier`,
    champs: ({ lot }) => ({ lots: String(lot), confirme: "oui" }),
  },
];

export const QUESTIONS_REPARATION: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  [`GET ${D}`, QUI, T, { fait: "tout-publie" }],
  [`GET ${LOCALISER}`, QUI, `${T}/localiser`, { vue: "decisions", nombre: "2", fait: "groupe" }],
];

export const CHEMINS_REPARATION: readonly [route: string, qui: Qui, chemin: string][] = [
  [`GET ${D}/modeles/:fichier{[a-z-]+\\.(csv|xlsx)}`, QUI, `${T}/modeles/*.csv`],
  [`GET ${D}/modeles/:fichier{[a-z-]+\\.(csv|xlsx)}`, QUI, "/t/*/donnees/modeles/seuils.csv"],
  [`GET ${REJETS}`, QUI, `${T}/lots/*/rejets`],
  ...FORMATS.map((format): [string, Qui, string] => [`GET ${REJETS}.${format}`, QUI, `${T}/lots/*/rejets.${format}`]),
  ...["ecarter", "corriger", "reprendre"].map((acte): [string, Qui, string] => [
    `POST ${REJETS}/${acte}`,
    QUI,
    `${T}/lots/*/rejets/${acte}`,
  ]),
  ...["periode", "ecarter"].map((acte): [string, Qui, string] => [
    `POST ${DEPOT}/${acte}`,
    QUI,
    `${T}/depots/*/0/${acte}`,
  ]),
];

const entree = (nom: string, route: string, demande: Entree["demande"]): Entree => ({ nom, route, qui: QUI, demande });

/** What follows the address of a row of that world. */
function questionsOf(
  route: string,
  chemin: (ids: Identifiants) => string,
  parametres: Readonly<Record<string, (ids: Identifiants) => string>>,
): Entree[] {
  return Object.keys(parametres).map((nom) =>
    entree(`${route} ?${nom}`, route, (charge, ids) => {
      const asked = Object.entries(parametres).map(([one, valeur]): [string, string] => [
        one,
        one === nom ? charge : valeur(ids),
      ]);
      return { chemin: `${chemin(ids)}?${new URLSearchParams(asked)}` };
    }),
  );
}

const QUOTE = (texte: string) => `"${texte.replaceAll('"', '""')}"`;
const reponsesCsv = (reference: string, reponse: string, source: string) =>
  `REFERENCE_BLAISE;EN_QUARTIER_PRIORITAIRE;COMMENT_LE_SAVEZ_VOUS\n${[reference, reponse, source].map(QUOTE).join(";")}\n`;
const APERCU = `POST ${LOCALISER}/reponses/apercu`;
const apercuOf = (nom: string, contenu: string) =>
  ({
    chemin: `${T}/localiser/reponses/apercu`,
    fichier: [nom, contenu],
  }) as const;
const REPONSES = `POST ${LOCALISER}/reponses`;
const reponsesOf = (envoi: string) => ({
  chemin: `${T}/localiser/reponses`,
  champs: { fichier: "reponses.csv", envoi, relu: "oui" },
});

/** What a file, or the texts that a page sends back of it, bring inside. */
export const ENTREES_REPARATION: readonly Entree[] = [
  ...questionsOf(`GET ${REJETS}`, rejetsOf, {
    motif: ({ rejets }) => rejets.motif,
    colonne: ({ rejets }) => rejets.colonne,
    page: () => "1",
    fait: () => "ecarte",
    nombre: () => "2",
  }),
  ...["groupe", "questions.csv", "questions.xlsx"].flatMap((page) =>
    questionsOf(`GET ${LOCALISER}/${page}`, () => `${T}/localiser/${page}`, {
      commune: ({ groupe }) => groupe.commune,
      bailleur: ({ groupe }) => groupe.bailleur,
      page: () => "1",
    }),
  ),
  ...questionsOf(`GET ${LOCALISER}/reponses`, () => `${T}/localiser/reponses`, {
    depot: ({ depot }) => depot,
    rang: () => "0",
  }),
  ...["periode", "ecarter"].map((acte) =>
    entree(`POST ${DEPOT}/${acte} rang`, `POST ${DEPOT}/${acte}`, (charge, { aDater }) => ({
      chemin: `${T}/depots/${aDater}/${encodeURIComponent(toText(charge))}/${acte}`,
      champs: { periode: "2017" },
    })),
  ),
  entree(`${REPONSES} reference envoi`, REPONSES, (charge) => reponsesOf(envoiOf({ cleAdresse: charge }))),
  entree(`${REPONSES} source envoi`, REPONSES, (charge, ids) =>
    reponsesOf(envoiOf({ cleAdresse: cleOf(ids), source: charge })),
  ),
  entree(`${APERCU} fichier`, APERCU, (charge) => ({
    chemin: `${T}/localiser/reponses/apercu`,
    champs: { fichier: charge },
  })),
  entree(`file name, ${APERCU} fichier`, APERCU, (charge, ids) =>
    apercuOf(`${charge}.csv`, reponsesCsv(cleOf(ids), "oui", "plan")),
  ),
  entree(`file reference, ${APERCU} fichier`, APERCU, (charge) =>
    apercuOf("reponses.csv", reponsesCsv(charge, "oui", "")),
  ),
  entree(`file answer, ${APERCU} fichier`, APERCU, (charge, ids) =>
    apercuOf("reponses.csv", reponsesCsv(cleOf(ids), charge, charge)),
  ),
];
