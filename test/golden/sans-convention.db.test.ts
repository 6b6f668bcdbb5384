// @module-tag profondeur
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTerritoire } from "#donnees/actes/territoire/open-territoire.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { CODE_OFFICIEL } from "../../src/service/commandes/code-officiel.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { acteurOf, seedOf } from "../fixtures/habilitations.ts";
import { createTestApp } from "../fixtures/http.ts";
import { attribution, logement, stageRows } from "../fixtures/lots.ts";
import { textOf } from "../fixtures/pages.ts";
import { selon } from "../profondeur.ts";

/** Three territories that have recorded no convention, each with leases and a stock: an EPT, an EPCI of overseas, a communauté de communes. */
const TERRITOIRES = [
  ["200057867", "93066"],
  ["249740119", "97411"],
  ["200000172", "74042"],
  // Whose convention it is.
  ["200068666", "52448"],
] as const;

/** What only the convention of Saint-Dizier, Der & Blaise says, or names. */
const MOTS_DE_LA_CONVENTION =
  /document-cadre|5 octobre 2018|CIA de 2018|Saint-Dizier|Vert-Bois|Grand Lachat|Hamaris|Foyer Rémois|Plurial|Vitry Habitat|CIL-PASS|\bARCA\b|\baction \d{1,2}\b/gi;

/** The officer has nearly every page. */
const ROLES = selon<readonly RoleHabilite[]>({ ci: ["agent-epci"], preuve: ["agent-epci", "etat", "dpo"] });

let db: TestDatabase;
let compte: number;
beforeAll(async () => {
  db = await createDatabase();
  compte = await seedOf(db.pool).compte("Lectrice");
  for (const [epci, commune] of TERRITOIRES) {
    const base = db.bases.pour(operateur("essai", [epci]));
    await openTerritoire(base, CODE_OFFICIEL, epci);
    const baux = Array.from({ length: 40 }, (_, i) =>
      attribution({ commune, bailSigneLe: `2025-0${(i % 9) + 1}-10` }, i),
    );
    const parc = Array.from({ length: 30 }, (_, i) => logement({ commune }, i));
    for (const lot of [
      await stageRows(base, "sne-attributions", baux, { epci, periode: "2025" }),
      await stageRows(base, "rpls", parc, { epci, periode: "2025" }),
    ]) {
      await publishLot(base, lot, { confirme: true });
    }
  }
});
afterAll(() => db?.drop());

/** Addresses of a territory that ask for nothing more than it. */
function adressesOf(app: ReturnType<typeof createTestApp>, epci: string): readonly string[] {
  const patterns = app.routes.filter(({ method, path }) => method === "GET" && path.startsWith("/t/:epci"));
  const chemins = patterns.map(({ path }) => path.replace(":epci", epci)).filter((path) => !/[:*]/.test(path));
  return [...new Set(chemins)];
}

/** Words of the convention in the page; null: no page for that person. A page that fails is one word too many. */
async function wordsIn(app: ReturnType<typeof createTestApp>, chemin: string): Promise<readonly string[] | null> {
  const response = await app.request(chemin, { headers: { accept: "text/html" } });
  if (response.status >= 500) return [String(response.status)];
  const isPage = response.status === 200 && response.headers.get("content-type")?.startsWith("text/html");
  if (!isPage) return null;
  return (
    textOf(await response.text())
      .replaceAll("\u00a0", " ")
      .match(MOTS_DE_LA_CONVENTION) ?? []
  );
}

/** « role address: words », for each page that says one. */
async function wordsOf(epci: string) {
  const found: string[] = [];
  let pages = 0;
  for (const role of ROLES) {
    const app = createTestApp(db.bases, {}, acteurOf(compte, role, { epci }));
    for (const chemin of adressesOf(app, epci)) {
      const mots = await wordsIn(app, chemin);
      if (mots !== null) pages += 1;
      if (mots?.length) found.push(`${role} ${chemin}: ${[...new Set(mots)].join(", ")}`);
    }
  }
  return { found, pages };
}

it.each(TERRITOIRES.filter(([epci]) => epci !== "200068666"))(
  "%s: no page says a word of another territory's convention",
  async (epci) => {
    const { found, pages } = await wordsOf(epci);
    expect(pages).toBeGreaterThan(40 * ROLES.length);
    expect(found).toEqual([]);
  },
);

it("the territory whose convention was recorded reads its own words", async () => {
  const { found } = await wordsOf("200068666");
  expect(found.filter((one) => /document-cadre|action \d/i.test(one)).length).toBeGreaterThan(3);
});
