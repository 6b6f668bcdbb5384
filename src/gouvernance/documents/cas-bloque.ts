import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import { CAS, ISSUES } from "../images/cas-table.ts";
import type { CasListes } from "../lectures/cas-bloque/cas.ts";

/** For a spreadsheet. The checked sentence stays on the page: a file goes further than whom it was written for. */
export function renderCasCsv({ lignes }: CasListes): string {
  return csvOf(CAS, lignes, "tableur");
}

/** Two sheets: the cases, then what the page says of them. */
export function renderCasXlsx({ nom, lignes, phrases, issues }: CasListes): Promise<Uint8Array> {
  return renderClasseur(`Cas bloqués, ${nom}`, [
    ["Cas", feuilleOf(CAS, lignes)],
    ["Synthèse", { ...feuilleOf(ISSUES, issues), avant: phrases }],
  ]);
}
