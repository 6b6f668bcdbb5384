import { LIBELLE_SITUATION } from "#droit/regles/attribution/libelles.ts";
import { formatEuros, formatNombre } from "#socle/regles/shared/format.ts";
import type { AutreCote } from "../../lectures/echange/ports.ts";

type Logement = Pick<AutreCote, "typologie" | "surface" | "loyer" | "commune" | "secteur" | "situation">;

/** « T3 de 62 m², 410 € par mois, Saint-Dizier ». What is not known is said. */
export function sayLogement({ typologie, surface, loyer, commune }: Logement): string {
  const taille = `${typologie ?? "type inconnu"}${surface === null ? ", surface inconnue" : ` de ${formatNombre(surface)} m²`}`;
  const prix = loyer === null ? "loyer inconnu" : `${formatEuros(loyer)} par mois`;
  return [taille, prix, commune ?? "commune inconnue"].join(", ");
}

export function sayLieu({ commune, secteur, situation }: Logement): string {
  return [commune ?? "commune inconnue", secteur, LIBELLE_SITUATION[situation]]
    .filter((dit) => dit !== null)
    .join(", ");
}
