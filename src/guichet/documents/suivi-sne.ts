import { renderClasseur } from "#socle/documents/rendre.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import type { TableSuivi } from "../actes/sne-echange/exporter-suivi.ts";

/** Numbers as text, so that a spreadsheet keeps their first zero. */
export async function renderSuiviSne(
  { entete, lignes }: TableSuivi,
  type: "csv" | "xlsx",
): Promise<string | Uint8Array> {
  if (type === "csv") return renderTableCsv([[...entete], ...lignes.map((ligne) => [...ligne])], "tableur");
  const nombres = new Set(["TAILLE_MENAGE", "NB_PROPOSITIONS"]);
  const decimaux = new Set(["UNITE_CONSO", "REVENU_MENSUEL_FOYER"]);
  const format = (titre: string) => (nombres.has(titre) ? "entier" : decimaux.has(titre) ? "decimal" : "texte");
  return renderClasseur("Suivi des demandes", [
    ["Demandes", { colonnes: entete.map((titre) => ({ titre, format: format(titre) })), lignes }],
  ]);
}
