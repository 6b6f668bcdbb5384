import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { type CodeFait, definitionOf, type Faits, isFait, type ValeurFait } from "./fait.ts";

export const COMPARATEURS = ["plus", "au-moins", "moins", "au-plus", "egal"] as const;
export type Comparateur = (typeof COMPARATEURS)[number];

/** One comparison of one fact: one line of the editor. */
export type Condition =
  | { readonly op: "est"; readonly fait: CodeFait; readonly valeur: boolean }
  | { readonly op: "compare"; readonly fait: CodeFait; readonly comparateur: Comparateur; readonly nombre: number }
  /** Whole months since the day of the fact. */
  | { readonly op: "mois-depuis"; readonly fait: CodeFait; readonly comparateur: Comparateur; readonly mois: number }
  | { readonly op: "parmi"; readonly fait: CodeFait; readonly codes: readonly string[] };

/** Closed language of the rules: a scheme is data, and none of it is executed. */
export type Expression =
  | Condition
  | { readonly op: "toujours" }
  | { readonly op: "et"; readonly termes: readonly Expression[] }
  | { readonly op: "ou"; readonly termes: readonly Expression[] }
  | { readonly op: "non"; readonly terme: Expression };

/** null: unknown from the known facts (Kleene's logic). */
export type Verite = boolean | null;

export function evaluateExpression(expression: Expression, faits: Faits, jour: string): Verite {
  switch (expression.op) {
    case "toujours":
      return true;
    case "non": {
      const verite = evaluateExpression(expression.terme, faits, jour);
      return verite === null ? null : !verite;
    }
    case "et":
      return every(expression.termes.map((terme) => evaluateExpression(terme, faits, jour)));
    case "ou":
      return some(expression.termes.map((terme) => evaluateExpression(terme, faits, jour)));
    default: {
      const fait = faits[expression.fait];
      return fait === undefined ? null : evaluateCondition(expression, fait.valeur, jour);
    }
  }
}

function every(verites: readonly Verite[]): Verite {
  if (verites.includes(false)) return false;
  return verites.includes(null) ? null : true;
}

function some(verites: readonly Verite[]): Verite {
  if (verites.includes(true)) return true;
  return verites.includes(null) ? null : false;
}

/** A value of another kind than the fact's is unknown. */
function evaluateCondition(condition: Condition, valeur: ValeurFait, jour: string): Verite {
  switch (condition.op) {
    case "est":
      return typeof valeur === "boolean" ? valeur === condition.valeur : null;
    case "compare":
      return typeof valeur === "number" ? compareNombre(valeur, condition.comparateur, condition.nombre) : null;
    case "mois-depuis":
      return typeof valeur === "string" ? compareMois(valeur, condition, jour) : null;
    case "parmi":
      if (typeof valeur === "string") return condition.codes.includes(valeur);
      return Array.isArray(valeur) ? valeur.some((code) => condition.codes.includes(code)) : null;
  }
}

function compareNombre(valeur: number, comparateur: Comparateur, nombre: number): boolean {
  switch (comparateur) {
    case "plus":
      return valeur > nombre;
    case "au-moins":
      return valeur >= nombre;
    case "moins":
      return valeur < nombre;
    case "au-plus":
      return valeur <= nombre;
    case "egal":
      return valeur === nombre;
  }
}

type MoisDepuis = Extract<Condition, { readonly op: "mois-depuis" }>;

/** Compares days: « plus de 36 mois » is false on the very day that makes 36 months. */
function compareMois(depuis: string, { comparateur, mois }: MoisDepuis, jour: string): boolean {
  const borne = addMonths(depuis, mois);
  switch (comparateur) {
    case "plus":
      return borne < jour;
    case "au-moins":
      return borne <= jour;
    case "moins":
      return borne > jour;
    case "au-plus":
      return borne >= jour;
    case "egal":
      return borne <= jour && jour < addMonths(depuis, mois + 1);
  }
}

/** Facts that the expression reads, each once, in order of first use. */
export function faitsLus(expression: Expression): readonly CodeFait[] {
  switch (expression.op) {
    case "toujours":
      return [];
    case "non":
      return faitsLus(expression.terme);
    case "et":
    case "ou":
      return [...new Set(expression.termes.flatMap(faitsLus))];
    default:
      return [expression.fait];
  }
}

/** French sentences on the comparisons that a fact does not allow. Empty: valid. */
export function checkExpression(expression: Expression): readonly string[] {
  switch (expression.op) {
    case "toujours":
      return [];
    case "non":
      return checkExpression(expression.terme);
    case "et":
    case "ou":
      if (expression.termes.length === 0) return ["une condition n’a aucun terme : ajoutez-en un, ou retirez-la"];
      return expression.termes.flatMap(checkExpression);
    default:
      return checkCondition(expression);
  }
}

const GENRES_PERMIS: Readonly<Record<Condition["op"], readonly string[]>> = {
  est: ["oui-non"],
  compare: ["nombre"],
  "mois-depuis": ["jour"],
  parmi: ["code", "liste"],
};

function checkCondition(condition: Condition): readonly string[] {
  const { fait, op } = condition;
  if (!isFait(fait)) return [`le fait « ${String(fait)} » n’existe pas dans Blaise : choisissez-en un de la liste`];
  const { libelle, genre, codes = {} } = definitionOf(fait);
  if (!GENRES_PERMIS[op].includes(genre))
    return [`« ${libelle} » ne se compare pas ainsi : choisissez un autre opérateur`];
  if (op === "compare" && !Number.isFinite(condition.nombre)) return [`« ${libelle} » : écrivez un nombre`];
  if (op === "mois-depuis" && !(Number.isInteger(condition.mois) && condition.mois >= 0 && condition.mois <= 1200)) {
    return [`« ${libelle} » : écrivez un nombre de mois, de 0 à 1 200`];
  }
  if (op !== "parmi") return [];
  if (condition.codes.length === 0) return [`« ${libelle} » : choisissez au moins une réponse`];
  const faux = condition.codes.filter((code) => !Object.hasOwn(codes, code));
  return faux.map((code) => `« ${libelle} » n’a pas de réponse « ${code} »`);
}
