/** Cache of recent reads and computations, keyed by everything they depend on. Given by the composition root: nothing here is global. */
export type Memoire<T> = {
  /** The value under that key, or what `compute` gives. A failure is not cached. */
  remember(cle: string, compute: () => Promise<T>): Promise<T>;
};

/** Keeps the last `places` values asked for. A key must contain everything the value depends on: territory, publications, method, exclusions. */
export function createMemoire<T>(places: number): Memoire<T> {
  const kept = new Map<string, Promise<T>>();
  return {
    remember(cle, compute) {
      const known = kept.get(cle);
      const value = known ?? compute();
      // Least recently used is evicted: a read moves the key to the end.
      kept.delete(cle);
      kept.set(cle, value);
      if (known === undefined) value.catch(() => kept.delete(cle));
      const oldest = kept.size > places ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      return value;
    },
  };
}
