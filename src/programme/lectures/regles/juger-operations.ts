import type { Operation } from "#donnees/regles/programme/operation.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { type IssueRegle, type LectureProgramme, LIBELLE_LECTURE_PROGRAMME } from "../../regles/regle.ts";
import {
  countAnnees,
  countOperations,
  type OperationComptee,
  type RegleOperations,
} from "../../regles/regle-operations.ts";
import {
  isUnknown,
  type JugementPart,
  judgePart,
  known,
  RIEN,
  type SeuilsPart,
  type Terme,
} from "../../regles/regle-part.ts";
import { sayManque, sayPart, saySeuil } from "./dire-regles.ts";
import type { OperationDeRegle, ReponseRegle } from "./regles.ts";

/** Judges a rule that counts operations, in one reading. `annee`: the current year, whose production is not over. */
export function jugerOperations(
  regle: RegleOperations,
  operations: readonly Operation[],
  { lecture, annee }: { readonly lecture: LectureProgramme; readonly annee: number },
): ReponseRegle {
  const comptees = countOperations(regle, operations, lecture);
  const termes = comptees.map(({ terme }) => terme);
  if (regle.genre === "production-annuelle") return jugerProduction(regle, comptees, { lecture, annee });
  const jugement = judgePart(termes, seuilsOf(regle));
  const sansSeuil = SANS_PROPORTION.has(regle.genre) && "min" in regle && regle.min === null;
  const phrases = [...sayPart(regle.genre, jugement, sansSeuil ? null : saySeuil(regle)), ...nameInconnues(comptees)];
  if (!sansSeuil) return reponseOf(jugement, jugement.issue, { lecture, comptees, phrases });
  const dit = "Le texte ne donne pas de proportion\u00A0: ce qui est signé est compté, rien n’est jugé.";
  return reponseOf(jugement, "aucune-regle", { lecture, comptees, phrases: [dit, ...phrases] });
}

/** Rules that a text may write without a proportion. */
const SANS_PROPORTION: ReadonlySet<string> = new Set(["neuf-hors-qpv-baux", "reconstitution-habitants"]);

function seuilsOf(regle: Exclude<RegleOperations, { readonly genre: "production-annuelle" }>): SeuilsPart {
  return regle.genre === "reconstitution-part" ? { min: regle.min, max: regle.max } : { min: regle.min, max: null };
}

type Production = Extract<RegleOperations, { readonly genre: "production-annuelle" }>;

/** Compares the sum of the years with the sum of their targets: a year above makes up for one below, and the table shows each. */
function jugerProduction(
  regle: Production,
  comptees: readonly OperationComptee[],
  { lecture, annee }: { readonly lecture: LectureProgramme; readonly annee: number },
): ReponseRegle {
  const annees = countAnnees(regle, lecture, annee);
  const attendus = annees * regle.parAn;
  const cible: Terme = { part: RIEN, total: known(attendus) };
  const jugement = judgePart([cible, ...comptees.map(({ terme }) => terme)], { min: 1, max: null });
  const phrases =
    annees === 0
      ? ["Aucune année de la période n’est finie."]
      : [
          `${formatCompte(jugement.part, "logement")} en ${formatCompte(annees, "an")}, pour ${formatNombre(attendus)} attendus (${formatNombre(regle.parAn)} par an).`,
          ...sayManque(regle.genre, jugement),
          ...sayInconnues(jugement),
          ...nameInconnues(comptees),
        ];
  return reponseOf({ ...jugement, total: attendus }, annees === 0 ? "sans-objet" : jugement.issue, {
    lecture,
    comptees,
    phrases,
  });
}

const NOMMEES_MAX = 3;

/** Names the lines of the register to complete; beyond a few, the table shows them. */
function nameInconnues(comptees: readonly OperationComptee[]): readonly string[] {
  const noms = comptees.filter(({ terme }) => isUnknown(terme)).map(({ operation }) => operation.nom);
  if (noms.length === 0 || noms.length > NOMMEES_MAX) return [];
  return [`À compléter au registre\u00A0: ${noms.join("\u00A0; ")}.`];
}

function sayInconnues({ inconnus, issue }: JugementPart): readonly string[] {
  if (inconnus === 0) return [];
  const decide = issue === "indecidable" ? "\u00A0: c’est ce qui empêche de conclure" : "";
  return [
    `${formatCompte(inconnus, "opération", "opérations")} dont la taille ou l’année de livraison n’est pas connue${decide}.`,
  ];
}

type Suite = {
  readonly lecture: LectureProgramme;
  readonly comptees: readonly OperationComptee[];
  readonly phrases: readonly string[];
};

function reponseOf(jugement: JugementPart, issue: IssueRegle, { lecture, comptees, phrases }: Suite): ReponseRegle {
  const { part, total, bornes, manque, surplus, inconnus } = jugement;
  return {
    lecture,
    issue,
    part,
    total,
    bornes,
    manque,
    surplus,
    inconnus,
    phrases,
    libelle: LIBELLE_LECTURE_PROGRAMME[lecture],
    taux: total > 0 ? part / total : null,
    operations: comptees.map(nameOperation),
  };
}

function nameOperation({ operation, terme }: OperationComptee): OperationDeRegle {
  return { id: operation.id, nom: operation.nom, compte: sayTerme(terme) };
}

/** « 12 pour 20 », « inconnu pour 20 », « 12 pour inconnu ». */
function sayTerme({ part, total, peutEtre }: Terme): string {
  const known = part.bas === part.haut ? formatNombre(part.bas) : "inconnu";
  const size = "auDela" in total || total.bas !== total.haut ? "inconnu" : formatNombre(total.bas);
  const said = !("auDela" in total) && total.haut === 0 ? known : `${known} pour ${size}`;
  return peutEtre ? `${said}, si elle compte` : said;
}
