// @module-tag long
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { ROLES_HABILITES, type RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { EXPECTED_EPCI } from "../../demo/expected.ts";
import { createSuiteFor } from "../database.ts";
import { textOf } from "../fixtures/pages.ts";
import { openProduitDemo, type ProduitDemo } from "../fixtures/produit-demo.ts";

const T = "/t/200068666";

let produit: ProduitDemo;
beforeAll(async () => {
  produit = await openProduitDemo(() => Promise.resolve(), createSuiteFor);
}, 900_000);
afterAll(() => produit?.close());

const read = async (role: RoleHabilite, chemin: string) => {
  const answer = await produit.ask(role, chemin);
  return { statut: answer.status, html: await answer.text() };
};

describe("the years that follow the signed document", () => {
  it.each([2016, 2017, 2018])(
    "leave the tables of %i as the document prints them, or as the demonstration of that day",
    async (annee) => {
      const page = textOf((await read("agent-epci", `${T}/bilan?annee=${annee}`)).html);
      const attendu = EXPECTED_EPCI[annee];
      expect(page).toContain(`${attendu?.qpv.realise} sur ${attendu?.qpv.assiette}`);
      // In 2016 the printed tables place fourteen leases more, with the document's files alone.
      if (annee > 2016) expect(page).toContain(`${attendu?.horsQpv.realise} sur ${attendu?.horsQpv.assiette}`);
    },
  );

  it("print the pressure of 2015 as the document does", async () => {
    const page = textOf((await read("agent-epci", `${T}/observatoire/demandes?vue=pression&stock=2015`)).html);
    expect(page).toMatch(/Saint-Dizier 1,01 ; Wassy 1,62 ; Autres communes 3,08/);
  });

  it("say in the names that they are invented", async () => {
    const page = textOf((await read("agent-epci", `${T}/bilan`)).html);
    expect(page).toContain("OPH de Saint-Dizier (fictif après 2018)");
  });
});

/** Every empty state begins so, but for those that only say what a role may not read. */
const VIDE = /<div class="message"><h2>(Aucune? .*?)<\/h2>/g;
const LIEN = /<a [^>]*href="(\/t\/200068666[^"?#]*)"/g;
/** Documents, which are not pages; the guide, which says the same to everybody; and what one left open, which is nothing the first time. */
const AUTRES = /\.[a-z]+$|\/aide\/|\/reprendre$/;
const genreOf = (lien: string) => lien.replace(/\/[0-9a-f-]{36}|\/[a-z0-9-]*\d[a-z0-9-]*(?=\/|$)/g, "/N");

/** Links to pages of a kind that nobody asked for yet. */
function linksOf(html: string, genres: Set<string>): string[] {
  return [...html.matchAll(LIEN)].flatMap(([, lien = ""]) => {
    const genre = genreOf(lien);
    if (AUTRES.test(lien) || genres.has(genre)) return [];
    genres.add(genre);
    return [lien];
  });
}

/** Empty states of the pages that a click, then another, open from the first page of a role: one of each kind. */
async function crawl(role: RoleHabilite) {
  const vides: string[] = [];
  const genres = new Set<string>();
  let front: readonly string[] = [`${T}/a-faire`];
  for (let clic = 0; clic <= 2; clic++) {
    const suivants: string[] = [];
    for (const chemin of front) {
      const { statut, html } = await read(role, chemin);
      if (statut !== 200) continue;
      vides.push(...[...html.matchAll(VIDE)].map(([, titre]) => `${chemin} : ${titre}`));
      suivants.push(...linksOf(html, genres));
    }
    front = suivants;
  }
  return { vides, pages: genres.size };
}

/** What would be empty, and to whom: nothing. */
test("no page is empty, and the file would say which", { timeout: 900_000 }, async () => {
  const lignes: string[] = [];
  let vues = 0;
  for (const role of ROLES_HABILITES) {
    const { vides, pages } = await crawl(role);
    lignes.push(...vides.map((vide) => `${role} ${vide}`));
    vues += pages;
  }
  expect(vues).toBeGreaterThan(500);
  await expect(`${lignes.join("\n")}\n`).toMatchFileSnapshot("./suite-vides.txt");
});
