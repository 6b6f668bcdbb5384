import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createDeflate, createInflate } from "node:zlib";
import { z } from "zod";
import { makeLecteur, regroup } from "./octets.ts";
import { illisible } from "./refusals.ts";

/** What comes one after the other in an archive: tables first, then files, then the manifest that counts them. */
export type Entete =
  | { readonly type: "table"; readonly table: string }
  | { readonly type: "fichier"; readonly chemin: string }
  | { readonly type: "manifeste" };

const entete: z.ZodType<Entete> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("table"), table: z.string() }),
  z.object({ type: z.literal("fichier"), chemin: z.string() }),
  z.object({ type: z.literal("manifeste") }),
]);

type Octets = AsyncIterable<Buffer> | Iterable<Buffer>;
export type Entree = { readonly entete: Entete; readonly octets: Octets };

const BLOC = 128 * 1024;
/** Nothing that we write is longer: a longer one is not ours. */
const BLOC_MAX = 1024 * 1024;

/** One entry as bytes: its header, its blocks each with its length in front, an empty block. */
export async function* encodeEntree({ entete, octets }: Entree): AsyncGenerator<Buffer> {
  const texte = Buffer.from(JSON.stringify(entete));
  yield lengthOf(texte.length);
  yield texte;
  for await (const bloc of regroup(octets, BLOC)) {
    yield lengthOf(bloc.length);
    yield bloc;
  }
  yield lengthOf(0);
}

function lengthOf(taille: number): Buffer {
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(taille);
  return octets;
}

/** The entries, in order. The bytes of one are read before the next is asked for; what its reader leaves is skipped. */
export async function* decodeEntrees(source: Octets): AsyncGenerator<Entree> {
  const lecteur = makeLecteur(source);
  const block = async (taille: number): Promise<Buffer> => {
    if (taille > BLOC_MAX) throw illisible("son contenu n’a pas la forme attendue");
    const bloc = await lecteur.read(taille);
    if (bloc.length < taille) throw illisible("son contenu s’arrête trop tôt");
    return bloc;
  };
  async function* blocks(): AsyncGenerator<Buffer> {
    for (;;) {
      const taille = (await block(4)).readUInt32BE();
      if (taille === 0) return;
      yield await block(taille);
    }
  }
  for (;;) {
    const debut = await lecteur.read(4);
    if (debut.length === 0) return;
    if (debut.length < 4) throw illisible("son contenu s’arrête trop tôt");
    const head = readEntete(await block(debut.readUInt32BE()));
    const octets = blocks();
    yield { entete: head, octets: keepOpen(octets) };
    for await (const _ of octets);
  }
}

/** A reader that stops halfway must not close the source for the one that skips the rest. */
function keepOpen(octets: AsyncGenerator<Buffer>): AsyncIterable<Buffer> {
  return { [Symbol.asyncIterator]: () => ({ next: () => octets.next() }) };
}

function readEntete(texte: Buffer): Entete {
  const parsed = entete.safeParse(parseJson(texte));
  if (!parsed.success) throw illisible("son contenu n’a pas la forme attendue");
  return parsed.data;
}

export function parseJson(texte: Buffer): unknown {
  try {
    return JSON.parse(texte.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** On what Blaise keeps, level 6 takes 2 times as long as level 3 to gain less than a tenth. */
const NIVEAU = 3;

export function deflate(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  return through(source, createDeflate({ level: NIVEAU, chunkSize: BLOC }));
}

export function inflate(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  return through(source, createInflate({ chunkSize: BLOC }));
}

/** The end of the result is also the end of the source: a source that fails after the last byte has failed. */
async function* through(
  source: AsyncIterable<Buffer>,
  zlib: ReturnType<typeof createDeflate> | ReturnType<typeof createInflate>,
): AsyncGenerator<Buffer> {
  const all = pipeline(Readable.from(source, { objectMode: false }), zlib);
  // Told to whoever reads; this only keeps it from being « unhandled » when the reader leaves before the end.
  all.catch(() => undefined);
  try {
    yield* zlib;
    await all;
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))
      throw illisible("son contenu n’a pas la forme attendue");
    throw error;
  }
}
