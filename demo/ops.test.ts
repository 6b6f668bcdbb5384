import { describe, expect, it } from "vitest";
import { FAMILLES_OCCUPATION } from "#donnees/regles/occupation/indicateur.ts";
import { EXPECTED_FRAGILES, EXPECTED_OPS } from "./expected.ts";
import { get, readLines } from "./relecture.ts";

type Ligne = {
  readonly cle: string;
  readonly residence: string;
  readonly population: string;
  readonly indicateur: string;
  readonly effectif: number;
  readonly repondants: number;
};

const readOps = (annee: number): Ligne[] =>
  readLines(`ops-${annee}.csv`).map((ligne) => ({
    cle: ["siren_bailleur", "code_commune", "residence"].map((colonne) => get(ligne, colonne)).join("-"),
    residence: get(ligne, "residence"),
    population: get(ligne, "population"),
    indicateur: get(ligne, "indicateur"),
    effectif: Number(get(ligne, "effectif")),
    repondants: Number(get(ligne, "repondants")),
  }));
const LIGNES = { 2016: readOps(2016), 2018: readOps(2018) };
const POPULATIONS = { occupants: "population totale", recents: "emménagés récents" } as const;

function shareOf(lignes: readonly Ligne[]): number {
  const sum = (of: (ligne: Ligne) => number) => lignes.reduce((total, ligne) => total + of(ligne), 0);
  return sum(({ effectif }) => effectif) / sum(({ repondants }) => repondants);
}
const find = (annee: 2016 | 2018, population: keyof typeof POPULATIONS, indicateur: string) =>
  LIGNES[annee].filter((ligne) => ligne.population === POPULATIONS[population] && ligne.indicateur === indicateur);

/** Lines of each résidence and population, by indicator: none twice. */
function groupsOf(annee: 2016 | 2018): ReadonlyMap<string, ReadonlyMap<string, Ligne>> {
  const groups = new Map<string, Map<string, Ligne>>();
  for (const ligne of LIGNES[annee]) {
    const cle = `${ligne.cle} ${ligne.population}`;
    const known = groups.get(cle) ?? new Map<string, Ligne>();
    if (known.has(ligne.indicateur)) throw new Error(`${cle} ${ligne.indicateur} twice`);
    groups.set(cle, known.set(ligne.indicateur, ligne));
  }
  return groups;
}

describe.each([2016, 2018] as const)("the survey of occupants of %i", (annee) => {
  it("has the territory's shares, to the nearest household", () => {
    for (const population of ["occupants", "recents"] as const) {
      const attendu = EXPECTED_OPS[annee][population];
      expect(Math.round(100 * shareOf(find(annee, population, "ressources-sous-plai")))).toBe(attendu.sousPlai);
      expect(Math.round(100 * shareOf(find(annee, population, "apl")))).toBe(attendu.apl);
    }
  });

  it("counts each household in one class of each family", () => {
    for (const [cle, lignes] of groupsOf(annee)) {
      for (const membres of Object.values(FAMILLES_OCCUPATION)) {
        const found = membres.flatMap((membre) => lignes.get(membre) ?? []);
        const total = found.reduce((sum, { effectif }) => sum + effectif, 0);
        if (found.length > 0) expect([cle, found.length, total]).toEqual([cle, membres.length, found[0]?.repondants]);
      }
    }
  });

  it("counts the recent entrants among the occupants", () => {
    const groups = groupsOf(annee);
    const recents = [...groups].filter(([cle]) => cle.endsWith(POPULATIONS.recents));
    expect(recents.length).toBeGreaterThan(100);
    for (const [cle, lignes] of recents) {
      const occupants = groups.get(cle.replace(POPULATIONS.recents, POPULATIONS.occupants));
      for (const [indicateur, ligne] of lignes) {
        const tous = occupants?.get(indicateur);
        expect(ligne.effectif, `${cle} ${indicateur}`).toBeLessThanOrEqual(tous?.effectif ?? -1);
        expect(ligne.repondants, `${cle} ${indicateur}`).toBeLessThanOrEqual(tous?.repondants ?? -1);
      }
    }
  });

  it("never has more households than those who answered, nor a line that nobody answered", () => {
    for (const { effectif, repondants } of LIGNES[annee]) {
      expect(effectif >= 0 && repondants > 0 && effectif <= repondants).toBe(true);
    }
  });

  it("has résidences of fewer than eleven respondents, and of many", () => {
    const sizes = find(annee, "occupants", "apl").map(({ repondants }) => repondants);
    expect(sizes.filter((size) => size < 11).length).toBeGreaterThan(50);
    expect(sizes.filter((size) => size >= 40).length).toBeGreaterThan(25);
  });
});

it("the fragile résidences are over the territory, the two others by their entrants alone", () => {
  const rate = (population: keyof typeof POPULATIONS, residence: string, indicateur = "ressources-sous-plai") =>
    shareOf(find(2018, population, indicateur).filter((ligne) => ligne.residence === residence));
  for (const residence of EXPECTED_FRAGILES.etablies)
    expect(rate("occupants", residence), residence).toBeGreaterThan(0.79);
  for (const residence of EXPECTED_FRAGILES.horsVertBois) {
    expect(rate("occupants", residence, "famille-monoparentale"), residence).toBeGreaterThan(0.4);
  }
  for (const residence of EXPECTED_FRAGILES.entrants) {
    expect(rate("recents", residence), residence).toBeGreaterThan(0.85);
    expect(rate("occupants", residence), residence).toBeLessThan(0.8);
  }
});
