/** Crockford's base 32: no I, L, O or U, so that what is read aloud or copied by hand is not mistaken. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** Ten bytes are 80 bits: sixteen letters, four by four. */
export const OCTETS_CODE = 10;
const LONGUEUR = 16;
const GROUPE = 4;

/** « 7KQ4-XM2R-90BD-HTVE », from bytes that somebody else drew at random. */
export function writeCode(octets: Uint8Array): string {
  const lettres = encode(octets);
  if (lettres.length !== LONGUEUR) throw new Error(`A code is ${OCTETS_CODE} bytes, not ${octets.length}`);
  return (lettres.match(/.{4}/g) ?? []).join("-");
}

function encode(octets: Uint8Array): string {
  let lettres = "";
  let reste = 0;
  let bits = 0;
  for (const octet of octets) {
    reste = (reste << 8) | octet;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      lettres += ALPHABET[(reste >> bits) & 31];
    }
    reste &= (1 << bits) - 1;
  }
  return lettres;
}

/** What was typed, as it was given: spaces, hyphens and case are nothing, and an O is a zero. null: not the form of a code. */
export function readCode(saisie: string): string | null {
  const lettres = saisie
    .toUpperCase()
    .replace(/[\s\u00a0\u202f.\-–—_]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  if (lettres.length !== LONGUEUR || [...lettres].some((lettre) => !ALPHABET.includes(lettre))) return null;
  return (lettres.match(/.{4}/g) ?? []).join("-");
}

/** « D-7KQ4-XM2R »: what the file is called between people. Letters alone at its head, never to be taken for a number unique. */
export function writeReference(octets: Uint8Array): string {
  const lettres = encode(octets.slice(0, 5));
  return `D-${lettres.slice(0, GROUPE)}-${lettres.slice(GROUPE)}`;
}
