import { type Issue, judgeShare, type PartIncertaine } from "#droit/regles/part.ts";
import type { Affectation, MenageLot } from "./lot.ts";
import { addEffet, manqueOf, type ObjectifPlan } from "./objectif-plan.ts";
import { effetsOf, type Probleme, Tableau } from "./tableau.ts";

/** An objective before the batch, and after it if every proposal were signed. */
export type ObjectifEvalue = {
  readonly objectif: ObjectifPlan;
  readonly avant: Issue;
  readonly apres: Issue;
  readonly part: PartIncertaine;
  /** Proposed dwellings of the batch that touch it; `comptes`: those that certainly count. */
  readonly proposes: number;
  readonly comptes: number;
  /** Those that may count, or whose side is unknown. */
  readonly inconnus: number;
  /** Attributions that would still have to count instead of not counting. */
  readonly manque: number;
};

/** Average over the known values. `connus` 0: no average. */
export type MoyennePlan = { readonly valeur: number | null; readonly connus: number; readonly inconnus: number };

export type EvaluationPlan = {
  readonly valeur: number;
  readonly objectifs: readonly ObjectifEvalue[];
  /** Count reached whatever the unknown values. */
  readonly atteints: number;
  /** Count that the unknown values decide: not counted as reached. */
  readonly indecis: number;
  readonly logementsProposes: number;
  readonly attenteMois: MoyennePlan;
  readonly points: MoyennePlan;
};

export function evaluer(probleme: Probleme, affectation: Affectation): EvaluationPlan {
  const { objectifs, ordonne } = probleme;
  const evalues = objectifs.map((objectif, rank) => evaluerObjectif(probleme, affectation, objectif, rank));
  const loges = affectation.flatMap((menage) => (menage === null ? [] : (ordonne.lot.menages[menage] ?? [])));
  return {
    valeur: new Tableau(probleme, affectation).valeur,
    objectifs: evalues,
    atteints: evalues.filter(({ apres }) => apres === "atteint").length,
    indecis: evalues.filter(({ apres }) => apres === "indecidable").length,
    logementsProposes: loges.length,
    attenteMois: average(loges, ({ attenteMois }) => attenteMois),
    points: average(loges, ({ points }) => points),
  };
}

function evaluerObjectif(
  probleme: Probleme,
  affectation: Affectation,
  objectif: ObjectifPlan,
  rank: number,
): ObjectifEvalue {
  const effets = affectation.flatMap((menage, logement) =>
    menage === null
      ? []
      : effetsOf(probleme, logement, menage).flatMap((one) => (one.objectif === rank ? one.effet : [])),
  );
  const part = effets.reduce(addEffet, objectif.avant);
  return {
    objectif,
    avant: judgeShare(objectif.avant, objectif.taux),
    apres: judgeShare(part, objectif.taux),
    part,
    proposes: effets.length,
    comptes: effets.filter(({ assiette, compte }) => assiette === "oui" && compte === "oui").length,
    inconnus: effets.filter(({ assiette, compte }) => assiette === "inconnu" || compte === "inconnu").length,
    manque: manqueOf(part, objectif.taux),
  };
}

function average(menages: readonly MenageLot[], read: (menage: MenageLot) => number | null): MoyennePlan {
  const known = menages.flatMap((menage) => read(menage) ?? []);
  const total = known.reduce((sum, value) => sum + value, 0);
  return {
    valeur: known.length === 0 ? null : total / known.length,
    connus: known.length,
    inconnus: menages.length - known.length,
  };
}
