import { renderFeuillesNues } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import type { LigneASaisir } from "../actes/sne-echange/exporter-transmissions.ts";
import { A_SAISIR } from "../images/a-saisir-table.ts";

export async function renderASaisir(
  lignes: readonly LigneASaisir[],
  type: "csv" | "xlsx",
): Promise<string | Uint8Array> {
  if (type === "csv") return csvOf(A_SAISIR, lignes, "tableur");
  return renderFeuillesNues(A_SAISIR.titre, [["À écrire", feuilleOf(A_SAISIR, lignes)]]);
}
