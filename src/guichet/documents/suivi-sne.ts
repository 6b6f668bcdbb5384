import { type LieuClasseur, SAISI } from "#socle/documents/a-propos.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import { SUIVI_SNE } from "../images/suivi-sne-table.ts";
import type { SuiviExporte } from "../lectures/sne-echange/ports.ts";

export async function renderSuiviSne(
  suivis: readonly SuiviExporte[],
  type: "csv" | "xlsx",
  lieu: LieuClasseur,
): Promise<string | Uint8Array> {
  if (type === "csv") return csvOf(SUIVI_SNE, suivis, "tableur");
  return renderClasseur({ ...lieu, titre: SUIVI_SNE.titre, sources: SAISI }, [
    ["Demandes", feuilleOf(SUIVI_SNE, suivis)],
  ]);
}
