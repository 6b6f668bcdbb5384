import type { AnalyseDesequilibre } from "./analyse.ts";

/** What was computed lately, by all that it was computed from. Given by the composition root: nothing here is global. */
export type MemoireAnalyses = {
  /** The one kept under that key, else what `compute` gives, kept from then on. A failure is kept by nobody. */
  remember(cle: string, compute: () => Promise<AnalyseDesequilibre>): Promise<AnalyseDesequilibre>;
};

/** The last `places` asked for. A key must say everything the value depends on: territory, publications, method, exclusions. */
export function createMemoire(places: number): MemoireAnalyses {
  const kept = new Map<string, Promise<AnalyseDesequilibre>>();
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
