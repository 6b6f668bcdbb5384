// @module-tag moteur
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import type { AttributionRow } from "#donnees/formats/rows.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { attribution, BAILLEUR, EPCI, openTerritoireEssai, stageRows } from "../../../../test/fixtures/lots.ts";
import { preparerDiffusion } from "../../actes/diffusion/preparer-diffusion.ts";
import { publierDiffusion } from "../../actes/diffusion/publier-diffusion.ts";

let database: TestDatabase;
let fichiers = 0;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

const MOIS = ["02", "05", "08", "11"];
const baux = (nombre: number, given: Partial<AttributionRow>, from: number, trimestre: number) =>
  Array.from({ length: nombre }, (_, i) =>
    attribution({ bailSigneLe: `2019-${MOIS[trimestre - 1]}-10`, ...given }, trimestre * 1000 + from + i),
  );
const Q1 = { quartileDeclare: "q1", revenuMensuel: 300 } as const;

/** 24 of 100 count, and 8 more may, their rehousing being unknown. */
const trimestre = (rang: number, relogement: AttributionRow["relogement"] = "inconnu") => [
  ...baux(24, Q1, 0, rang),
  ...baux(68, {}, 100, rang),
  ...baux(8, { relogement }, 300, rang),
];

async function publish(rang: number, lignes: readonly AttributionRow[]) {
  fichiers += 1;
  const lot = await stageRows(database.base, "sne-attributions", lignes, {
    periode: `2019-T${rang}`,
    fichier: `${fichiers}.csv`,
  });
  await publishLot(database.base, lot, { confirme: true });
}

async function diffuser(aujourdhui: string) {
  const diffusion = await preparerDiffusion(database.base, { epci: EPCI, aujourdhui });
  await publierDiffusion(database.base, { epci: EPCI, id: diffusion.id });
  const jeu = diffusion.jeux.find(({ figure }) => figure.code === "objectifs-territoire");
  return jeu?.figure.lignes.find(({ cle }) => cle === "2019 hors-qpv")?.cellules;
}

describe("nine months told, then a year of which the first quarter has grown", () => {
  beforeEach(async () => {
    for (const rang of [1, 2, 3]) await publish(rang, trimestre(rang));
    await diffuser("2019-11-01");
    await publish(1, [...trimestre(1), ...baux(40, Q1, 500, 1)]);
    await publish(4, trimestre(4));
    const { horsQpv } = await computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2019), bailleur: null });
    expect([horsQpv.realise, horsQpv.verdict]).toEqual([136, "atteint"]);
  });

  it("has no verdict that what is told leaves open", async () => {
    const cellules = await diffuser("2020-06-01");
    expect(cellules).toMatchObject({ assiette: { valeur: 400 }, realise: { valeur: 96 } });
    expect(cellules?.statut).toEqual({ valeur: "Non décidé" });
  }, 200_000);

  it("nor once the files know: what was told did not", async () => {
    for (const rang of [2, 3, 4]) await publish(rang, trimestre(rang, "non"));
    expect((await diffuser("2020-06-01"))?.statut).toEqual({ valeur: "Non décidé" });
  }, 200_000);

  it("nor when it was kept without what is unknown: as many as it leaves may count", async () => {
    for (const rang of [2, 3, 4]) await publish(rang, trimestre(rang, "non"));
    await publish(1, [...trimestre(1, "non"), ...baux(40, Q1, 500, 1)]);
    // The format of older releases, before the unknown was kept.
    await database.pool.query(
      `alter table diffusion disable trigger garde;
       update diffusion set systeme = jsonb_set(jsonb_set(systeme, '{nombres}', (select jsonb_agg(n) from jsonb_array_elements(systeme -> 'nombres') n where n ->> 'cle' not like '%objet=reste-%')),
         '{relations}', (select jsonb_agg(r) from jsonb_array_elements(systeme -> 'relations') r where r::text not like '%objet=reste-%'));
       alter table diffusion enable trigger garde`,
    );
    expect((await diffuser("2020-06-01"))?.statut).toEqual({ valeur: "Non décidé" });
  }, 200_000);
});

describe("the word of a bailleur is of the leases that are told", () => {
  const AUTRE = "333333333";
  const sans = (rang: number) => trimestre(rang, "non");
  // 20 of 80 of the other bailleur: its objective is just reached, and missed with one lease less.
  const autre = (rang: number, atteints: number) => [
    ...baux(atteints, { ...Q1, bailleur: AUTRE }, 600, rang),
    ...baux(20 - atteints, { bailleur: AUTRE, relogement: "non" }, 700, rang),
  ];

  const mots = async () => {
    const { jeux } = await preparerDiffusion(database.base, { epci: EPCI, aujourdhui: "2020-06-01" });
    const lignes = (code: string) => jeux.find(({ figure }) => figure.code === code)?.figure.lignes ?? [];
    return {
      territoire: lignes("objectifs-territoire").map(({ cellules }) => cellules.statut?.valeur)[0],
      bailleurs: lignes("objectifs-bailleurs").map(({ cle, cellules }) => [cle, cellules["hors-qpv-2019"]?.valeur]),
    };
  };

  it("tells no late lease beside the territory's", async () => {
    for (const rang of [1, 2, 3]) await publish(rang, sans(rang));
    await diffuser("2019-11-01");
    await publish(1, [...sans(1), ...baux(6, Q1, 500, 1)]);
    await publish(4, sans(4));
    // 96 of 400 are released; 102 of 406 are in the files, all of one bailleur.
    expect(await mots()).toEqual({
      territoire: "Objectif non atteint",
      bailleurs: [[BAILLEUR, "Objectif non atteint"]],
    });
  }, 200_000);

  it("nor a lease that came late and one that went, which make up for each other", async () => {
    for (const rang of [1, 2, 3]) await publish(rang, [...sans(rang), ...autre(rang, 5)]);
    await diffuser("2019-11-01");
    // One first-quartile lease moves from one bailleur to the other: the territory's count is unchanged.
    await publish(1, [...sans(1), ...baux(1, Q1, 500, 1), ...autre(1, 4)]);
    await publish(4, [...sans(4), ...autre(4, 5)]);
    const horsQpv = (await computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2019), bailleur: AUTRE }))
      .horsQpv;
    expect([horsQpv.realise, horsQpv.assiette, horsQpv.verdict]).toEqual([19, 80, "non-atteint"]);
    expect((await mots()).bailleurs).toEqual([
      [AUTRE, "Objectif atteint"],
      [BAILLEUR, "Objectif non atteint"],
    ]);
  }, 200_000);

  it("nor a bailleur of which every lease came late", async () => {
    for (const rang of [1, 2, 3]) await publish(rang, sans(rang));
    await diffuser("2019-11-01");
    await publish(1, [...sans(1), ...baux(30, { ...Q1, bailleur: AUTRE }, 500, 1)]);
    await publish(4, sans(4));
    expect((await mots()).bailleurs.map(([siren]) => siren)).toEqual([BAILLEUR]);
  }, 200_000);

  it("is not said when a quarter was told before the counts of bailleurs were kept with it", async () => {
    for (const rang of [1, 2, 3]) await publish(rang, sans(rang));
    await diffuser("2019-11-01");
    await publish(4, sans(4));
    await database.pool.query(
      `alter table diffusion disable trigger garde;
       update diffusion set systeme = jsonb_set(systeme, '{nombres}', (select jsonb_agg(n) from jsonb_array_elements(systeme -> 'nombres') n where n ->> 'cle' not like '%|bailleur=%'));
       alter table diffusion enable trigger garde`,
    );
    expect((await mots()).bailleurs).toEqual([[BAILLEUR, "Non décidé"]]);
  }, 200_000);
});
