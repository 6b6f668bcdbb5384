/** Columns of the SNE's « foyer » file and their like. */
export function isNirEntete(plie: string): boolean {
  return /^(?:NIR|NIRID|NUMSECU|NUMEROSECU|NUMEROSECURITESOCIALE|NSS)/.test(plie);
}

const MOTIF =
  /(?<![\dA-Za-z])[1-478][\s.]?\d{2}[\s.]?(?:0[1-9]|1[0-2]|[2-9]\d)[\s.]?(?:\d{2}|2[ABab])[\s.]?\d{3}[\s.]?\d{3}(?:[\s.]?\d{2})?(?![\dA-Za-z])/g;

/** Cheap test, run on every cell of every line: twelve digits (eleven of them and 2A or 2B) with nothing but spaces and points between. */
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

/** Space, point, A and B, no-break spaces. */
function isJoint(code: number): boolean {
  return (
    code === 32 || code === 46 || (code | 0x20) === 0x61 || (code | 0x20) === 0x62 || code === 0xa0 || code === 0x202f
  );
}

/**
 * "cle": a number of 15 characters whose key is right (97 − n mod 97; Corsica's 2A counts 19, 2B counts 18).
 * "forme": 13 characters, no key to check, but sex, month, department, commune and rank that exist.
 */
export function findNir(texte: string): "cle" | "forme" | null {
  let found: "cle" | "forme" | null = null;
  for (const [written] of texte.matchAll(MOTIF)) {
    const nir = written.replace(/[\s.]/g, "").toUpperCase();
    if (nir.length === 15 && hasKey(nir)) return "cle";
    if (nir.length === 13 && hasForm(nir)) found = "forme";
  }
  return found;
}

function hasKey(nir: string): boolean {
  const digits = nir.slice(0, 13).replace("2A", "19").replace("2B", "18");
  return /^\d+$/.test(digits) && 97 - (Number(digits) % 97) === Number(nir.slice(13));
}

function hasForm(nir: string): boolean {
  return (
    /^[12]\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[1-8]\d|9[0-5789]|2[AB])\d{6}$/.test(nir) &&
    nir.slice(7, 10) !== "000" &&
    nir.slice(10) !== "000"
  );
}
