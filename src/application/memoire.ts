/** What was read or computed lately, by all that it was made from. Given by the composition root: nothing here is global. */
export type Memoire<T> = {
  /** The one kept under that key, else what `compute` gives, kept from then on. A failure is kept by nobody. */
  remember(cle: string, compute: () => Promise<T>): Promise<T>;
};

/** The last `places` asked for. A key must say everything the value depends on: territory, publications, method, exclusions. */
export function createMemoire<T>(places: number): Memoire<T> {
  const kept = new Map<string, Promise<T>>();
  return {
    remember(cle, compute) {
      const known = kept.get(cle);
      const value = known ?? compute();
      // Last asked, last forgotten.
      kept.delete(cle);
      kept.set(cle, value);
      if (known === undefined) value.catch(() => kept.delete(cle));
      const oldest = kept.size > places ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      return value;
    },
  };
}
