import { renderFeuillesNues } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import { SUIVI_SNE } from "../images/suivi-sne-table.ts";
import type { SuiviExporte } from "../lectures/sne-echange/ports.ts";

/** The imports read it back: bare. */
export async function renderSuiviSne(
  suivis: readonly SuiviExporte[],
  type: "csv" | "xlsx",
): Promise<string | Uint8Array> {
  if (type === "csv") return csvOf(SUIVI_SNE, suivis, "tableur");
  return renderFeuillesNues(SUIVI_SNE.titre, [["Demandes", feuilleOf(SUIVI_SNE, suivis)]]);
}
