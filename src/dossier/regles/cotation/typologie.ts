/** The kind of dwelling as the SNE's stock codes it (C, T1 to T6P), whichever way the file wrote it; null: unknown. */
export function typologieSne(typologie: string | null): string | null {
  if (typologie === null || typologie === "inconnu") return null;
  if (typologie === "chambre") return "C";
  return typologie === "T6+" ? "T6P" : typologie;
}
