import { gzipSync } from "node:zlib";
import { read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDatabase, createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp, OFFICIER, officierOf } from "../../../../test/fixtures/http.ts";
import { AUTRE_EPCI, addTerritoires } from "../../../../test/fixtures/lignes.ts";
import { EPCI, expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { OBJECTIFS_HORS_QPV, OBJECTIFS_QPV } from "../../../../test/golden/document-table.ts";
import { computeParc } from "../../lectures/parc/compute-parc.ts";
import { MAILLES_PARC, type MailleParc, THEMES_PARC, type ThemeParc } from "../../lectures/parc/ports.ts";

/** Through HTTP, on the demonstration territory as loaded. */
const PAGE = `/t/${EPCI}/observatoire/parc`;

let database: TestDatabase;
beforeAll(async () => {
  database = await createDemoDatabase();
});
afterAll(() => database?.drop());

function acteurOf(role: RoleHabilite, siren: string | null = null): Acteur {
  return { ...OFFICIER, habilitations: OFFICIER.habilitations.map((one) => ({ ...one, role, siren })) };
}

function ask(path: string, acteur = acteurOf("agent-epci"), on = database) {
  return createTestApp(on.bases, {}, acteur).request(path, { headers: { accept: "text/html" } });
}

async function page(path: string, acteur?: Acteur, on?: TestDatabase): Promise<string> {
  const response = await ask(path, acteur, on);
  expect(response.status).toBe(200);
  const html = await response.text();
  expectSoundPage(html);
  return html;
}

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, " ");

function question(theme: ThemeParc, maille: MailleParc = "grand-territoire") {
  return { epci: EPCI, millesime: null, theme, maille, commune: null };
}

async function figures(theme: ThemeParc, maille?: MailleParc) {
  const parc = await computeParc(database.base, question(theme, maille));
  if (!parc) throw new Error("no stock");
  return parc.figures;
}

describe("« Parc 2017 par bailleur », which the demonstration reproduces", () => {
  it.each(
    OBJECTIFS_HORS_QPV.slice(0, 5).map(
      ([nom, hors], rang) => [nom, Number(OBJECTIFS_QPV[rang]?.[1]), Number(hors)] as const,
    ),
  )("%s: %i in the neighbourhood, %i outside", async (nom, qpv, hors) => {
    const [stock] = await figures("repartition", "bailleur");
    const ligne = stock?.lignes.find(({ libelle }) => libelle.startsWith(nom));
    expect(ligne?.cellules).toMatchObject({
      logements: { valeur: qpv + hors },
      qpv: { valeur: qpv },
      hors_qpv: { valeur: hors },
      situation_inconnue: { valeur: 0 },
    });
  });

  it("6 261 in all, and each unit adds up to it", async () => {
    for (const maille of ["grand-territoire", "secteur", "commune", "qpv", "bailleur"] as const) {
      const [stock] = await figures("repartition", maille);
      const lignes = stock?.lignes.filter(({ total }) => !total) ?? [];
      expect(lignes.reduce((sum, { cellules }) => sum + Number(cellules.logements?.valeur), 0)).toBe(6261);
      expect(stock?.lignes.at(-1)?.cellules).toMatchObject({ logements: { valeur: 6261 }, qpv: { valeur: 3648 } });
    }
  });
});

describe("vacancy of the demonstration", () => {
  it("is 536 and 105: 14,7 % and 4,0 % of the stock, and another rate by the State's definition", async () => {
    const [zones] = await figures("vacance");
    const of = (libelle: string) => zones?.lignes.find((ligne) => ligne.libelle === libelle)?.cellules;
    expect(of("Quartier prioritaire Vert-Bois (démonstration)") ?? zones?.lignes[0]?.cellules).toMatchObject({
      vacants: { valeur: 536 },
      vacants_sur_parc: { valeur: 536 / 3648 },
    });
    const hors = zones?.lignes.slice(1, -1).map(({ cellules }) => Number(cellules.vacants?.valeur));
    expect(hors?.reduce((sum, count) => sum + count, 0)).toBe(105);
    const { vacance, vacants_sur_parc } = zones?.lignes[0]?.cellules ?? {};
    expect(Number(vacance?.valeur)).toBeGreaterThan(Number(vacants_sur_parc?.valeur));
  });

  it("leaves rotation between bounds: the file does not say when the dwellings let again were freed", async () => {
    const [zones] = await figures("vacance");
    const { rotation } = zones?.lignes.at(-1)?.cellules ?? {};
    expect(rotation).toMatchObject({ valeur: null, manque: "inconnu" });
    expect(rotation?.bornes?.[1]).toBeGreaterThan(rotation?.bornes?.[0] ?? 1);
  });
});

describe("the page", () => {
  it.each(THEMES_PARC)("of « %s » is sound, and under 30 kB compressed", async (theme) => {
    for (const maille of MAILLES_PARC) {
      const html = await page(`${PAGE}?theme=${theme}&maille=${maille}`);
      expect(html).toContain("6\u202F261\u00A0logements sociaux");
      expect(gzipSync(html).length).toBeLessThan(30_000);
    }
  });

  it("states the State's definitions, and that the two rotations of the document are two", async () => {
    const figure = async (code: string) =>
      plain(textOf(await page(`${PAGE}/figures/${code}?theme=vacance&maille=residence`)));
    const text = await figure("vacance-par-commune");
    expect(text).toContain("Mobilité : logements loués ou proposés, mis en location avant l’année écoulée");
    expect(text).toContain("18 % et 13,85 % sous le même mot de rotation");
    expect(await figure("vacance-des-residences")).toContain("Hors résidences de moins de 20 logements");
  });

  it("says of how many dwellings the file does not say a thing", async () => {
    const text = plain(textOf(await page(`${PAGE}?theme=evolution`)));
    expect(text).toContain("étiquette énergie non renseignée : 814 sur 6 261 logements, soit 13,0 %");
  });

  it("says that one vintage alone shows no evolution", async () => {
    expect(plain(textOf(await page(`${PAGE}?theme=evolution`)))).toContain("Un seul millésime est publié");
  });

  it("keeps its question in its links and in its files", async () => {
    const html = await page(`${PAGE}?theme=caracteristiques&maille=secteur&millesime=2017`);
    const question = "millesime=2017&amp;theme=caracteristiques&amp;maille=secteur";
    expect(html).toContain(`figures/typologie-par-secteur?${question}`);
    const figure = await page(`${PAGE}/figures/typologie-par-secteur?${question.replaceAll("&amp;", "&")}`);
    expect(figure).toContain(`figures/typologie-par-secteur.csv?${question}`);
  });

  it("leads to the portrait of a place, and to the fiche of a résidence", async () => {
    const communes = await page(`${PAGE}?maille=commune`);
    const residences = await page(`${PAGE}?maille=residence&commune=52448`);
    for (const [html, path] of [
      [communes, "observatoire/portraits/commune/52079"],
      [residences, /observatoire\/residences\/[a-z0-9-]+/.exec(residences)?.[0] ?? ""],
    ] as const) {
      expect(html).toContain(`href="/t/${EPCI}/${path}"`);
      expect((await ask(`/t/${EPCI}/${path}`)).status).toBe(200);
    }
    expect(await page(`${PAGE}?maille=qpv`)).not.toContain("portraits/qpv/hors-qpv");
  });

  it("gives the workbook, the CSV and the map of a figure", async () => {
    const query = "?theme=repartition&maille=commune";
    const xlsx = await ask(`${PAGE}/figures/parc-par-commune.xlsx${query}`);
    expect(xlsx.status).toBe(200);
    const book = read(new Uint8Array(await xlsx.arrayBuffer()));
    const rows = utils.sheet_to_json<unknown[]>(book.Sheets.Données ?? {}, { header: 1 });
    expect(rows.flat()).toContain(6261);
    const csv = await (await ask(`${PAGE}/figures/parc-par-bailleur.ouvert.csv${query}`)).text();
    expect(csv).toContain("3346");
    const map = await ask(`${PAGE}/figures/parc-par-commune.geojson${query}`);
    expect((JSON.parse(await map.text()) as { features: unknown[] }).features.length).toBeGreaterThan(10);
    expect((await ask(`${PAGE}/figures/inconnue.csv${query}`)).status).toBe(404);
  });

  it("sets a commune apart on its map from its row, and leads from the row of the whole nowhere", async () => {
    const figure = `${PAGE}/figures/parc-par-commune`;
    const html = await page(`${figure}?comparer=52448`);
    expect(html).toMatch(/href="\?comparer=52500#carte-parc-par-commune" aria-label="Valcourt sur la carte"/);
    expect(html).not.toContain("Territoire sur la carte");
    expect(plain(html)).toContain("Entourée d’un trait épais : Saint-Dizier.");
    expect(html).toContain("Saint-Dizier</a> (comparée)");
  });

  it("draws a map a bailleur, in the same classes, and writes what they show in one table", async () => {
    const html = await page(`${PAGE}/figures/parc-par-commune?multiples=bailleur&feuille=parc-par-commune.tout`);
    const cartes = [...html.matchAll(/<svg[^>]* id="carte-parc-par-commune[^"]*"[^>]*><title[^>]*>([^<]+)</g)];
    expect(cartes.map(([, nom]) => plain(nom ?? ""))).toEqual(
      ["OPH de Saint-Dizier", "Hamaris", "Plurial Novilia", "Le Foyer Rémois", "Vitry Habitat"].map(
        (nom) => `${nom} : Logements`,
      ),
    );
    expect(html.match(/<ul class="legende">/g)).toHaveLength(1);
    expect(plain(textOf(html))).toContain("Saint-Dizier carte 4 146 347 410 199 29");
    expect(gzipSync(html).length).toBeLessThan(30_000);
  });

  it("says that a single vintage has nothing beside it, and keeps its map", async () => {
    const html = await page(`${PAGE}/figures/parc-par-commune?multiples=annee`);
    expect(plain(textOf(html))).toContain("Une seule carte par année : 2017. Il n’y a rien à mettre à côté.");
    expect(html).toContain('id="carte-parc-par-commune"');
  });

  it("puts another territory beside, of those that the reader may read", async () => {
    const figure = `${PAGE}/figures/parc-par-commune`;
    expect(await page(figure)).not.toContain('name="territoire"');
    expect((await ask(`${figure}?territoire=${AUTRE_EPCI}`)).status).toBe(404);
    await database.base.territoires.add({ epci: AUTRE_EPCI, nom: "CA d’à côté", demonstration: false }, []);
    expect((await ask(`${figure}?territoire=${AUTRE_EPCI}`)).status).toBe(404);
    const deux = officierOf([EPCI, AUTRE_EPCI]);
    expect(await page(figure, deux)).toContain(`<option value="${AUTRE_EPCI}">CA d’à côté</option>`);
    expect(textOf(await page(`${figure}?territoire=${AUTRE_EPCI}`, deux))).toContain(
      "L’autre territoire ne publie pas cette figure",
    );
  });

  it.each(["multiples=commune", "territoire=x"])("refuses %s", async (query) => {
    expect((await ask(`${PAGE}/figures/parc-par-commune?${query}`)).status).toBe(400);
  });

  it("gives a bailleur's agent the whole territory, not their own rows called so", async () => {
    const own = await page(PAGE, acteurOf("agent-bailleur", "999000029"));
    expect(own).toContain("6\u202F261\u00A0logements sociaux");
  });

  it("is closed to whoever has no right to internal figures", async () => {
    expect((await ask(PAGE, acteurOf("dpo"))).status).toBe(403);
  });

  it.each(["theme=x", "maille=epci", "millesime=abc", "commune=1"])("refuses %s", async (query) => {
    expect((await ask(`${PAGE}?${query}`)).status).toBe(400);
  });

  it("shows the last vintage for one that is not published", async () => {
    expect(plain(await page(`${PAGE}?millesime=1999`))).toContain("Parc social au 1er janvier 2017");
  });
});

describe("the overview", () => {
  it("gives a few dated figures, and what each page holds", async () => {
    const text = plain(textOf(await page(`/t/${EPCI}/observatoire`)));
    expect(text).toContain("Logements sociaux 6 261 au 1er janvier 2017");
    expect(text).toMatch(/En quartier prioritaire 58,3 %/);
    expect(text).toContain("Publié : RPLS (parc social) : 2017 ; Périmètres");
  });
});

describe("a territory without a file", () => {
  let empty: TestDatabase;
  beforeAll(async () => {
    empty = await createDatabase();
    await addTerritoires(empty);
  });
  afterAll(() => empty.drop());

  it("is told what to deposit", async () => {
    expect(textOf(await page(PAGE, undefined, empty))).toContain("Aucun parc n’est publié");
    const text = plain(textOf(await page(`/t/${EPCI}/observatoire`, undefined, empty)));
    expect(text).toContain("Rien n’est encore publié");
    expect(text).toContain("Pas encore publié, à déposer : RPLS (parc social)");
  });
});
