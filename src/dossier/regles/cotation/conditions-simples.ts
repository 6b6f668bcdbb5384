import type { Condition, Expression } from "./expression.ts";
import type { CodeFait } from "./fait.ts";

/** What the form writes about one fact: one comparison, or two on a number (from… to…), possibly negated. */
export type LigneCondition = {
  readonly fait: CodeFait;
  readonly sauf: boolean;
  readonly conditions: readonly Condition[];
};

/** `lien`: all lines must hold (`et`), or one at least (`ou`). */
export type ConditionsSimples = { readonly lien: "et" | "ou"; readonly lignes: readonly LigneCondition[] };

export function expressionOf({ lien, lignes }: ConditionsSimples): Expression {
  const termes = lignes.map(expressionOfLigne);
  const [seul] = termes;
  if (seul === undefined) return { op: "toujours" };
  return termes.length === 1 ? seul : { op: lien, termes };
}

function expressionOfLigne({ sauf, conditions }: LigneCondition): Expression {
  const [seule] = conditions;
  const terme: Expression = conditions.length === 1 && seule ? seule : { op: "et", termes: conditions };
  return sauf ? { op: "non", terme } : terme;
}

/** Lines of the form that write this expression; null: the form cannot write it, it can only replace it. */
export function simplesOf(expression: Expression): ConditionsSimples | null {
  if (expression.op === "toujours") return { lien: "et", lignes: [] };
  const whole = ligneOf(expression);
  if (whole) return { lien: "et", lignes: [whole] };
  if (expression.op !== "et" && expression.op !== "ou") return null;
  const lignes = expression.termes.map(ligneOf).filter((ligne) => ligne !== null);
  const faits = new Set(lignes.map(({ fait }) => fait));
  if (lignes.length !== expression.termes.length || faits.size !== lignes.length) return null;
  return { lien: expression.op, lignes };
}

function ligneOf(expression: Expression): LigneCondition | null {
  if (expression.op === "non") {
    const inner = ligneOf(expression.terme);
    return inner && !inner.sauf ? { ...inner, sauf: true } : null;
  }
  const termes = expression.op === "et" ? expression.termes : [expression];
  const conditions = termes.filter((terme): terme is Condition => "fait" in terme);
  const [first] = conditions;
  const same = conditions.length === termes.length && conditions.every(({ fait }) => fait === first?.fait);
  if (!first || !same || conditions.length > 2 || (conditions.length === 2 && !isRange(first))) return null;
  return { fait: first.fait, sauf: false, conditions };
}

function isRange({ op }: Condition): boolean {
  return op === "compare" || op === "mois-depuis";
}
