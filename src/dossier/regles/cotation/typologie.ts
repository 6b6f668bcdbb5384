/** Kind of dwelling in the codes of the SNE's stock (C, T1 to T6P), from any form of the file; null: unknown. */
export function typologieSne(typologie: string | null): string | null {
  if (typologie === null || typologie === "inconnu") return null;
  if (typologie === "chambre") return "C";
  return typologie === "T6+" ? "T6P" : typologie;
}
