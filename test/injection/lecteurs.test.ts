import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findLectures, LECTEURS, readSources } from "./lecteurs.ts";
import { PORTES } from "./portes.ts";

const isRoute = (chemin: string) => chemin.split("/")[2] === "routes";
const lectures = readSources("src")
  .filter(([chemin]) => isRoute(chemin))
  .flatMap(([chemin, source]) => findLectures(chemin, source));

describe(`what a request brings is read in ${LECTEURS.length} ways`, () => {
  it("each place of the routes that reads a request is one of these ways", () => {
    expect(lectures.length).toBeGreaterThan(300);
    expect(lectures.filter(({ lecteur }) => lecteur === null)).toEqual([]);
  });

  it("no other layer has hold of a request", () => {
    const autres = readSources("src").filter(([chemin]) => !isRoute(chemin));
    expect(autres.length).toBeGreaterThan(500);
    const hono = autres.filter(([, source]) => /from "(?:hono|hono\/(?!jsx|html)[^"]*|@hono\/[^"]*)"/.test(source));
    expect(hono.map(([chemin]) => chemin)).toEqual([]);
  });

  it("each of these ways is written somewhere in the routes", () => {
    const found = new Set(lectures.map(({ lecteur }) => lecteur));
    expect(LECTEURS.filter(({ nom }) => !found.has(nom)).map(({ nom }) => nom)).toEqual([]);
  });

  it("each has inputs that meet every payload, in the very source that reads so", () => {
    for (const { lecteur, route, source } of PORTES)
      expect(
        lectures.filter((one) => one.chemin === source).map((one) => one.lecteur),
        `${route}, ${source}`,
      ).toContain(lecteur);
    const met = new Set(PORTES.map(({ lecteur }) => lecteur));
    const autrement = LECTEURS.filter(({ nom }) => !met.has(nom));
    expect(autrement.map(({ nom }) => nom)).toEqual(Object.keys(AILLEURS));
    for (const [suite, texte] of Object.values(AILLEURS)) {
      expect(existsSync(suite)).toBe(true);
      expect(readFileSync(suite, "utf8")).toContain(texte);
    }
  });
});

/** Ways that every payload meets elsewhere: names of files; and what is read of all forms, or of the socket, before any route. */
const AILLEURS: Readonly<Record<string, readonly [suite: string, texte: string]>> = {
  "formulaire, champ par champ": ["test/injection/entrees-connexion.ts", '"/connexion"'],
  fichiers: ["test/injection/cellules.db.test.ts", "names of files are shown as texts"],
  "corps, de l’interface": ["src/service/routes/api/conges.routes.db.test.ts", "CHARGES"],
  "formulaire, avant les autres": ["test/injection/portes.ts", 'lecteur: "formulaire, par un acte"'],
  prise: ["src/socle/routes/serveur/client-address.test.ts", "clientAddress"],
};

describe("a place that reads a request in a way of its own is found", () => {
  it.each([
    ["the bytes of the body", "const texte = await c.req.text();"],
    ["its JSON", "const { nom } = await c.req.json();"],
    ["its form, without the readers", "const form = await c.req.formData();"],
    ["the request itself", "const form = await c.req.raw.formData();"],
    ["a header", 'const langue = c.req.header("accept-language");'],
    ["all the headers", "const all = c.req.header();"],
    ["headers of the request itself", 'const langue = c.req.raw.headers.get("accept-language");'],
    ["a cookie", 'const langue = getCookie(c, "langue");'],
    ["a signed cookie", 'const langue = await getSignedCookie(c, SECRET, "langue");'],
    ["under another name", "const { req } = c; const nom = req.query(nom);"],
    ["handed over", "const saisie = await readAll(c.req);"],
    ["by a computed name", "const nom = c.req.query(champs[0]);"],
    ["the socket", "const said = c.env.incoming.headers;"],
    ["a function that takes a request", "async function readNom(request: Request): Promise<string> {"],
  ])("%s", (_, source) => {
    const found = findLectures("src/nouveau/routes/nouveau.routes.ts", source);
    expect(found.some(({ lecteur }) => lecteur === null)).toBe(true);
  });

  it("and one that reads as the others is named", () => {
    const source = 'const body = await c.req.parseBody();\nconst q = c.req.query("q");';
    expect(findLectures("src/nouveau/routes/nouveau.routes.ts", source).map(({ lecteur }) => lecteur)).toEqual([
      "formulaire, champ par champ",
      "question, par son nom",
    ]);
  });
});
