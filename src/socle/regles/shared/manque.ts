/** Why a value is missing: never 0, never an empty cell. One meaning each, in the order of their explanations. */
export const MANQUES = [
  "secret",
  "effectif-faible",
  "en-cours",
  "sans-objet",
  "pas-dans-le-fichier",
  "inconnu",
] as const;
export type Manque = (typeof MANQUES)[number];

/** Label on pages, pictures and files. */
export const LIBELLE_MANQUE: Readonly<Record<Manque, string>> = {
  inconnu: "inconnu",
  "pas-dans-le-fichier": "pas dans le fichier",
  "en-cours": "en cours",
  "sans-objet": "sans objet",
  "effectif-faible": "effectif trop faible",
  secret: "secret",
};

/** The exact meaning of each label: legend of a table, description of a field. */
export const PHRASE_MANQUE: Readonly<Record<Manque, string>> = {
  inconnu: "cette information a sa place, et n’est pas écrite pour ceux qui sont comptés.",
  "pas-dans-le-fichier": "aucun fichier publié n’a de place pour cette information.",
  "en-cours": "la période n’est pas finie, ou n’est pas entièrement publiée.",
  "sans-objet": "il n’y a rien à compter, ou la question ne se pose pas.",
  "effectif-faible": "le nombre est connu, sur trop peu de réponses pour en dire quelque chose.",
  secret: "le nombre est connu, et caché par le secret statistique.",
};

/** Without duplicates, in the order of their explanations. */
export function listManques(found: Iterable<Manque | null>): readonly Manque[] {
  const kept = new Set(found);
  return MANQUES.filter((manque) => kept.has(manque));
}

/** « Secret » : le nombre est connu… One sentence per label. */
export function sayManque(manque: Manque): string {
  return `« ${LIBELLE_MANQUE[manque]} »\u00A0: ${PHRASE_MANQUE[manque]}`;
}
