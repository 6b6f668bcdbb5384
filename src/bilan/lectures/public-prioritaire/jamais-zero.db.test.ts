import { afterAll, beforeAll, expect, it } from "vitest";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { attribution, EPCI, openTerritoireEssai, QPV_CARRE, stageRows } from "../../../../test/fixtures/lots.ts";
import { computePublics } from "./compute-publics.ts";

const BAUX = 24;

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  await publishLot(database.base, await stageRows(database.base, "qpv", [QPV_CARRE], { periode: "2015" }));
  // A file without the columns of priority, of the contingent and of key workers.
  const tus = { contingent: "inconnu", prioritaire: "inconnu", dalo: "inconnu" } as const;
  const lignes = Array.from({ length: BAUX }, (_, i) =>
    attribution({ ...tus, bailSigneLe: `2023-${String((i % 12) + 1).padStart(2, "0")}-10` }, i),
  );
  const lot = await stageRows(database.base, "sne-attributions", lignes, { periode: "2023" });
  await publishLot(database.base, lot, { confirme: true });
});
afterAll(() => database?.drop());

it("never says 0 of what no file says: the bounds, and how many answers are missing", async () => {
  const publics = await computePublics(database.base, { epci: EPCI, annee: 2023, bailleur: null }, "2024-02-01");
  const said = [
    publics.dalo.phrase,
    publics.travailleurs.phrase,
    publics.contingentInconnu?.phrase ?? "",
    ...publics.reservataires.map(({ phrase }) => phrase),
  ].map((phrase) => phrase.replaceAll(/[\u00a0\u202f]/g, " "));
  expect(said[0]).toBe(
    "Entre 0 et 24 attributions à des ménages reconnus au titre du DALO ; 24 statuts DALO non renseignés.",
  );
  expect(said[1]).toMatch(/^Entre 0 et 24 sur 24 attributions à des travailleurs essentiels, .*24 réponses non/);
  expect(said[2]).toContain("entre 0 et 24 des 24 attributions à un public DALO ou prioritaire");
  expect(said[3]).toContain("il y en a entre 0 et 24");
});
