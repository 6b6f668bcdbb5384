import { keyLieu, type Lieu, labelLieu, nameLieux } from "#donnees/regles/convention/lieu.ts";
import type { Base } from "#socle/lectures/base.ts";
import { type Demarche, orderDemarches } from "../../regles/repere/demarche.ts";
import { orderPopulations, type Population, partOf } from "../../regles/repere/population.ts";

export type LieuNomme = { readonly cle: string; readonly libelle: string };

export type PopulationLue = Population & {
  readonly nomLieu: string;
  /** 0 to 1, of the whole territory and of the commune around; null: no count of the same vintage. */
  readonly partTerritoire: number | null;
  readonly partCommune: { readonly nom: string; readonly part: number } | null;
};

export type Reperes = {
  readonly demarches: readonly Demarche[];
  readonly populations: readonly PopulationLue[];
  readonly lieux: readonly LieuNomme[];
};

export type ReperesBase = Pick<Base, "reperes" | "territoires" | "cubes">;

/** A QPV over several communes is a part of none of them. */
export async function readReperes(base: ReperesBase, epci: string): Promise<Reperes> {
  const [demarches, populations, communes, quartiers] = await Promise.all([
    base.reperes.demarches(epci),
    base.reperes.populations(epci),
    base.territoires.perimetre(epci),
    base.cubes.quartiers(epci),
  ]);
  const noms = nameLieux(communes, quartiers);
  const communeOf = new Map(
    quartiers.flatMap(({ code, communes: own }) => (own[0] && own.length === 1 ? [[code, own[0]]] : [])),
  );
  const partCommune = (population: Population): PopulationLue["partCommune"] => {
    const code = population.lieu?.genre === "qpv" ? communeOf.get(population.lieu.code) : undefined;
    const part = code === undefined ? null : partOf(population, { genre: "commune", code }, populations);
    return part === null || code === undefined ? null : { nom: noms.get(code) ?? code, part };
  };
  const lieux: readonly Lieu[] = [
    ...[...new Map(quartiers.map((one) => [one.code, one])).values()].map(
      ({ code }) => ({ genre: "qpv", code }) as const,
    ),
    ...communes.map(({ commune: code }) => ({ genre: "commune", code }) as const),
  ];
  return {
    demarches: orderDemarches(demarches),
    populations: orderPopulations(populations).map((population) => ({
      ...population,
      nomLieu: labelLieu(population.lieu, noms),
      partTerritoire: partOf(population, null, populations),
      partCommune: partCommune(population),
    })),
    lieux: [null, ...lieux].map((lieu) => ({ cle: keyLieu(lieu), libelle: labelLieu(lieu, noms) })),
  };
}
