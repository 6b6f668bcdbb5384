import { celluleOf, manqueOf, manquesOf } from "../images/texte-figure.ts";
import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "../lectures/observatoire/figure.ts";
import { LIBELLE_MAILLE } from "../regles/observatoire/maille.ts";
import { LIBELLE_MANQUE, MANQUES, sayManque } from "../regles/shared/manque.ts";
import type { Colonne, ContenuCellule } from "../regles/table/table.ts";
import type { Valeur } from "./valeur.ts";

/** One field of the files of a figure: the suffixes `_min`, `_max`, `_sur` and `_manque` mark what goes with a column. */
export type ChampFigure = Colonne<LigneFigure> & { readonly definition: string };

/**
 * Fields of the workbook, of both CSV and of the Table Schema. Numbers stay numbers; a missing one is empty, and `_manque` says why in French.
 * Bounds, bases and reasons have a field as soon as one row has one.
 */
export function champsOf({ maille, lignesDe, colonnes, lignes }: Figure): readonly ChampFigure[] {
  const libelle = lignesDe ?? LIBELLE_MAILLE[maille];
  return [
    {
      code: "code",
      titre: `${libelle} : code`,
      definition: "Identifiant stable de la ligne.",
      genre: "texte",
      valeur: ({ cle }) => cle,
    },
    {
      code: "libelle",
      titre: libelle,
      definition: "Nom de la ligne.",
      valeur: (ligne) => ligne.libelle,
      largeur: 34,
    },
    ...colonnes.flatMap((colonne) => champsOfColonne(colonne, lignes)),
  ];
}

function champsOfColonne(colonne: ColonneFigure, lignes: readonly LigneFigure[]): ChampFigure[] {
  const { code, libelle, definition, genre } = colonne;
  const cellules = lignes.map((ligne) => celluleOf(ligne, code));
  const champ = (
    suffixe: string,
    precision: string,
    as: ColonneFigure["genre"],
    read: (cellule: CelluleFigure) => ContenuCellule,
  ): ChampFigure => ({
    code: `${code}${suffixe}`,
    titre: `${libelle}${precision ? ` : ${precision}` : ""}`,
    definition: precision ? `${definition} ${precision[0]?.toUpperCase()}${precision.slice(1)}.` : definition,
    genre: as,
    valeur: (ligne) => read(celluleOf(ligne, code)),
  });
  const has = (test: (cellule: CelluleFigure) => boolean) => cellules.some(test);
  return [
    champ("", "", genre, (cellule) => arrondi(cellule.valeur) ?? whyNot(cellule)),
    ...(has(({ bornes }) => bornes !== undefined)
      ? [
          champ("_min", "borne basse", genre, ({ bornes }) => arrondi(bornes?.[0] ?? null)),
          champ("_max", "borne haute", genre, ({ bornes }) => arrondi(bornes?.[1] ?? null)),
        ]
      : []),
    ...(has(({ sur }) => sur !== undefined) ? [champ("_sur", "effectif", "nombre", ({ sur }) => sur ?? null)] : []),
    ...(has((cellule) => manqueOf(cellule) !== null)
      ? [
          {
            ...champ("_manque", "raison de l’absence de valeur", "texte", libelleManque),
            definition: `Raison de l’absence de valeur. ${manquesOf({ colonnes: [colonne], lignes })
              .map(sayManque)
              .join(" ")}`,
            mots: MOTS_MANQUE,
          },
        ]
      : []),
  ];
}

const MOTS_MANQUE = MANQUES.map((manque) => LIBELLE_MANQUE[manque]);

function whyNot(cellule: CelluleFigure): ContenuCellule {
  const manque = manqueOf(cellule);
  return manque === null ? null : { manque };
}

function libelleManque(cellule: CelluleFigure): string | null {
  const manque = manqueOf(cellule);
  return manque === null ? null : LIBELLE_MANQUE[manque];
}

/** Five decimals: a tenth of a point of a rate needs three, and the noise of float sums must not show. */
function arrondi(valeur: number | string | null): Valeur {
  if (typeof valeur !== "number") return valeur === "" ? null : valeur;
  return Number.isFinite(valeur) ? Math.round(valeur * 1e5) / 1e5 : null;
}
