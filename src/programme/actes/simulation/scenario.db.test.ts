import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { Base } from "#socle/lectures/base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { SCENARIOS } from "../../../../demo/simulation.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import { simulate } from "../../lectures/simulation/modele/simulate.ts";
import { readCalage } from "../../lectures/simulation/read-calage.ts";
import { archiverScenario, demandeOf, enregistrerScenario, findScenario, hashDemande } from "./scenario.ts";

const EPCI = "200068666";
const AUJOURDHUI = "2026-03-10";

let database: TestDatabase;
let organisation: number;
beforeAll(async () => {
  database = await createDemoDatabase();
  organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
});
afterAll(() => database.drop());

const personnes = new Map<RoleHabilite, Promise<Acteur>>();

async function baseOf(
  role: RoleHabilite,
  action: "lire" | "creer" = "lire",
  siren: string | null = null,
): Promise<Base> {
  const known = personnes.get(role) ?? addPersonne(database.pool, role, [{ role, epci: EPCI, organisation }]);
  personnes.set(role, known);
  const acteur = await known;
  const habilitations = acteur.habilitations.map((one) => ({ ...one, siren }));
  return database.bases.pour({ ...acteur, habilitations }, { ressource: "indicateur-interne", action });
}

describe("what the demonstration publishes", () => {
  it("is what the simulation starts from: 66 of 360, 391 in QPV, 21 nowhere, the stock, the five groups of buildings", async () => {
    const calage = await readCalage(database.base, { epci: EPCI, annee: null, aujourdhui: AUJOURDHUI });
    expect(calage.reference).toMatchObject({
      annee: 2017,
      attributions: 360,
      q1: 66,
      attributionsQpv: 391,
      sansLieu: 21,
    });
    expect(calage.parc?.qpv).toEqual({ logements: 3648, vacants: 536 });
    expect(calage.parc?.horsQpv).toEqual({ logements: 2613, vacants: 105 });
    const groupes = calage.groupes.map(({ logements, occupes, annee }) => [annee, logements, occupes]);
    expect(groupes.toSorted((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]))).toEqual([
      [2019, 104, 56],
      [2021, 16, 11],
      [2022, 80, 62],
      [2023, 40, 29],
      [2023, 80, 64],
    ]);
    expect(calage.objectifs.periode).toMatchObject({ debut: 2021, fin: 2023, cible: 0.25 });
    expect(calage.manques).toEqual([]);
    expect(calage.bailleurs.reduce((sum, { attributions }) => sum + attributions, 0)).toBe(360);
  });

  it("changes with the year of reference", async () => {
    const { reference } = await readCalage(database.base, { epci: EPCI, annee: 2016, aujourdhui: AUJOURDHUI });
    expect(reference).toMatchObject({ annee: 2016, attributions: 305, q1: 57 });
  });

  it("is told to be missing where nothing is published", async () => {
    await database.pool.query("insert into territoire (epci, nom) values ('200000001', 'Vide') on conflict do nothing");
    const calage = await readCalage(database.base, { epci: "200000001", annee: null, aujourdhui: AUJOURDHUI });
    expect(calage).toMatchObject({ reference: null, parc: null, groupes: [], bailleurs: [] });
    expect(calage.manques).toHaveLength(3);
  });
});

describe("the six scenarios of the demonstration", () => {
  /** Published with two decimals of chance and one of a point: mean, interval and chances agree within the noise of 5 000 draws. */
  test.each([
    [0, 18.4, [14.6, 22.4], 0.005],
    [1, 21.8, null, 0.08],
    [2, 23.1, [19.7, 26.7], 0.19],
    [3, 24.5, [21.0, 28.1], 0.4],
    [4, 27.5, null, 0.87],
    [5, 25.2, null, 0.54],
  ] as const)("%i is the published one: %f %%", async (rang, moyenne, intervalle, chances) => {
    const scenario = (await database.base.simulations.list(EPCI))[rang];
    expect(scenario?.nom).toBe(SCENARIOS[rang]?.nom);
    expect(scenario?.synthetique).toBe(true);
    const { eventail, chance } = scenario?.periode.taux ?? {};
    expect(Math.abs((eventail?.moyenne ?? 0) * 100 - moyenne)).toBeLessThan(0.2);
    expect(Math.abs((chance?.probabilite ?? 0) - chances)).toBeLessThan(0.02);
    if (intervalle) {
      expect(Math.abs((eventail?.q05 ?? 0) * 100 - intervalle[0])).toBeLessThan(0.35);
      expect(Math.abs((eventail?.q95 ?? 0) * 100 - intervalle[1])).toBeLessThan(0.35);
    }
  });

  it("are computed again to the last digit from what was kept", async () => {
    const [, second] = await database.base.simulations.list(EPCI);
    const scenario = await findScenario(database.base, EPCI, second?.id ?? 0);
    const demande = demandeOf(scenario);
    expect(hashDemande(demande)).toBe(scenario.empreinte);
    const again = simulate(demande.hypotheses, demande);
    expect(
      again && { ...again, bailleurs: [], parcs: again.parcs.filter(({ bailleur }) => bailleur === null) },
    ).toEqual(scenario.resultat);
    expect(scenario.bailleurs.map(({ resultat }) => resultat)).toEqual(again?.bailleurs);
  });
});

describe("who reads what", () => {
  const first = async (base: Base) => findScenario(base, EPCI, (await base.simulations.list(EPCI))[0]?.id ?? 0);

  test.each<[RoleHabilite, number]>([
    ["agent-epci", 5],
    ["etat", 5],
    ["membre-coordination", 5],
    ["commune", 0],
    ["guichet", 0],
    ["reservataire", 0],
  ])("%s reads the scenario, and the lines of %i bailleurs", async (role, bailleurs) => {
    const scenario = await first(await baseOf(role));
    expect(scenario.resultat.annees.length).toBeGreaterThan(5);
    expect(scenario.bailleurs).toHaveLength(bailleurs);
  });

  it("a bailleur reads its own lines, and nothing of another in the scenario itself", async () => {
    const all = await first(database.base);
    const [own, , other] = all.bailleurs.map(({ hypothese }) => hypothese);
    const scenario = await first(await baseOf("agent-bailleur", "lire", own?.siren ?? ""));
    expect(scenario.bailleurs.map(({ hypothese }) => hypothese.siren)).toEqual([own?.siren]);
    // The programme, hence the owner of a demolished building, is open to the reader; the attributions of a bailleur are not.
    expect(JSON.stringify(all)).toContain(other?.libelle ?? "?");
    expect(JSON.stringify(scenario)).not.toContain(other?.libelle ?? "?");
  });

  it("nobody else's territory has them", async () => {
    expect(await database.base.simulations.list("200000001")).toEqual([]);
  });
});

describe("the acts", () => {
  async function calcul() {
    const scenario = await findScenario(database.base, EPCI, (await database.base.simulations.list(EPCI))[0]?.id ?? 0);
    const demande = { ...demandeOf(scenario), tirages: 200 };
    const resultat = simulate(demande.hypotheses, demande);
    if (!resultat) throw new Error("no result");
    return { epci: EPCI, synthetique: false, demande, resultat };
  }

  it("save under a name of its own, which an archived one gives back; each is written in the journal", async () => {
    const base = await baseOf("agent-epci", "creer");
    const one = { ...(await calcul()), nom: "  Essai   du comité " };
    const id = await enregistrerScenario(base, one);
    expect((await findScenario(base, EPCI, id)).nom).toBe("Essai du comité");
    await expect(enregistrerScenario(base, one)).rejects.toMatchObject({ code: "scenario-existe" });
    await archiverScenario(base, { epci: EPCI, id, aujourdhui: AUJOURDHUI });
    await expect(archiverScenario(base, { epci: EPCI, id, aujourdhui: AUJOURDHUI })).rejects.toMatchObject({
      code: "scenario-archive",
    });
    expect(await enregistrerScenario(base, one)).toBeGreaterThan(id);
    expect((await base.simulations.list(EPCI)).at(-1)).toMatchObject({ id, archiveLe: AUJOURDHUI });
    const { rows } = await database.pool.query("select acte from journal.entree where objet = $1 order by numero", [
      `scenario:${id}`,
    ]);
    expect(rows.map(({ acte }) => acte)).toEqual(["scenario-enregistre", "scenario-archive"]);
  });

  test.each([
    ["too short", "ab", "texte-trop-court"],
    ["too long", "x".repeat(121), "texte-trop-long"],
    ["a person's telephone", "Appeler le 06 12 34 56 78", "texte-telephone"],
    ["a NIR", "2 69 05 49 588 157 80", "texte-nir"],
  ])("refuse a name that is %s", async (_, nom, code) => {
    const base = await baseOf("agent-epci", "creer");
    await expect(enregistrerScenario(base, { ...(await calcul()), nom })).rejects.toMatchObject({ code });
  });

  test.each<RoleHabilite>(["etat", "commune", "responsable-bailleur"])("are not for %s", async (role) => {
    const base = await baseOf(role, "creer");
    await expect(enregistrerScenario(base, { ...(await calcul()), nom: `Essai ${role}` })).rejects.toMatchObject({
      code: "droit-absent",
    });
  });

  it("never change what was saved, whoever writes", async () => {
    const attempt = (sql: string) => database.pool.query(sql);
    await expect(attempt("update scenario_simulation set nom = 'autre'")).rejects.toThrow("never changes");
    await expect(attempt("update scenario_bailleur set nom = 'autre'")).rejects.toThrow("never changes");
    await expect(attempt("delete from scenario_simulation")).rejects.toThrow();
    await expect(attempt("update scenario_simulation set fige_par = 'un autre'")).rejects.toThrow("never changes");
    const { rowCount } = await attempt("update scenario_simulation set fige_par = 'agent (nom effacé)'");
    expect(rowCount).toBeGreaterThan(5);
  });
});
