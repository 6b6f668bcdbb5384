import { groupBy } from "#socle/regles/shared/group-by.ts";
import { mergeCotes, type Residence } from "../parc/merge-cotes.ts";
import type { ResidenceParc } from "../parc/ports.ts";
import type { CompteOccupation, ParcUnite, Unite } from "./analyse.ts";

/** A unit, with all its counts in the survey. */
export type UniteComptee = { readonly unite: Unite; readonly comptes: readonly CompteOccupation[] };

/** Name and secteur of a commune. */
export type CommuneConnue = { readonly nom: string; readonly secteur: string | null };

/** Whole résidences: both sides of a QPV border summed, in the order of the stock. */
export function groupResidences(
  parc: readonly ResidenceParc[],
  communes: ReadonlyMap<string, CommuneConnue>,
): readonly Unite[] {
  return mergeCotes(parc).map((residence) => residenceOf(residence, communes.get(residence.commune)));
}

function residenceOf({ cotes, ...residence }: Residence, commune: CommuneConnue | undefined): Unite {
  const [situation] = cotes;
  return {
    cle: residence.cle,
    nom: residence.nom,
    adresse: residence.adresse,
    bailleur: residence.bailleur,
    bailleurNom: residence.bailleurNom,
    bailleurAvant: residence.bailleurAvant,
    commune: residence.commune,
    communeNom: commune?.nom ?? residence.commune,
    secteur: commune?.secteur ?? null,
    situation: cotes.length === 1 && situation ? situation : "mixte",
    point: residence.point,
    logements: residence.logements,
    parc: sumParcs([residence]),
  };
}

/** Secteurs as units: sums of their résidences. Résidences without a known secteur are left out. */
export function groupSecteurs(residences: readonly Unite[]): ReadonlyMap<string, readonly Unite[]> {
  const known = residences.filter((residence) => residence.secteur !== null);
  return new Map([...groupBy(known, ({ secteur }) => secteur ?? "")].sort(([a], [b]) => a.localeCompare(b, "fr")));
}

export function secteurOf(nom: string, residences: readonly Unite[]): Unite {
  const situations = new Set(residences.map(({ situation }) => situation));
  const [situation] = situations;
  return {
    cle: nom,
    nom,
    adresse: null,
    bailleur: null,
    bailleurNom: null,
    bailleurAvant: null,
    commune: null,
    communeNom: null,
    secteur: nom,
    situation: situations.size === 1 && situation ? situation : "mixte",
    point: null,
    logements: residences.reduce((total, residence) => total + residence.logements, 0),
    parc: sumParcs(residences.map(({ parc }) => parc)),
  };
}

const SOMMES = [
  "modeConnu",
  "loues",
  "vacants",
  "vacantsPlus3Mois",
  "vides",
  "mobiles",
  "mobilitesPossibles",
  "loyers",
  "surfaces",
  "loyersConnus",
] as const satisfies readonly (keyof ParcUnite)[];

function sumParcs(parcs: readonly ParcUnite[]): ParcUnite {
  const sums = Object.fromEntries(
    SOMMES.map((champ) => [champ, parcs.reduce((total, parc) => total + parc[champ], 0)]),
  ) as Record<(typeof SOMMES)[number], number>; // one entry for each name of the list above
  const years = parcs.flatMap(({ construction }) => construction ?? []);
  return { ...sums, construction: years.length > 0 ? Math.min(...years) : null };
}

/** One count per indicator and population. */
export function sumOccupations(comptes: readonly CompteOccupation[]): readonly CompteOccupation[] {
  const sums: { -readonly [K in keyof CompteOccupation]: CompteOccupation[K] }[] = [];
  const byPopulation = new Map<string, Map<string, (typeof sums)[number]>>();
  for (const compte of comptes) {
    const known = byPopulation.get(compte.population) ?? new Map<string, (typeof sums)[number]>();
    byPopulation.set(compte.population, known);
    const sum = known.get(compte.indicateur);
    if (sum) {
      sum.effectif += compte.effectif;
      sum.repondants += compte.repondants;
    } else {
      const first = { ...compte };
      known.set(compte.indicateur, first);
      sums.push(first);
    }
  }
  return sums;
}
