import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import type { AttributionRow } from "#donnees/formats/rows.ts";
import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { baux, PREMIER, publish } from "../../../../test/fixtures/annee-2019.ts";
import { seedOf } from "../../../../test/fixtures/habilitations.ts";
import { EPCI, logement, openTerritoireEssai } from "../../../../test/fixtures/lots.ts";
import {
  absorption,
  ecrire,
  HAMARIS,
  OPH,
  openConvention,
  PLURIAL,
  part,
} from "../../../../test/fixtures/successions.ts";
import { voirSuccession } from "../../lectures/bailleur/voir-succession.ts";
import { annulerSuccession, nommerBailleur } from "./ecrire-succession.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

/** Another commune of the territory. */
const AILLEURS = "52550";

let rang = 0;
/** Leases of 2018, hors QPV; each call draws its own numbers. */
function signed(bailleur: string, premiers: number, autres: number, given: Partial<AttributionRow> = {}) {
  rang += 1000;
  const place = { bailleur, situationDeclaree: "hors-qpv", ...given } as const;
  return [
    ...baux(premiers, { ...PREMIER, ...place }, rang, undefined, 2018),
    ...baux(autres, { quartileDeclare: "q2-4", revenuMensuel: 3000, ...place }, rang + 500, undefined, 2018),
  ];
}

const stock = (residence: string, numeros: readonly number[], bailleur = HAMARIS, commune = "52448") =>
  numeros.map((numero) =>
    logement({ bailleur, bailleurNom: bailleur === OPH ? "OPH" : "Hamaris", residence, commune }, numero),
  );

const bilan = (vue: VueBailleurs, bailleur: string | null = null, base = database.base) =>
  computeBilan(base, { epci: EPCI, periode: yearPeriode(2018), bailleur, vue });

/** SIREN, first quartile, total, lowest and highest share. */
async function lines(vue: VueBailleurs, base = database.base) {
  return (await bilan(vue, null, base)).bailleurs
    .map(({ siren, total, horsQpv: { realise, assiette, bornes } }) => [
      siren,
      total,
      realise,
      assiette,
      bornes?.map((borne) => Math.round(borne * 1000) / 10),
    ])
    .sort();
}

describe("a part of the stock handed over", () => {
  beforeEach(async () => {
    await publish(database, "rpls", [...stock("Les Érables", [1, 2, 3]), ...stock("Miquelon", [4, 5, 6])], {
      periode: "2018",
    });
  });

  it("moves the leases of its résidences as of now alone, and keeps in the bounds those of which the résidence is not known", async () => {
    await publish(
      database,
      "sne-attributions",
      [
        // Located by number in the stock, by name, elsewhere, and unknown.
        ...signed(HAMARIS, 2, 2, { numeroRpls: "R1" }),
        ...signed(HAMARIS, 1, 3, { residence: "LES ERABLES" }),
        ...signed(HAMARIS, 4, 4, { residence: "Miquelon" }),
        ...signed(HAMARIS, 2, 0),
        ...signed(OPH, 3, 7),
      ],
      { periode: "2018" },
    );
    await ecrire(database, {
      genre: "transfert",
      objectifs: "inchanges",
      parts: [part(OPH, { residences: ["52448-les-erables"] })],
    });
    expect(await lines("alors")).toEqual([
      [OPH, 10, 3, 10, [30, 30]],
      [HAMARIS, 18, 9, 18, [50, 50]],
    ]);
    // The OPH: 3 + 2 + 1 of 10 + 4 + 4, and two possible; Hamaris: 4 of 8, and the same two possible.
    expect(await lines("aujourdhui")).toEqual([
      [OPH, 18, 6, 18, [33.3, 40]],
      [HAMARIS, 8, 4, 8, [50, 60]],
    ]);
    expect((await bilan("aujourdhui", OPH)).horsQpv).toMatchObject({ realise: 6, assiette: 18 });
    const all = await bilan("aujourdhui");
    expect(all.total).toBe(28);
    const said = "2\u00A0baux dont on ignore si le logement a été transmis";
    for (const lu of [all, await bilan("aujourdhui", OPH)]) {
      expect(lu.lectureBailleurs?.phrases.at(-1)).toContain(said);
    }
    expect((await bilan("alors")).lectureBailleurs?.phrases.join()).not.toContain("ignore");
  });

  it("leaves to the bailleur what it signs there afterwards, and a lease of a commune to whoever took the commune", async () => {
    await publish(
      database,
      "sne-attributions",
      [
        ...signed(HAMARIS, 1, 1, { bailSigneLe: "2018-03-10" }),
        ...signed(HAMARIS, 1, 2, { bailSigneLe: "2018-09-10" }),
        ...signed(HAMARIS, 1, 4, { bailSigneLe: "2018-03-10", commune: AILLEURS }),
      ],
      { periode: "2018" },
    );
    await ecrire(database, {
      genre: "transfert",
      objectifs: "inchanges",
      jour: "2018-07-01",
      parts: [part(OPH, { communes: ["52448"] })],
    });
    expect((await lines("alors")).map(([siren, total]) => [siren, total])).toEqual([[HAMARIS, 10]]);
    expect((await lines("aujourdhui")).map(([siren, total]) => [siren, total])).toEqual([
      [OPH, 2],
      [HAMARIS, 8],
    ]);
  });

  it("follows the résidence alone: its key, its holder, and no other", async () => {
    await ecrire(database, {
      genre: "transfert",
      objectifs: "inchanges",
      parts: [part(OPH, { nom: "OPH", residences: ["52448-les-erables"] })],
    });
    const held = async (millesime: string) =>
      (await database.base.parc.residences(EPCI, millesime)).map(({ cle, bailleurNom }) => [cle, bailleurNom]);
    expect(await held("2018")).toEqual([
      ["52448-les-erables", "OPH"],
      ["52448-miquelon", "Hamaris"],
    ]);
    await publish(
      database,
      "rpls",
      [...stock("Les Érables", [1, 2, 3], OPH), ...stock("Miquelon", [4, 5], OPH), ...stock("Miquelon", [6])],
      {
        periode: "2020",
      },
    );
    // Hamaris's Miquelon was not handed over: the OPH's is another one.
    expect((await held("2020")).toSorted()).toEqual([
      ["52448-les-erables", "OPH"],
      ["52448-miquelon", "Hamaris"],
      ["52448-miquelon--2", "OPH"],
    ]);
  });

  test.each<[string, Parameters<typeof ecrire>[1], string]>([
    ["a résidence of another", { parts: [part(OPH, { residences: ["52448-ailleurs"] })] }, "succession-lieu"],
    ["a commune of another territory", { parts: [part(OPH, { communes: ["75056"] })] }, "succession-lieu"],
    ["a day to come", { jour: "2020-03-02", parts: [part(OPH, { communes: ["52448"] })] }, "succession-a-venir"],
    ["no act", { acte: "  ", parts: [part(OPH, { communes: ["52448"] })] }, "succession-acte"],
    [
      "a bailleur that nobody knows",
      { sirens: ["999000045"], parts: [part(OPH, { communes: ["52448"] })] },
      "succession-bailleur",
    ],
    ["a successor without a name", { parts: [part(OPH, { nom: null, communes: ["52448"] })] }, "succession-bailleur"],
    ["a merger of one", { genre: "fusion", objectifs: "repris", parts: [part(OPH)] }, "succession-bailleur"],
  ])("refuses %s, and keeps nothing", async (_, given, code) => {
    const asked = { genre: "transfert", objectifs: "inchanges", ...given } as const;
    await expect(ecrire(database, asked)).rejects.toMatchObject({ code });
    expect(await database.base.bailleurs.actes(EPCI)).toEqual([]);
  });
});

describe("acts that follow one another", () => {
  beforeEach(async () => {
    await publish(
      database,
      "sne-attributions",
      [
        ...signed(HAMARIS, 4, 6),
        ...signed(OPH, 3, 7),
        ...signed(PLURIAL, 1, 0, { commune: AILLEURS, bailSigneLe: "2018-03-10" }),
        ...signed(PLURIAL, 0, 1, { commune: AILLEURS, bailSigneLe: "2018-09-10" }),
      ],
      { periode: "2018" },
    );
  });
  const sirens = async (vue: VueBailleurs) => (await lines(vue)).map(([siren, total]) => [siren, total]);

  it("lead to the last holder, written in any order, and a link taken back breaks the chain", async () => {
    await ecrire(database, { sirens: [OPH], jour: "2020-01-01", parts: [part(PLURIAL)] });
    await ecrire(database);
    expect(await sirens("aujourdhui")).toEqual([[PLURIAL, 22]]);
    const first = (await database.base.bailleurs.actes(EPCI)).find(({ siren }) => siren === OPH);
    await annulerSuccession(database.base, { epci: EPCI, id: first?.id ?? 0 });
    expect(await sirens("aujourdhui")).toEqual([
      [OPH, 20],
      [PLURIAL, 2],
    ]);
  });

  it("merge several into a new one", async () => {
    await ecrire(database, {
      genre: "fusion",
      sirens: [HAMARIS, OPH],
      parts: [part("999000045", { nom: "Nouvel office" })],
    });
    expect(await sirens("aujourdhui")).toEqual([
      [PLURIAL, 2],
      ["999000045", 20],
    ]);
    expect((await bilan("aujourdhui")).bailleurs.map(({ nom }) => nom)).toContain("Nouvel office");
    expect(await database.base.bailleurs.actes(EPCI)).toHaveLength(2);
  });

  it("split by communes: what is not named goes with the rest", async () => {
    await ecrire(database, {
      genre: "scission",
      sirens: [PLURIAL],
      jour: "2018-06-01",
      objectifs: "clos",
      parts: [part(OPH, { communes: ["52448"] }), part(HAMARIS)],
    });
    expect(await sirens("aujourdhui")).toEqual([
      [OPH, 10],
      [HAMARIS, 12],
    ]);
    // Two leases, one in each half of the year: the successor signed the second.
    expect(await sirens("alors")).toEqual([
      [OPH, 10],
      [HAMARIS, 11],
      [PLURIAL, 1],
    ]);
  });

  it("refuse what contradicts them, and the second of two persons at once", async () => {
    const two = await Promise.allSettled([ecrire(database), ecrire(database, { parts: [part(PLURIAL)] })]);
    expect(two.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(two.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "succession-contradictoire" },
    });
    await expect(ecrire(database, { sirens: [OPH], jour: "2019-06-01", parts: [part(HAMARIS)] })).rejects.toMatchObject(
      {
        code: /succession-(boucle|contradictoire)/,
      },
    );
  });
});

it("refuses to carry two rates that nothing weighs, and says what to do", async () => {
  const taux = (siren: string, rate: number) => ({
    annee: 2019,
    objet: "hors-qpv" as const,
    porteur: { type: "bailleur" as const, siren },
    taux: rate,
    nombre: null,
    reference: null,
  });
  await openConvention(database, [taux(OPH, 0.2), taux(HAMARIS, 0.3)]);
  await expect(ecrire(database)).rejects.toMatchObject({
    code: "objectifs-inconciliables",
    message: expect.stringContaining("Déclarez-les clos"),
  });
  await ecrire(database, { objectifs: "clos" });
  expect(await database.base.bailleurs.successions(EPCI)).toHaveLength(1);
});

describe("whoever reads", () => {
  it("reads as its own what it took over whole, and not before", async () => {
    await publish(database, "sne-attributions", [...signed(HAMARIS, 4, 6), ...signed(OPH, 3, 7)], { periode: "2018" });
    const seed = seedOf(database.pool);
    const compte = await seed.compte("Agent");
    const organisation = await seed.organisation("bailleur", "OPH", OPH);
    await seed.habilitation(compte, organisation, "agent-bailleur");
    const agent = async (jour: string) => {
      const acteur = await database.bases.connexions.readActeur(compte, jour);
      return database.bases.pour(acteur ?? PUBLIC);
    };
    const own = async (jour: string) =>
      (await lines("aujourdhui", await agent(jour))).map(([siren, total]) => [siren, total]);
    expect(await own("2026-06-01")).toEqual([[OPH, 10]]);
    await ecrire(database, { jour: "2026-07-01", aujourdhui: "2026-07-01" });
    expect(await own("2026-07-01")).toEqual([[OPH, 20]]);
    const base = await agent("2026-07-01");
    expect((await lines("alors", base)).map(([siren, total]) => [siren, total])).toEqual([
      [OPH, 10],
      [HAMARIS, 10],
    ]);
  });
});

describe("names", () => {
  beforeEach(() => publish(database, "sne-attributions", signed(HAMARIS, 1, 1), { periode: "2018" }));
  const named = async () =>
    (await database.base.bailleurs.connus(EPCI)).map(({ siren, nom, source }) => [siren, nom, source]);

  it("come from what is typed, else from the stock, and are told apart", async () => {
    expect(await named()).toEqual([[HAMARIS, null, null]]);
    await nommerBailleur(database.base, { epci: EPCI, siren: HAMARIS, nom: " Hamaris SA " });
    expect(await named()).toEqual([[HAMARIS, "Hamaris SA", "saisi"]]);
    await publish(database, "rpls", stock("Les Érables", [1]), { periode: "2018" });
    expect(await named()).toEqual([[HAMARIS, "Hamaris SA", "saisi"]]);
    expect((await database.base.cubes.bailleurs(EPCI)).get(HAMARIS)).toBe("Hamaris SA");
    await nommerBailleur(database.base, { epci: EPCI, siren: HAMARIS, nom: "Hamaris" });
    expect(await named()).toEqual([[HAMARIS, "Hamaris", "saisi"]]);
  });

  test.each([
    ["too short", HAMARIS, "H", "nom-bailleur"],
    ["of nobody here", OPH, "OPH", "succession-bailleur"],
    ["that holds a person's number", HAMARIS, "1 84 12 76 451 089 46", "texte-nir"],
  ])("refuse one %s", async (_, siren, nom, code) => {
    await expect(nommerBailleur(database.base, { epci: EPCI, siren, nom })).rejects.toMatchObject({ code });
    expect(await named()).toEqual([[HAMARIS, null, null]]);
  });
});

it("says, before an act, who still has rights and what is open", async () => {
  await publish(database, "rpls", stock("Les Érables", [1, 2, 3]), { periode: "2018" });
  const effet = await voirSuccession(database.base, absorption());
  expect(effet).toMatchObject({
    residences: 1,
    logements: 3,
    remonteesOuvertes: 0,
    personnes: 0,
    bilan: null,
    objectifs: [],
  });
});
