import { type Cellule, type Feuille, textes } from "#socle/documents/feuille.ts";
import { champsOf } from "#socle/documents/figure-table.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { type ProfilCsv, renderTableCsv } from "#socle/documents/table-csv.ts";
import type { Figure, GenreColonne } from "#socle/lectures/observatoire/figure.ts";
import { libelleConfiance } from "./tableaux.ts";

/** The rows of a figure, header first. */
export function renderFigureCsv(figure: Figure, profil: ProfilCsv): string {
  const champs = champsOf(figure);
  const rows = figure.lignes.map((ligne) => champs.map(({ read }) => read(ligne)));
  return renderTableCsv([champs.map(({ nom }) => nom), ...rows], profil);
}

/** Sheets « Données » and « Méthode ». */
export function renderFigureXlsx(figure: Figure): Promise<Uint8Array> {
  return renderClasseur(figure.titre, [
    ["Données", donneesFigure(figure)],
    ["Méthode", methode(figure)],
  ]);
}

const FORMATS: Readonly<Record<GenreColonne, Feuille["colonnes"][number]["format"]>> = {
  nombre: "nombre",
  taux: "taux",
  euros: "euros",
  "euros-m2": "decimal",
  annee: "entier",
  points: "points",
  decimal: "decimal",
  texte: "texte",
  statut: "texte",
};

/** Its rows, numbers as numbers. */
export function donneesFigure(figure: Figure): Feuille {
  const champs = champsOf(figure);
  return {
    colonnes: champs.map(({ libelle, genre }, i) => ({
      titre: libelle,
      format: FORMATS[genre],
      ...(i === 1 ? { largeur: 34 } : {}),
    })),
    lignes: figure.lignes.map((ligne) => champs.map(({ read }) => read(ligne))),
  };
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
    ...champs.map((champ): Cellule[] => [champ.libelle, champ.definition]),
  ];
  return { colonnes: textes(["Rubrique", 34], ["Texte", 100]), lignes };
}
