/**
 * Subject of an objective. The first two are the law's own (CCH, L. 441-1 and L. 441-1-5), the third L. 441-1 and L. 313-26-2, the fourth L. 441-1
 * since 2022, the fifth L. 441-2-3.
 */
export const OBJETS = ["hors-qpv", "qpv", "publics-prioritaires", "travailleurs-essentiels", "dalo"] as const;
export type Objet = (typeof OBJETS)[number];

export const LIBELLE_OBJET: Readonly<Record<Objet, string>> = {
  "hors-qpv": "Hors QPV : 1er quartile ou relogés",
  qpv: "En QPV : quartiles 2 à 4",
  "publics-prioritaires": "Publics prioritaires",
  "travailleurs-essentiels": "Travailleurs essentiels",
  dalo: "Ménages reconnus DALO",
};

/** Counted by year, over the whole territory only. */
export const OBJETS_ANNUELS: readonly Objet[] = ["travailleurs-essentiels", "dalo"];

export function parseObjet(texte: string): Objet | null {
  return OBJETS.find((objet) => objet === texte) ?? null;
}
