import { type LieuClasseur, SAISI } from "#socle/documents/a-propos.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import type { ProfilCsv } from "#socle/documents/table-csv.ts";
import { DECISIONS } from "../images/decisions-table.ts";
import type { DecisionsLues } from "../lectures/decision-liste.ts";

/** Filtered decisions in the order of the page; an unknown value is an empty cell. */
export function renderDecisionsXlsx({ lignes, phrases }: DecisionsLues, lieu: LieuClasseur): Promise<Uint8Array> {
  const aPropos = { ...lieu, titre: "Décisions", sources: SAISI, methode: phrases };
  return renderClasseur(aPropos, [["Décisions", feuilleOf(DECISIONS, lignes)]]);
}

export function renderDecisionsCsv({ lignes }: DecisionsLues, profil: ProfilCsv): string {
  return csvOf(DECISIONS, lignes, profil);
}
