import { readOnce } from "./read-once.ts";

/** Words for kinds of roads or buildings do not identify an address: they weigh nothing in a comparison. */
const MOTS_COURANTS = new Set([
  "rue",
  "r",
  "avenue",
  "av",
  "ave",
  "boulevard",
  "bd",
  "bld",
  "place",
  "pl",
  "impasse",
  "imp",
  "allee",
  "allees",
  "all",
  "chemin",
  "che",
  "ch",
  "route",
  "rte",
  "square",
  "sq",
  "cours",
  "quai",
  "passage",
  "residence",
  "res",
  "lotissement",
  "lot",
  "batiment",
  "bat",
  "immeuble",
  "imm",
  "entree",
  "ent",
  "escalier",
  "esc",
  "appartement",
  "appt",
  "apt",
  "porte",
  "etage",
  "de",
  "du",
  "des",
  "la",
  "le",
  "les",
  "l",
  "d",
  "et",
  "a",
  "au",
  "aux",
  "n",
  "no",
  "numero",
]);

/** Lower case, no accents, no punctuation, single spaces: two spellings of one address become one string. */
export const normalizeAdresse = readOnce((adresse) =>
  adresse
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim(),
);

/** The words that identify a road or a programme, and the number apart. */
export function splitAdresse(adresse: string): { readonly numero: string | null; readonly mots: readonly string[] } {
  const words = normalizeAdresse(adresse).split(" ").filter(Boolean);
  const numero = words.find((word) => /^\d{1,4}[a-z]?$/.test(word))?.replace(/^0+(?=\d)/, "") ?? null;
  return { numero, mots: words.filter((word) => !MOTS_COURANTS.has(word) && !/^\d/.test(word) && word.length > 1) };
}

export type LieuAttribution = {
  readonly ligne: number;
  readonly commune: string | null;
  readonly adresse: string | null;
  readonly residence: string | null;
  readonly numeroRpls: string | null;
};

/**
 * Lines with the same key are at the same address: commune and written address (or résidence), else the RPLS number. A line with neither is alone:
 * its key carries the lot and the line, so that a repair never spreads to an unrelated dwelling.
 */
export function keyAdresse(lieu: LieuAttribution, lot: number): string {
  const written = normalizeAdresse([lieu.adresse, lieu.residence].filter(Boolean).join(" "));
  if (written !== "") return `adresse:${lieu.commune ?? "?"}:${written}`;
  if (lieu.numeroRpls) return `rpls:${lieu.numeroRpls}`;
  return `ligne:${lot}:${lieu.ligne}`;
}
