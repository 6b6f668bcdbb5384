import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type pg from "pg";
import { z } from "zod";
import type { Effacement } from "#application/conservation/ports.ts";
import { listEffacements, replayEffacements } from "../conservation/conservation.queries.ts";
import { sqlInTransaction } from "../sql.ts";
import { exists } from "./catalogue.ts";
import { withTransaction } from "./connexion.ts";
import { registreIllisible } from "./refusals.ts";

/** One erased person as the exported file says it: a keyed hash and a date, nothing that names anybody. */
const effacement: z.ZodType<Effacement> = z.object({
  epci: z.string().regex(/^\d{9}$/),
  numeroHash: z.string().min(1).max(200),
  effaceLe: z.iso.datetime({ offset: true }),
  motif: z.enum(["conservation", "demande"]),
});

/** The register of the database; empty when its schema has none yet. */
export async function readRegistre(client: pg.ClientBase): Promise<readonly Effacement[]> {
  return (await exists(client, "public.registre_effacement")) ? listEffacements(sqlInTransaction(client)) : [];
}

export async function* encodeRegistre(registre: readonly Effacement[]): AsyncGenerator<Buffer> {
  for (const ligne of registre) yield Buffer.from(`${JSON.stringify(ligne)}\n`);
}

/** The register exported on its own. Refuses `registre-illisible`, with the line. */
export async function readRegistreFile(fichier: string): Promise<readonly Effacement[]> {
  const registre: Effacement[] = [];
  const source = createReadStream(fichier, "utf8");
  try {
    for await (const texte of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
      const ligne = effacement.safeParse(parseLine(texte));
      if (!ligne.success) throw registreIllisible(fichier, registre.length + 1);
      registre.push(ligne.data);
    }
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw registreIllisible(fichier, null);
    throw error;
  } finally {
    source.destroy();
  }
  return registre;
}

function parseLine(texte: string): unknown {
  try {
    return JSON.parse(texte);
  } catch {
    return undefined;
  }
}

/** On a database that came back by other means than ours. Returns how many files of households went. Refuses `registre-illisible`. */
export async function replayRegistreFile(url: string, fichier: string): Promise<number> {
  const registre = await readRegistreFile(fichier);
  return withTransaction(url, "begin", (client) => replayRegistre(client, registre));
}

/** Erases again those who were erased after the backup. Returns how many files of households that is. */
export function replayRegistre(client: pg.ClientBase, registre: readonly Effacement[]): Promise<number> {
  return replayEffacements(sqlInTransaction(client), registre);
}
