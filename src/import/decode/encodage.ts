/** How the bytes of a text file become characters. `melange`: most lines are UTF-8, some are not; each cell is then read for itself. */
export type Encodage = {
  readonly nom: "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";
  readonly melange: boolean;
};

/**
 * Characters of a file, by blocks of at most 64 KiB: a big chunk given by the caller must not become a big string.
 * A byte order mark is removed. Throws a TypeError on bytes that are not of the encoding (only possible in UTF-16: the survey read the others).
 */
export async function* decodeTexte(chunks: AsyncIterable<Uint8Array>, encodage: Encodage): AsyncGenerator<string> {
  const decoder = encodage.melange ? latin1Decoder() : new TextDecoder(encodage.nom, { fatal: true });
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += BLOC) {
      const texte = decoder.decode(chunk.subarray(start, start + BLOC), { stream: true });
      if (texte !== "") yield texte;
    }
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}

const BLOC = 65_536;

type Decoder = { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };

/** One character a byte, 0 to 255: keeps every byte of a damaged UTF-8 file until its cells are judged. */
function latin1Decoder(): Decoder {
  let isStart = true;
  return {
    decode(bytes) {
      if (!bytes) return "";
      const skip = isStart && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
      isStart = false;
      return Buffer.from(bytes.buffer, bytes.byteOffset + skip, bytes.length - skip).toString("latin1");
    },
  };
}

/** The bytes that `texte` had in the file: decoding loses nothing, so a rejected line gets back exactly what it was. */
export function encodeTexte(texte: string, encodage: Encodage): Uint8Array {
  if (encodage.melange) return Buffer.from(texte, "latin1");
  switch (encodage.nom) {
    case "utf-8":
      return Buffer.from(texte, "utf8");
    case "utf-16le":
      return Buffer.from(texte, "utf16le");
    case "utf-16be":
      return Buffer.from(texte, "utf16le").swap16();
    case "windows-1252":
      return encodeWindows1252(texte);
  }
}

/** The 27 characters that windows-1252 puts between 0x80 and 0x9F; the five free places decode as control characters of the same number. */
const CP1252 = new Map(
  Array.from({ length: 32 }, (_, i): [number, number] => [
    new TextDecoder("windows-1252").decode(Uint8Array.of(0x80 + i)).charCodeAt(0),
    0x80 + i,
  ]),
);

export function encodeWindows1252(texte: string): Uint8Array {
  const bytes = new Uint8Array(texte.length);
  for (let i = 0; i < texte.length; i++) {
    const code = texte.charCodeAt(i);
    bytes[i] = CP1252.get(code) ?? code;
  }
  return bytes;
}
