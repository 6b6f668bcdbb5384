import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";

const EPCI = "200068666";
const CHEMIN = "observatoire/loyers";

let visiteurs: Visiteurs;
let database: TestDatabase;
beforeAll(async () => {
  visiteurs = await openVisiteurs();
  database = visiteurs.database;
});
afterAll(() => visiteurs.close());

const ask = (chemin: string, role: RoleHabilite = "agent-epci") => visiteurs.ask(role, chemin);

async function rowsOf(nom: string, question = ""): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { statut, octets } = await ask(`${CHEMIN}/figures/${nom}.xlsx${question}`);
  expect(statut).toBe(200);
  const book = read(octets, { type: "array" });
  return utils.sheet_to_json(book.Sheets.Données ?? {}, { defval: null });
}

describe("the page of rents", () => {
  it("says the rents of 2017, and what is not known", async () => {
    const { statut, html } = await ask(CHEMIN);
    expect(statut).toBe(200);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("982 des 6 261 logements (15,7 %) n’ont pas de loyer connu");
    const serie = await ask(`${CHEMIN}/figures/loyer-par-millesime`);
    expect(textOf(serie.html)).toContain("Un seul millésime est publié, au 1er janvier 2017");
    expect(text).toContain("51,3 % des logements dont le loyer est connu sont à moins de 5 € le m²");
  });

  it("says who may pay them, from what, and that it is a floor", async () => {
    const { html } = await ask(`${CHEMIN}?partie=menages`);
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("APL non comptée : ces nombres sont un plancher");
    expect(text).toContain("Seuil du premier quartile 2017");
    expect(text).toContain("hypothèse de Blaise, à régler avec les bailleurs à confirmer");
    expect(text).toContain("Mobilité annuelle 12,7 %");
    expect(text).not.toContain("Offre par classe de loyer");
  });

  test.each<RoleHabilite>(["commune", "responsable-bailleur", "reservataire", "etat", "membre-coordination"])(
    "shows %s the whole territory",
    async (role) => {
      const { statut, html } = await ask(CHEMIN, role);
      expect(statut).toBe(200);
      expect(textOf(html)).toContain("982 des 6 261 logements");
    },
  );

  it("keeps in its address a filter, a unit and each hypothesis, for its files too", async () => {
    const { html } = await ask(
      `${CHEMIN}?partie=menages&maille=commune&bailleur=&secteur=Pays+du+Der&effort=35&charges=1%2C5&menage=couple-2-enfants`,
    );
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("(Pays du Der)");
    expect(text).toContain("1,5 € le m² et par mois Écrit sur cette page");
    expect(text).toContain("35 % Écrit sur cette page");
    expect(text).toContain("Où loger ce ménage : couple, 2 enfants");
    expect(html).toContain('<input type="hidden" name="effort" value="35"');
    const [, suite = ""] = /href="\/t\/\d+\/([^"]*figures\/offre-du-menage-choisi\?[^"]*)"/.exec(html) ?? [];
    const figure = await ask(suite.replaceAll("&amp;", "&"));
    expect(figure.html).toMatch(/figures\/offre-du-menage-choisi\.geojson\?[^"]*secteur=Pays\+du\+Der[^"]*effort=35/);
    // The whole territory stays the last row.
    expect(textOf(figure.html)).toMatch(/Sélection \d+ .* Territoire 4 208/);
  });

  it("shows a map by commune, and none by zone", async () => {
    const maps = async (question: string) => (await ask(`${CHEMIN}${question}`)).html.split("<path").length > 20;
    expect([await maps("?maille=commune"), await maps("")]).toEqual([true, false]);
    expect((await ask(`${CHEMIN}/figures/niveau-de-loyer.geojson?maille=commune`)).statut).toBe(200);
  });

  it("says that no resources are known rather than inventing any", async () => {
    const text = textOf((await ask(`${CHEMIN}?partie=menages&annee=2030`)).html);
    expect(text).toContain("Aucun seuil du premier quartile n’est publié pour cette année");
    expect(text).not.toContain("Hypothèses retenues");
    const written = textOf((await ask(`${CHEMIN}?partie=menages&annee=2030&ressources=6000`)).html);
    expect(written).toContain("Pour un ménage à 6 000 € par an et par unité de consommation");
  });

  test.each([
    ["millesime=2030", 404, "Aucun parc n’est publié pour « 2030 »"],
    ["effort=0", 400, "effort"],
    ["charges=cher", 400, "charges"],
    ["maille=residence", 400, "maille"],
    ["partie=tout", 400, "partie"],
    ["bailleur=1", 400, "bailleur"],
    ["menage=roi", 400, "menage"],
  ])("refuses %s", async (question, statut, dit) => {
    const reponse = await ask(`${CHEMIN}?${question}`);
    expect(reponse.statut).toBe(statut);
    expect(textOf(reponse.html)).toContain(dit);
  });

  it("says of a filter that keeps nothing that it keeps nothing", async () => {
    const { statut, html } = await ask(`${CHEMIN}?bailleur=999999999`);
    expect(statut).toBe(200);
    expect(textOf(html)).toContain("Aucun logement ne répond à ces filtres");
  });

  it("has an empty state", async () => {
    const vide = await createDatabase();
    try {
      await vide.pool.query(
        "insert into territoire (epci, nom, demonstration) values ($1, 'Essai', false) on conflict do nothing",
        [EPCI],
      );
      const app = createTestApp(
        vide.bases,
        {},
        await addPersonne(vide.pool, "agent-epci", [
          {
            role: "agent-epci",
            epci: EPCI,
            organisation: await addOrganisation(vide.pool, "epci", "Organisation d’essai"),
          },
        ]),
      );
      const response = await app.request(`/t/${EPCI}/${CHEMIN}`, { headers: { accept: "text/html" } });
      expect(response.status).toBe(200);
      expect(textOf(await response.text())).toContain("Aucun parc n’est publié");
      expect((await app.request(`/t/${EPCI}/${CHEMIN}/figures/niveau-de-loyer.csv`)).status).toBe(404);
    } finally {
      await vide.drop();
    }
  });
});

describe("its files", () => {
  it("give the signed document's table by the same reading, and ours", async () => {
    const rows = await rowsOf("loyer-par-classe");
    expect(rows[0]).toMatchObject({ Logements: 3648, "Loyer nul": 705 });
    expect(rows).toMatchObject([{}, {}, {}, { Logements: 6261 }]);
    // 49,8 % and 61,8 % in QPV: the demonstration keeps the document's shares.
    expect(rows[0]?.["Part sous 5 €"]).toBeCloseTo(0.618, 3);
    expect(rows[0]?.["Rapportée au parc entier"]).toBeCloseTo(0.498, 3);
  });

  it("lose no dwelling when the effort limit rises", async () => {
    const at = async (effort: number) =>
      (await rowsOf("offre-par-menage", `?partie=menages&effort=${effort}`)).map((row) => Number(row.Accessibles));
    const [low, high] = [await at(30), await at(40)];
    expect(low).toHaveLength(9);
    for (const [rang, nombre] of low.entries()) expect(high[rang]).toBeGreaterThanOrEqual(nombre);
    expect(high.reduce((a, b) => a + b, 0)).toBeGreaterThan(low.reduce((a, b) => a + b, 0));
  });
});

describe("few known rents", () => {
  it("keeps quiet on the rents of fewer than eleven dwellings", async () => {
    await database.pool.query(
      "update cube_loyer set loyers = array_fill(0, array[cardinality(loyers)]) where commune = '52550'",
    );
    const text = textOf((await ask(`${CHEMIN}?commune=52550`)).html);
    expect(text).toContain("Aucun loyer n’est connu au 1er janvier 2017 (Wassy)");
    await database.pool.query(
      "update cube_loyer set loyers[1] = 300, surfaces[1] = 60, nombres[1] = 2, vacants[1] = 0 where ctid = (select min(ctid) from cube_loyer where commune = '52550')",
    );
    const rows = await rowsOf("niveau-de-loyer", "?commune=52550");
    expect(rows[0]).toMatchObject({ "Loyers connus": 2, Médiane: null, Moyenne: null });
    // Another address: the former answer stays cached.
    expect(textOf((await ask(`${CHEMIN}?commune=52550&effort=31`)).html)).toContain("moins de 11 loyers sont connus");
  });
});
