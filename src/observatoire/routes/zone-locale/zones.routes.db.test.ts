import { afterAll, beforeAll, expect, it } from "vitest";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: "2030-03-10" });
});
afterAll(() => visiteurs.close());

const PAGE = "donnees/zones";
const send = (chemin: string, champs: Readonly<Record<string, string>> = {}) =>
  visiteurs.send("agent-epci", `${PAGE}${chemin}`, champs);
const zones = async () =>
  (await visiteurs.database.pool.query<{ id: number; nom: string }>("select id, nom from zone_locale order by nom"))
    .rows;
/** Rows of a figure's file: name and first number. */
async function rows(chemin: string): Promise<readonly (readonly [string, string])[]> {
  const { octets, statut } = await visiteurs.ask("agent-epci", chemin);
  expect(statut).toBe(200);
  const [, ...lignes] = new TextDecoder().decode(octets).trim().split("\r\n");
  return lignes.map((ligne) => ligne.split(";")).map(([, nom = "", nombre = ""]) => [nom, nombre] as const);
}
const STOCK = "observatoire/parc/figures/parc-par-zone-locale.csv?maille=zone-locale";

it("cuts the stock and the rents as the territory says: a résidence before its commune, the rest told apart", async () => {
  expect(textOf((await visiteurs.ask("agent-epci", "observatoire/parc")).html)).not.toContain("Zone locale");
  expect((await send("", { nom: "Centre-ville" })).statut).toBe(303);
  expect((await send("", { nom: "Diffus" })).statut).toBe(303);
  const [centre, diffus] = await zones();
  const { statut } = await send("/lieux", {
    commune: "52448",
    c: String(diffus?.id),
    "r.52448-residence-des-iris": String(centre?.id),
  });
  expect(statut).toBe(303);
  const stock = await rows(STOCK);
  // 41 dwellings of Les Iris; the others of Saint-Dizier; those elsewhere are in no zone.
  expect(stock.find(([nom]) => nom === "Centre-ville")?.[1]).toBe("41");
  const sums = stock.map(([, nombre]) => Number(nombre.replaceAll(/\D/g, "")));
  expect(stock.map(([nom]) => nom)).toEqual(expect.arrayContaining(["Centre-ville", "Diffus", "Hors zone locale"]));
  expect(sums.every((nombre) => nombre > 0)).toBe(true);

  const page = await visiteurs.ask("agent-epci", "observatoire/loyers?maille=zone-locale");
  expectSoundPage(page.html);
  expect(textOf(page.html)).toContain("Centre-ville");
  expect(textOf(page.html)).toContain("Hors zone locale");
  expect(textOf((await visiteurs.ask("agent-epci", "observatoire/parc")).html)).toContain("Zone locale");

  const shown = await visiteurs.ask("agent-epci", `${PAGE}?commune=52448`);
  expectSoundPage(shown.html);
  expect(textOf(shown.html)).toContain("1 commune entière, 0 résidence");

  expect((await send(`/${diffus?.id}/fermer`)).statut).toBe(303);
  expect((await rows(STOCK)).map(([nom]) => nom)).not.toContain("Diffus");
  expect((await send(`/${diffus?.id}/fermer`)).statut).toBe(404);
});

it.each([
  ["a name that another zone has", "", { nom: "centre-ville" }, 422],
  ["a name that says nothing", "", { nom: " " }, 422],
  ["a zone that is not", "/lieux", { commune: "52448", c: "987654" }, 404],
  ["a commune of another territory", "/lieux", { commune: "75056", c: "" }, 422],
])("refuses %s, and keeps nothing", async (_, chemin, champs, statut) => {
  const before = await zones();
  const sent = await send(chemin, champs);
  expect(sent.statut).toBe(statut);
  expectSoundPage(sent.html);
  expect(await zones()).toEqual(before);
});

it("is closed to whoever does not speak for the whole territory", async () => {
  for (const role of ["responsable-bailleur", "commune", "dpo"] as const) {
    expect((await visiteurs.ask(role, PAGE)).statut).toBe(403);
    expect((await visiteurs.send(role, PAGE, { nom: "Autre" })).statut).toBe(403);
  }
});
