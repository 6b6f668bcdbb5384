import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

/** Documents that a procedure may belong to, under the same names in the frise and the schema. */
export const DOCUMENTS_DEMARCHE = ["autre", "plh", "contrat-de-ville", "pdalhpd", "orientations"] as const;
export type DocumentDemarche = (typeof DOCUMENTS_DEMARCHE)[number];

export const LIBELLE_DOCUMENT_DEMARCHE: Readonly<Record<DocumentDemarche, string>> = {
  plh: "Programme local de l’habitat",
  "contrat-de-ville": "Contrat de ville",
  pdalhpd: "Plan départemental pour le logement des personnes défavorisées",
  orientations: "Orientations de la conférence",
  autre: "Autre démarche",
};

export type Demarche = {
  readonly id: number;
  readonly titre: string;
  /** « 2004 », « 2004-11 », « 2018-10-05 »: as precise as the text; null: no date. */
  readonly quand: string | null;
  readonly document: DocumentDemarche;
  readonly source: string;
};

const QUAND = /^(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

/** Empty: unknown date. Throws `demarche-quand`. */
export function parseQuand(texte: string): string | null {
  const clean = texte.trim();
  if (clean === "") return null;
  if (QUAND.test(clean) && isCalendaire(clean)) return clean;
  throw new Refus(
    "demarche-quand",
    "Date : écrivez 2004, 2004-11 ou 2004-11-30, ou laissez vide si elle n’est pas connue.",
  );
}

/** False for the 31st of April. */
function isCalendaire(quand: string): boolean {
  const [annee = 0, mois = 0] = quand.split("-").map(Number);
  return quand.length < 10 || quand <= lastDayOfMonth(annee, mois);
}

/** « 5 octobre 2018 », « novembre 2004 », « 2004 ». */
export function sayQuand(quand: string | null): string {
  if (quand === null) return "date inconnue";
  if (quand.length === 10) return formatJour(quand);
  return quand.length === 7 ? formatJour(`${quand}-01`).replace(/^1er /, "") : quand;
}

/** By date, a year before its months; an undated one stays after the one written before it. */
export function orderDemarches(demarches: readonly Demarche[]): readonly Demarche[] {
  let before = "";
  return demarches
    .toSorted((a, b) => a.id - b.id)
    .map((demarche) => {
      before = demarche.quand ?? before;
      return { demarche, cle: before };
    })
    .toSorted((a, b) => (a.cle < b.cle ? -1 : Number(a.cle > b.cle)))
    .map(({ demarche }) => demarche);
}

/** The document's last step begun by that day; else an undated one. null: none. */
export function latestDemarche(
  demarches: readonly Demarche[],
  document: DocumentDemarche,
  jour: string,
): Demarche | null {
  const own = orderDemarches(demarches).filter((one) => one.document === document && (one.quand ?? "") <= jour);
  return own.findLast(({ quand }) => quand !== null) ?? own.at(-1) ?? null;
}
