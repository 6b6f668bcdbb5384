import { csvOf } from "#socle/documents/table.ts";
import { SIGNALEES } from "../images/signalees-table.ts";
import type { LigneSignalee } from "../lectures/demande/lister-signalees.ts";

export function renderSignaleesCsv(lignes: readonly LigneSignalee[]): string {
  return csvOf(SIGNALEES, lignes, "tableur");
}
