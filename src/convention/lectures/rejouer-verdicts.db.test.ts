import { afterEach, beforeEach, expect, it } from "vitest";
import type { AttributionRow, ResultatRow } from "#donnees/formats/rows.ts";
import type { Engagement } from "#engagements/regles/convention/engagement.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { OFFICIER } from "../../../test/fixtures/http.ts";
import { attribution, EPCI, openTerritoireEssai, stageRows } from "../../../test/fixtures/lots.ts";
import { resultatsOf } from "../../../test/fixtures/resultats.ts";
import { versionOf } from "../../../test/fixtures/version.ts";
import { rejouerAvenant } from "./rejouer-avenant.ts";

const AUTRE = "552100554";

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
});
afterEach(() => database.drop());

const baux = (nombre: number, q1: boolean, annee: number, mois: readonly string[]): AttributionRow[] =>
  Array.from({ length: nombre }, (_, i) =>
    attribution(
      {
        bailSigneLe: `${annee}-${mois[i % mois.length]}-10`,
        ...(q1 ? { quartileDeclare: "q1", revenuMensuel: 300 } : {}),
      },
      (q1 ? 0 : 1_000) + i,
    ),
  );

async function publish(
  source: "sne-attributions" | "resultats",
  lignes: readonly (AttributionRow | ResultatRow)[],
  periode: string,
): Promise<void> {
  const lot = await stageRows(database.base, source, lignes, { periode, fichier: `${source}-${periode}.csv` });
  await publishLot(database.base, lot, { confirme: true });
}

const TABLE = { "q1-hors-qpv": 20, "q24-hors-qpv": 80, "q1-inconnue": 0, "q24-inconnue": 0 };
const engagement = (given: Partial<Engagement>): Engagement =>
  ({
    annee: 2019,
    objet: "hors-qpv",
    porteur: { type: "epci" },
    taux: null,
    nombre: null,
    reference: null,
    ...given,
  }) as Engagement;
const VERSION = versionOf([
  engagement({ taux: 0.25 }),
  engagement({ nombre: 10, porteur: { type: "bailleur", siren: AUTRE } }),
]);

it("an avenant is replayed with the verdicts of the bilan: contradicted, or under way, whoever has signed nothing included", async () => {
  await publish(
    "sne-attributions",
    [...baux(30, true, 2019, ["02", "05", "08", "11"]), ...baux(70, false, 2019, ["02", "05", "08", "11"])],
    "2019",
  );
  await publish("resultats", resultatsOf(TABLE), "2019");
  await publish("sne-attributions", baux(20, true, 2020, ["02"]), "2020");
  const { base } = database;
  const conventions = { ...base.conventions, versions: async () => [VERSION] };
  const { lignes } = await rejouerAvenant(
    { ...base, acteur: OFFICIER, conventions },
    { epci: EPCI, numero: 0 },
    "2026-03-01",
  );
  expect(lignes.map(({ annee, porteur, projet }) => [annee, porteur.type, projet?.verdict])).toEqual([
    [2019, "epci", "indecidable"],
    [2019, "bailleur", "non-atteint"],
    [2020, "epci", "en-cours"],
    [2020, "bailleur", "en-cours"],
  ]);
});
