/** Crockford's base 32: no I, L, O or U, which are easily mistaken when read aloud or copied by hand. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** Ten bytes make 80 bits: sixteen letters, in groups of four. */
export const OCTETS_CODE = 10;
const LONGUEUR = 16;
const GROUPE = 4;

/** « 7KQ4-XM2R-90BD-HTVE »; `octets`: random bytes, drawn by the caller. */
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

/** Normalises a typed code: spaces, hyphens and case are ignored, an O is read as a zero. null: ill-formed. */
export function readCode(saisie: string): string | null {
  const lettres = saisie
    .toUpperCase()
    .replace(/[\s\u00a0\u202f.\-–—_]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  if (lettres.length !== LONGUEUR || [...lettres].some((lettre) => !ALPHABET.includes(lettre))) return null;
  return (lettres.match(/.{4}/g) ?? []).join("-");
}

/** « D-7KQ4-XM2R »: reference of a file in conversation. It begins with a letter, so that it cannot be taken for a number unique. */
export function writeReference(octets: Uint8Array): string {
  const lettres = encode(octets.slice(0, 5));
  return `D-${lettres.slice(0, GROUPE)}-${lettres.slice(GROUPE)}`;
}
