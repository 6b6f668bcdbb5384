import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import type { Mouvement } from "./mouvements.ts";
import { type Composition, compositionsBetween } from "./perimetre.ts";

/** « 39 communes jusqu’au 31 décembre 2016, puis 60 »: the perimeter of a figure over these days, both included. */
export function direPerimetre(compositions: readonly Composition[], jours: readonly [string, string]): string {
  const own = compositionsBetween(compositions, jours);
  return own
    .map(({ communes, jusque }, rang) => {
      const nombre = rang === 0 ? formatCompte(communes.length, "commune") : formatNombre(communes.length);
      return rang === own.length - 1 || jusque === null ? nombre : `${nombre} jusqu’au ${formatJour(jusque)}`;
    })
    .join(", puis ");
}

/** A change of the commune in the code book: « réunie à Robert-Magny (52427) le 1er janvier 2016 ». */
export function direMouvement(commune: string, { jour, genre, ...codes }: Mouvement): string {
  const le = `le ${formatJour(jour)}`;
  const [avant, apres] = [`${codes.nomAvant} (${codes.avant})`, `${codes.nomApres} (${codes.apres})`];
  if (genre === "fusion") return `réunie à ${avant} ${le}`;
  if (genre === "changement") return `code ${codes.avant} avant ${le}`;
  return codes.avant === commune ? `quittée par ${apres} ${le}` : `rétablie ${le}, hors de ${avant}`;
}
