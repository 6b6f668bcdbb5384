// @module-tag moteur
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AttributionRow } from "#donnees/formats/rows.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { baux, PREMIER } from "../../../../test/fixtures/annee-2019.ts";
import { BAILLEUR, EPCI, openTerritoireEssai, stageRows } from "../../../../test/fixtures/lots.ts";
import { preparerDiffusion } from "./preparer-diffusion.ts";
import { publierDiffusion } from "./publier-diffusion.ts";

/** Released verdicts and words stay those of the released leases and their unknown, whatever the files become. */
let database: TestDatabase;
let fichiers = 0;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

const AUTRE = "333333333";
const INCONNUE = { situationDeclaree: "inconnue" } as const;
const signes = (nombre: number, given: Partial<AttributionRow>, from: number, rang: number) =>
  baux(nombre, given, rang * 1000 + from, [["02", "05", "08", "11"][rang - 1] ?? ""]);
/** 25 of 100: exactly the floor. */
const un = (rang: number) => [...signes(25, PREMIER, 0, rang), ...signes(75, {}, 100, rang)];
const autre = (rang: number) => [
  ...signes(20, { ...PREMIER, bailleur: AUTRE }, 300, rang),
  ...signes(30, { bailleur: AUTRE }, 400, rang),
];

async function publish(rang: number, lignes: readonly AttributionRow[]) {
  fichiers += 1;
  const plus = { periode: `2019-T${rang}`, fichier: `${fichiers}.csv` };
  await publishLot(database.base, await stageRows(database.base, "sne-attributions", lignes, plus), { confirme: true });
}

async function diffuser(aujourdhui: string) {
  const { id, jeux } = await preparerDiffusion(database.base, { epci: EPCI, aujourdhui });
  await publierDiffusion(database.base, { epci: EPCI, id });
  const lignes = (code: string) => jeux.find(({ figure }) => figure.code === code)?.figure.lignes ?? [];
  return {
    territoire: lignes("objectifs-territoire").find(({ cle }) => cle === "2019 hors-qpv")?.cellules.statut?.valeur,
    bailleurs: lignes("objectifs-bailleurs").map(({ cle, cellules }) => [cle, cellules["hors-qpv-2019"]?.valeur]),
  };
}

async function neufMois(lignes: (rang: number) => readonly AttributionRow[]) {
  for (const rang of [1, 2, 3]) await publish(rang, lignes(rang));
  await diffuser("2019-11-01");
}

describe("a late lease that nobody has located", () => {
  it("is not told by the word of its bailleur", async () => {
    const tous = (rang: number) => [...un(rang), ...autre(rang)];
    await neufMois(tous);
    await publish(1, [...tous(1), ...signes(1, INCONNUE, 600, 1)]);
    await publish(4, tous(4));
    expect((await diffuser("2020-06-01")).bailleurs).toEqual([
      [AUTRE, "Objectif atteint"],
      [BAILLEUR, "Objectif atteint"],
    ]);
  }, 200_000);

  it("nor by the verdict of the territory, which tells none", async () => {
    await neufMois(un);
    await publish(1, [...un(1), ...signes(1, INCONNUE, 600, 1)]);
    await publish(4, un(4));
    expect((await diffuser("2020-06-01")).territoire).toBe("Objectif atteint");
  }, 200_000);
});

describe("told leases that have gone since", () => {
  it("leave undecided what they left undecided", async () => {
    await neufMois((rang) => [...un(rang), ...(rang === 1 ? signes(15, INCONNUE, 600, 1) : [])]);
    await publish(1, un(1));
    await publish(4, un(4));
    expect(await diffuser("2020-06-01")).toEqual({ territoire: "Non décidé", bailleurs: [[BAILLEUR, "Non décidé"]] });
  }, 200_000);

  it("keep the row of their bailleur, since they are in every count", async () => {
    await neufMois((rang) => [...un(rang), ...autre(rang)]);
    for (const rang of [1, 2, 3, 4]) await publish(rang, un(rang));
    expect((await diffuser("2020-06-01")).bailleurs.map(([siren]) => siren)).toEqual([AUTRE, BAILLEUR]);
  }, 200_000);

  it("and its word, once a whole year has been told", async () => {
    for (const rang of [1, 2, 3, 4]) await publish(rang, [...un(rang), ...autre(rang)]);
    const avant = await diffuser("2020-06-01");
    for (const rang of [1, 2, 3, 4]) await publish(rang, un(rang));
    expect(await diffuser("2020-09-01")).toEqual(avant);
  }, 200_000);
});
