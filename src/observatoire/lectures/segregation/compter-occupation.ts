import type { PopulationOccupation } from "#donnees/regles/occupation/indicateur.ts";
import { computeSegregation, type SegregationDeuxGroupes } from "#socle/calculs/segregation/deux-groupes.ts";
import { decomposeInformation, type NiveauSegregation } from "#socle/calculs/segregation/information.ts";
import type { OccupationResidence } from "../occupation/ports.ts";
import type { ResidenceParc } from "../parc/ports.ts";

export type NiveauOccupation = {
  readonly niveau: "cote" | "bailleur" | "residence";
  readonly unites: number;
  readonly indices: SegregationDeuxGroupes | null;
  readonly information: NiveauSegregation | null;
};

export type SegregationOccupation = {
  readonly enquete: string;
  readonly millesime: string;
  readonly populations: readonly {
    readonly population: PopulationOccupation;
    /** Households under the PLAI ceiling, among the respondents. */
    readonly sousPlai: number;
    readonly repondants: number;
    /** Résidences missing from the stock, or on both sides: treated as a third side. */
    readonly sansCote: number;
    readonly niveaux: readonly NiveauOccupation[];
  }[];
};

type Lu = {
  readonly enquete: string;
  readonly millesime: string;
  readonly lignes: readonly OccupationResidence[];
  readonly residences: readonly Pick<ResidenceParc, "cle" | "situation">[];
};

/** Households under the PLAI ceiling against the others: between sides, bailleurs of each side, résidences of each bailleur. */
export function countOccupation({ enquete, millesime, lignes, residences }: Lu): SegregationOccupation {
  const cotes = sidesOf(residences);
  const of = (population: PopulationOccupation) => {
    const own = lignes.filter(
      (ligne) => ligne.population === population && ligne.indicateur === "ressources-sous-plai",
    );
    const unites = own.map(({ cle, bailleur, effectif, repondants }) => ({
      chemin: [cotes.get(cle) ?? "sans-cote", bailleur, cle] as const,
      groupe: effectif,
      autres: repondants - effectif,
    }));
    return {
      population,
      sousPlai: own.reduce((sum, { effectif }) => sum + effectif, 0),
      repondants: own.reduce((sum, { repondants }) => sum + repondants, 0),
      sansCote: unites.filter(({ chemin }) => chemin[0] === "sans-cote").length,
      niveaux: countNiveaux(unites),
    };
  };
  return { enquete, millesime, populations: (["occupants", "emmenages-recents"] as const).map(of) };
}

/** A résidence on both sides, or on an unknown one, has no side. */
function sidesOf(residences: Lu["residences"]): ReadonlyMap<string, string> {
  const cotes = new Map<string, string>();
  for (const { cle, situation } of residences) {
    const known = cotes.get(cle) ?? situation;
    cotes.set(cle, known === situation && situation !== "inconnue" ? situation : "sans-cote");
  }
  return cotes;
}

type Unite = { readonly chemin: readonly [string, string, string]; readonly groupe: number; readonly autres: number };

function countNiveaux(unites: readonly Unite[]): readonly NiveauOccupation[] {
  const information = decomposeInformation(
    unites.map(({ chemin, groupe, autres }) => ({ chemin, effectifs: [groupe, autres] })),
  );
  return (["cote", "bailleur", "residence"] as const).map((niveau, rang) => {
    const groups = groupByPath(unites, rang + 1);
    return {
      niveau,
      unites: groups.length,
      indices: computeSegregation(groups),
      information: information?.[rang] ?? null,
    };
  });
}

function groupByPath(unites: readonly Unite[], profondeur: number): { groupe: number; autres: number }[] {
  const groups = new Map<string, { groupe: number; autres: number }>();
  for (const { chemin, groupe, autres } of unites) {
    const key = JSON.stringify(chemin.slice(0, profondeur));
    const known = groups.get(key) ?? { groupe: 0, autres: 0 };
    groups.set(key, { groupe: known.groupe + groupe, autres: known.autres + autres });
  }
  return [...groups.values()];
}
