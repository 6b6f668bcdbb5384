/** A place, a size, a side: its known number of dwellings in each class of a table. */
export type Part = { readonly code: string; readonly tailles: readonly number[] };

/** Parts of a dimension shown together. The group's node is `codes.join("+")`. */
export type Groupe = readonly string[];

export function noeudOf(groupe: Groupe): string {
  return groupe.join("+");
}

/**
 * The stock is public (CCH, art. L. 411-10): a hidden number of reserved dwellings lies between 0 and the place's stock, so a place with few
 * dwellings hides nothing. Parts with a class under `plancher` are grouped, with the smallest others as long as needed. A class empty in a whole part
 * hides nothing.
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

/** Groups used by earlier releases for the same vintage: another cut of the same dwellings would reveal one by the other. */
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
