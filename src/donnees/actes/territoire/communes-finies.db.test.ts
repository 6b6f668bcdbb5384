import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { annulerActe, ecrireActe, previewActe } from "#imports/actes/territoire/changer-perimetre.ts";
import { CODE_OFFICIEL, MOUVEMENTS } from "#service/commandes/code-officiel.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { attribution, EPCI, stageRows } from "../../../../test/fixtures/lots.ts";
import { communesLe } from "../../regles/territoire/perimetre.ts";
import { openTerritoire } from "./open-territoire.ts";

/** Insee: Robert-Magny (52427) ended in La Porte du Der (52331) on 1 January 2016. */
const [FINIE, DEVENUE] = ["52427", "52331"];
const ACTE = { epci: EPCI, genre: "entree", acte: "arrêté (synthétique)", communes: [FINIE], relu: false } as const;

let db: TestDatabase;
let rang = 0;
const baux = (annee: number, commune: string, [q1, nombre]: readonly [number, number]) =>
  Array.from({ length: nombre }, (_, i) =>
    attribution(
      {
        commune,
        bailSigneLe: `${annee}-${["02", "05", "08", "11"][i % 4]}-10`,
        ...(i < q1 ? { quartileDeclare: "q1" as const, revenuMensuel: 300 } : {}),
      },
      rang++,
    ),
  );

/**
 * 2015: 10 of 30 in Saint-Dizier, 6 of 20 in today's La Porte du Der, 4 of 10 written in Robert-Magny. 2016: 2 of 8, of which 4 are still written in
 * Robert-Magny.
 */
beforeEach(async () => {
  db = await createDatabase();
  await openTerritoire(db.base, CODE_OFFICIEL, EPCI);
  rang = 0;
  const annees = {
    2015: [...baux(2015, "52448", [10, 30]), ...baux(2015, DEVENUE, [6, 20]), ...baux(2015, FINIE, [4, 10])],
    2016: [...baux(2016, "52448", [1, 4]), ...baux(2016, FINIE, [1, 4])],
  };
  for (const [periode, rows] of Object.entries(annees)) {
    const options = { fichier: `${periode}.csv`, periode, mouvements: MOUVEMENTS };
    await publishLot(db.base, await stageRows(db.base, "sne-attributions", rows, options), { confirme: true });
  }
});
afterEach(() => db.drop());

const fractionOf = async (annee: number) => {
  const { horsQpv, horsTerritoire } = await computeBilan(db.base, {
    epci: EPCI,
    periode: yearPeriode(annee),
    bailleur: null,
  });
  return [horsQpv.realise, horsQpv.assiette, horsTerritoire];
};
const enter = (jour: string) => ecrireActe(db.base, CODE_OFFICIEL, { ...ACTE, jour });

describe("a commune that ended in another", () => {
  it("is read as what it became, as long as nobody says what it was of", async () => {
    expect(await fractionOf(2015)).toEqual([20, 60, []]);
    expect(await fractionOf(2016)).toEqual([2, 8, []]);
  });

  it("that came with the merger was of another territory before: its leases are counted there, and the file is read again", async () => {
    const [id] = await enter("2016-01-01");
    expect(await fractionOf(2015)).toEqual([16, 50, [{ commune: FINIE, baux: 10 }]]);
    expect(await fractionOf(2016)).toEqual([2, 8, []]);
    await annulerActe(db.base, CODE_OFFICIEL, { epci: EPCI, id: id ?? 0 });
    expect(await fractionOf(2015)).toEqual([20, 60, []]);
    const perimetre = await db.base.territoires.perimetre(EPCI);
    expect(perimetre.some(({ commune }) => commune === FINIE)).toBe(false);
  });

  it("that was of the territory is one of its communes until its last day, and in none of its lists today", async () => {
    await enter("2010-01-01");
    expect(await fractionOf(2015)).toEqual([20, 60, []]);
    const perimetre = await db.base.territoires.perimetre(EPCI);
    expect(perimetre.find(({ commune }) => commune === FINIE)?.sejours).toEqual([
      { depuis: "2010-01-01", jusque: "2015-12-31" },
    ]);
    expect(["2015-12-31", "2016-01-01"].map((jour) => communesLe(perimetre, jour).length)).toEqual([61, 60]);
    expect((await db.base.territoires.communes(EPCI)).some(({ commune }) => commune === FINIE)).toBe(false);
  });

  it("shows its effect before it is written", async () => {
    const effet = await previewActe(db.base, CODE_OFFICIEL, { ...ACTE, jour: "2016-01-01" }, "2026-12-01");
    expect([effet.annee?.annee, effet.annee?.avant.horsQpv.assiette, effet.annee?.apres.horsQpv.assiette]).toEqual([
      2015, 60, 50,
    ]);
    expect(await fractionOf(2015)).toEqual([20, 60, []]);
  });

  it("has no act after its end: what it became is named", async () => {
    await expect(enter("2016-01-02")).rejects.toMatchObject({
      code: "commune-disparue",
      message:
        "Robert-Magny (52427) a cessé d’exister le 1er janvier 2016. Pour les jours qui suivent, écrivez l’acte pour La Porte du Der (52331).",
    });
  });
});
