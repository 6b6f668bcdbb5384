import { splitAdresse } from "./adresse.ts";
import { readOnce } from "./read-once.ts";

/** A written address or programme, prepared for comparisons: its number, its words, and the count of each pair of letters. */
export type NomLieu = {
  readonly numero: string | null;
  readonly nom: string;
  readonly paires: ReadonlyMap<string, number>;
  readonly nombrePaires: number;
};

/** Memoised: each is compared with a thousand others. */
export const readNomLieu = readOnce((texte): NomLieu => {
  const { numero, mots } = splitAdresse(texte);
  const paires = mots.flatMap(letterPairs);
  return { numero, nom: mots.join(" "), paires: countEach(paires), nombrePaires: paires.length };
});

/** Dice's coefficient on pairs of letters: 1 for the same letters, 0 for none in common. */
export function similarity(a: NomLieu, b: NomLieu): number {
  if (a.nom === "" || b.nom === "") return 0;
  if (a.nom === b.nom) return 1;
  if (a.nombrePaires === 0 || b.nombrePaires === 0) return 0;
  let common = 0;
  for (const [paire, fois] of a.paires) common += Math.min(fois, b.paires.get(paire) ?? 0);
  return (2 * common) / (a.nombrePaires + b.nombrePaires);
}

function letterPairs(word: string): string[] {
  return Array.from({ length: Math.max(0, word.length - 1) }, (_, i) => word.slice(i, i + 2));
}

function countEach(paires: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const paire of paires) counts.set(paire, (counts.get(paire) ?? 0) + 1);
  return counts;
}
