import type { PersonneDossier } from "./reponses.ts";

/** Ages of the OECD scale: 1 for the first adult, then 0.5 from fourteen, 0.3 under. */
const AGE_ADULTE = 14;

/**
 * Consumption units of the persons who share the income, on the scale of the imported files. Shared custody and a child to come count for
 * the rooms, not here. null: an unknown age decides.
 */
export function computeUniteConso(
  personnes: readonly PersonneDossier[],
  ageOf: (personne: PersonneDossier) => number | null,
): number | null {
  let dixiemes = 10;
  for (const personne of personnes) {
    const poids = poidsOf(personne, ageOf(personne));
    if (poids === null) return null;
    dixiemes += poids;
  }
  return dixiemes / 10;
}

function poidsOf({ qualite }: PersonneDossier, age: number | null): 0 | 3 | 5 | null {
  if (qualite === "garde-partagee" || qualite === "a-naitre") return 0;
  if (age !== null) return age >= AGE_ADULTE ? 5 : 3;
  return qualite === "conjoint" || qualite === "cotitulaire" ? 5 : null;
}
