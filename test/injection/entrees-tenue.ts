import { EPCI } from "../fixtures/pages.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Identifiants, Qui } from "./monde.ts";

const T = `/t/${EPCI}/commission`;
const QUI: Qui = "agent-epci";
const REUNION = "/t/:epci/commission/reunions/:reunion{[0-9]+}";
const POINT = `${REUNION}/tenue/points/:point{[0-9]+}`;
const ORDRE = `${REUNION}/ordre-du-jour`;
const DECISION = "/t/:epci/commission/decisions/:decision{[0-9]+}";
const FICHIER = "GET /t/:epci/commission/:fichier{decisions\\.(xlsx|csv)}";

type Acte = Pick<Formulaire, "gardes" | "ensembles" | "seuls">;

/** One act of the meeting that the world holds open, or of its point. */
function tenir(
  route: string,
  suite: (identifiants: Identifiants) => string,
  champs: Champs,
  more: Acte = {},
): Formulaire {
  const chemin = (identifiants: Identifiants) => `${T}/reunions/${identifiants.urbain.tenue}${suite(identifiants)}`;
  return { route: `POST ${route}`, qui: QUI, chemin, champs: () => champs, ...more };
}

const point = (suite: string) => (identifiants: Identifiants) =>
  `/tenue/points/${identifiants.urbain.pointTenu}${suite}`;
const cochables: Champs = { propose: "demandes-anciennes|1999", reporte: "987654", piece: "987654" };
const decision: Champs = {
  texte: "Transmettre les chiffres",
  membre: "",
  responsable: "Hamaris",
  echeance: "2199-01-01",
  suite: "aucune",
  mesure: "",
  annee: "",
  avenant: "",
  relu: "oui",
};
const cas: Champs = {
  sens: "reexaminer",
  proposition: "",
  charge: "",
  echeance: "",
  complement: "Vu",
  relu: "oui",
  issue: "",
  bail_le: "",
};
const suivi: Champs = { etat: "en-cours", le: "2020-01-01", note: "Une première réunion", relu: "oui" };
const autres = (champs: Champs, texte: string) => Object.keys(champs).filter((nom) => nom !== texte);

export const FORMULAIRES_TENUE: readonly Formulaire[] = [
  tenir(ORDRE, () => "/ordre-du-jour", cochables, { ensembles: [Object.keys(cochables)] }),
  tenir(
    `${ORDRE}/libre`,
    () => "/ordre-du-jour/libre",
    { titre: "Un point", texte: "Ce qui est à dire", relu: "oui" },
    { ensembles: [["titre", "relu"]], gardes: { texte: "reunion_point.constat" } },
  ),
  tenir(`${ORDRE}/:point{[0-9]+}`, ({ urbain }) => `/ordre-du-jour/${urbain.pointTenu}`, { geste: "monter" }),
  tenir(
    `${REUNION}/tenue/presences`,
    () => "/tenue/presences",
    { "presence-987654": "", "mandataire-987654": "", autres: "present" },
    { ensembles: [["presence-987654", "mandataire-987654", "autres"]] },
  ),
  tenir(
    POINT,
    point(""),
    { notes: "Ce qui a été dit", etat: "traite", relu: "oui" },
    { ensembles: [["etat", "relu"]], gardes: { notes: "reunion_point.notes" } },
  ),
  tenir(`${POINT}/decision`, point("/decision"), decision, {
    ensembles: [autres(decision, "texte")],
    gardes: { texte: "decision_instance.texte" },
  }),
  tenir(`${POINT}/cas`, point("/cas"), cas, { ensembles: [Object.keys(cas)] }),
  {
    route: `POST ${DECISION}/suivi`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/decisions/${urbain.decision}/suivi`,
    champs: () => suivi,
    ensembles: [autres(suivi, "note")],
    gardes: { note: "decision_suivi.note" },
  },
  {
    // Of a meeting that is not closed: refused every time.
    route: `POST ${DECISION}/publication`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/decisions/${urbain.decision}/publication`,
    champs: () => ({ geste: "publier" }),
  },
];

const filtre: Champs = { etat: "a-faire", instance: "1", responsable: "Hamaris", retard: "oui" };

export const QUESTIONS_TENUE: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/commission/decisions", QUI, `${T}/decisions`, filtre],
  [FICHIER, QUI, `${T}/decisions.csv`, filtre],
];

const REUNIONS: readonly string[] = ["/ordre-du-jour", "/tenue", "/releve", "/releve.pdf", "/releve.docx"];

export const CHEMINS_TENUE: readonly [route: string, qui: Qui, chemin: string][] = [
  ...REUNIONS.map((suite): [string, Qui, string] => [`GET ${REUNION}${suite}`, QUI, `${T}/reunions/*${suite}`]),
  ...["/tenue/ouvrir", "/tenue/clore"].map((suite): [string, Qui, string] => [
    `POST ${REUNION}${suite}`,
    QUI,
    `${T}/reunions/*${suite}`,
  ]),
  [`GET ${POINT}`, QUI, `${T}/reunions/1/tenue/points/*`],
  [`GET ${DECISION}`, QUI, `${T}/decisions/*`],
  [FICHIER, QUI, `${T}/*.xlsx`],
];
