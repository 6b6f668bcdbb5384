import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import type { Manque } from "#socle/regles/shared/manque.ts";

/** A published number, or the reason why it is not published. */
export type ChiffrePublic =
  | { readonly kind: "publie"; readonly valeur: number }
  | { readonly kind: "absent"; readonly manque: Manque };

export type LigneCommune = {
  readonly cle: string;
  readonly libelle: string;
  readonly total: boolean;
  readonly logements: ChiffrePublic;
  readonly vacants: ChiffrePublic;
  readonly demandes: ChiffrePublic;
  readonly anciennes: ChiffrePublic;
};

export type LigneTypologie = Pick<LigneCommune, "cle" | "libelle" | "total" | "demandes" | "anciennes">;

export type ChiffresCommunes = {
  readonly publieLe: string;
  readonly communes: readonly LigneCommune[];
  readonly typologies: readonly LigneTypologie[];
  /** « Dont depuis plus de 12 mois », as the release writes it; null when the release has no demandes. */
  readonly libelleAnciennes: string | null;
  readonly sources: readonly string[];
  /** Code and sentence of the table that says how long housed households waited; null: the release has none. */
  readonly attente: { readonly code: string; readonly phrase: string | null } | null;
};

/** A commune that one table of the release names and the other does not. */
const ABSENT: ChiffrePublic = { kind: "absent", manque: "pas-dans-le-fichier" };

/**
 * Dwellings and waits by commune and size: the numbers of the last public release only, its hidden cells hidden. null when the
 * territory published none. The figures that agents read are never used here.
 */
export async function readChiffresCommunes(base: Base, epci: string): Promise<ChiffresCommunes | null> {
  const diffusion = await base.diffusions.publique(epci);
  if (!diffusion) return null;
  const figures = new Map(diffusion.jeux.map(({ figure }) => [figure.code, figure]));
  const [parc, vacance] = [figures.get("parc-communes"), figures.get("vacance-communes")];
  const [demandes, typologies] = [figures.get("demandes-communes"), figures.get("demandes-typologies")];
  if (!parc && !demandes && !typologies) return null;
  const lignes = lignesOf([parc, demandes]);
  const attente = figures.get("attente-typologies");
  return {
    publieLe: diffusion.publieLe,
    attente: attente ? { code: attente.code, phrase: attente.lecture } : null,
    communes: lignes.map(({ cle, libelle, total }) => ({
      cle,
      libelle,
      total: total === true,
      logements: chiffreOf(parc, cle, "logements"),
      vacants: chiffreOf(vacance, cle, "vacants"),
      demandes: chiffreOf(demandes, cle, "demandes"),
      anciennes: chiffreOf(demandes, cle, "anciennes"),
    })),
    typologies: lignesOf([typologies]).map(({ cle, libelle, total }) => ({
      cle,
      libelle,
      total: total === true,
      demandes: chiffreOf(typologies, cle, "demandes"),
      anciennes: chiffreOf(typologies, cle, "anciennes"),
    })),
    libelleAnciennes: libelleOf(demandes ?? typologies, "anciennes"),
    sources: [parc, vacance, demandes ?? typologies].flatMap((figure) => figure?.methode.source ?? []),
  };
}

/** Each row once, the whole territory last. */
function lignesOf(figures: readonly (Figure | undefined)[]): readonly LigneFigure[] {
  const rows = new Map(figures.flatMap((figure) => figure?.lignes ?? []).map((ligne) => [ligne.cle, ligne]));
  const collator = new Intl.Collator("fr");
  return [...rows.values()].toSorted(
    (a, b) => Number(a.total ?? false) - Number(b.total ?? false) || collator.compare(a.libelle, b.libelle),
  );
}

function chiffreOf(figure: Figure | undefined, ligne: string, colonne: string): ChiffrePublic {
  const cellule = figure?.lignes.find(({ cle }) => cle === ligne)?.cellules[colonne];
  return cellule ? readCellule(cellule) : ABSENT;
}

function readCellule({ valeur, manque }: CelluleFigure): ChiffrePublic {
  return typeof valeur === "number" ? { kind: "publie", valeur } : { kind: "absent", manque: manque ?? "inconnu" };
}

function libelleOf(figure: Figure | undefined, colonne: string): string | null {
  return figure?.colonnes.find(({ code }) => code === colonne)?.libelle ?? null;
}
