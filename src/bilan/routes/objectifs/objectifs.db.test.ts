import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp, OFFICIER } from "../../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import type { Effort } from "../../lectures/effort/effort.ts";

/** Through HTTP, on the demonstration territory as loaded. */
const T = `/t/${EPCI}`;
const API = `/api/v1/territoires/${EPCI}/objectifs/2018`;
const HAMARIS = "999000029";
const OPH = "999000011";

let database: TestDatabase;
const organisations = new Map<string, number>();

beforeAll(async () => {
  database = await createDemoDatabase();
  const { rows } = await database.pool.query<{ siren: string; id: number }>(
    "select siren, id from organisation where siren is not null",
  );
  for (const { siren, id } of rows) organisations.set(siren, id);
});
afterAll(() => database?.drop());

function acteurOf(role: RoleHabilite, siren: string): Acteur {
  return {
    ...OFFICIER,
    habilitations: OFFICIER.habilitations.map((one) => ({
      ...one,
      role,
      siren,
      organisation: organisations.get(siren) ?? 0,
    })),
  };
}

function ask(path: string, acteur = acteurOf("agent-epci", EPCI)) {
  return createTestApp(database.bases, {}, acteur).request(path, { headers: { accept: "text/html" } });
}

async function page(path: string, acteur?: Acteur): Promise<string> {
  const response = await ask(path, acteur);
  expect(response.status).toBe(200);
  const html = await response.text();
  expectSoundPage(html);
  return html;
}

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, " ");

async function askApi(query = "", acteur?: Acteur): Promise<Effort> {
  const response = await ask(API + query, acteur);
  expect(response.status).toBe(200);
  return (await response.json()) as Effort;
}

describe("the question of 2018, January to September", () => {
  it("is answered on one page", async () => {
    const [html, entiere] = [
      await page(`${T}/objectifs?annee=2018&mois=9`),
      await page(`${T}/objectifs/reponse?annee=2018&mois=9`),
    ];
    expect(html).toContain("/objectifs/reponse?annee=2018&amp;mois=9");
    const text = textOf(html + entiere);
    expect(text).toContain("Atteindrons-nous 21 % en 2018");
    expect(text).toMatch(/on compte 63 sur 261, soit 24,1 %/);
    expect(text).toMatch(/Hamaris 25 sur 97 25,8 % 32, imprimé 25 % \(en fait 24,6 %\) 7 des \d+ prochaines/);
    expect(text).toContain("14 attributions sont incertaines (10 non localisées et 4 sans ressources connues)");
    expect(text).toMatch(/En cours indécidable à ce jour 8 inconnues/);
  });

  it("is the same object in the API, whose sentences are those of the page", async () => {
    const effort = await askApi("?mois=9");
    const pages = await Promise.all(
      effort.blocs.map(({ objet }) => page(`${T}/objectifs/reponse?annee=2018&mois=9&objet=${objet}`)),
    );
    const text = pages.map(textOf).join(" ");
    const said = effort.blocs.flatMap(({ reponse }) => reponse).map(plain);
    expect(said.length).toBeGreaterThan(5);
    expect(said.filter((phrase) => !text.includes(phrase))).toEqual([]);
  });

  it("is the same in the documents, with what was typed", async () => {
    const query = `?annee=2018&mois=9&m.bailleur:${HAMARIS}=60`;
    const pdf = await ask(`${T}/objectifs.pdf${query}`);
    expect(pdf.headers.get("content-disposition")).toBe(`attachment; filename="objectifs-${EPCI}-2018.pdf"`);
    expect(new TextDecoder().decode((await pdf.arrayBuffer()).slice(0, 5))).toBe("%PDF-");
    const xlsx = read(await (await ask(`${T}/objectifs.xlsx${query}`)).arrayBuffer(), { type: "array" });
    const rows: Record<string, unknown>[] = utils.sheet_to_json(xlsx.Sheets.Objectifs ?? {});
    expect(rows.find((row) => row.Nom === "Hamaris")).toMatchObject({ "Baux attendus": 60, Attributions: 97 });
    const csv = await (await ask(`${T}/objectifs.csv${query}&format=ouvert`)).text();
    expect(csv).toMatch(new RegExp(`,hors-qpv,bailleur:${HAMARIS},Hamaris,97,25,`));
    const effort = await askApi(`?mois=9&m.bailleur:${HAMARIS}=60`);
    expect(effort.blocs[0]?.lignes.find(({ nom }) => nom === "Hamaris")?.attente).toMatchObject({
      total: 60,
      origine: "saisie",
    });
  });

  it("takes off the address what the form left as it was", async () => {
    const response = await ask(
      `${T}/objectifs?annee=2018&m.bailleur:${HAMARIS}=40&e.bailleur:${HAMARIS}=40&prior=jeffreys`,
    );
    expect([response.status, response.headers.get("location")]).toEqual([
      303,
      `${T}/objectifs?annee=2018&prior=jeffreys`,
    ]);
  });

  it.each(["mois=13", "prior=autre", "m.bailleur:abc=3", `m.bailleur:${HAMARIS}=-4`])(
    "refuses %s, on the page, in the documents and in the API",
    async (query) => {
      const statuses = [
        `${T}/objectifs?annee=2018&${query}`,
        `${T}/objectifs.csv?annee=2018&${query}`,
        `${API}?${query}`,
      ];
      for (const path of statuses) expect([path, (await ask(path)).status]).toEqual([path, 400]);
    },
  );
});

describe("who sees what", () => {
  const bailleur = () => acteurOf("responsable-bailleur", OPH);

  it("a bailleur sees itself, and nothing called the territory's", async () => {
    const html = await page(`${T}/objectifs?annee=2018&mois=9`, bailleur());
    const text = textOf(html);
    expect(text).toContain("Objectifs 2018, OPH de Saint-Dizier");
    expect(text).toContain("27 sur 86");
    expect(text).not.toContain("Ensemble du territoire");
    expect(text).not.toContain("Hamaris");
    const effort = await askApi("?mois=9", bailleur());
    expect(effort.bailleur).toBe(OPH);
    for (const { ensemble, lignes } of effort.blocs) {
      expect(ensemble).toBeNull();
      expect(lignes.map(({ porteur }) => porteur)).toEqual([{ type: "bailleur", siren: OPH }]);
    }
  });

  it("another's figures are not there for it, on any way in", async () => {
    for (const path of [
      `${T}/objectifs?annee=2018&bailleur=${HAMARIS}`,
      `${T}/objectifs.csv?annee=2018&bailleur=${HAMARIS}`,
      `${API}?bailleur=${HAMARIS}`,
    ]) {
      expect([path, (await ask(path, bailleur())).status]).toEqual([path, 404]);
    }
  });

  it("whoever may only read is offered no document, and given none", async () => {
    const agent = acteurOf("agent-bailleur", OPH);
    expect(await page(`${T}/objectifs?annee=2018`, agent)).not.toContain("objectifs.pdf");
    expect((await ask(`${T}/objectifs.pdf?annee=2018`, agent)).status).toBe(403);
  });

  it("a réservataire is told why nothing is its own", async () => {
    const text = textOf(await page(`${T}/objectifs`, acteurOf("reservataire", "784824153")));
    expect(text).toContain("rattaché à votre contingent");
  });
});

describe("other years", () => {
  it("2017 is finished, before any convention: the result against the floor, no projection", async () => {
    const text = textOf(await page(`${T}/objectifs?annee=2017`));
    expect(text).toContain("Baux signés en 2017, année entière");
    expect(text).toContain("Aucune convention n’est en vigueur pour 2017");
    expect(text).toContain("66 sur 360");
    expect(text).not.toContain("À signer d’ici");
  });

  it("2027 has no lease yet: said, never counted as zero reached", async () => {
    const text = textOf(await page(`${T}/objectifs?annee=2027`));
    expect(text).toContain("Aucune attribution publiée en 2027");
    expect(text).toContain("Aucun bail de 2027 n’est compté.");
    expect(text).not.toContain("0 sur 0");
    expect((await ask(`${T}/objectifs.pdf?annee=2027`)).status).toBe(200);
  });
});
