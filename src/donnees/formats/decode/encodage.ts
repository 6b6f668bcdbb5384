/** `melange`: most lines are UTF-8, some are not; each cell is then decoded on its own. */
export type Encodage = {
  readonly nom: "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";
  readonly melange: boolean;
};

/**
 * Characters of a file, by blocks of about 32 KiB made of whole lines: no string is joined to the previous one, which V8 would then read slowly, and
 * none is large enough for the old generation. Removes a byte order mark. Throws a TypeError on invalid bytes (only possible in UTF-16: the survey
 * has read the others).
 */
export async function* decodeTexte(chunks: AsyncIterable<Uint8Array>, encodage: Encodage): AsyncGenerator<string> {
  const decoder = encodage.melange ? latin1Decoder() : new TextDecoder(encodage.nom, { fatal: true });
  const isUtf16 = encodage.nom === "utf-16le" || encodage.nom === "utf-16be";
  // In UTF-16, the byte of a line feed may be half of another character.
  const blocs = isUtf16 ? cutBlocs(chunks) : cutLines(cutBlocs(chunks));
  for await (const bytes of blocs) {
    const texte = decoder.decode(bytes, { stream: true });
    if (texte !== "") yield texte;
  }
  const last = decoder.decode();
  if (last !== "") yield last;
}

const BLOC = 32_768;

/** Chunks of any size are cut into pieces, so that no large string is made. */
async function* cutBlocs(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += BLOC) yield chunk.subarray(start, start + BLOC);
  }
}

/** Cuts the pieces after line ends: only a line that straddles two pieces is copied. */
async function* cutLines(blocs: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let reste: Uint8Array = new Uint8Array();
  for await (const bloc of blocs) {
    const eol = bloc.includes(LF) ? LF : CR;
    const first = bloc.indexOf(eol) + 1;
    if (first === 0) {
      reste = Buffer.concat([reste, bloc]);
      continue;
    }
    yield Buffer.concat([reste, bloc.subarray(0, first)]);
    const last = bloc.lastIndexOf(eol) + 1;
    if (last > first) yield bloc.subarray(first, last);
    reste = bloc.subarray(last);
  }
  if (reste.length > 0) yield reste;
}

const [LF, CR] = [0x0a, 0x0d];

type Decoder = { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };

/** One character per byte, 0 to 255: keeps every byte of a damaged UTF-8 file until its cells are decoded. */
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

/** The original bytes of `texte`: decoding loses nothing, so a rejected line is given back exactly. */
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

/** Node 20 decodes a whole buffer of windows-1252 as ISO-8859-1 (€ and ’ become control characters), but a stream correctly: hence `stream`. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return new TextDecoder("windows-1252").decode(bytes, { stream: true });
}

/** The 27 characters that windows-1252 puts between 0x80 and 0x9F; the five unused places decode to control characters of the same number. */
const CP1252 = new Map(
  Array.from({ length: 32 }, (_, i): [number, number] => [
    decodeWindows1252(Uint8Array.of(0x80 + i)).charCodeAt(0),
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
