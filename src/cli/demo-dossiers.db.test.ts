import { afterAll, beforeAll, expect, test } from "vitest";
import { DOSSIERS_DEMO } from "../../demo/dossiers.ts";
import { createDemoDatabase, type TestDatabase } from "../../test/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDemoDatabase();
});
afterAll(() => database.drop());

const rows = async (text: string) => (await database.pool.query<Record<string, unknown>>(text)).rows;

test("the demonstration has households in every state, all of them synthetic, whose lives the rules allow", async () => {
  const etats = await rows(
    "select etat, count(*)::int as nombre from nominatif.demandeur where synthetique group by etat order by etat",
  );
  expect(etats.map(({ etat }) => etat)).toEqual([
    "a-completer",
    "a-enregistrer",
    "a-renouveler",
    "active",
    "avertie",
    "brouillon",
    "radiee",
  ]);
  expect(etats.reduce((total, { nombre }) => total + Number(nombre), 0)).toBe(DOSSIERS_DEMO.length);
  expect(await rows("select 1 from nominatif.demandeur where not synthetique")).toEqual([]);
  const [compte] = await rows(
    `select (select count(*)::int from nominatif.evenement) > 100 as evenements,
            (select count(*)::int from nominatif.message) as messages,
            (select count(*)::int from proposition where proposee_le is not null) as propositions,
            (select count(distinct issue)::int from nominatif.fiche_suite) as issues,
            (select count(*)::int from nominatif.entretien) as entretiens,
            (select count(*)::int from nominatif.piece) as pieces,
            (select count(*)::int from nominatif.evenement where le > now()) as futurs,
            (select count(*)::int from nominatif.demandeur d join demande s on s.cle = d.numero_hash) as importees`,
  );
  expect(compte).toEqual({
    ...{ evenements: true, messages: 3, propositions: 4, issues: 5, entretiens: 3, pieces: 2, futurs: 0, importees: 4 },
  });
});
