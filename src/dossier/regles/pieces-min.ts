import { parametre } from "#droit/regles/parametre.ts";
import type { PersonneDossier } from "./reponses.ts";

/** How many children share a bedroom, in the smallest dwelling that is offered to a household. */
export const ENFANTS_PAR_CHAMBRE = parametre.nombre("enfants-par-chambre");

const AGE_CHAMBRE_SEULE = 19;

/** A room to live in, one for whoever asks and their partner, one for each other adult, and those of the children, in shared custody or not. */
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

/** Of unknown age, a child is a child: two may share, and nothing larger is written for the household than what it said. */
function isAdulte({ qualite }: PersonneDossier, age: number | null): boolean {
  if (qualite === "a-naitre") return false;
  return age === null ? qualite === "cotitulaire" || qualite === "autre" : age >= AGE_CHAMBRE_SEULE;
}
