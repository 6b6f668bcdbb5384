import { afterAll, beforeAll, expect, it, test } from "vitest";
import { SECTIONS } from "#bilan/lectures/rapport/ports.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { acteurOf } from "../../../test/fixtures/habilitations.ts";
import { createTestApp } from "../../../test/fixtures/http.ts";
import { attribution, EPCI, openTerritoireEssai, stageRows } from "../../../test/fixtures/lots.ts";
import { textOf } from "../../../test/fixtures/pages.ts";

let db: TestDatabase;

beforeAll(async () => {
  db = await createDatabase();
  await openTerritoireEssai(db.base);
  const rows = Array.from({ length: 12 }, (_, i) => attribution({ quartileDeclare: i < 4 ? "q1" : "q2-4" }, i));
  await publishLot(db.base, await stageRows(db.base, "sne-attributions", rows));
});
afterAll(() => db.drop());

async function apercu(champs: readonly (readonly [string, string])[], role: RoleHabilite = "agent-epci") {
  const app = createTestApp(db.bases, {}, acteurOf(7, role));
  const response = await app.request(`/t/${EPCI}/rapport/apercu`, {
    method: "POST",
    body: new URLSearchParams(
      [["annee", "2017"], ["periode", "annee"], ...champs].map(([nom, valeur]): [string, string] => [
        nom ?? "",
        valeur ?? "",
      ]),
    ),
    headers: { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" },
  });
  return response;
}

const SECTIONS_CHOISIES = SECTIONS.slice(0, 2).map((section) => ["sections", section] as const);

it("shows the very pages that would be frozen, and freezes nothing", async () => {
  const response = await apercu([...SECTIONS_CHOISIES, ["commentaire-synthese", "Une année calme."]]);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/pdf");
  expect(response.headers.get("content-disposition")).toBe("inline");
  expect(Buffer.from(await response.arrayBuffer()).toString("latin1", 0, 5)).toBe("%PDF-");
  expect(await db.base.rapports.list(EPCI)).toEqual([]);
});

test.each<[string, readonly (readonly [string, string])[], string]>([
  ["no part", [], "Cochez au moins une partie"],
  ["a household's number", [...SECTIONS_CHOISIES, ["commentaire-synthese", "185057800608491"]], "sécurité sociale"],
])("with %s is refused, on the page of the report", async (_, champs, message) => {
  const response = await apercu(champs);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(textOf(await response.text())).toContain(message);
});

it("is not for whoever does not compose reports", async () => {
  expect((await apercu(SECTIONS_CHOISIES, "agent-bailleur")).status).toBe(403);
});
