/** Sizes of reserved dwellings told to companies: only three, so that most communes are large enough to be shown alone. */
export const TAILLES_RESERVEES = ["t1-t2", "t3", "t4-plus"] as const;
export type TailleReservee = (typeof TAILLES_RESERVEES)[number];

export const LIBELLE_TAILLE: Readonly<Record<TailleReservee, string>> = {
  "t1-t2": "T1 ou T2",
  t3: "T3",
  "t4-plus": "T4 ou plus",
};

export const DEFINITION_TAILLE: Readonly<Record<TailleReservee, string>> = {
  "t1-t2": "une ou deux pièces",
  t3: "trois pièces",
  "t4-plus": "quatre pièces et plus",
};

export function tailleOf(pieces: number): TailleReservee {
  if (pieces <= 2) return "t1-t2";
  return pieces === 3 ? "t3" : "t4-plus";
}
