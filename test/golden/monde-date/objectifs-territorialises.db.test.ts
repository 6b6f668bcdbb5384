import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { computeEffort } from "#bilan/lectures/effort/compute-effort.ts";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { parsePeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../database.ts";
import { baux, PREMIER, publish } from "../../fixtures/annee-2019.ts";
import { BAILLEUR, EPCI, openTerritoireEssai } from "../../fixtures/lots.ts";

/**
 * Scenario (a): objectives by commune, bailleur and quarter. Third quarter of 2019, hors QPV, of the bailleur:
 * Saint-Dizier (52448): 8 leases, 3 of the first quartile; Wassy (52550): 4, none of them; no commune told: one of each.
 *
 * Saint-Dizier at 30 %: 3 of 8; of the two unknown the worst is that the other one is there: 3 of 9, of which 30 % ask 3: reached, whatever they are.
 * Wassy at 25 %: 0 of 4; the best is that the household of the first quartile is there: 1 of 5, of which 25 % ask 2: missed, whatever they are.
 * Wassy at 20 %: 1 of 5 would reach it (1), 0 of 4 misses it (1): undecidable.
 */
let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  const at = (commune: string | null, premiers: number, autres: number, rang: number) => [
    ...baux(premiers, { ...HORS, ...PREMIER, commune }, rang, ["07", "08", "09"]),
    ...baux(autres, { ...HORS, quartileDeclare: "q2-4", revenuMensuel: 3000, commune }, rang + 50, ["07", "08", "09"]),
  ];
  await publish(
    database,
    "sne-attributions",
    [...at("52448", 3, 5, 100), ...at("52550", 0, 4, 200), ...at(null, 1, 1, 300)],
    { periode: "2019-T3" },
  );
});
afterEach(() => database.drop());

const HORS = { situationDeclaree: "hors-qpv", bailleur: BAILLEUR } as const;
const ENTETE = "siren_epci;annee;siren_bailleur;objet;commune;trimestre;du;au;taux;nombre;acte;depuis";
const ligne = (commune: string, quand: string, taux: string, nombre = "") => {
  const [trimestre, du, au] = quand.includes("/") ? ["", ...quand.split("/")] : [quand, "", ""];
  return `${EPCI};2019;${BAILLEUR};hors-qpv;${commune};${trimestre};${du};${au};${taux};${nombre};CIA 2018;2018-10-05`;
};

async function deposer(lignes: readonly string[]): Promise<void> {
  const fichier = fichierOf("objectifs.csv", new TextEncoder().encode([ENTETE, ...lignes, ""].join("\n")));
  const horloge = { aujourdhui: () => "2020-02-01", maintenant: () => "2020-02-01T09:00:00.000Z" };
  const deps = { base: database.base, horloge, hash: (text: string) => text };
  const { fini } = await receiveFichier(deps, { fichier, epci: EPCI });
  const { id } = await fini;
  await publishLot(database.base, id);
}

const bilan = (code: string) =>
  computeBilan(database.base, { epci: EPCI, periode: parsePeriode(2019, code), bailleur: null });
const effort = () =>
  computeEffort(database.base, {
    epci: EPCI,
    annee: 2019,
    bailleur: null,
    dernierMois: null,
    prior: "jeffreys",
    attentes: new Map(),
  });

describe("two lines that contradict each other", () => {
  it("refuse the file, both named, and nothing of it is kept", async () => {
    const file = [ligne("52448", "3", "30 %"), ligne("52550", "3", "25 %"), ligne("52448", "T3", "25 %")];
    const refus = await deposer(file).catch((error: unknown) => error);
    expect(refus).toMatchObject({ code: "objectifs-contradictoires", details: { lignes: [2, 4] } });
    expect(String(refus).replaceAll("\u00A0", " ")).toContain(
      "Lignes 2 et 4, Hors QPV : 1er quartile ou relogés, SIREN 732829320, commune 52448, 3e trimestre 2019 (acte du 5 octobre 2018) : 30 %, puis 25 %.",
    );
    const { rows } = await database.pool.query("select 1 from objectif");
    expect(rows).toEqual([]);
    expect((await bilan("T3")).territorialises).toBeUndefined();
  });

  it.each([
    ["a place and no year of the whole", [ligne("52448", "3", "30 %"), ligne("", "", "21 %")]],
    ["two quarters of one place", [ligne("52448", "3", "30 %"), ligne("52448", "4", "25 %")]],
    ["the same words twice", [ligne("52448", "3", "30 %"), ligne("52448", "3", "30 %")]],
    [
      "acts of two days",
      [ligne("52448", "3", "30 %"), ligne("52448", "3", "25 %").replace("2018-10-05", "2019-01-01")],
    ],
  ])("are not: %s", async (_, file) => {
    await expect(deposer(file)).resolves.toBeUndefined();
  });
});

it("a place that the territory does not have is kept, and said", async () => {
  await deposer([ligne("52001", "3", "30 %"), ligne("52448", "3", "30 %")]);
  const { rows } = await database.pool.query("select code, premiere_ligne, message from lot_anomalie");
  expect(rows).toMatchObject([{ code: "lieu-hors-territoire", premiere_ligne: 2 }]);
  expect(rows[0]?.message).toContain("Commune 52001");
});

describe("objectives by commune, bailleur and quarter", () => {
  beforeEach(() =>
    deposer([
      ligne("52448", "3", "30 %"),
      ligne("52550", "3", "25 %"),
      ligne("52550", "4", "", "2"),
      ligne("52448", "", "", "12"),
      ligne("52448", "2019-07-01/2019-12-31", "", "12"),
    ]),
  );

  it("are each judged on its own leases, the unknown in the bounds", async () => {
    const told = (await bilan("T3")).territorialises?.map((one) => [
      `${one.nomLieu}, ${one.libelleDuree}`,
      one.realise,
      one.assiette,
      one.attendu,
      one.manque,
      one.sansLieu,
      one.inconnus,
      one.verdict,
    ]);
    expect(told).toEqual([
      ["Saint-Dizier (52448), 3e trimestre 2019", 3, 8, 3, 0, 2, 2, "atteint"],
      ["Wassy (52550), 3e trimestre 2019", 0, 4, 1, 1, 2, 2, "non-atteint"],
      ["Saint-Dizier (52448), 2019", 3, 8, 12, 9, 2, 2, "en-cours"],
      ["Saint-Dizier (52448), juillet à décembre 2019", 3, 8, 12, 9, 2, 2, "en-cours"],
    ]);
  });

  it("are no target of the year: nothing is written for the whole", async () => {
    const { horsQpv, bailleurs } = await bilan("annee");
    expect([horsQpv.cible, bailleurs.map((one) => one.horsQpv.cible)]).toEqual([null, [null]]);
  });

  it("say what remains of their own months, with a fan of these months", async () => {
    const lignes = (await effort()).territorialises ?? [];
    const half = lignes.find(({ du, au }) => du === "2019-07-01" && au === "2019-12-31");
    expect(half?.cible).toMatchObject({ besoin: 9, besoinBornes: [8, 9], verdict: "en-cours" });
    // Nothing is published of the first two quarters: nobody knows what they signed.
    expect(lignes.find(({ libelleDuree }) => libelleDuree === "2019")?.cible?.besoin).toBeNull();
    const quarter = lignes.find(({ nomLieu, au }) => nomLieu.startsWith("Saint-Dizier") && au === "2019-09-30");
    expect(quarter?.eventail.map(({ mois, projete }) => [mois, projete])).toEqual([
      [7, false],
      [8, false],
      [9, false],
    ]);
    expect(quarter?.cible?.phrase).toBe("La période est finie, l’objectif est atteint.");
    const next = lignes.find(({ du }) => du === "2019-10-01");
    expect(next).toMatchObject({ acheve: false, cible: { besoin: 2, verdict: "en-cours" } });
  });

  it("are undecidable when an unknown lease decides", async () => {
    await deposer([ligne("52550", "3", "20 %").replace("2018-10-05", "2019-06-01")]);
    const wassy = (await bilan("T3")).territorialises?.find(({ nomLieu }) => nomLieu.startsWith("Wassy"));
    expect(wassy).toMatchObject({ ecrit: { taux: 0.2 }, verdict: "indecidable" });
  });
});
