type Octets = AsyncIterable<Buffer> | Iterable<Buffer>;

/** Reads an exact number of bytes at a time from a source that gives them by pieces of any size. */
export type LecteurOctets = {
  /** `taille` bytes, or fewer when the source ends before. */
  read(taille: number): Promise<Buffer>;
};

export function makeLecteur(source: Octets): LecteurOctets {
  const iterator = iterate(source);
  let pieces: Buffer[] = [];
  let disponible = 0;
  return {
    async read(taille) {
      while (disponible < taille) {
        const { done, value } = await iterator.next();
        if (done) break;
        pieces.push(value);
        disponible += value.length;
      }
      const tout = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
      const lus = tout.subarray(0, taille);
      const reste = tout.subarray(lus.length);
      pieces = reste.length > 0 ? [reste] : [];
      disponible = reste.length;
      return lus;
    },
  };
}

async function* iterate(source: Octets): AsyncGenerator<Buffer, void> {
  yield* source;
}

/** The same bytes by blocks of `taille`, the last one shorter; never an empty block. */
export async function* regroup(source: Octets, taille: number): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let total = 0;
  for await (const piece of source) {
    pieces.push(piece);
    total += piece.length;
    if (total < taille) continue;
    const tout = Buffer.concat(pieces);
    let debut = 0;
    for (; debut + taille <= tout.length; debut += taille) yield tout.subarray(debut, debut + taille);
    pieces = [tout.subarray(debut)];
    total = tout.length - debut;
  }
  if (total > 0) yield Buffer.concat(pieces);
}
