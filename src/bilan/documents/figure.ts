import type { APropos, LieuClasseur } from "#socle/documents/a-propos.ts";
import type { Feuille } from "#socle/documents/feuille.ts";
import { champsOf } from "#socle/documents/figure-table.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import type { ProfilCsv } from "#socle/documents/table-csv.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { libelleConfiance } from "./tableaux.ts";

export function renderFigureCsv(figure: Figure, profil: ProfilCsv): string {
  return csvOf({ colonnes: champsOf(figure) }, figure.lignes, profil);
}

export function renderFigureXlsx(figure: Figure, lieu: LieuClasseur): Promise<Uint8Array> {
  return renderClasseur(aProposFigure(figure, lieu), [["Données", donneesFigure(figure)]]);
}

export function donneesFigure(figure: Figure): Feuille {
  return feuilleOf({ colonnes: champsOf(figure) }, figure.lignes);
}

function aProposFigure({ titre, lecture, methode }: Figure, lieu: LieuClasseur): APropos {
  const { definition, source, reference, confiance, reserves } = methode;
  const autres = [
    ["Lecture", lecture],
    ["Texte", reference],
    ["Confiance", confiance && libelleConfiance(confiance)],
  ].flatMap(([sujet, texte]) => (sujet && texte ? [[sujet, texte] as const] : []));
  return { ...lieu, titre, sources: [source], methode: [...definition, ...reserves], autres };
}
