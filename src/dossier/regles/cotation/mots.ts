import { formatJour, formatNombre, joinFrench } from "#socle/regles/shared/format.ts";
import type { FaitLu } from "./evaluer.ts";
import type { Comparateur, Condition, Expression } from "./expression.ts";
import { definitionOf, type ValeurFait } from "./fait.ts";
import type { Points, Rubrique } from "./grille.ts";

const COMPARE: Readonly<Record<Comparateur, string>> = {
  plus: "plus de",
  "au-moins": "au moins",
  moins: "moins de",
  "au-plus": "au plus",
  egal: "exactement",
};

/** Condition of a rule in French: « Quartile de ressources : Premier quartile ». */
export function sayExpression(expression: Expression): string {
  switch (expression.op) {
    case "toujours":
      return "toutes les demandes";
    case "non":
      return `sauf si (${sayExpression(expression.terme)})`;
    case "et":
      return expression.termes.map(saySub).join(" et ");
    case "ou":
      return expression.termes.map(saySub).join(" ou ");
    default:
      return sayCondition(expression);
  }
}

function saySub(expression: Expression): string {
  const said = sayExpression(expression);
  return expression.op === "et" || expression.op === "ou" ? `(${said})` : said;
}

function sayCondition(condition: Condition): string {
  const { libelle, unite, codes = {} } = definitionOf(condition.fait);
  switch (condition.op) {
    case "est":
      return `${libelle} : ${condition.valeur ? "oui" : "non"}`;
    case "compare":
      return `${libelle} : ${COMPARE[condition.comparateur]} ${formatNombre(condition.nombre)}${unite ? ` ${unite}` : ""}`;
    case "mois-depuis":
      return `${libelle} : ${COMPARE[condition.comparateur]} ${condition.mois} mois`;
    case "parmi":
      return `${libelle} : ${condition.codes.map((code) => codes[code] ?? code).join(" ou ")}`;
  }
}

/** « 20 points », « −10 points », « 1 point par mois, 240 points au plus ». */
export function sayPoints(points: Points): string {
  if (points.genre === "fixe") return formatPoints(points.points);
  const { genre, unite = "" } = definitionOf(points.fait);
  const mot = genre === "jour" ? "mois" : unite;
  const pas = points.pas === 1 ? `par ${singular(mot)}` : `tous les ${formatNombre(points.pas)} ${mot}`;
  const borne = points.points < 0 ? "au moins" : "au plus";
  return `${formatPoints(points.points)} ${pas}, ${formatPoints(Math.sign(points.points) * points.plafond)} ${borne}`;
}

function singular(mot: string): string {
  return mot === "mois" || mot === "%" ? mot : mot.replace(/s$/, "");
}

export function formatPoints(points: number): string {
  return `${points < 0 ? "−" : ""}${formatNombre(Math.abs(points))}\u00A0point${Math.abs(points) < 2 ? "" : "s"}`;
}

/** « de 12 à 45 points », or one number when both bounds are equal. */
export function formatBornesPoints(min: number, max: number): string {
  if (min === max) return formatPoints(min);
  return `de ${min < 0 ? "−" : ""}${formatNombre(Math.abs(min))} à ${formatPoints(max)}`;
}

export function sayPlafond({ plafond }: Pick<Rubrique, "plafond">): string {
  return plafond === null ? "sans plafond" : `${formatPoints(plafond)} au plus`;
}

/** « Ancienneté de la demande : 12 mars 2021 ». */
export function sayFaitLu({ fait, lu }: FaitLu): string {
  const { libelle } = definitionOf(fait);
  if (lu === null) return `${libelle} : inconnu`;
  const declare = lu.preuve === "declare" ? " (sur déclaration)" : "";
  return `${libelle} : ${sayValeur(fait, lu.valeur)}${declare}`;
}

function sayValeur(fait: FaitLu["fait"], valeur: ValeurFait): string {
  const { genre, codes = {}, unite } = definitionOf(fait);
  if (typeof valeur === "boolean") return valeur ? "oui" : "non";
  if (typeof valeur === "number") return `${formatNombre(valeur)}${unite ? ` ${unite}` : ""}`;
  if (typeof valeur === "string") return genre === "jour" ? formatJour(valeur) : (codes[valeur] ?? valeur);
  return valeur.length === 0 ? "aucun" : joinFrench(valeur.map((code) => codes[code] ?? code));
}
