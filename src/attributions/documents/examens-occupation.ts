import { type LieuClasseur, SAISI } from "#socle/documents/a-propos.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import { BAUX_SUIVIS } from "../images/baux-suivis-table.ts";
import type { ExamensLus } from "../lectures/examen-occupation/read-examens.ts";

export function renderExamensCsv({ lignes }: ExamensLus): string {
  return csvOf(BAUX_SUIVIS, lignes, "tableur");
}

export function renderExamensXlsx({ lignes }: ExamensLus, lieu: LieuClasseur): Promise<Uint8Array> {
  const aPropos = { ...lieu, titre: "Examen triennal de l’occupation", sources: SAISI };
  return renderClasseur(aPropos, [[BAUX_SUIVIS.titre, feuilleOf(BAUX_SUIVIS, lignes)]]);
}
