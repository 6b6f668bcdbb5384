import { createHash, type Hash } from "node:crypto";
import { z } from "zod";
import { type Entree, parseJson } from "./entrees.ts";
import { illisible } from "./refusals.ts";

/** Of the archive's contents; the container has its own number, in its first line. */
export const FORMAT = 1;

const entier = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const octetsLus = { octets: entier, sha256 };

const manifeste = z.object({
  format: z.literal(FORMAT),
  /** Number of the last migration of the database when it was saved. */
  schema: entier.min(1),
  migrations: z.array(z.object({ numero: entier, nom: z.string(), empreinte: z.string() })).min(1),
  faiteLe: z.string(),
  blaise: z.string(),
  postgresql: z.string(),
  epci: z.array(z.object({ epci: z.string(), nom: z.string() })),
  /** In the order of the archive. `sha256` and `octets` are those of the COPY text, in the order of the primary key. */
  tables: z.array(z.object({ table: z.string(), colonnes: z.array(z.string()), lignes: entier, ...octetsLus })),
  /** `valeur` null: never drawn. */
  sequences: z.array(z.object({ table: z.string(), colonne: z.string(), valeur: entier.nullable() })),
  /** Last line of each organisation's journal, hash in hexadecimal. */
  journal: z.array(z.object({ organisation: entier, numero: entier, empreinte: z.string() })),
  /** `sha256` of one line a file (path, size, hash): a list would not stay small. */
  fichiers: z.object({ nombre: entier, ...octetsLus }),
  /** Tells the key of the numéros uniques without saying it; null when there was none yet. */
  cleHachage: z.string().nullable(),
  exclues: z.array(z.object({ table: z.string(), raison: z.string() })),
});

export type Manifeste = z.output<typeof manifeste>;
export type TableManifeste = Manifeste["tables"][number];

/** Counts what passes: bytes, lines, hash. */
export type Compteur = {
  readonly add: (bloc: Buffer) => void;
  readonly through: (source: AsyncIterable<Buffer> | Iterable<Buffer>) => AsyncGenerator<Buffer>;
  readonly result: () => { readonly octets: number; readonly lignes: number; readonly sha256: string };
};

export function makeCompteur(): Compteur {
  const hash = createHash("sha256");
  let octets = 0;
  let lignes = 0;
  const add = (bloc: Buffer) => {
    hash.update(bloc);
    octets += bloc.length;
    lignes += countLines(bloc);
  };
  return {
    add,
    async *through(source) {
      for await (const bloc of source) {
        add(bloc);
        yield bloc;
      }
    },
    result: () => ({ octets, lignes, sha256: hash.digest("hex") }),
  };
}

const FIN_DE_LIGNE = 10;

/** COPY's text escapes the line ends of values: what is left ends a row. */
function countLines(bloc: Buffer): number {
  let lignes = 0;
  for (let at = bloc.indexOf(FIN_DE_LIGNE); at >= 0; at = bloc.indexOf(FIN_DE_LIGNE, at + 1)) lignes++;
  return lignes;
}

/** Sums up the files one by one, the same way when they are written and when they are read. */
export type CompteFichiers = {
  readonly add: (chemin: string, fichier: { readonly octets: number; readonly sha256: string }) => void;
  readonly result: () => Manifeste["fichiers"];
};

export function makeCompteFichiers(): CompteFichiers {
  const hash: Hash = createHash("sha256");
  let nombre = 0;
  let octets = 0;
  return {
    add(chemin, fichier) {
      hash.update(`${JSON.stringify([chemin, fichier.octets, fichier.sha256])}\n`);
      nombre++;
      octets += fichier.octets;
    },
    result: () => ({ nombre, octets, sha256: hash.digest("hex") }),
  };
}

/**
 * Reads a whole archive against its manifest, which is its last entry; `onEntree` sees each table and file as it passes, counted.
 * Refuses `sauvegarde-illisible`.
 */
export async function readAgainstManifeste(
  entrees: AsyncIterable<Entree>,
  onEntree: (entree: Entree) => Promise<void>,
): Promise<Manifeste> {
  const tables: Omit<TableManifeste, "colonnes">[] = [];
  const fichiers = makeCompteFichiers();
  let lu: Manifeste | null = null;
  for await (const { entete, octets } of entrees) {
    if (lu) throw illisible("des données suivent son manifeste");
    if (entete.type === "manifeste") {
      lu = await readManifeste(octets);
      continue;
    }
    const compteur = makeCompteur();
    const source = compteur.through(octets);
    await onEntree({ entete, octets: source });
    for await (const _ of source);
    const { lignes, ...reste } = compteur.result();
    if (entete.type === "table") tables.push({ table: entete.table, lignes, ...reste });
    else fichiers.add(entete.chemin, reste);
  }
  if (!lu) throw illisible("son manifeste manque");
  checkManifeste(lu, tables, fichiers.result());
  return lu;
}

async function readManifeste(octets: Entree["octets"]): Promise<Manifeste> {
  const blocs: Buffer[] = [];
  for await (const bloc of octets) blocs.push(bloc);
  const parsed = manifeste.safeParse(parseJson(Buffer.concat(blocs)));
  if (!parsed.success) throw illisible("son manifeste n’a pas la forme attendue");
  return parsed.data;
}

function checkManifeste(
  lu: Manifeste,
  tables: readonly Omit<TableManifeste, "colonnes">[],
  fichiers: Manifeste["fichiers"],
): void {
  for (const [i, table] of lu.tables.entries()) {
    const found = tables[i];
    const same =
      found?.table === table.table &&
      found.lignes === table.lignes &&
      found.octets === table.octets &&
      found.sha256 === table.sha256;
    if (!same) throw illisible(`la table ${table.table} n’est pas celle du manifeste`);
  }
  if (tables.length !== lu.tables.length) throw illisible("elle contient des tables que son manifeste ne dit pas");
  if (JSON.stringify(fichiers) !== JSON.stringify(lu.fichiers))
    throw illisible("ses fichiers ne sont pas ceux du manifeste");
}
