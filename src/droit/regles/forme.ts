import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import type { Declaration } from "./enregistrement.ts";

const JOUR = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const COMMUNE = /^(\d{5}|2[AB]\d{3})$/;

/** A day that exists: 30 February does not. */
export function isJour(value: unknown): value is string {
  return (
    typeof value === "string" &&
    JOUR.test(value) &&
    value <= lastDayOfMonth(Number(value.slice(0, 4)), Number(value.slice(5, 7)))
  );
}

/** What is wrong with the value, in French; null: nothing. `connues`: existing values, which give a `structure` its shape. */
export function findDefautForme(
  declaration: Declaration,
  valeur: unknown,
  connues: readonly unknown[] = [],
): string | null {
  return CONTROLES[declaration.forme](valeur, declaration, connues);
}

type Controle = (valeur: unknown, declaration: Declaration, connues: readonly unknown[]) => string | null;

const CONTROLES: Readonly<Record<Declaration["forme"], Controle>> = {
  taux: (valeur) => (isNumber(valeur) && valeur <= 1 ? null : "écrivez un taux entre 0 et 1 (0.25 pour 25 %)"),
  nombre: (valeur) => (isNumber(valeur) ? null : "écrivez un nombre, 0 ou plus"),
  "oui-non": (valeur) => (typeof valeur === "boolean" ? null : "écrivez true ou false"),
  jour: (valeur) => (isJour(valeur) ? null : "écrivez un jour qui existe, AAAA-MM-JJ"),
  choix: (valeur, { choix }) =>
    choix.some((one) => one === valeur) ? null : `choisissez parmi ${choix.map(String).join(", ")}`,
  codes: (valeur) =>
    Array.isArray(valeur) && valeur.every((one) => typeof one === "string" && COMMUNE.test(one))
      ? null
      : "écrivez une liste de codes INSEE de communes",
  texte: (valeur) => (typeof valeur === "string" && valeur.trim() !== "" ? null : "écrivez un texte"),
  montants: (valeur, { lignes, colonnes }) => findDefautMontants(valeur, lignes, colonnes),
  structure: (valeur, _, connues) =>
    connues.length === 0 || connues.some((connue) => hasShape(valeur, connue))
      ? null
      : "sa forme n’est pas celle des valeurs déjà connues",
};

function isNumber(valeur: unknown): valeur is number {
  return typeof valeur === "number" && Number.isFinite(valeur) && valeur >= 0;
}

/** A missing row means unknown amounts. */
function findDefautMontants(valeur: unknown, lignes: readonly string[], colonnes: readonly string[]): string | null {
  if (!isRecord(valeur) || Object.keys(valeur).length === 0) return "écrivez une ligne de montants par zone";
  const extra = Object.keys(valeur).find((ligne) => !lignes.includes(ligne));
  if (extra !== undefined) return `ligne « ${extra} » : elle n’est pas attendue`;
  const wrong = Object.entries(valeur).find(
    ([, cells]) => !Array.isArray(cells) || cells.length !== colonnes.length || !cells.every(isNumber),
  );
  return wrong ? `ligne « ${wrong[0]} » : écrivez ${colonnes.length} montants` : null;
}

/** Same keys and kinds at every depth; lists of any length, each element of the kind of the first known one. null matches any number or word. */
function hasShape(valeur: unknown, connue: unknown): boolean {
  if (valeur === null || connue === null) return !isRecord(valeur ?? connue) && !Array.isArray(valeur ?? connue);
  if (Array.isArray(connue)) return Array.isArray(valeur) && valeur.every((one) => hasShape(one, connue[0] ?? one));
  if (!isRecord(connue)) return typeof valeur === typeof connue;
  if (!isRecord(valeur)) return false;
  const keys = Object.keys(connue).sort().join();
  return (
    keys === Object.keys(valeur).sort().join() &&
    Object.entries(connue).every(([key, one]) => hasShape(valeur[key], one))
  );
}

function isRecord(valeur: unknown): valeur is Readonly<Record<string, unknown>> {
  return typeof valeur === "object" && valeur !== null && !Array.isArray(valeur);
}
