import type { Fichier } from "./lecture.ts";

const [LF, CR] = [0x0a, 0x0d];

/**
 * The bytes of some physical lines of a text file, the first line is 1, without their line ending (LF, CRLF or CR alone).
 * Spreadsheets have no lines of bytes: nothing sensible comes out of them, and nothing is asked.
 */
export async function readBruts(
  fichier: Fichier,
  lignes: ReadonlySet<number>,
): Promise<ReadonlyMap<number, Uint8Array>> {
  const found = new Map<number, Uint8Array>();
  let ligne = 0;
  for await (const bytes of physicalLines(fichier)) {
    ligne++;
    if (lignes.has(ligne)) found.set(ligne, bytes);
    if (found.size === lignes.size) break;
  }
  return found;
}

async function* physicalLines(fichier: Fichier): AsyncGenerator<Uint8Array> {
  let carry: Uint8Array = new Uint8Array();
  let afterCr = false;
  for await (const chunk of fichier.open()) {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      const isEnd = byte === CR || (byte === LF && !afterCr);
      if (isEnd) yield concat(carry, chunk.subarray(start, i));
      if (isEnd || byte === LF) {
        carry = new Uint8Array();
        start = i + 1;
      }
      afterCr = byte === CR;
    }
    carry = concat(carry, chunk.subarray(start));
  }
  yield carry;
}

function concat(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const joined = new Uint8Array(head.length + tail.length);
  joined.set(head);
  joined.set(tail, head.length);
  return joined;
}
