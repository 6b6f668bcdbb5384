import type { Extrait } from "./extrait.ts";

/**
 * A number written like a NIR (numéro de sécurité sociale): sex, year, month, department, commune, rank, then its key. `cle`: "juste" when both
 * digits of the key are present and right; "absente" when thirteen characters stand alone: they have the form of a NIR, but may be anything else.
 */
export type NirCandidat = Extrait & { readonly cle: "juste" | "absente" };

/** Separators that people write between groups: spaces of every width, points, dashes of every length, underscores of a file name. */
const JOINT = "(?:[^\\S\\r\\n]|[.\\-_\\u00b7\\u200b\\u2010-\\u2015]){0,2}";

/** Months 20 and over: unknown month of birth. Sex 3, 4, 7, 8: foreign or provisional numbers (INSEE). */
const MOTIF = new RegExp(
  ["(?<![\\dA-Za-z])[1-478]", "\\d{2}", "(?:0[1-9]|1[0-2]|[2-9]\\d)", "(?:\\d{2}|2[ABab])", "\\d{3}", "\\d{3}"].join(
    JOINT,
  ),
  "g",
);

/** The key, joined like the rest (1), or separated by a word, a sign or a line break (2): « clé 91 », « / 91 », « (91) ». */
const CLE = new RegExp(
  `${JOINT}(\\d{2})(?![\\dA-Za-z])|\\s{0,2}[(/,|]?\\s?(?:cl(?:e|é|ef)\\s?[:=]?\\s?)?(\\d{2})(?![\\dA-Za-z])`,
  "iy",
);

/** Words that announce a NIR: after one of them, thirteen characters of the right form are enough. */
const ANNONCE =
  /(?:\bNIR|\bNSS|\bSS|s[ée]cu|s[ée]curit[ée]\s+sociale|num[ée]ro\s+(?:INSEE|d.immatriculation))[^\d]{0,25}$/i;

/** Numbers with the form of a NIR and a right or absent key; a wrong key is no NIR. Positions in UTF-16 units, `fin` excluded. */
export function findNirCandidats(texte: string): readonly NirCandidat[] {
  const found: NirCandidat[] = [];
  MOTIF.lastIndex = 0;
  for (let match = MOTIF.exec(texte); match !== null; match = MOTIF.exec(texte)) {
    const candidat = readCandidat(texte, match.index, MOTIF.lastIndex);
    // After a false start (« 1 » before a number that begins with 2), a true one may begin at the next character.
    MOTIF.lastIndex = candidat?.fin ?? match.index + 1;
    if (candidat) found.push(candidat);
  }
  return found;
}

/**
 * The NIR in a text or a file name: fifteen characters whose key is right, whatever the spacing, or thirteen that a word announces (« NIR : 1 85 05
 * 78 006 084 »). SIRET, IBAN, telephone and RPLS numbers are not matched.
 */
export function findNirs(texte: string): readonly Extrait[] {
  return findNirCandidats(texte)
    .filter(({ debut, cle }) => cle === "juste" || ANNONCE.test(texte.slice(Math.max(0, debut - 50), debut)))
    .map(({ debut, fin }) => ({ debut, fin }));
}

function readCandidat(texte: string, debut: number, finSansCle: number): NirCandidat | null {
  const numero = texte
    .slice(debut, finSansCle)
    .replace(/[^\dABab]/g, "")
    .toUpperCase();
  const sansCle: NirCandidat | null = hasForm(numero) ? { debut, fin: finSansCle, cle: "absente" } : null;
  CLE.lastIndex = finSansCle;
  const [, jointe, apart] = CLE.exec(texte) ?? [];
  if (hasKey(numero, jointe ?? apart ?? "")) return { debut, fin: CLE.lastIndex, cle: "juste" };
  return jointe !== undefined || /[\dA-Za-z]/.test(texte.charAt(finSansCle)) ? null : sansCle;
}

/** 97 − n mod 97; Corsica's 2A counts 19, 2B counts 18. */
function hasKey(numero: string, cle: string): boolean {
  const digits = numero.replace("2A", "19").replace("2B", "18");
  return cle !== "" && /^\d+$/.test(digits) && 97 - (Number(digits) % 97) === Number(cle);
}

/** Without a key: the sex, month, department, commune and rank must exist. */
function hasForm(numero: string): boolean {
  return (
    /^[12]\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[1-8]\d|9[0-5789]|2[AB])\d{6}$/.test(numero) &&
    numero.slice(7, 10) !== "000" &&
    numero.slice(10) !== "000"
  );
}
