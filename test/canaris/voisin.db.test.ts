// @module-tag ci
// @module-tag long
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rolesFor } from "#socle/regles/habilitation/matrice.ts";
import { ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import { declarationOf } from "#socle/routes/acces/garde.ts";
import { COMMUNES } from "../../demo/communes.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { enVol } from "../fixtures/en-vol.ts";
import { cloneTerritoire } from "../fixtures/jumeau.ts";
import { EPCI, type Monde, openMonde, openProduit, type Qui } from "../injection/monde.ts";
import { readTexte } from "./lire-sortie.ts";
import { cheminsOf } from "./parcourir.ts";

const VOISIN = "200039915";

/**
 * Pages of the platform or of a person, which say what they may do everywhere; the journal, which tells these very readings; the yearly flux, whose
 * conventions are the département’s: it counts its other territories on purpose.
 */
const DE_TOUS = /^\/(territoires|mon-compte|plateforme.*|observatoire|)$|\/journal\.csv|\/contingents\/bilan-flux/;

let database: TestDatabase;
let monde: Monde;
let copies: ReadonlyMap<string, number>;
let seul: ReadonlyMap<string, string>;
let entoure: ReadonlyMap<string, string>;

beforeAll(async () => {
  database = await createDatabase();
  monde = await openMonde(database);
  const communes = COMMUNES.map((row) => ({ commune: row.code, nom: row.nom, population: row.population }));
  await database.base.territoires.add({ epci: VOISIN, nom: "Territoire voisin", demonstration: true }, communes);
  // Everybody reads both from the first reading on: only what the other one holds is new at the second.
  await database.pool.query(
    `insert into habilitation (compte, organisation, role, epci, debut, fin, motif, communes, sensible)
     select compte, organisation, role, $2, debut, fin, motif, communes, sensible from habilitation where epci = $1`,
    [EPCI, VOISIN],
  );
  // Who has never come is told apart from who has.
  for (const role of ROLES_HABILITES) await monde.cookie(role);
  seul = await readAll(database, monde.identifiants);
  await database.pool.query("delete from habilitation where epci = $1", [VOISIN]);
  copies = await cloneTerritoire(database.pool, EPCI, VOISIN);
  entoure = await readAll(database, monde.identifiants);
}, 600_000);
afterAll(async () => {
  await monde?.close();
  await database?.drop();
});

/** Who may ask that route: the first of the roles of its line of the matrix, or the EPCI's officer. */
function quiOf({ app }: Pick<Monde, "app">, route: string): Qui {
  const own = app.routes.filter(({ method, path }) => method === "GET" && path === route);
  const declaration = own.map(({ handler }) => declarationOf(handler)).find((one) => one !== null);
  if (!declaration || "ouverte" in declaration) return "agent-epci";
  const roles = rolesFor(declaration.ressource, declaration.action).map(({ role }) => role);
  const [role] = roles.includes("agent-epci") ? ["agent-epci" as const] : roles;
  return role && role !== "public" && role !== "demandeur" ? (role as Qui) : "agent-epci";
}

/** What each address of the territory answers to whoever may ask it, by a server that remembers nothing. */
async function readAll(
  depuis: TestDatabase,
  identifiants: Monde["identifiants"],
): Promise<ReadonlyMap<string, string>> {
  const neuf = await openProduit(depuis);
  const all = cheminsOf({ ...neuf, identifiants }).filter(([route]) => !DE_TOUS.test(route));
  const read = await enVol(all, 8, async ([route, chemin]) => {
    const qui = quiOf(neuf, route);
    const answer = await neuf.ask(qui, chemin);
    const octets = new Uint8Array(await answer.arrayBuffer());
    const texte = readTexte(octets, answer.headers.get("content-type") ?? "");
    return [`${qui} ${chemin}`, `${answer.status} ${plain(texte)}`] as const;
  });
  await neuf.close();
  return new Map(read);
}

/** Without what changes from one second to the next: hours, references of a request, marks of a form, ranks of drawings in a process. */
function plain(texte: string): string {
  return texte
    .replaceAll(/(DTSTAMP:|docPr id=")\w+/g, "…")
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d[^"<\s]*|\d\d? ?[h:] ?\d\d(:\d\d)?/g, "…")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…")
    .replaceAll(/\b[0-9a-f]{32,}\b/g, "…");
}

describe("a neighbour that holds the same rows under other numbers, for whoever reads both territories", () => {
  it("has rows in most tables", () => {
    const filled = [...copies].filter(([, rows]) => rows > 0);
    expect(filled.length).toBeGreaterThan(50);
    expect(copies.get("public.fait_attribution")).toBeGreaterThan(50);
  });

  it("changes nothing to any page, document, table or answer of the first", () => {
    expect([...entoure.keys()]).toEqual([...seul.keys()]);
    expect([...seul.values()].filter((texte) => texte.startsWith("200")).length).toBeGreaterThan(200);
    const changed = [...seul].filter(([chemin, texte]) => entoure.get(chemin) !== texte).map(([chemin]) => chemin);
    expect(changed).toEqual([]);
  });
});
