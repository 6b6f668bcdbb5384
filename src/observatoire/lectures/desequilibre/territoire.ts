import type { PopulationOccupation } from "#donnees/regles/occupation/indicateur.ts";
import type { ResidenceExclue } from "../../regles/desequilibre/exclusion.ts";
import {
  INDICATEURS_FONCTIONNEMENT,
  type VacanceVentilee,
  ventilerVacance,
} from "../../regles/desequilibre/fonctionnement.ts";
import type { MethodeDesequilibre } from "../../regles/desequilibre/methode.ts";
import type { TerritoireAnalyse, Unite } from "./analyse.ts";
import { sumComptes } from "./comparer-taux.ts";
import { compareEvolutions } from "./evolutions.ts";
import { compteFonctionnement } from "./fonctionnements.ts";
import { findCompte } from "./occupations.ts";
import { sumOccupations, type UniteComptee } from "./unites.ts";

/** Sums over the analysed résidences, as their reference; vacancy alone covers everything. */
export function computeTerritoire(
  comptees: readonly UniteComptee[],
  { methode }: { readonly methode: MethodeDesequilibre },
  all: readonly Unite[],
  exclues: ReadonlyMap<string, ResidenceExclue>,
): TerritoireAnalyse {
  const comptes = sumOccupations(comptees.flatMap((unite) => unite.comptes));
  const ratesOf = (population: PopulationOccupation) =>
    methode.indicateurs.map(({ indicateur }) => {
      const { part, total } = findCompte(comptes, indicateur, population);
      return { indicateur, effectif: part, repondants: total };
    });
  return {
    logements: comptees.reduce((total, { unite }) => total + unite.logements, 0),
    occupation: { occupants: ratesOf("occupants"), "emmenages-recents": ratesOf("emmenages-recents") },
    evolutions: compareEvolutions(comptes, methode),
    fonctionnement: INDICATEURS_FONCTIONNEMENT.map((indicateur) => {
      const { part, total } = sumComptes(comptees.map((unite) => compteFonctionnement(unite, indicateur)));
      return { indicateur, effectif: part, repondants: total };
    }),
    vacance: all
      .map(({ cle, parc }) => ventilerVacance(parc.vacants, parc.vides, exclues.has(cle)))
      .reduce(addVacances, { commerciale: 0, strategique: 0, technique: 0 }),
  };
}

function addVacances(a: VacanceVentilee, b: VacanceVentilee): VacanceVentilee {
  return {
    commerciale: a.commerciale + b.commerciale,
    strategique: a.strategique + b.strategique,
    technique: a.technique + b.technique,
  };
}
