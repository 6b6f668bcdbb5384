import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { auditer } from "#socle/calculs/secret/auditer.ts";
import type { CelluleVue, Relation } from "#socle/calculs/secret/systeme.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";

const EPCI = "200068666";
const horloge = { aujourdhui: () => "2026-03-10", maintenant: () => "2026-03-10T09:00:00.000Z" };

let database: TestDatabase;
let organisation: number;
let anonyme: Awaited<ReturnType<typeof createTestApp>>;
beforeAll(async () => {
  database = await createDemoDatabase();
  organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
  anonyme = await createTestApp(database.bases, { horloge }, null);
}, 200_000);
afterAll(() => database?.drop());

const apps = new Map<RoleHabilite, Promise<typeof anonyme>>();

function appOf(role: RoleHabilite): Promise<typeof anonyme> {
  const opened =
    apps.get(role) ??
    addPersonne(database.pool, role, [{ role, epci: EPCI, organisation }]).then((acteur) =>
      createTestApp(database.bases, { horloge }, acteur),
    );
  apps.set(role, opened);
  return opened;
}

const ACCEPT = { accept: "text/html" };
const POST = { method: "POST", headers: { ...ACCEPT, origin: "http://localhost", "sec-fetch-site": "same-origin" } };

async function read(chemin: string): Promise<string> {
  const response = await anonyme.request(chemin, { headers: ACCEPT });
  expect([chemin, response.status]).toEqual([chemin, 200]);
  return response.text();
}

async function readLines(code: string): Promise<readonly (readonly string[])[]> {
  const text = (await read(`/observatoire/${EPCI}/${code}.ouvert.csv`)).replace(/^\uFEFF/, "");
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(",").map((field) => field.replace(/^"|"$/g, "")));
}

/** Rows of an open-data CSV, by header. */
async function readCsv(code: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const [header = [], ...rows] = await readLines(code);
  return rows.map((row) => Object.fromEntries(header.map((nom, i) => [nom, row[i] ?? ""])));
}

async function codes(): Promise<readonly string[]> {
  const html = await read(`/observatoire/${EPCI}`);
  return [...html.matchAll(new RegExp(`href="/observatoire/${EPCI}/([a-z0-9-]+)"`, "g"))].map(([, code]) => code ?? "");
}

describe("what everyone reads", () => {
  it("is a list of territories, the release of one, and a page a table, without an account and in little weight", async () => {
    expect(textOf(await read("/observatoire"))).toMatch(/Saint-Dizier, Der &(amp;)? Blaise/);
    const page = await read(`/observatoire/${EPCI}`);
    expectSoundPage(page);
    expect(textOf(page)).toMatch(/Données de démonstration[\s\S]*Licence Ouverte 2\.0/);
    const found = await codes();
    expect(found.length).toBeGreaterThanOrEqual(10);
    for (const code of found) {
      const html = await read(`/observatoire/${EPCI}/${code}`);
      expectSoundPage(html);
      expect(gzipSync(html).length, code).toBeLessThan(26_000);
      expect(textOf(html), code).not.toContain("QPV");
    }
  });

  it("may be kept by all, and asked again", async () => {
    const first = await anonyme.request(`/observatoire/${EPCI}`, { headers: ACCEPT });
    expect(first.headers.get("cache-control")).toMatch(/^public, max-age=\d+$/);
    expect(first.headers.get("set-cookie")).toBeNull();
    const again = await anonyme.request(`/observatoire/${EPCI}`, {
      headers: { ...ACCEPT, "if-none-match": first.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  });

  it("gives its files to every site, and no page of ours", async () => {
    const ouvert = async (app: typeof anonyme, chemin: string) => {
      const { status, headers } = await app.request(chemin, { headers: ACCEPT });
      return [
        status,
        headers.get("access-control-allow-origin"),
        headers.get("cross-origin-resource-policy"),
        headers.get("etag") !== null,
      ];
    };
    const figure = `/observatoire/${EPCI}/parc-communes`;
    for (const fin of ["svg", "png", "json", "ouvert.csv", "csv", "geojson", "schema.json"])
      expect(await ouvert(anonyme, `${figure}.${fin}`), fin).toEqual([200, "*", "cross-origin", true]);
    for (const page of [figure, `/observatoire/${EPCI}`, "/observatoire"])
      expect(await ouvert(anonyme, page), page).toEqual([200, null, "same-origin", true]);
    const officer = await appOf("agent-epci");
    for (const chemin of [
      "parc",
      "parc/figures/parc-par-commune.ouvert.csv?maille=commune",
      "parc/figures/parc-par-commune.png?maille=commune",
    ]) {
      const [status, cors, corp] = await ouvert(officer, `/t/${EPCI}/observatoire/${chemin}`);
      expect([chemin, status, cors, corp]).toEqual([chemin, 200, null, "same-origin"]);
    }
    const absente = await anonyme.request(`/observatoire/${EPCI}/inconnu.svg`, { headers: ACCEPT });
    expect(absente.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("gives a figure as a picture and as JSON, and what to paste for either", async () => {
    const figure = `/observatoire/${EPCI}/parc-communes`;
    const png = new Uint8Array(await (await anonyme.request(`${figure}.png`)).arrayBuffer());
    expect([...png.slice(1, 4)]).toEqual([...Buffer.from("PNG")]);
    const { lignes, licence } = JSON.parse(await read(`${figure}.json`));
    expect(licence).toBe("Licence Ouverte 2.0");
    expect(lignes).toHaveLength((await readLines("parc-communes")).length - 1);
    expect(await read(figure)).toMatch(/&lt;img src=&quot;https?:[^&]*parc-communes\.svg&quot; alt=&quot;/);
  });

  it("draws the years of a figure side by side, never its bailleurs, and no map without a number", async () => {
    const figure = `/observatoire/${EPCI}/attributions-communes`;
    const html = await read(`${figure}?multiples=annee`);
    expect([...html.matchAll(/<svg[^>]* id="carte-attributions-communes[^"]*"/g)]).toHaveLength(2);
    expect(html).not.toContain("Une par bailleur");
    expect((await anonyme.request(`${figure}?multiples=bailleur`, { headers: ACCEPT })).status).toBe(400);
    const rows = (await readLines("attributions-communes")).slice(1);
    const secrets = rows.flatMap((row) => row.filter((valeur) => valeur === "secret"));
    expect(html).toContain(`secret (${secrets.length})`);
    expect(html).toContain('comparer=52448#carte-attributions-communes"');
    expect(html).not.toMatch(/comparer=(total|communes-ensemble)/);
    const sans = await read(`/observatoire/${EPCI}/vacance-communes`);
    expect(sans).not.toContain("vacance-communes.png");
    expect(sans).toContain("vacance-communes.json");
  });

  it("is the same for an officer, whose true figures are elsewhere", async () => {
    const officer = await appOf("agent-epci");
    const theirs = await (await officer.request(`/observatoire/${EPCI}`, { headers: ACCEPT })).text();
    expect(theirs).toBe(await read(`/observatoire/${EPCI}`));
  });

  it.each([
    "/observatoire/200000001",
    "/observatoire/x",
    `/observatoire/${EPCI}/inconnu`,
    `/observatoire/${EPCI}/parc-communes.exe`,
  ])("does not answer %s", async (chemin) => {
    expect((await anonyme.request(chemin, { headers: ACCEPT })).status).toBe(404);
  });

  it("describes each file: the fields of the schema are those of the CSV", async () => {
    for (const code of await codes()) {
      const schema = JSON.parse(await read(`/observatoire/${EPCI}/${code}.schema.json`));
      const [header] = await readLines(code);
      expect(schema.fields.map(({ name }: { name: string }) => name)).toEqual(header);
      expect(schema.primaryKey).toEqual(["code"]);
    }
  });

  it("is catalogued, with files that answer", async () => {
    const catalogue = JSON.parse(await read("/catalogue.jsonld"));
    expect(catalogue["@type"]).toBe("dcat:Catalog");
    const found = await codes();
    expect(catalogue["dcat:dataset"].map((dataset: Record<string, unknown>) => dataset["dct:identifier"])).toEqual(
      expect.arrayContaining(found.map((code) => `${EPCI}-${code}`)),
    );
    for (const dataset of catalogue["dcat:dataset"].slice(0, 3)) {
      expect(dataset["dct:accrualPeriodicity"]["@id"]).toMatch(/frequency\/QUARTERLY$/);
      for (const distribution of dataset["dcat:distribution"]) {
        const { pathname } = new URL(distribution["dcat:downloadURL"]["@id"]);
        const response = await anonyme.request(pathname);
        expect([pathname, response.status]).toEqual([pathname, 200]);
        expect(response.headers.get("content-type")?.split(";")[0]).toBe(distribution["dcat:mediaType"]);
      }
    }
  });
});

function isSmall(value: string): boolean {
  return /^\d+$/.test(value) && Number(value) > 0 && Number(value) < 11;
}

describe("what nobody can find in it", () => {
  it("a count of households from 1 to 10, in any file", async () => {
    const households = (await codes()).filter((code) => /^(attributions|demandes|objectifs)/.test(code));
    const rows = (await Promise.all(households.map(readCsv))).flat();
    const small = rows.filter((row) => Object.entries(row).some(([nom, value]) => nom !== "code" && isSmall(value)));
    expect(rows.length).toBeGreaterThan(50);
    expect(small).toEqual([]);
  });

  it("an order of its rows: places and bailleurs come by their code, whatever is counted there", async () => {
    for (const jeu of ["attributions-communes", "demandes-communes", "objectifs-bailleurs"]) {
      const [, ...rows] = await readLines(jeu);
      const cles = rows.map(([cle = ""]) => cle).filter((cle) => cle !== "total");
      expect(cles.length, jeu).toBeGreaterThan(3);
      expect(cles, jeu).toEqual(cles.toSorted());
    }
  });

  it("a masked count, from the files alone: rows and columns that add up, quarters that make a year", async () => {
    const cells = new Map<string, number | null>();
    const relations: Relation[] = [];
    const put = (cle: string, valeur: string | undefined) => {
      const known = cells.get(cle) ?? null;
      cells.set(cle, valeur === undefined || valeur === "" ? known : Number(valeur));
      return cle;
    };
    const add = (total: string, parts: readonly string[]) =>
      relations.push({ termes: [[total, 1], ...parts.map((part) => [part, -1] as const)], min: 0, max: 0 });
    for (const annee of ["2016", "2017"]) {
      const rows = await readCsv(`attributions-${annee}`);
      const columns = ["qpv", "hors-qpv", "inconnue", "total"];
      for (const row of rows) {
        const keys = columns.map((column) => put(`${annee} ${row.code} ${column}`, row[column]));
        add(keys[3] ?? "", keys.slice(0, 3));
      }
      for (const column of columns)
        add(
          `${annee} total ${column}`,
          ["q1", "q2-4", "inconnu"].map((q) => `${annee} ${q} ${column}`),
        );
      const quarters = (await readCsv("attributions-trimestres")).filter((row) => row.code?.startsWith(annee));
      for (const [column, part] of [
        ["total", "total total"],
        ["hors-qpv-q1", "q1 hors-qpv"],
        ["qpv-q2-4", "q2-4 qpv"],
        ["hors-qpv", "total hors-qpv"],
        ["qpv", "total qpv"],
      ] as const) {
        add(
          `${annee} ${part}`,
          quarters.map((row) => put(`${row.code} ${part}`, row[column])),
        );
      }
      const communes = await readCsv("attributions-communes");
      add(
        `${annee} total total`,
        communes.filter(({ code }) => code !== "total").map((row) => put(`${annee} commune ${row.code}`, row[annee])),
      );
    }
    const truth = await trueCounts();
    const vues = [...cells].map(([cle, publie]): CelluleVue => {
      const small = publie === null && (truth.get(cle) ?? 0) > 0 && (truth.get(cle) ?? 0) < 11;
      return { cle, publie, entiere: true, amplitude: small ? 11 : null };
    });
    expect(vues.filter(({ amplitude }) => amplitude !== null).length).toBeGreaterThan(15);
    expect(vues.filter(({ cle, publie }) => publie !== null && truth.has(cle) && truth.get(cle) !== publie)).toEqual(
      [],
    );
    expect(await auditer(vues, relations)).toMatchObject({ sure: true, dangereuses: [] });
  }, 60_000);

  /** True counts, under the names of the test above. */
  async function trueCounts(): Promise<ReadonlyMap<string, number>> {
    const truth = new Map<string, number>();
    for (const annee of [2016, 2017]) {
      const bilan = await computeBilan(database.base, { epci: EPCI, periode: yearPeriode(annee), bailleur: null });
      truth.set(`${annee} total total`, bilan.total);
      truth.set(`${annee} q1 hors-qpv`, bilan.horsQpv.premierQuartile);
      truth.set(`${annee} q2-4 qpv`, bilan.qpv.realise);
      truth.set(`${annee} q1 inconnue`, bilan.nonLocalisees.premierQuartile);
      truth.set(`${annee} q2-4 inconnue`, bilan.nonLocalisees.autres);
      truth.set(`${annee} inconnu total`, bilan.sansRessources ?? Number.NaN);
      for (const { code, total } of bilan.ventilations.find(({ axe }) => axe === "commune")?.lignes ?? []) {
        truth.set(`${annee} commune ${code}`, total);
      }
    }
    return truth;
  }
});

describe("the page of signatories", () => {
  it("says what is public, what it cost, and that it cannot be withdrawn", async () => {
    const officer = await appOf("agent-epci");
    const liste = await (await officer.request(`/t/${EPCI}/observatoire/diffusion`, { headers: ACCEPT })).text();
    expectSoundPage(liste);
    expect(textOf(liste)).toMatch(/Préparer une diffusion[\s\S]*Publiée[\s\S]*Ce n’est pas possible/);
    const [id] = await database.base.diffusions.list(EPCI);
    const one = await (
      await officer.request(`/t/${EPCI}/observatoire/diffusion/${id?.id}`, { headers: ACCEPT })
    ).text();
    expectSoundPage(one);
    expect(textOf(one)).toMatch(/Contrôle du secret[\s\S]*Retrouvables/);
    const [, jeu = ""] = /href="([^"]*\?jeu=demandes-communes)"/.exec(one) ?? [];
    const lu = await (await officer.request(jeu, { headers: ACCEPT })).text();
    expectSoundPage(lu);
    expect(textOf(lu)).toMatch(/Ce que le public lit : diffusion \d{4}-\d+[\s\S]*Saint-Dizier/);
    expect((await officer.request(`/t/${EPCI}/observatoire/diffusion/987654`, { headers: ACCEPT })).status).toBe(404);
  });

  it("is read by a bailleur, who may neither prepare nor publish, and closed to the public", async () => {
    const bailleur = await appOf("responsable-bailleur");
    const page = await bailleur.request(`/t/${EPCI}/observatoire/diffusion`, { headers: ACCEPT });
    expect(page.status).toBe(200);
    expect(await page.text()).not.toContain("Préparer une diffusion");
    expect((await bailleur.request(`/t/${EPCI}/observatoire/diffusion`, POST)).status).toBe(403);
    expect((await bailleur.request(`/t/${EPCI}/observatoire/diffusion/1/publier`, POST)).status).toBe(403);
    expect((await anonyme.request(`/t/${EPCI}/observatoire/diffusion`, { headers: ACCEPT })).status).toBe(303);
  });

  it("prepares aside, then publishes, each with its line of the journal", async () => {
    const officer = await appOf("agent-epci");
    const started = await officer.request(`/t/${EPCI}/observatoire/diffusion`, POST);
    expect(started.status).toBe(303);
    expect((await officer.request(`/t/${EPCI}/observatoire/diffusion`, POST)).status).toBe(409);
    const etat = async () =>
      (await (await officer.request(`/t/${EPCI}/observatoire/diffusion/avancement`)).json()) as {
        readonly statut: string;
      };
    while ((await etat()).statut === "lecture") await new Promise((resolve) => setTimeout(resolve, 200));
    const [diffusion] = await database.base.diffusions.list(EPCI);
    expect(diffusion).toMatchObject({ etat: "preparee" });
    const before = await read(`/observatoire/${EPCI}`);
    const published = await officer.request(`/t/${EPCI}/observatoire/diffusion/${diffusion?.id}/publier`, POST);
    expect(published.headers.get("location")).toBe(`/t/${EPCI}/observatoire/diffusion/${diffusion?.id}?fait=publiee`);
    expect(await read(`/observatoire/${EPCI}`)).not.toBe(before);
    const { rows } = await database.pool.query("select acte from journal.entree where objet = $1 order by numero", [
      `diffusion:${diffusion?.numero}`,
    ]);
    expect(rows.map(({ acte }) => acte)).toEqual(["diffusion-preparee", "diffusion-publiee"]);
    const twice = await officer.request(`/t/${EPCI}/observatoire/diffusion/${diffusion?.id}/publier`, POST);
    expect(twice.status).toBe(409);
  }, 100_000);
});
