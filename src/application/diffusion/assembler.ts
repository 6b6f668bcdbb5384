import type { CelluleSecret, Relation, Systeme } from "#statistics/secret/systeme.ts";
import type { Matiere } from "./jeu.ts";
import type { NombreGele, SystemeGele } from "./ports.ts";

export type Assemblage = {
  readonly systeme: Systeme;
  /** Earlier releases' numbers, as they were. */
  readonly geles: ReadonlyMap<string, NombreGele>;
  /** Published earlier, and counted otherwise since. */
  readonly corriges: number;
};

/**
 * Puts together what a release would show and all that earlier ones have shown or masked. A number released once is never released
 * otherwise: it keeps its value and its mask, whatever the files have become. Where that breaks a sum (a year that has more leases than its four
 * quarters had when they were published), the difference is taken as known to all, which is the worst case.
 */
export function assembler({ cellules, relations }: Matiere, historique: readonly SystemeGele[]): Assemblage {
  const geles = new Map<string, NombreGele>();
  for (const nombre of historique.flatMap(({ nombres }) => nombres)) {
    if (!geles.has(nombre.cle)) geles.set(nombre.cle, nombre);
  }
  const merged = mergeCellules(cellules);
  const all = [...merged.values()].map((cellule) => freeze(cellule, geles.get(cellule.cle)));
  const gone = [...geles.values()].filter(({ cle }) => !merged.has(cle)).map((nombre) => freeze(blank(nombre), nombre));
  const systeme = [...all, ...gone];
  const valeurs = new Map(systeme.map(({ cle, valeur }) => [cle, valeur]));
  const linked = [...historique.flatMap((gele) => gele.relations), ...relations];
  return {
    systeme: { cellules: systeme, relations: adjust(linked, valeurs) },
    geles,
    corriges: [...merged.values()].filter(({ cle, valeur }) => geles.has(cle) && geles.get(cle)?.valeur !== valeur)
      .length,
  };
}

/** A number of two tables is one number: were it two values, one of the tables would be wrong. */
function mergeCellules(cellules: readonly CelluleSecret[]): ReadonlyMap<string, CelluleSecret> {
  const merged = new Map<string, CelluleSecret>();
  for (const cellule of cellules) {
    const known = merged.get(cellule.cle);
    if (known && known.valeur !== cellule.valeur) {
      throw new Error(`two values for ${cellule.cle}: ${known.valeur} and ${cellule.valeur}`);
    }
    merged.set(cellule.cle, known ? merge(known, cellule) : cellule);
  }
  return merged;
}

function merge(a: CelluleSecret, b: CelluleSecret): CelluleSecret {
  return {
    ...a,
    motif: a.motif ?? b.motif,
    amplitude: Math.max(a.amplitude, b.amplitude),
    poids: Math.max(a.poids, b.poids),
    etat: a.etat === "masquee" || b.etat === "masquee" ? "masquee" : a.etat === "publiee" ? "publiee" : b.etat,
  };
}

function freeze(cellule: CelluleSecret, gele: NombreGele | undefined): CelluleSecret {
  if (!gele) return cellule;
  const { valeur, motif, amplitude, publie } = gele;
  return { ...cellule, valeur, motif, amplitude, etat: publie ? "publiee" : "masquee" };
}

function blank(nombre: NombreGele): CelluleSecret {
  return { ...nombre, poids: 1, etat: "masquee" };
}

/** Sums with their true difference; inequalities that no longer hold told nothing. */
function adjust(relations: readonly Relation[], valeurs: ReadonlyMap<string, number>): readonly Relation[] {
  const kept = new Map<string, Relation>();
  for (const { termes, min, max } of relations) {
    const sum = termes.reduce((total, [cle, coefficient]) => total + coefficient * (valeurs.get(cle) ?? 0), 0);
    const isSum = min !== null && min === max;
    if (!isSum && (sum < (min ?? -Infinity) - 1e-9 || sum > (max ?? Infinity) + 1e-9)) continue;
    const ecart = Math.round(sum * 1e6) / 1e6;
    const relation = isSum ? { termes, min: ecart, max: ecart } : { termes, min, max };
    kept.set(JSON.stringify(relation), relation);
  }
  return [...kept.values()];
}
