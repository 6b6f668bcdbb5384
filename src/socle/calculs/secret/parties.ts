import type { CelluleSecret, Relation, Systeme } from "./systeme.ts";

/** `vraie`: the true value of its sum. */
export type RelationVraie = Relation & { readonly vraie: number };
export type Partie = { readonly cellules: readonly CelluleSecret[]; readonly relations: readonly RelationVraie[] };

/** To protect: a motive of its own, and not told yet. */
export function isPrimaire({ motif, etat }: CelluleSecret): boolean {
  return motif !== null && etat !== "publiee";
}

/** Shown by no choice of masks: its own motive, or the mask of an earlier release. */
export function isToujours(cellule: CelluleSecret): boolean {
  return cellule.etat === "masquee" || isPrimaire(cellule);
}

/** Cells that no relation ties, even through others that may still be masked, are protected apart. */
export function separate({ cellules, relations }: Systeme): readonly Partie[] {
  const mobiles = cellules.filter(({ etat }) => etat !== "publiee" && etat !== "connue");
  const root = uniteRoots(new Set(mobiles.map(({ cle }) => cle)), relations);
  const valeurs = new Map(cellules.map(({ cle, valeur }) => [cle, valeur]));
  const parties = new Map<string, { cellules: CelluleSecret[]; relations: RelationVraie[] }>();
  for (const cellule of mobiles) {
    const partie = parties.get(root(cellule.cle)) ?? { cellules: [], relations: [] };
    partie.cellules.push(cellule);
    parties.set(root(cellule.cle), partie);
  }
  for (const relation of relations) {
    const vraie = relation.termes.reduce((sum, [cle, coefficient]) => sum + coefficient * (valeurs.get(cle) ?? 0), 0);
    const mobile = relation.termes.find(([cle]) => parties.has(root(cle)));
    if (mobile) parties.get(root(mobile[0]))?.relations.push({ ...relation, vraie });
  }
  return [...parties.values()];
}

/** Union-find: maps each key to the root of its group; a key outside `cles` is its own root. */
function uniteRoots(cles: ReadonlySet<string>, relations: readonly Relation[]): (cle: string) => string {
  const parents = new Map<string, string>();
  const root = (cle: string): string => {
    let at = cle;
    for (let up = parents.get(at); up !== undefined; up = parents.get(at)) at = up;
    return at;
  };
  for (const { termes } of relations) {
    const [first, ...others] = termes.map(([cle]) => cle).filter((cle) => cles.has(cle));
    for (const other of others) if (first && root(other) !== root(first)) parents.set(root(other), root(first));
  }
  return root;
}
