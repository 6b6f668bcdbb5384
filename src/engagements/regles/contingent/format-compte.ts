import { formatEntre, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";

/** « inconnu » for null. */
export function formatConnu(nombre: number | null): string {
  return nombre === null ? INCONNU : formatNombre(nombre);
}

/** « 12 », « 12 à 15 »: certain leases, then with the possible ones. */
export function formatImputees(certaines: number | null, possibles: number | null): string {
  return formatEntre(certaines === null ? null : [certaines, certaines + (possibles ?? 0)]);
}
