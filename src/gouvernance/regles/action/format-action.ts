import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { type EtatAction, LIBELLE_ETAT_ACTION } from "./etat-action.ts";
import { LIBELLE_STATUT_JALON, type StatutJalon } from "./lecture-action.ts";

/** Words of an action on the page and in every document: an unknown value has words too. */

export function sayEtat({ etat }: { readonly etat: EtatAction | null }): string {
  return etat === null ? "Aucun suivi" : LIBELLE_ETAT_ACTION[etat];
}

export function sayPilote({ pilote }: { readonly pilote: string | null }): string {
  return pilote ?? "pilote non désigné";
}

export function sayActeurs({ acteurs }: { readonly acteurs: string | null }): string {
  return acteurs ?? "acteurs non nommés";
}

export function sayJalonsEcrits({ jalons }: { readonly jalons: string | null }): string {
  return jalons ?? "sans jalon";
}

export function sayResume({ resume }: { readonly resume: string | null }): string {
  return resume ?? "Le texte de l’action n’est pas résumé.";
}

/** « En retard de 31 jours », « À venir », « Sans date », « Atteint ». */
export function sayStatutJalon({
  statut,
  retardJours,
}: {
  readonly statut: StatutJalon;
  readonly retardJours: number | null;
}): string {
  const retard = retardJours === null ? "" : ` de ${formatCompte(retardJours, "jour")}`;
  return `${LIBELLE_STATUT_JALON[statut]}${retard}`;
}

/** « En retard de 31 jours », « Dû le 1er mars 2019 », « Atteint le 3 mai 2018 », « Sans date ». */
export function sayJalon(jalon: {
  readonly statut: StatutJalon;
  readonly retardJours: number | null;
  readonly echeance: string | null;
  readonly atteintLe: string | null;
}): string {
  if (jalon.atteintLe !== null) return `Atteint le ${formatJour(jalon.atteintLe)}`;
  if (jalon.statut === "a-venir" && jalon.echeance !== null) return `Dû le ${formatJour(jalon.echeance)}`;
  return sayStatutJalon(jalon);
}

/** « Orientation 1 » for « Orientation 1 : Attirer de nouveaux demandeurs… »; the whole text when it has no number. */
export function shortOrientation(orientation: string): string {
  return /^Orientation (?:n°\s?)?\d+/.exec(orientation)?.[0] ?? orientation;
}
