import type pg from "pg";
import { z } from "zod";
import { Refus } from "../regles/shared/refus.ts";
import { withConnection } from "./sql.ts";

export type CleDuDossier = {
  /** Keyed hash of the data folder: no other key gives the same hash of the constant. */
  readonly hash: (text: string) => string;
  /** True when this start created the key: no database can have been written with it. */
  readonly neuve: boolean;
  /** Path of the key, for the person who must restore the right one. */
  readonly lieu: string;
};

const CONSTANTE = "témoin de la clé de hachage";

/**
 * The database holds the hash of a constant, written at its first start: another key would hash the same household differently, and open none of the
 * sealed files. Throws `cle-autre-base` before anything is read or written with a wrong key; called before the migrations, and again after the first
 * ones. A database without a hash adopts the given key, unless that key has just been created.
 */
export async function verifyCle(url: string, { hash, neuve, lieu }: CleDuDossier): Promise<void> {
  const temoin = hash(CONSTANTE);
  await withConnection(url, "blaise-cle", async (client) => {
    // On a first start, there is no table yet.
    if (!(await isBlaise(client))) return;
    const held = await readTemoin(client);
    if (held === temoin) return;
    if (held !== null || (neuve && (await isServed(client)))) throw otherKey(lieu, neuve);
    await client.query("insert into reglage (cle, valeur) values ('cle-temoin', $1) on conflict (cle) do nothing", [
      temoin,
    ]);
    // Two servers that start together with two keys: one of them wrote first.
    if ((await readTemoin(client)) !== temoin) throw otherKey(lieu, neuve);
  });
}

async function isBlaise(client: pg.Client): Promise<boolean> {
  return ((await client.query("select 1 where to_regclass('public.reglage') is not null")).rowCount ?? 0) > 0;
}

async function readTemoin(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query("select valeur from reglage where cle = 'cle-temoin'");
  return z.array(z.object({ valeur: z.string() })).parse(rows)[0]?.valeur ?? null;
}

/** A territory means that somebody has worked in it. */
async function isServed(client: pg.Client): Promise<boolean> {
  return ((await client.query("select 1 from territoire limit 1")).rowCount ?? 0) > 0;
}

function otherKey(lieu: string, neuve: boolean): Refus {
  const pourquoi = neuve
    ? "le dossier de données a été vidé ou changé, et sa clé vient d’être refaite"
    : "la clé de ce dossier n’est pas celle avec laquelle la base a été écrite";
  return new Refus(
    "cle-autre-base",
    `La clé de hachage (${lieu}) n’ouvre pas cette base : ${pourquoi}. Remettez la clé d’origine (elle est dans chaque sauvegarde), ` +
      "ou restaurez une sauvegarde avec « blaise restaurer --remplacer », ou effacez tout par « blaise detruire ». Rien n’a été lu ni écrit.",
    { lieu },
  );
}
