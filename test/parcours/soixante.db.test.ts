import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { findLieu } from "#socle/regles/plan/lieu.ts";
import { EPCI } from "../fixtures/pages.ts";
import { openProduitDemo, type ProduitDemo } from "../fixtures/produit-demo.ts";
import { SOIXANTE } from "./soixante.ts";

const T = `/t/${EPCI}/`;
const ETAPES_MAX = 3;

let produit: ProduitDemo;
const pages = new Map<string, Promise<string>>();
beforeAll(async () => {
  produit = await openProduitDemo(async () => undefined);
}, 240_000);
afterAll(() => produit?.close());

/** A page as that role reads it, asked once. */
function read(role: RoleHabilite, chemin: string): Promise<string> {
  const cle = `${role} ${chemin}`;
  const lue = pages.get(cle) ?? produit.ask(role, T + chemin).then((answer) => answer.text());
  pages.set(cle, lue);
  return lue;
}

const hrefsOf = (html: string) =>
  [...html.matchAll(/<a [^>]*href="([^"#?]*)/g)].flatMap(([, href = ""]) =>
    href.startsWith(T) ? [href.slice(T.length)] : [],
  );

/** The menu, and the other ways to see the page: what the eye finds at the same place everywhere. */
const navOf = (html: string) => hrefsOf((html.match(/<nav[^>]*class="(?:rail|vues)"[\s\S]*?<\/nav>/g) ?? []).join(""));

const roomOf = (chemin: string) => findLieu(chemin)?.salle.code;

/** Links followed one after the other: those of the menu, then at last any of the page. 9: not found. */
async function countSteps(role: RoleHabilite, cible: string): Promise<number> {
  let front = ["a-faire"];
  for (let etapes = 1; etapes <= ETAPES_MAX; etapes += 1) {
    const lues = await Promise.all(front.map((chemin) => read(role, chemin)));
    if (lues.some((html) => hrefsOf(html).includes(cible))) return etapes;
    front = [...new Set(lues.flatMap(navOf))].filter((chemin) => roomOf(chemin) === roomOf(cible));
  }
  return 9;
}

describe("sixty named tasks", () => {
  it("are sixty, each its own", () => {
    expect(new Set(SOIXANTE.map(([role, tache]) => `${role} ${tache}`)).size).toBe(60);
    expect(new Set(SOIXANTE.map(([role]) => role)).size).toBe(13);
  });

  it.each(SOIXANTE)("%s: %s, by the menu in three steps at most", async (role, _, chemin) => {
    expect(await countSteps(role, chemin)).toBeLessThanOrEqual(ETAPES_MAX);
    expect((await produit.ask(role, T + chemin)).status).toBe(200);
  });

  it.each(SOIXANTE)(
    "%s: %s, by the search: what is typed, then a link, then at most one more",
    async (role, _, chemin, cherche) => {
      const html = await read(role, `recherche?q=${encodeURIComponent(cherche)}`);
      const trouves = hrefsOf(/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "");
      if (trouves.includes(chemin)) return;
      const under = trouves.filter((trouve) => chemin.startsWith(`${trouve}/`));
      const suites = await Promise.all(under.map((trouve) => read(role, trouve)));
      expect(suites.some((suite) => hrefsOf(suite).includes(chemin))).toBe(true);
    },
  );
});
