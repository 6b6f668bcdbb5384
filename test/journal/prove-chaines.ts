import pg from "pg";
import type { Rupture } from "#acces/lectures/journal/chaine.ts";
import { type Verification, verifyJournal } from "#acces/lectures/journal/verify-journal.ts";
import { chaineQueries, withChaines } from "#acces/sql/journal/chaine.queries.ts";
import { clientConfig, openSql, type Sql } from "#socle/sql/sql.ts";
import { draws } from "../faults/draws.ts";
import { ALTERATIONS, type Alteration, drawAlteration, type Tirage } from "./alterations.ts";
import { addOrganisations, beginLignes, type ChaineEcrite } from "./chaines.ts";

export type Alterees = {
  readonly alterations: number;
  /** How many of each kind were tried. */
  readonly parNature: Readonly<Record<string, number>>;
  /** One sentence for each alteration that was not told exactly as it should be, false alarms included. */
  readonly manquees: readonly string[];
};

/**
 * Alters `alterations` chains at random, one way each, and asks the verification what is wrong: it must tell the right organisation, nature
 * and numbers, and nothing else. Chains are altered by the hundred in one transaction, rolled back.
 */
export async function alterChaines(
  pool: pg.Pool,
  options: { readonly alterations: number; readonly seed: number; readonly chaines?: number },
): Promise<Alterees> {
  const chaines = await writeChaines(pool, options.chaines ?? 200, options.seed);
  const tirage = tirageOf(options.seed);
  const parNature: Record<string, number> = Object.fromEntries(ALTERATIONS.map((nom) => [nom, 0]));
  const manquees: string[] = [];
  for (let done = 0; done < options.alterations; ) {
    const altered = chaines.slice(0, options.alterations - done).map((chaine) => ({
      chaine,
      alteration: drawAlteration(chaine, tirage),
    }));
    for (const { alteration } of altered) parNature[alteration.nom] = (parNature[alteration.nom] ?? 0) + 1;
    const { ruptures } = await verifyAltered(
      openSql(pool),
      altered.map(({ alteration }) => alteration.sql),
    );
    manquees.push(...compare(altered, ruptures));
    done += altered.length;
  }
  return { alterations: options.alterations, parNature, manquees };
}

class Annulation extends Error {
  readonly verification: Verification;
  constructor(verification: Verification) {
    super("rolled back on purpose");
    this.verification = verification;
  }
}

/** What the verification says after these statements, of which nothing is kept. */
export async function verifyAltered(sql: Sql, statements: readonly string[]): Promise<Verification> {
  try {
    return await sql.transaction(async (tx) => {
      await tx.query(statements.join(";\n"));
      throw new Annulation(await verifyJournal(chaineQueries(tx)));
    });
  } catch (error) {
    if (error instanceof Annulation) return error.verification;
    throw error;
  }
}

function compare(
  altered: readonly { readonly chaine: ChaineEcrite; readonly alteration: Alteration }[],
  ruptures: readonly Rupture[],
): readonly string[] {
  const told = new Map<number, string[]>();
  for (const { organisation, nature, numero, jusqua } of ruptures) {
    told.set(organisation, [...(told.get(organisation) ?? []), `${nature} ${numero}-${jusqua}`]);
  }
  const missed = altered.flatMap(({ chaine: { organisation, longueur }, alteration: { nom, attendues } }) => {
    const expected = attendues.map(({ nature, numero, jusqua }) => `${nature} ${numero}-${jusqua}`).join(", ");
    const found = (told.get(organisation) ?? []).join(", ");
    told.delete(organisation);
    return found === expected ? [] : [`${nom} (${longueur} lines): expected « ${expected} », found « ${found} »`];
  });
  return [...missed, ...[...told].map(([organisation, found]) => `organisation ${organisation} untouched: ${found}`)];
}

async function writeChaines(pool: pg.Pool, combien: number, seed: number): Promise<readonly ChaineEcrite[]> {
  const longueurs = draws(combien, seed).map((draw) => 4 + Math.floor(draw * 24));
  const organisations = await addOrganisations(pool, combien, "Chaîne");
  const client = await pool.connect();
  try {
    const chaines = organisations.map((organisation, i) => ({ organisation, longueur: longueurs[i] ?? 4 }));
    for (const { organisation, longueur } of chaines) {
      await beginLignes(client, organisation, longueur);
      await client.query("commit");
    }
    return chaines;
  } finally {
    client.release();
  }
}

function tirageOf(seed: number): Tirage {
  let reserve: number[] = [];
  let next = seed;
  return (min, max) => {
    if (reserve.length === 0) reserve = draws(1024, next++);
    return min + Math.floor((reserve.pop() ?? 0) * (max - min + 1));
  };
}

export type Honnetes = {
  readonly lignes: number;
  readonly abandonnees: number;
  readonly fausses: number;
  readonly ecritureMs: number;
  readonly verificationMs: number;
};

/**
 * `lignes` lines written together by 16 connections for 12 organisations, one to twelve a transaction, one transaction in ten taken back:
 * returns how many ruptures the verification finds, of which there is none, and how long each part took.
 */
export async function writeTogether(
  pool: pg.Pool,
  url: string,
  options: { readonly lignes: number; readonly seed: number; readonly connexions?: number },
): Promise<Honnetes> {
  const organisations = await addOrganisations(pool, 12, "Ensemble");
  const reste = { lignes: options.lignes, abandonnees: 0 };
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: options.connexions ?? 16 }, (_, i) =>
      writeAlone(url, organisations, tirageOf(options.seed + i * 7919), reste),
    ),
  );
  const written = performance.now();
  const { ruptures, chaines } = await withChaines(openSql(pool), verifyJournal);
  const own = chaines.filter(({ organisation }) => organisations.includes(organisation));
  return {
    lignes: own.reduce((total, { lignes }) => total + lignes, 0),
    abandonnees: reste.abandonnees,
    fausses: ruptures.length,
    ecritureMs: Math.round(written - begun),
    verificationMs: Math.round(performance.now() - written),
  };
}

async function writeAlone(
  url: string,
  organisations: readonly number[],
  tirage: Tirage,
  reste: { lignes: number; abandonnees: number },
): Promise<void> {
  const client = new pg.Client(clientConfig(url, "blaise-journal"));
  await client.connect();
  try {
    while (reste.lignes > 0) {
      const organisation = organisations[tirage(0, organisations.length - 1)] ?? 0;
      const combien = Math.min(tirage(1, 12), reste.lignes);
      const abandon = tirage(1, 10) === 1;
      if (abandon) reste.abandonnees += combien;
      else reste.lignes -= combien;
      await beginLignes(client, organisation, combien);
      await client.query(abandon ? "rollback" : "commit");
    }
  } finally {
    await client.end();
  }
}
