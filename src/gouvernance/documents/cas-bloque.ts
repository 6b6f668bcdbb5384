import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import { CAS, ISSUES } from "../images/cas-table.ts";
import type { CasListes } from "../lectures/cas-bloque/cas.ts";

/** CSV for a spreadsheet, without the free text: a file circulates beyond its first readers. */
export function renderCasCsv({ lignes }: CasListes): string {
  return csvOf(CAS, lignes, "tableur");
}

/** Two sheets: the cases, then the sentences of the page. */
export function renderCasXlsx({ nom, lignes, phrases, issues }: CasListes): Promise<Uint8Array> {
  return renderClasseur(`Cas bloqués, ${nom}`, [
    ["Cas", feuilleOf(CAS, lignes)],
    ["Synthèse", { ...feuilleOf(ISSUES, issues), avant: phrases }],
  ]);
}
