/** Longest text that is looked for, and how many of its words: what is beyond is not read. */
const TEXTE_MAX = 200;
const MOTS_MAX = 8;

/** They are in every name, and tell none from another. */
const VIDES = new Set("a au aux d de des du en et l la le les ou par pour sur un une".split(" "));

/** Without case nor accents, ligatures undone: « Œuvre » is « oeuvre ». */
export function plier(texte: string): string {
  return texte.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("œ", "oe").replaceAll("æ", "ae");
}

export function motsOf(texte: string): readonly string[] {
  return plier(texte).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What a person typed: without the words that tell nothing, unless there is nothing else. */
export function motsCherches(texte: string): readonly string[] {
  const mots = [...new Set(motsOf(texte.slice(0, TEXTE_MAX)))].slice(0, MOTS_MAX);
  const pleins = mots.filter((mot) => !VIDES.has(mot));
  return pleins.length > 0 ? pleins : mots;
}

/** Letters and digits alone, in capitals: « cb 2018-007 » is « CB2018007 ». */
export function serrer(texte: string): string {
  return plier(texte.slice(0, TEXTE_MAX))
    .replaceAll(/[^a-z0-9]/g, "")
    .toUpperCase();
}

/** Letters added, left out, changed, or two that follow each other put the other way round. */
export function fautesPermises(mot: string): number {
  if (mot.length < 4 || /\d/.test(mot)) return 0;
  return mot.length < 8 ? 1 : 2;
}

/** The fewest mistakes by which `saisi` becomes a beginning of `mot`; above `max`, `max + 1`. */
export function countFautes(saisi: string, mot: string, max: number): number {
  let avant: readonly number[] = [];
  let ligne: readonly number[] = Array.from({ length: mot.length + 1 }, (_, rang) => rang);
  for (let i = 1; i <= saisi.length; i += 1) {
    const suivante = suivanteOf({ saisi, mot, i }, ligne, avant);
    if (Math.min(...suivante) > max) return max + 1;
    [avant, ligne] = [ligne, suivante];
  }
  return Math.min(max + 1, ...ligne);
}

type Comparaison = { readonly saisi: string; readonly mot: string; readonly i: number };

/** What the first `i` letters of `saisi` cost against each beginning of `mot`, from what one and two letters fewer cost. */
function suivanteOf(comparaison: Comparaison, ligne: readonly number[], avant: readonly number[]): readonly number[] {
  const { saisi, mot, i } = comparaison;
  const suivante = [i];
  for (let j = 1; j <= mot.length; j += 1) {
    const change = (ligne[j - 1] ?? 0) + (saisi[i - 1] === mot[j - 1] ? 0 : 1);
    const inverse = isInverse(comparaison, j) ? (avant[j - 2] ?? 0) + 1 : change;
    suivante.push(Math.min(change, inverse, (ligne[j] ?? 0) + 1, (suivante[j - 1] ?? 0) + 1));
  }
  return suivante;
}

function isInverse({ saisi, mot, i }: Comparaison, j: number): boolean {
  return i > 1 && j > 1 && saisi[i - 1] === mot[j - 2] && saisi[i - 2] === mot[j - 1];
}
