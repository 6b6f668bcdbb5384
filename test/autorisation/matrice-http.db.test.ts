import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contexteOf } from "#service/sql/open-base.ts";
import { droitsOf } from "#socle/regles/habilitation/matrice.ts";
import {
  ACTIONS,
  type Action,
  LIBELLE_ACTION,
  RESSOURCES,
  type Ressource,
} from "#socle/regles/habilitation/ressource.ts";
import { ROLES, type Role } from "#socle/regles/habilitation/role.ts";
import { introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { handleError } from "#socle/routes/serveur/on-error.ts";
import { TABLES_DROITS } from "#socle/sql/droits/tables.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { CADRE } from "../fixtures/pages.ts";
import { expectedOf, tablesOf } from "./attendu.ts";
import { ESSAIS } from "./comparer.ts";
import { acteurOf, buildMonde, EPCIS, type Monde, RELATIONS, type Relation } from "./monde.ts";
import { Sonde } from "./sql.ts";

/**
 * The three locks together, asked by HTTP: the real guard, the real context of the transaction, the real policies, for every resource of
 * the matrix, including those that no screen shows yet. One route a resource and an action, on the table where its rows are.
 */
let database: TestDatabase;
let monde: Monde;
let app: Hono<Env>;
let role: Role = "public";
let close: () => Promise<void>;

beforeAll(async () => {
  database = await createDatabase();
  monde = await buildMonde(database.pool);
  const client = await database.pool.connect();
  await client.query("begin");
  const sonde = new Sonde(client, monde);
  app = probe(sonde);
  close = async () => {
    await client.query("rollback");
    client.release();
  };
});
afterAll(async () => {
  await close?.();
  await database?.drop();
});

const COMMANDES = new Map(ESSAIS);

/** `/t/:epci/<ressource>/<action>/:relation`: 200 when the row is reached. A row that is not is a 404, as one that does not exist. */
function probe(sonde: Sonde): Hono<Env> {
  const routes = new Hono<Env>();
  routes.onError(handleError({ log: { error: () => {} } as never }, CADRE));
  routes.use(async (c, next) => {
    c.set("acteur", acteurOf(role, monde));
    c.set("bases", database.bases);
    await next();
  });
  for (const ressource of RESSOURCES) {
    for (const action of ACTIONS) {
      routes.get(`/t/:epci/${ressource}/${action}/:relation`, garde(ressource, action), async (c) => {
        // The context that the guard has made is the one that the rows are asked with.
        expect(contexteOf(c.var.base.acteur)).toBe(contexteOf(c.var.acteur));
        const [table] = canonical(ressource);
        const commande = COMMANDES.get(action);
        const reached =
          table && commande ? await sonde.reach(table.table, commande, c.var.acteur, { ressource, action }) : [];
        if (!reached.some((relation) => relation === c.req.param("relation"))) throw unknown(c.req.param("relation"));
        return c.json({ vu: true });
      });
    }
  }
  return routes;
}

function unknown(id: string): Refus {
  return introuvable("lot-inconnu", `${id === "" ? "" : "Cette ligne"} n’existe pas.`);
}

/** The table where the rows of the resource are what the matrix speaks of. */
function canonical(ressource: Ressource) {
  const all = tablesOf(ressource, TABLES_DROITS).filter(({ ouvertures }) => ouvertures.select || ouvertures.insert);
  const own = all.filter(({ ouvertures }) =>
    Object.values(ouvertures).every((list) => list?.[0]?.ressource === ressource),
  );
  return [...own.filter(({ table }) => !LOTS.has(table)), ...own, ...all];
}

/** What a lot holds is of the resource too; the resource itself is the lot. */
const LOTS: ReadonlySet<string> = new Set(["lot_rejet", "lot_anomalie", "publication", "publication_acte"]);

function expectedHere(ressource: Ressource, action: Action, relation: Relation): boolean {
  const [table] = canonical(ressource);
  const commande = COMMANDES.get(action);
  // The first lock: the matrix's own cell. Depositing moves rows that nobody may « modifier » as such.
  const named = [role, "public" as const].some((one) =>
    droitsOf(one, ressource).some(({ actions }) => actions.includes(action)),
  );
  if (!table || !commande || !named) return false;
  return expectedOf(table, role, commande, { ressource, action }).includes(relation);
}

const QUESTIONS = RESSOURCES.flatMap((ressource) =>
  ACTIONS.flatMap((action) => RELATIONS.map((relation) => [ressource, action, relation] as const)),
);

let verifications = 0;

describe("every role × resource × action × row, by HTTP", () => {
  it.each(ROLES)("%s", async (asked) => {
    role = asked;
    const ecarts: string[] = [];
    for (const [ressource, action, relation] of QUESTIONS) {
      const epci = relation === "etrangere" ? EPCIS.ailleurs : EPCIS.ici;
      const { status } = await app.request(`/t/${epci}/${ressource}/${action}/${relation}`);
      verifications += 1;
      if ((status === 200) !== expectedHere(ressource, action, relation)) {
        ecarts.push(`${ressource} ${LIBELLE_ACTION[action]} ${relation}: ${status}`);
      }
    }
    expect(ecarts).toEqual([]);
  });

  it("made 9 216 verifications", () => {
    expect(verifications).toBe(ROLES.length * RESSOURCES.length * ACTIONS.length * RELATIONS.length);
    expect(verifications).toBe(9216);
  });
});

describe("what a refusal tells", () => {
  const ask = (path: string) => app.request(path, { headers: { accept: "application/json" } });

  it("nobody: to log in, whether the territory exists or not", async () => {
    role = "public";
    for (const epci of [EPCIS.ici, "299999999"]) {
      const answer = await ask(`/t/${epci}/bilan/lire/propre`);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: "connexion-requise" });
    }
  });

  it("a territory where one is nothing answers as one that does not exist", async () => {
    role = "agent-epci";
    const [foreign, missing] = [await ask(`/t/${EPCIS.ailleurs}/bilan/lire/x`), await ask("/t/299999999/bilan/lire/x")];
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    const text = async (answer: Response, epci: string) => (await answer.text()).replaceAll(epci, "EPCI");
    expect(await text(foreign, EPCIS.ailleurs)).toBe(await text(missing, "299999999"));
  });

  it("a right that the role never has: which one, and whom to ask", async () => {
    role = "agent-bailleur";
    const answer = await ask(`/t/${EPCIS.ici}/bilan/exporter/propre`);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      code: "droit-absent",
      title: expect.stringContaining("Agent de bailleur") as string,
    });
  });
});
