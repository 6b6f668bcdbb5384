import { csvOf } from "#socle/documents/table.ts";
import { ENGAGEMENTS } from "../images/engagements-table.ts";
import type { EngagementLieu } from "../regles/partenaire/engagement.ts";

export function renderEngagementsCsv(lignes: readonly EngagementLieu[]): string {
  return csvOf(ENGAGEMENTS, lignes, "tableur");
}
