/** A line of a partner's file that does not enter: where, why, what to do. `colonne` null: the whole line. */
export type LigneRefusee = {
  readonly ligne: number;
  readonly colonne: string | null;
  readonly code: string;
  readonly message: string;
};

/** What a line of a partner's file does: opens a case, completes one, or says what is already known. */
export const EFFETS = ["ouvre", "complete", "inchange"] as const;
export type Effet = (typeof EFFETS)[number];

export type LigneUtile = {
  readonly ligne: number;
  /** Never a household: a dwelling, or the file's own line. */
  readonly quoi: string;
  readonly effet: Effet;
  readonly detail: string;
};

export type ComptesFichier = Readonly<Record<Effet | "refuse", number>>;

export function compterLignes(
  utiles: readonly LigneUtile[],
  refus: readonly LigneRefusee[],
  tues: Partial<ComptesFichier>,
): ComptesFichier {
  const count = (effet: Effet) => utiles.filter((une) => une.effet === effet).length + (tues[effet] ?? 0);
  const refuse = new Set(refus.map(({ ligne }) => ligne)).size + (tues.refuse ?? 0);
  return { ouvre: count("ouvre"), complete: count("complete"), inchange: count("inchange"), refuse };
}
