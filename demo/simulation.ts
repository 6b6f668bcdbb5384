/** Shares between 0 and 1; `gainAnnuel`: 0.01 is one point a year. */
export type ScenarioDemo = {
  readonly nom: string;
  readonly partHorsQpv: number;
  readonly reconstitution: number;
  readonly partPlai: number;
  readonly partPlaiQ1: number;
  readonly gainAnnuel: number;
};

/** Half of what the page proposes: the demonstration is loaded at each first start. */
export const TIRAGES = 5_000;

/**
 * Hypothèses. Six ways of using the levers of the signed document (action 11: relogements hors QPV; orientation 2: 30 to 50 % of the demolished
 * dwellings built again, 60 % of them PLAI): the first is what happens if nothing is done with them.
 */
export const SCENARIOS: readonly ScenarioDemo[] = [
  scenario("Statu quo : aucun relogement hors QPV, rien de reconstruit", { partHorsQpv: 0, reconstitution: 0 }),
  scenario("20 % des relogés hors QPV", { partHorsQpv: 0.2 }),
  scenario("35 % des relogés hors QPV", { partHorsQpv: 0.35 }),
  scenario("50 % des relogés hors QPV", { partHorsQpv: 0.5 }),
  scenario("35 % des relogés hors QPV, et 1 point de plus par an", { partHorsQpv: 0.35, gainAnnuel: 0.01 }),
  scenario("35 % des relogés hors QPV, 50 % reconstruits, 80 % des PLAI au premier quartile", {
    partHorsQpv: 0.35,
    reconstitution: 0.5,
    partPlaiQ1: 0.8,
  }),
];

function scenario(nom: string, leviers: Partial<ScenarioDemo>): ScenarioDemo {
  return { partHorsQpv: 0.35, reconstitution: 0.4, partPlai: 0.6, partPlaiQ1: 0.5, gainAnnuel: 0, ...leviers, nom };
}
