import { z } from "zod";
import type { Sql } from "#socle/sql/sql.ts";

export type Graine = {
  readonly sql: Sql;
  readonly hasard: () => number;
  readonly epci: string;
  readonly organisation: string;
};

/**
 * What a simulated row is and the day on which its personal content must be gone, computed here and by no code of the product.
 * `sonde` names the query that says whether it is still there.
 */
export type Attendu = { readonly sonde: string; readonly cle: string; readonly disparait: string };

/** Inserts a row and returns, as text, its key. */
export async function insert(
  sql: Sql,
  table: string,
  valeurs: Readonly<Record<string, unknown>>,
  cle = "id",
): Promise<string> {
  const colonnes = Object.keys(valeurs);
  const { rows } = await sql.query(
    `insert into ${table} (${colonnes.join(", ")}) values (${colonnes.map((_, i) => `$${i + 1}`).join(", ")})
     returning ${cle}::text as cle`,
    Object.values(valeurs),
  );
  return z.array(z.object({ cle: z.string() })).parse(rows)[0]?.cle ?? "";
}

/** Mulberry32: the same seed makes the same twelve years. */
export function makeHasard(graine: number): () => number {
  let etat = graine;
  return () => {
    etat = (etat + 0x6d2b79f5) | 0;
    let t = Math.imul(etat ^ (etat >>> 15), 1 | etat);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function jourAuHasard(hasard: () => number, du: string, au: string): string {
  const [first, last] = [Date.parse(`${du}T00:00:00Z`), Date.parse(`${au}T00:00:00Z`)];
  return new Date(first + Math.floor((hasard() * (last - first)) / 86_400_000) * 86_400_000).toISOString().slice(0, 10);
}

/** Written apart from the product's own calendar, by the machine's: what a test compares must not come from what it tests. */
export function ajouterMois(jour: string, mois: number): string {
  const date = new Date(`${jour}T00:00:00Z`);
  const jourDuMois = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + mois);
  if (date.getUTCDate() !== jourDuMois) date.setUTCDate(0);
  return date.toISOString().slice(0, 10);
}

export function veille(jour: string): string {
  return new Date(Date.parse(`${jour}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

export function lendemain(jour: string): string {
  return new Date(Date.parse(`${jour}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

export function fin(annee: number): string {
  return `${annee}-12-31`;
}
