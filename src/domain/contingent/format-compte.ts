import { formatNombre, INCONNU } from "../shared/format.ts";

/** A count, or the word that says that nobody knows it here. */
export function formatConnu(nombre: number | null): string {
  return nombre === null ? INCONNU : formatNombre(nombre);
}

/** « 8 », « 5 à 8 » : fewest and most. */
export function formatEntre(bornes: readonly [number, number] | null): string {
  if (bornes === null) return INCONNU;
  const [low, high] = bornes.map(formatNombre);
  return low === high ? `${low}` : `${low} à ${high}`;
}

/** « 12 », « 12 à 15 »: those that are certain, then with those that may be theirs too. */
export function formatImputees(certaines: number | null, possibles: number | null): string {
  if (certaines === null) return INCONNU;
  return possibles ? `${formatNombre(certaines)} à ${formatNombre(certaines + possibles)}` : formatNombre(certaines);
}
