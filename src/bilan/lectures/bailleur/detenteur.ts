/** Cells that may belong to another bailleur: a part of the stock was handed over, and the dwelling is unknown. */
type Partage = { readonly possible?: string; readonly doublePossible?: boolean };

/** Cells by bailleur, in the order of their first cells. A cell that may belong to either of two only widens the bounds of both. */
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

/** The cells of one bailleur; those that may be its own are possible doubles. */
export function ofDetenteur<C extends Partage>(
  comptes: readonly C[],
  siren: string,
  sirenOf: (compte: C) => string,
): readonly C[] {
  return groupByDetenteur(comptes, sirenOf).get(siren) ?? [];
}

/** Number of leases that may belong to either of two bailleurs. */
export function countPartages(comptes: readonly (Partage & { readonly nombre: number })[]): number {
  return comptes.reduce((sum, { possible, nombre }) => (possible === undefined ? sum : sum + nombre), 0);
}
