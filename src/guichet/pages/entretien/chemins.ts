import type { SectionEntretien } from "../../regles/entretien/entretien.ts";

export const CHEMIN_ENTRETIENS = "demandes/entretiens";

export function cheminEntretien(
  id: number,
  suite: "" | "bilan" | "bilan.pdf" | "terminer" | "verser" | SectionEntretien = "",
): string {
  return suite === "" ? `${CHEMIN_ENTRETIENS}/${id}` : `${CHEMIN_ENTRETIENS}/${id}/${suite}`;
}
