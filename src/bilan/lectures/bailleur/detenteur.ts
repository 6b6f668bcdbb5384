/** Cells of which some may be of another bailleur than their own: a part of its stock was handed over, and nobody knows whether the dwelling was of it. */
type Partage = { readonly possible?: string; readonly doublePossible?: boolean };

/**
 * The cells of each bailleur, in the order of the first of each. What may be of either of two is in the bounds of both, and in the count of neither.
 */
export function groupByDetenteur<C extends Partage>(
  comptes: readonly C[],
  sirenOf: (compte: C) => string,
): ReadonlyMap<string, readonly C[]> {
  const groups = new Map<string, C[]>();
  const put = (siren: string, compte: C) => {
    const group = groups.get(siren);
    if (group) group.push(compte);
    else groups.set(siren, [compte]);
  };
  for (const compte of comptes) {
    const { possible } = compte;
    if (possible === undefined) put(sirenOf(compte), compte);
    else for (const siren of [sirenOf(compte), possible]) put(siren, { ...compte, doublePossible: true });
  }
  return groups;
}

/** The cells of one bailleur, those that may be its own as possible doubles. */
export function ofDetenteur<C extends Partage>(
  comptes: readonly C[],
  siren: string,
  sirenOf: (compte: C) => string,
): readonly C[] {
  return groupByDetenteur(comptes, sirenOf).get(siren) ?? [];
}

/** Leases that may be of either of two bailleurs. */
export function countPartages(comptes: readonly (Partage & { readonly nombre: number })[]): number {
  return comptes.reduce((sum, { possible, nombre }) => (possible === undefined ? sum : sum + nombre), 0);
}
