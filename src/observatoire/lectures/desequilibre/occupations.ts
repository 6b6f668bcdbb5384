import type { IndicateurOccupation, PopulationOccupation } from "#donnees/regles/occupation/indicateur.ts";
import { buildPosterieure, type Compte, type PriorBeta } from "#socle/calculs/surrepresentation/retrecissement.ts";
import { drawRanks, type LoiTaux } from "#socle/calculs/surrepresentation/stabilite-rang.ts";
import { classerUnite } from "../../regles/desequilibre/classe.ts";
import type { MethodeDesequilibre } from "../../regles/desequilibre/methode.ts";
import type { CompteOccupation, DiagnosticSimple, EcartOccupation, LectureOccupation } from "./analyse.ts";
import { compareTaux, type FamilleTaux } from "./comparer-taux.ts";
import type { UniteComptee } from "./unites.ts";

type Famille = FamilleTaux<{ readonly indicateur: IndicateurOccupation; readonly poids: number }> & {
  readonly indicateur: IndicateurOccupation;
  readonly poids: number;
  readonly comptes: readonly Compte[];
};

/** Constant, so that a page always shows the same shares. */
const GRAINE = 2018;

/** Reads one population of every unit, in order: each indicator of the method is its own family of tests. */
export function lireOccupation(
  unites: readonly UniteComptee[],
  population: PopulationOccupation,
  methode: MethodeDesequilibre,
  tirages: number,
): readonly LectureOccupation[] {
  const { indicateurs, seuils } = methode;
  const familles = indicateurs.map(({ indicateur, poids }): Famille => {
    const comptes = unites.map(({ comptes }) => findCompte(comptes, indicateur, population));
    return { ...compareTaux(comptes, methode, { indicateur, poids }), indicateur, poids, comptes };
  });
  const stabilites = tirages > 0 ? drawStabilites(familles, unites.length, tirages) : [];
  const sousPlai = unites.map(({ comptes }) => {
    const { part, total } = findCompte(comptes, "ressources-sous-plai", population);
    return total < seuils.effectifMinimal ? null : part / total;
  });
  const allCount = familles.every(({ poids }) => poids > 0);
  return unites.map((_, rank): LectureOccupation => {
    const ecarts = familles.flatMap((famille): EcartOccupation | readonly [] => famille.ecarts[rank] ?? []);
    const counted = allCount ? ecarts : ecarts.filter(({ poids }) => poids > 0);
    const judged = counted.filter(({ taux }) => taux !== null);
    return {
      ecarts,
      classe: classerUnite(counted),
      surrepresentations: judged.length === 0 ? null : judged.filter(isSurrepresentation).length,
      indice: computeIndice(familles.map(({ poids, prior }, j) => ({ poids, prior, taux: ecarts[j]?.ajuste ?? null }))),
      stabilite: stabilites[rank] ?? null,
      diagnostic: diagnose(judged, sousPlai[rank] ?? null),
    };
  });
}

export function isSurrepresentation({ classe, sens }: Pick<EcartOccupation, "classe" | "sens">): boolean {
  return classe === "ecart-etabli" && sens === "sur";
}

export function findCompte(
  comptes: readonly CompteOccupation[],
  indicateur: IndicateurOccupation,
  population: PopulationOccupation,
): Compte {
  // Called a hundred times per résidence: a plain loop avoids closures.
  for (const compte of comptes) {
    if (compte.indicateur === indicateur && compte.population === population) {
      return { part: compte.effectif, total: compte.repondants };
    }
  }
  return { part: 0, total: 0 };
}

type TauxPondere = { readonly poids: number; readonly prior: PriorBeta | null; readonly taux: number | null };

/** 100 is the territory: weighted mean of rate / territory's rate, over known rates. null without any. */
export function computeIndice(taux: readonly TauxPondere[]): number | null {
  let [sum, weight] = [0, 0];
  for (const { poids, prior, taux: value } of taux) {
    if (value === null || prior === null || prior.taux === 0 || poids === 0) continue;
    sum += (poids * value) / prior.taux;
    weight += poids;
  }
  return weight === 0 ? null : (100 * sum) / weight;
}

/** Draws only units judged on something: others would take places at random. */
function drawStabilites(familles: readonly Famille[], size: number, tirages: number): readonly (number | null)[] {
  const ranks = Array.from({ length: size }, (_, rank) => rank).filter((rank) =>
    familles.some(({ poids, ecarts }) => poids > 0 && ecarts[rank]?.taux != null),
  );
  const parts = drawRanks({
    residences: ranks.map((rank) => familles.map((famille) => loiOf(famille, rank))),
    score: (taux) =>
      computeIndice(familles.map(({ poids, prior }, j) => ({ poids, prior, taux: taux[j] ?? null }))) ?? 0,
    tirages,
    seed: GRAINE,
  });
  const stabilites = new Array<number | null>(size).fill(null);
  for (const [i, rank] of ranks.entries()) stabilites[rank] = parts[i] ?? null;
  return stabilites;
}

function loiOf({ prior, comptes, ecarts, poids }: Famille, rank: number): LoiTaux {
  const compte = comptes[rank];
  if (!prior || !compte || poids === 0 || ecarts[rank]?.taux === null) return null;
  return buildPosterieure(prior, compte) ?? prior.taux;
}

function diagnose(judged: readonly EcartOccupation[], sousPlai: number | null): DiagnosticSimple {
  return {
    surrepresentations: judged.length === 0 ? null : judged.filter(({ rapportDepasse }) => rapportDepasse).length,
    sousPlai,
  };
}
