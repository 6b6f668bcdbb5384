// @module-tag moteur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { watchInstructions } from "../../../../test/fixtures/instructions.ts";
import { attribution, EPCI, logement, openTerritoireEssai, stageRows } from "../../../../test/fixtures/lots.ts";
import { textOf } from "../../../../test/fixtures/pages.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import { publishLot } from "../../actes/lot/publish-lot.ts";

const PAGE = `/t/${EPCI}/donnees/localiser`;
const INSTRUCTIONS_MAX = 25;
const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };
const form = (fields: Record<string, string>) => ({ method: "POST", headers, body: new URLSearchParams(fields) });

let database: TestDatabase;
let app: ReturnType<typeof createTestApp>;

const SIRENS = ["732829320", "404833048", "552100554"];
const inconnue = { situationDeclaree: "inconnue" } as const;

/** Three years of leases of three bailleurs, a fifth of which nobody locates, two a dwelling. */
const baux = (annee: number) =>
  Array.from({ length: 600 }, (_, i) =>
    attribution(
      {
        bailleur: SIRENS[i % 3] ?? "",
        bailSigneLe: `${annee}-0${(i % 9) + 1}-10`,
        ...(i % 5 === 0 ? inconnue : {}),
        adresse: `${Math.floor(i / 2)} rue du Port`,
      },
      annee * 1000 + i,
    ),
  );

beforeAll(async () => {
  database = await createDatabase();
  const { base } = database;
  await openTerritoireEssai(base);
  const parc = Array.from({ length: 300 }, (_, i) =>
    logement({ situationDeclaree: i % 2 ? "qpv" : "hors-qpv", adresse: `${i} rue du Port`, residence: "Le Port" }, i),
  );
  await publishLot(base, await stageRows(base, "rpls", parc, { periode: "2017" }));
  for (const annee of [2017, 2018, 2019]) {
    const lot = await stageRows(base, "sne-attributions", baux(annee), { fichier: `${annee}.csv` });
    await publishLot(base, lot, { confirme: true });
  }
  const organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
  const habilitation = { role: "agent-epci", epci: EPCI, organisation } as const;
  app = createTestApp(database.bases, {}, await addPersonne(database.pool, "agent-epci", [habilitation]));
});
afterAll(() => database.drop());

const show = async (chemin = PAGE) => (await app.request(chemin, { headers })).text();
const firstCle = (html: string) => /name="adresse" value="([^"]+)"/.exec(html)?.[1] ?? "";

describe("the repair queue", () => {
  it("shows the effect of either answer without trying it: few statements, none that writes", async () => {
    let html = "";
    const asked = await watchInstructions(async () => {
      html = await show();
    });
    expect(textOf(html)).toContain("Effet sur le bilan 2019");
    expect(asked.length).toBeLessThanOrEqual(INSTRUCTIONS_MAX);
    expect(asked.filter((texte) => /^\s*(insert|update|delete|create|copy)|compter_/i.test(texte))).toEqual([]);
  });

  it("takes an answer in as few, over all the files that hold the address, and takes it back", async () => {
    const cle = firstCle(await show());
    const asked = await watchInstructions(async () => {
      const done = await app.request(PAGE, form({ adresse: cle, situation: "qpv", motif: "plan du bailleur" }));
      expect(done.headers.get("location")).toBe(`${PAGE}?fait=localise`);
    });
    expect(asked.length).toBeLessThanOrEqual(INSTRUCTIONS_MAX);
    const [{ id } = { id: 0 }] = await database.base.localisations.history(EPCI);
    const undone = await watchInstructions(() => app.request(`${PAGE}/${id}/annuler`, form({})));
    expect(undone.length).toBeLessThanOrEqual(INSTRUCTIONS_MAX);
  });

  it("leaves the cubes as a whole derivation would", async () => {
    const cle = firstCle(await show());
    await app.request(PAGE, form({ adresse: cle, situation: "hors-qpv", motif: "plan du bailleur" }));
    const { pool } = database;
    const cubes = async () =>
      (
        await pool.query(
          "select (c.*)::text from cube_attribution c union all select (b.*)::text from cube_bail b order by 1",
        )
      ).rows;
    const partiel = await cubes();
    await pool.query(
      "select compter_baux(epci, lot), compter_dehors(epci, lot) from publication where source = 'sne-attributions'",
    );
    expect(await cubes()).toEqual(partiel);
  });
});
