import { POPULATIONS_OCCUPATION, type PopulationOccupation } from "#donnees/regles/occupation/indicateur.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import type { ResidenceExclue } from "../../regles/desequilibre/exclusion.ts";
import { ventilerVacance } from "../../regles/desequilibre/fonctionnement.ts";
import type { MethodeDesequilibre } from "../../regles/desequilibre/methode.ts";
import type { OccupationResidence } from "../occupation/ports.ts";
import type { ResidenceParc } from "../parc/ports.ts";
import type {
  AnalyseDesequilibre,
  CompteOccupation,
  LectureOccupation,
  ResidenceEcartee,
  Unite,
  UniteAnalysee,
} from "./analyse.ts";
import { compareEvolutions, resumeEvolution } from "./evolutions.ts";
import { lireFonctionnement } from "./fonctionnements.ts";
import { lireOccupation } from "./occupations.ts";
import { computeTerritoire } from "./territoire.ts";
import {
  type CommuneConnue,
  groupResidences,
  groupSecteurs,
  secteurOf,
  sumOccupations,
  type UniteComptee,
} from "./unites.ts";

export type DonneesDesequilibre = {
  readonly parc: readonly ResidenceParc[];
  readonly occupations: readonly OccupationResidence[];
  readonly communes: ReadonlyMap<string, CommuneConnue>;
  readonly methode: MethodeDesequilibre;
  /** In force on the day of the reading. */
  readonly exclusions: readonly ResidenceExclue[];
  readonly enquete: string | null;
  readonly millesime: string;
  /** Draws for the stability of ranks; 0: none, and stability is null. */
  readonly tirages: number;
};

/**
 * Reads a territory on both axes, by résidence and by secteur. Excluded résidences are in no reference. Pure: the same data give the same reading,
 * draws included.
 */
export function analyserDesequilibres(donnees: DonneesDesequilibre): AnalyseDesequilibre {
  const all = groupResidences(donnees.parc, donnees.communes);
  const exclues = new Map(donnees.exclusions.map((exclusion) => [exclusion.cle, exclusion]));
  const comptesOf = groupBy(donnees.occupations, ({ cle }) => cle);
  const comptees = all
    .filter(({ cle }) => !exclues.has(cle))
    .map((unite): UniteComptee => ({ unite, comptes: (comptesOf.get(unite.cle) ?? []).map(compteOf) }));
  const secteurs = [...groupSecteurs(comptees.map(({ unite }) => unite))].map(([nom, residences]): UniteComptee => {
    const cles = new Set(residences.map(({ cle }) => cle));
    return {
      unite: secteurOf(nom, residences),
      comptes: sumOccupations(comptees.filter(({ unite }) => cles.has(unite.cle)).flatMap(({ comptes }) => comptes)),
    };
  });
  const known = new Set(all.map(({ cle }) => cle));
  return {
    methode: donnees.methode,
    enquete: donnees.enquete,
    millesime: donnees.millesime,
    residences: analyserUnites(comptees, donnees.methode, donnees.tirages),
    // There are too few secteurs for a meaningful « first tenth ».
    secteurs: analyserUnites(secteurs, donnees.methode, 0),
    exclues: donnees.exclusions.map((exclusion) => ecarter(exclusion, all)),
    horsParc: [...comptesOf.keys()].filter((cle) => !known.has(cle) && !exclues.has(cle)).length,
    territoire: computeTerritoire(comptees, donnees, all, exclues),
  };
}

function compteOf({ indicateur, population, effectif, repondants }: OccupationResidence): CompteOccupation {
  return { indicateur, population, effectif, repondants };
}

function analyserUnites(
  comptees: readonly UniteComptee[],
  methode: MethodeDesequilibre,
  tirages: number,
): readonly UniteAnalysee[] {
  const lectures = new Map<PopulationOccupation, readonly LectureOccupation[]>(
    POPULATIONS_OCCUPATION.map((population) => [population, lireOccupation(comptees, population, methode, tirages)]),
  );
  const fonctionnements = lireFonctionnement(comptees, methode);
  return comptees.flatMap(({ unite, comptes }, rank) => {
    const occupants = lectures.get("occupants")?.[rank];
    const entrants = lectures.get("emmenages-recents")?.[rank];
    const fonctionnement = fonctionnements[rank];
    if (!occupants || !entrants || !fonctionnement) return [];
    const evolutions = compareEvolutions(comptes, methode);
    return [
      {
        ...unite,
        populations: { occupants, "emmenages-recents": entrants },
        evolutions,
        evolution: resumeEvolution(evolutions),
        fonctionnement,
        comptes,
      },
    ];
  });
}

function ecarter(exclusion: ResidenceExclue, residences: readonly Unite[]): ResidenceEcartee {
  const unite = residences.find(({ cle }) => cle === exclusion.cle) ?? null;
  return {
    exclusion,
    unite,
    vacance: unite ? ventilerVacance(unite.parc.vacants, unite.parc.vides, true) : null,
  };
}
