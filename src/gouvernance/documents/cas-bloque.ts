import { type APropos, SAISI, SERVICES } from "#socle/documents/a-propos.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import { CAS, ISSUES } from "../images/cas-table.ts";
import type { CasListes } from "../lectures/cas-bloque/cas.ts";

/** CSV for a spreadsheet, without the free text: a file circulates beyond its first readers. */
export function renderCasCsv({ lignes }: CasListes): string {
  return csvOf(CAS, lignes, "tableur");
}

/** Two sheets: the cases, then the sentences of the page. */
export function renderCasXlsx(liste: CasListes): Promise<Uint8Array> {
  const { lignes, phrases, issues, aujourdhui } = liste;
  const aPropos: APropos = {
    titre: "Cas bloqués",
    territoire: liste,
    jour: aujourdhui,
    pour: SERVICES,
    sources: SAISI,
  };
  return renderClasseur(aPropos, [
    ["Cas", feuilleOf(CAS, lignes)],
    ["Synthèse", { ...feuilleOf(ISSUES, issues), avant: phrases }],
  ]);
}
