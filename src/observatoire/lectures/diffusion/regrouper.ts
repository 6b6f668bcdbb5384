/** A place, a size, a side: how many dwellings it is known to have, in each class that a table cuts it by. */
export type Part = { readonly code: string; readonly tailles: readonly number[] };

/** Parts of a dimension that a release tells apart; several codes are told together. Its node is `codes.join("+")`. */
export type Groupe = readonly string[];

export function noeudOf(groupe: Groupe): string {
  return groupe.join("+");
}

/**
 * The stock is public (CCH, art. L. 411-10): a hidden number of reserved dwellings is known to lie between 0 and what the place has, so that a
 * place with a few dwellings hides nothing, whatever is masked. Those with a class of fewer than `plancher` are told together, and with
 * the smallest of the others as long as that is not enough. A class that is empty everywhere in a part hides nothing.
 */
export function regrouper(parts: readonly Part[], plancher: number): readonly Groupe[] {
  const kept = parts.filter(({ tailles }) => sum(tailles) > 0);
  const seuls = kept.filter((part) => isLarge(part, plancher)).toSorted((a, b) => sum(a.tailles) - sum(b.tailles));
  let ensemble = kept.filter((part) => !isLarge(part, plancher));
  while (ensemble.length > 0 && !isLarge(mergeParts(ensemble), plancher)) {
    const smallest = seuls.shift();
    if (!smallest) return [];
    ensemble = [...ensemble, smallest];
  }
  const groupes = seuls.map(({ code }) => [code]);
  return [...groupes, ...(ensemble.length > 0 ? [ensemble.map(({ code }) => code).toSorted()] : [])];
}

function isLarge({ tailles }: Part, plancher: number): boolean {
  return tailles.every((taille) => taille === 0 || taille >= plancher);
}

function mergeParts(parts: readonly Part[]): Part {
  const [first] = parts;
  return {
    code: "",
    tailles: (first?.tailles ?? []).map((_, rang) => sum(parts.map(({ tailles }) => tailles[rang] ?? 0))),
  };
}

function sum(nombres: readonly number[]): number {
  return nombres.reduce((total, nombre) => total + nombre, 0);
}

type Question = { readonly famille: string; readonly millesime: string; readonly dimension: string };

/** Of the keys of earlier releases, the groups that the same vintage was told in: another cut of the same dwellings would give one for the other. */
export function groupesAnterieurs(
  cles: Iterable<string>,
  { famille, millesime, dimension }: Question,
): readonly Groupe[] {
  const noeuds = new Set<string>();
  for (const cle of cles) {
    const [first, ...coordonnees] = cle.split("|");
    if (first !== famille || !coordonnees.includes(`stock=${millesime}`)) continue;
    const noeud = coordonnees.find((one) => one.startsWith(`${dimension}=`));
    if (noeud) noeuds.add(noeud.slice(dimension.length + 1));
  }
  return [...noeuds].map((noeud) => noeud.split("+"));
}
