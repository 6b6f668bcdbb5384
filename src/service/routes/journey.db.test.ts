import { createHmac } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMUNES } from "../../../demo/communes.ts";
import { generateDemo } from "../../../demo/generate-demo.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { createTestApp, OFFICIER } from "../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";
import { patiently } from "../../../test/fixtures/patiently.ts";

/** Journey A of an officer, on the real engine: each step starts from the state that the previous one left. */
let database: TestDatabase;
let dossier: string;
let app: ReturnType<typeof createTestApp>;
const defects: unknown[] = [];

beforeAll(async () => {
  database = await createDatabase();
  dossier = await mkdtemp(join(tmpdir(), "blaise-journey-"));
  const communes = COMMUNES.map((row) => ({ commune: row.code, nom: row.nom, population: row.population }));
  await database.base.territoires.add({ epci: EPCI, nom: "Saint-Dizier, Der & Blaise", demonstration: true }, communes);
  const { rows } = await database.pool.query<{ id: number }>(
    "insert into organisation (type, nom, siren) values ('epci', 'Saint-Dizier, Der & Blaise', $1) returning id",
    [EPCI],
  );
  const organisation = rows[0]?.id ?? 0;
  const acteur = { ...OFFICIER, habilitations: OFFICIER.habilitations.map((one) => ({ ...one, organisation })) };
  const deps = {
    hash: (text: string) => createHmac("sha256", "key of the test").update(text).digest("base64url"),
    dossierDepots: dossier,
    log: { info: () => {}, error: (line: unknown) => defects.push(line) },
  };
  app = createTestApp(database.bases, deps, acteur);
});
afterAll(async () => {
  await database.drop();
  await rm(dossier, { recursive: true, force: true });
});

const T = `/t/${EPCI}`;

async function page(path: string): Promise<string> {
  const response = await app.request(path, { headers: { accept: "text/html" } });
  const html = await response.text();
  expectSoundPage(html);
  return html;
}

async function post(path: string, body: FormData | URLSearchParams): Promise<string> {
  const response = await app.request(path, { method: "POST", body, headers: { origin: "http://localhost" } });
  expect([response.status, path]).toEqual([303, path]);
  return response.headers.get("location") ?? "";
}

async function deposit(prefix: string): Promise<string> {
  const file = generateDemo().find(({ nom }) => nom.startsWith(prefix));
  if (!file) throw new Error(`no demonstration file ${prefix}`);
  const body = new FormData();
  body.append("fichiers", new File([new Uint8Array(file.octets)], file.nom));
  const location = await post(`${T}/donnees/deposer`, body);
  expect(location).toMatch(/\/donnees\/lots\/\d+$/);
  const ready = async () =>
    expect(await (await app.request(`${location}/avancement`)).json()).toEqual({ statut: "pret" });
  await patiently(ready);
  return location;
}

describe("journey A", () => {
  it("starts with what is missing", async () => {
    const text = textOf(await page(`${T}/a-faire`));
    expect(text).toContain("Aucun fichier : SNE, attributions");
    expect(textOf(await page(`${T}/bilan`))).toContain("Aucun bilan pour l’instant");
  });

  it.each(["communes", "qpv-2015", "seuils", "rpls"])("deposits and publishes %s", async (prefix) => {
    const lot = await deposit(prefix);
    expect(textOf(await page(lot))).toContain("Publier cet import");
    expect(await post(`${lot}/publier`, new URLSearchParams({ confirme: "oui" }))).toBe(`${lot}?fait=publie`);
  });

  it("shows what the attributions would change, and nothing before they are published", async () => {
    const lot = await deposit("sne-attributions-2017");
    const text = textOf(await page(lot));
    expect(text).toContain("779 lignes lues");
    expect(text).toContain("66 sur 360, 18,3 % (non atteint)");
    expect(textOf(await page(`${T}/bilan`))).toContain("Aucun bilan pour l’instant");
    await post(`${lot}/publier`, new URLSearchParams({ confirme: "oui" }));
    const bilan = textOf(await page(`${T}/bilan?annee=2017`));
    expect(bilan).toContain("66 sur 360");
    expect(bilan).toContain("247 sur 391");
    expect(bilan).toContain("21 non localisées");
  });

  it("keeps no deposited file", async () => {
    const left = async () => (await readdir(dossier, { recursive: true })).filter((name) => /[/\\]\d+$/.test(name));
    await patiently(async () => expect(await left()).toEqual([]));
  });

  it("repairs an address, narrows the bounds, and takes it back", async () => {
    const queue = await page(`${T}/donnees/localiser`);
    expect(textOf(queue)).toContain("21 attributions");
    const adresse = /name="adresse" value="([^"]+)"/.exec(queue)?.[1] ?? "";
    const proposition = /name="proposition" value="([^"]+)"/.exec(queue)?.[1] ?? "";
    const next = await post(`${T}/donnees/localiser`, new URLSearchParams({ adresse, proposition }));
    const after = await page(next);
    expect(textOf(after)).toContain("Adresse localisée.");
    expect(textOf(after)).not.toContain("21 attributions,");
    expect(textOf(await page(`${T}/bilan?annee=2017`))).not.toContain("21 non localisées");
    const undo =
      /action="([^"]+\/localiser\/\d+\/annuler)"/.exec(await page(`${T}/donnees/localiser?vue=decisions`))?.[1] ?? "";
    await post(undo, new URLSearchParams());
    expect(textOf(await page(`${T}/bilan?annee=2017`))).toContain("21 non localisées");
  });

  it("wants a reason for a side chosen by hand", async () => {
    const adresse = /name="adresse" value="([^"]+)"/.exec(await page(`${T}/donnees/localiser`))?.[1] ?? "";
    const body = new URLSearchParams({ adresse, situation: "qpv", motif: " " });
    const response = await app.request(`${T}/donnees/localiser`, {
      method: "POST",
      body,
      headers: { origin: "http://localhost" },
    });
    expect(response.status).toBe(422);
    expect(textOf(await response.text())).toContain("Dites en quelques mots");
  });

  it("freezes a report that an undone import does not change", async () => {
    const body = new URLSearchParams({
      annee: "2017",
      periode: "annee",
      sections: "synthese",
      "commentaire-synthese": "Relu.",
    });
    const rapport = (await post(`${T}/rapport`, body)).split("?")[0] ?? "";
    const published = /href="([^"]+\/donnees\/lots\/\d+)">sne-attributions/.exec(await page(`${T}/donnees`))?.[1] ?? "";
    await post(`${published}/annuler`, new URLSearchParams());
    expect(textOf(await page(`${T}/bilan`))).toContain("Aucun bilan pour l’instant");
    const frozen = textOf(await page(rapport));
    expect(frozen).toContain("66 sur 360");
    expect(frozen).toContain("Relu.");
    const pdf = await app.request(`${rapport}.pdf`);
    expect(new TextDecoder().decode((await pdf.arrayBuffer()).slice(0, 5))).toBe("%PDF-");
  });

  it("met no defect on the way", () => {
    expect(defects).toEqual([]);
  });
});
