import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import { BAUX_SUIVIS } from "../images/baux-suivis-table.ts";
import type { ExamensLus } from "../lectures/examen-occupation/read-examens.ts";

export function renderExamensCsv({ lignes }: ExamensLus): string {
  return csvOf(BAUX_SUIVIS, lignes, "tableur");
}

export function renderExamensXlsx({ lignes }: ExamensLus): Promise<Uint8Array> {
  return renderClasseur("Examen triennal de l’occupation", [[BAUX_SUIVIS.titre, feuilleOf(BAUX_SUIVIS, lignes)]]);
}
