import { formatEntre, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";

/** A count, or the word that says that nobody knows it here. */
export function formatConnu(nombre: number | null): string {
  return nombre === null ? INCONNU : formatNombre(nombre);
}

/** « 12 », « 12 à 15 »: those that are certain, then with those that may be theirs too. */
export function formatImputees(certaines: number | null, possibles: number | null): string {
  return formatEntre(certaines === null ? null : [certaines, certaines + (possibles ?? 0)]);
}
