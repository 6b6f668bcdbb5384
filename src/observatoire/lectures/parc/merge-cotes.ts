import type { z } from "zod";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import { compteResidence, type ResidenceParc } from "./ports.ts";

/** A résidence as one row, both sides of a perimeter summed. */
export type Residence = Omit<ResidenceParc, "situation"> & { readonly cotes: readonly Situation[] };

/** Whole résidences, in the order of the stock. Fields that are not sums come from the first side; the year is the earliest written. */
export function mergeCotes(rows: readonly ResidenceParc[]): readonly Residence[] {
  return [...groupBy(rows, ({ cle }) => cle).values()].flatMap((cotes) => {
    const [first] = cotes;
    return first ? [mergeResidence(first, cotes)] : [];
  });
}

function mergeResidence({ situation, ...first }: ResidenceParc, cotes: readonly ResidenceParc[]): Residence {
  if (cotes.length === 1) return { ...first, cotes: [situation] };
  const sums = Object.fromEntries(
    compteResidence.keyof().options.map((champ) => [champ, cotes.reduce((total, cote) => total + cote[champ], 0)]),
  ) as z.infer<typeof compteResidence>; // one entry for each of its fields
  const annees = cotes.flatMap(({ construction }) => construction ?? []);
  return {
    ...first,
    ...sums,
    construction: annees.length > 0 ? Math.min(...annees) : null,
    point: meanPoint(cotes),
    cotes: cotes.map((cote) => cote.situation),
  };
}

/** Weighted by dwellings, over the sides with a point. */
function meanPoint(cotes: readonly ResidenceParc[]): readonly [number, number] | null {
  let [longitude, latitude, weight] = [0, 0, 0];
  for (const { point, logements } of cotes) {
    if (point === null) continue;
    longitude += point[0] * logements;
    latitude += point[1] * logements;
    weight += logements;
  }
  return weight === 0 ? null : [longitude / weight, latitude / weight];
}
