import { type Cellule, type Feuille, textes } from "#socle/documents/feuille.ts";
import { champsOf } from "#socle/documents/figure-table.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import type { ProfilCsv } from "#socle/documents/table-csv.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { libelleConfiance } from "./tableaux.ts";

export function renderFigureCsv(figure: Figure, profil: ProfilCsv): string {
  return csvOf({ colonnes: champsOf(figure) }, figure.lignes, profil);
}

export function renderFigureXlsx(figure: Figure): Promise<Uint8Array> {
  return renderClasseur(figure.titre, [
    ["Données", donneesFigure(figure)],
    ["Méthode", methode(figure)],
  ]);
}

export function donneesFigure(figure: Figure): Feuille {
  return feuilleOf({ colonnes: champsOf(figure) }, figure.lignes);
}

function methode(figure: Figure): Feuille {
  const { definition, source, reference, confiance, reserves } = figure.methode;
  const champs = champsOf(figure);
  const lignes: readonly (readonly Cellule[])[] = [
    ["Titre", figure.titre],
    ...(figure.lecture ? [["Lecture", figure.lecture]] : []),
    ...definition.map((paragraphe): Cellule[] => ["Définition", paragraphe]),
    ["Source", source],
    ...(reference ? [["Texte", reference]] : []),
    ...(confiance ? [["Confiance", libelleConfiance(confiance)]] : []),
    ...reserves.map((reserve): Cellule[] => ["Réserve", reserve]),
    ...champs.map((champ): Cellule[] => [champ.titre, champ.definition]),
  ];
  return { colonnes: textes(["Rubrique", 34], ["Texte", 100]), lignes };
}
