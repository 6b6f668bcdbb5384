import { findNirCandidats } from "#socle/regles/texte-libre/nir.ts";

/** Columns of the SNE's « foyer » file and the like. */
export function isNirEntete(plie: string): boolean {
  return /^(?:NIR|NIRID|NUMSECU|NUMEROSECU|NUMEROSECURITESOCIALE|NSS)/.test(plie);
}

/**
 * Cheap test, run on every cell: twelve digits (or eleven with 2A or 2B) separated only by joints of a NIR's groups. True for every cell where
 * findNir finds something.
 */
export function mayHoldNir(cell: string): boolean {
  if (cell.length < 13) return false;
  let digits = 0;
  for (let i = 0; i < cell.length; i++) {
    const code = cell.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
    else if (!isJoint(code)) {
      if (digits >= 12) return true;
      digits = 0;
    }
  }
  // A number of another length is a SIRET, an amount, a numéro unique.
  return digits >= 12 && (digits !== cell.length || digits === 13 || digits === 15);
}

/** ASCII joints: A and B, spaces, points, dashes. */
const JOINTS = Uint8Array.from({ length: 128 }, (_, code) => (/[ABab\s.\-_]/.test(String.fromCharCode(code)) ? 1 : 0));

/** Beyond ASCII, everything but letters: rare enough in a number to let findNir decide. */
function isJoint(code: number): boolean {
  return code < 128 ? JOINTS[code] === 1 : code < 0xc0 || code >= 0x1680;
}

/** "cle": 15 characters with a right key. "forme": 13 characters, no key, but a sex, month, department, commune and rank that exist. */
export function findNir(texte: string): "cle" | "forme" | null {
  const candidats = findNirCandidats(texte);
  if (candidats.some(({ cle }) => cle === "juste")) return "cle";
  return candidats.length > 0 ? "forme" : null;
}
