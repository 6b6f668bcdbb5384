import { read, utils } from "@e965/xlsx";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { RoleHabilite } from "#domain/habilitation/role.ts";
import { createDemoDatabase, type TestDatabase } from "../../../test/database.ts";
import { createTestApp } from "../../../test/fixtures/http.ts";
import { expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";
import { addOrganisation, addPersonne } from "../../../test/journal/personnes.ts";

const EPCI = "200068666";
const horloge = { aujourdhui: () => "2018-10-20", maintenant: () => "2018-10-20T09:00:00.000Z" };
const CHEMIN = "observatoire/demandes";

let database: TestDatabase;
let organisation: number;
const apps = new Map<RoleHabilite, Promise<ReturnType<typeof createTestApp>>>();

beforeAll(async () => {
  database = await createDemoDatabase();
  organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
});
afterAll(() => database.drop());

function appOf(role: RoleHabilite) {
  const opened =
    apps.get(role) ??
    addPersonne(database.pool, role, [{ role, epci: EPCI, organisation }]).then((acteur) =>
      createTestApp(database.bases, { horloge }, acteur),
    );
  apps.set(role, opened);
  return opened;
}

async function ask(role: RoleHabilite, chemin: string) {
  const response = await (await appOf(role)).request(`/t/${EPCI}/${chemin}`, { headers: { accept: "text/html" } });
  const octets = new Uint8Array(await response.arrayBuffer());
  return { statut: response.status, octets, html: new TextDecoder().decode(octets) };
}

describe("the page of the demandes", () => {
  it("answers first: 720 demandes, 56 % of mutations, 73 % under PLAI, nine months", async () => {
    const { statut, html } = await ask("agent-epci", CHEMIN);
    expect(statut).toBe(200);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("720 demandes en cours au 31 décembre 2017, anciennes de 9 mois en moyenne.");
    expect(text).toContain("56,0 % sont des mutations");
    expect(text).toContain("73,0 % des demandeurs dont les ressources sont connues sont sous le plafond PLAI.");
    expect(text).toContain("Un seul stock est publié");
    expect(text).toContain("Divorce, séparation");
    expect(text).toContain("Sorties par attribution (baux signés)");
    console.log(html.length, gzipSync(html).length);
  });

  it("tells the pressure as the source groups it", async () => {
    const text = textOf((await ask("commune", `${CHEMIN}?vue=pression`)).html);
    expect(text).toContain("0,92 demande pour une attribution");
    console.log(text.slice(0, 3500));
  });

  it.each(["stock", "pression", "non-pourvues", "attributions"])("is light: %s", async (vue) => {
    const { html } = await ask("agent-epci", `${CHEMIN}?vue=${vue}`);
    expectSoundPage(html);
    console.log(vue, html.length, gzipSync(html).length);
    expect(gzipSync(html).length).toBeLessThan(24_000);
  });
});
