import { access, stat } from "node:fs/promises";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { z } from "zod";
import {
  copyToText,
  EXCLUES,
  listTables,
  readMigrees,
  readSequences,
  readTetes,
  type TableCatalogue,
} from "./catalogue.ts";
import { empreinteDeCle } from "./cle.ts";
import { withTransaction } from "./connexion.ts";
import { seal } from "./conteneur.ts";
import { deflate, encodeEntree } from "./entrees.ts";
import { listFichiers, openFichier, readKeyFile, writeWhole } from "./fichiers.ts";
import { FORMAT, type Manifeste, makeCompteFichiers, makeCompteur, type TableManifeste } from "./manifeste.ts";
import { baseSansSchema, existante, nonProprietaire } from "./refusals.ts";
import { encodeRegistre, readRegistre } from "./registre.ts";

export type SauvegardeOptions = {
  readonly url: string;
  readonly fichier: string;
  /** 32 bytes. */
  readonly cle: Buffer;
  /** Where that key is: never saved with the rest. */
  readonly fichierCle: string | null;
  /** The data folder. */
  readonly dossier: string;
  /** Key of the numéros uniques when the operator holds it (BLAISE_CLE_HACHAGE): it is then not in the archive. */
  readonly cleHachage: string | null;
  /** Instant, ISO. */
  readonly maintenant: string;
  /** Version of Blaise. */
  readonly version: string;
};

export type Sauvegarde = { readonly manifeste: Manifeste; readonly taille: number };

const INSTANTANE = "begin isolation level repeatable read read only";

/**
 * Writes the database as it is at one instant, and the files that go with it, into one encrypted archive. Memory stays flat; the service
 * goes on meanwhile. Refuses `sauvegarde-existante`, `base-vide`, `compte-non-proprietaire`.
 */
export async function writeSauvegarde(options: SauvegardeOptions): Promise<Sauvegarde> {
  const { url, fichier, cle } = options;
  if (await isThere(fichier)) throw existante(fichier);
  const manifeste = await withTransaction(url, INSTANTANE, async (client) => {
    let ecrit: Manifeste | null = null;
    const entrees = encodeAll(client, options, (found) => {
      ecrit = found;
    });
    await writeWhole(fichier, seal(deflate(entrees), cle));
    return required(ecrit);
  });
  return { manifeste, taille: (await stat(fichier)).size };
}

/** The register of erasures alone, as JSON lines: small enough to leave the machine each day. Replaces the former file. */
export async function exportRegistre(url: string, fichier: string): Promise<number> {
  return withTransaction(url, INSTANTANE, async (client) => {
    await requireTables(client);
    const registre = await readRegistre(client);
    await writeWhole(fichier, encodeRegistre(registre));
    return registre.length;
  });
}

async function isThere(fichier: string): Promise<boolean> {
  return access(fichier).then(
    () => true,
    () => false,
  );
}

function required(manifeste: Manifeste | null): Manifeste {
  if (!manifeste) throw new Error("The archive ended without its manifest");
  return manifeste;
}

/** The tables to save. The snapshot is taken here, and no migration may change them until the end. */
async function requireTables(client: pg.ClientBase): Promise<readonly TableCatalogue[]> {
  const tables = await listTables(client);
  if (tables.length === 0) throw baseSansSchema();
  const foreign = tables.find(({ proprietaire }) => !proprietaire);
  if (foreign) throw nonProprietaire(foreign.nom);
  await client.query(`lock table ${tables.map(({ nom }) => nom).join(", ")} in access share mode`);
  return tables;
}

async function* encodeAll(
  client: pg.Client,
  options: SauvegardeOptions,
  onManifeste: (manifeste: Manifeste) => void,
): AsyncGenerator<Buffer> {
  const tables = (await requireTables(client)).filter(({ nom }) => !(nom in EXCLUES));
  const ecrites: TableManifeste[] = [];
  for (const table of tables) {
    const compteur = makeCompteur();
    yield* encodeEntree({
      entete: { type: "table", table: table.nom },
      octets: compteur.through(client.query(copyTo(copyToText(table)))),
    });
    const { lignes, octets, sha256 } = compteur.result();
    ecrites.push({ table: table.nom, colonnes: [...table.colonnes], lignes, octets, sha256 });
  }
  const fichiers = makeCompteFichiers();
  yield* encodeFichiers(options, fichiers);
  const manifeste = { ...(await describe(client, options)), tables: ecrites, fichiers: fichiers.result() };
  yield* encodeEntree({ entete: { type: "manifeste" }, octets: [Buffer.from(JSON.stringify(manifeste))] });
  onManifeste(manifeste);
}

async function* encodeFichiers(
  { dossier, fichierCle }: SauvegardeOptions,
  compte: ReturnType<typeof makeCompteFichiers>,
): AsyncGenerator<Buffer> {
  for await (const chemin of listFichiers(dossier, fichierCle)) {
    const handle = await openFichier(dossier, chemin);
    if (!handle) continue;
    const compteur = makeCompteur();
    yield* encodeEntree({ entete: { type: "fichier", chemin }, octets: compteur.through(handle.createReadStream()) });
    compte.add(chemin, compteur.result());
  }
}

const epciRow = z.object({ epci: z.string(), nom: z.string() });

async function describe(
  client: pg.ClientBase,
  { dossier, cleHachage, maintenant, version }: SauvegardeOptions,
): Promise<Omit<Manifeste, "tables" | "fichiers">> {
  const migrations = await readMigrees(client);
  const last = migrations?.at(-1);
  if (!migrations || !last) throw baseSansSchema();
  const { rows } = await client.query("select epci, nom from public.territoire order by epci");
  const serveur = await client.query("select current_setting('server_version') as postgresql");
  const [versions] = z.array(z.object({ postgresql: z.string() })).parse(serveur.rows);
  const cle = cleHachage ?? (await readKeyFile(dossier));
  return {
    format: FORMAT,
    schema: last.numero,
    migrations,
    faiteLe: maintenant,
    blaise: version,
    postgresql: versions?.postgresql ?? "",
    epci: z.array(epciRow).parse(rows),
    sequences: await readSequences(client),
    journal: await readTetes(client),
    cleHachage: cle === null ? null : empreinteDeCle(cle),
    exclues: Object.entries(EXCLUES).map(([table, raison]) => ({ table, raison })),
  };
}
