export const TYPOLOGIES = ["T1", "T2", "T3", "T4", "T5", "T6+"] as const;
export type Typologie = (typeof TYPOLOGIES)[number];

/** RPLS counts rooms as the type does: 3 rooms are a T3. null: unknown. */
export function typologieOfPieces(pieces: number | null): Typologie | null {
  if (pieces === null || pieces < 1) return null;
  return (["T1", "T2", "T3", "T4", "T5"] as const)[pieces - 1] ?? "T6+";
}
