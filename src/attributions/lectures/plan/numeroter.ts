import type { PlanPropose } from "../../regles/plan/plan.ts";

/**
 * Replaces each file by a number, in reading order, and returns the files in that order: the households can then be
 * erased without changing what was frozen.
 */
export function numeroter(plan: PlanPropose): { readonly plan: PlanPropose; readonly menages: readonly string[] } {
  const numeros = new Map<string, string>();
  const number = (menage: string): string => {
    const known = numeros.get(menage) ?? String(numeros.size + 1);
    numeros.set(menage, known);
    return known;
  };
  const lignes = plan.lignes.map((ligne) => ({
    ...ligne,
    propose: ligne.propose && {
      ...ligne.propose,
      menage: number(ligne.propose.menage),
      passees: ligne.propose.passees.map(number),
    },
    reserves: ligne.reserves.map((reserve) => ({ ...reserve, menage: number(reserve.menage) })),
  }));
  const ecartees = plan.ecartees.map((ecartee) =>
    ecartee.genre === "logement"
      ? { ...ecartee, menage: number(ecartee.menage) }
      : {
          ...ecartee,
          menage: number(ecartee.menage),
          passages: ecartee.passages.map((passage) => ({ ...passage, menage: number(passage.menage) })),
        },
  );
  return { plan: { ...plan, lignes, ecartees }, menages: [...numeros.keys()] };
}
