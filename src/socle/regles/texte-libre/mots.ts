import type { Extrait } from "./extrait.ts";

/** A word of a text, folded: no accent, no capital, « œ » written « oe ». `coupe`: a punctuation mark precedes it. */
export type Mot = Extrait & { readonly plie: string; readonly coupe: boolean };

const MOT = /[\p{L}\p{N}\p{M}]+/gu;

/** Marks that end a clause; apostrophes and hyphens only separate words. */
const COUPURE = /[^\s\p{Pd}'’ʼ`_·\u200b\u00ad]/u;

export function splitMots(texte: string): readonly Mot[] {
  let last = 0;
  return [...texte.matchAll(MOT)].map(({ 0: ecrit, index }) => {
    const coupe = COUPURE.test(texte.slice(last, index));
    last = index + ecrit.length;
    return { debut: index, fin: last, plie: fold(ecrit), coupe };
  });
}

/** NFKD also decomposes ligatures and full-width letters, found in copies from PDF. */
function fold(mot: string): string {
  return mot.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae");
}
