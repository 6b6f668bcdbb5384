import { formatCompte, formatJour, formatNombre } from "../shared/format.ts";
import { type Composition, compositionsBetween } from "./perimetre.ts";

/** « 39 communes jusqu’au 31 décembre 2016, puis 60 »: what a figure of these days, both included, is counted on. */
export function direPerimetre(compositions: readonly Composition[], jours: readonly [string, string]): string {
  const own = compositionsBetween(compositions, jours);
  return own
    .map(({ communes, jusque }, rang) => {
      const nombre = rang === 0 ? formatCompte(communes.length, "commune") : formatNombre(communes.length);
      return rang === own.length - 1 || jusque === null ? nombre : `${nombre} jusqu’au ${formatJour(jusque)}`;
    })
    .join(", puis ");
}
