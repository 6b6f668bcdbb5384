import type { Valeur } from "./valeur.ts";

/**
 * `tableur`: what a French spreadsheet opens on a double click (UTF-8 with BOM, « ; », decimal comma, CRLF).
 * `ouvert`: what an open data portal expects (UTF-8 without BOM, « , », decimal point, LF).
 */
export type ProfilCsv = "tableur" | "ouvert";

type Dialecte = { readonly bom: string; readonly separateur: string; readonly virgule: string; readonly fin: string };

const DIALECTES: Readonly<Record<ProfilCsv, Dialecte>> = {
  tableur: { bom: "\uFEFF", separateur: ";", virgule: ",", fin: "\r\n" },
  ouvert: { bom: "", separateur: ",", virgule: ".", fin: "\n" },
};

/** Any table, its header first; texts that a spreadsheet would run as formulas are neutralised. */
export function renderTableCsv(table: readonly (readonly Valeur[])[], profil: ProfilCsv): string {
  const dialecte = DIALECTES[profil];
  const lines = table.map((row) => row.map((value) => writeCell(value, dialecte)).join(dialecte.separateur));
  return dialecte.bom + lines.map((line) => line + dialecte.fin).join("");
}

function writeCell(value: Valeur, { separateur, virgule }: Dialecte): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value).replace(".", virgule);
  const safe = guardFormula(value);
  return safe.includes(separateur) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The first sign of a formula, behind spaces or invisible signs; some versions read full-width signs as plain ones. */
const FORMULE = /^'*(?:[\s\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u;

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe in front, the spreadsheets' own sign for « text ». A text that already has one
 * gets another, so that removing one apostrophe always restores the original.
 */
function guardFormula(value: string): string {
  return FORMULE.test(value) ? `'${value}` : value;
}
