import { parametre } from "#droit/regles/parametre.ts";
import type { PersonneDossier } from "./reponses.ts";

/** Count of children who share a bedroom, in the smallest dwelling offered to a household. */
export const ENFANTS_PAR_CHAMBRE = parametre.nombre("enfants-par-chambre");

const AGE_CHAMBRE_SEULE = 19;

/**
 * Minimum rooms: one to live in, one for the applicant and their partner, one for each other adult, and those of the children, in shared custody or
 * not.
 */
export function computePiecesMin(
  personnes: readonly PersonneDossier[],
  ageOf: (personne: PersonneDossier) => number | null,
  enfantsParChambre: number,
): number {
  const others = personnes.filter(({ qualite }) => qualite !== "conjoint");
  const adultes = others.filter((personne) => isAdulte(personne, ageOf(personne)));
  const enfants = others.length - adultes.length;
  if (personnes.length === 0) return 1;
  return 2 + adultes.length + Math.ceil(enfants / enfantsParChambre);
}

/** A child of unknown age counts as a child, so two may share a room: the minimum never exceeds what the household said. */
function isAdulte({ qualite }: PersonneDossier, age: number | null): boolean {
  if (qualite === "a-naitre") return false;
  return age === null ? qualite === "cotitulaire" || qualite === "autre" : age >= AGE_CHAMBRE_SEULE;
}
