// @module-tag moteur
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { droitsOf } from "#socle/regles/habilitation/matrice.ts";
import { NIVEAUX, RESSOURCES, type Ressource } from "#socle/regles/habilitation/ressource.ts";
import { ROLES } from "#socle/regles/habilitation/role.ts";
import { TABLES_DROITS } from "#socle/sql/droits/tables.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { reaches, tablesOf } from "./attendu.ts";
import { compare, ESSAIS, TABLES } from "./comparer.ts";
import { acteurOf, buildMonde, EPCIS, type Monde } from "./monde.ts";
import { Sonde } from "./sql.ts";

let database: TestDatabase;
let client: pg.PoolClient;
let monde: Monde;
let sonde: Sonde;

beforeAll(async () => {
  database = await createDatabase();
  monde = await buildMonde(database.pool);
  client = await database.pool.connect();
  await client.query("begin");
  sonde = new Sonde(client, monde);
});
afterAll(async () => {
  await client?.query("rollback");
  client?.release();
  await database?.drop();
});

describe("rows that PostgreSQL gives, against those that the matrix promises", () => {
  it.each(TABLES.map((table) => [table.table, table] as const))(
    "%s: no row more, no row less, for the 16 roles and the 6 actions",
    async (_, table) => {
      const { verifies, ecarts } = await compare(sonde, monde, table);
      expect(verifies).toBe(ROLES.length * ESSAIS.length * 3);
      expect(ecarts).toEqual([]);
    },
  );
});

/** The tables where the rows of a resource are what the matrix speaks of, and not a file's content or what is derived from it. */
function principales(ressource: Ressource) {
  const own = tablesOf(ressource, TABLES_DROITS);
  const canonical = own.filter(({ ouvertures }) => ouvertures.select?.length === 1 || ressource === "lot");
  return canonical.length > 0 ? canonical : own;
}

/** Resources that no row is of, and why: what the matrix says of them bears on nothing yet. */
const SANS_LIGNE: Readonly<Partial<Record<Ressource, string>>> = {
  nir: "stored nowhere",
  logement: "the public fields of RPLS are read as published counts; a dwelling, as « logement-prive »",
  "etat-civil": "a name is corrected in the demande itself; nothing keeps the change",
};

describe("every right of the matrix has rows to bear on", () => {
  it.each(RESSOURCES.filter((ressource) => SANS_LIGNE[ressource] === undefined))("%s", (ressource) => {
    const missing = ROLES.flatMap((role) =>
      droitsOf(role, ressource).flatMap(({ portee, niveau, actions }) => {
        const found = principales(ressource).some(
          ({ ouvertures, niveau: dit }) =>
            NIVEAUX.indexOf(niveau) > NIVEAUX.indexOf(dit) ||
            Object.values(ouvertures).some((list) =>
              list?.some((one) => one.ressource === ressource && reaches(portee, one.par, role).length > 0),
            ),
        );
        return found ? [] : [`${role} ${actions.join("+")}:${portee}`];
      }),
    );
    expect(missing).toEqual([]);
  });

  it.each(Object.keys(SANS_LIGNE))("%s has no table", (nom) => {
    const ressource = RESSOURCES.filter((une) => une === nom);
    expect(ressource.flatMap((une) => tablesOf(une, TABLES_DROITS))).toEqual([]);
  });

  it("nobody has any right on the NIR", () => {
    expect(ROLES.filter((role) => droitsOf(role, "nir").length > 0)).toEqual([]);
  });
});

describe("what closes a row in spite of the role", () => {
  const lire = { ressource: "demande-identite", action: "lire" } as const;
  const sensible = { ressource: "demande-sensible", action: "lire" } as const;
  const see = (
    table: string,
    acteur = acteurOf("relogement", monde),
    intention: typeof lire | typeof sensible = lire,
  ) => sonde.reach(table, "select", acteur, intention);
  const during = async (change: string, params: readonly unknown[], work: () => Promise<unknown>) => {
    await client.query("savepoint autrement");
    await client.query(change, [...params]);
    await work();
    await client.query("rollback to savepoint autrement");
  };

  it("a link that has ended", async () => {
    expect(await see("nominatif.demandeur")).toEqual(["propre"]);
    await during("update nominatif.lien set au = contexte.aujourdhui() - 1", [], async () =>
      expect(await see("nominatif.demandeur")).toEqual([]),
    );
  });

  it("a session that is over", async () => {
    expect(await see("nominatif.demandeur", acteurOf("secretaire-cal", monde))).toEqual(["propre"]);
    await during(
      "update convocation set au = contexte.aujourdhui() - 1, du = contexte.aujourdhui() - 2",
      [],
      async () => expect(await see("nominatif.demandeur", acteurOf("secretaire-cal", monde))).toEqual([]),
    );
  });

  it("one's own file, or that of somebody close: whatever the role", async () => {
    const { moi } = monde.comptes;
    const declare =
      "insert into nominatif.recusation (compte, demandeur, epci) select $1, id, epci from nominatif.demandeur where id = $2";
    await during(declare, [moi, monde.demandeurs.propre], async () => {
      for (const role of ["relogement", "guichet", "agent-bailleur", "secretaire-cal"] as const) {
        expect(await see("nominatif.demandeur", acteurOf(role, monde))).toEqual([]);
      }
      // All but that one.
      expect(await see("nominatif.demandeur", acteurOf("etat", monde))).toEqual(["territoire"]);
    });
  });

  it("sensitive data without the habilitation for them, or without a reason", async () => {
    const agent = acteurOf("relogement", monde);
    expect(await see("sensible.situation", agent, sensible)).toEqual(["propre"]);
    const plain = { ...agent, habilitations: agent.habilitations.map((one) => ({ ...one, sensible: false })) };
    expect(await see("sensible.situation", plain, sensible)).toEqual([]);
    for (const motif of [null, "", "   court  "]) {
      expect(await see("sensible.situation", { ...agent, motif }, sensible)).toEqual([]);
    }
  });

  it("an unpublished row, for those who only see what is published", async () => {
    const objectif = { ressource: "objectif", action: "lire" } as const;
    const tous = ["propre", "territoire", "etrangere"];
    expect(await sonde.reach("engagement", "select", acteurOf("public", monde), objectif)).toEqual(tous);
    await during("update convention_version set depuis = null, publie_le = null", [], async () => {
      expect(await sonde.reach("engagement", "select", acteurOf("public", monde), objectif)).toEqual([]);
      expect(await sonde.reach("engagement", "select", acteurOf("commune", monde), objectif)).toEqual([
        "propre",
        "territoire",
      ]);
    });
    await during("delete from publication", [], async () =>
      expect(await sonde.reach("objectif", "select", acteurOf("public", monde), objectif)).toEqual([]),
    );
  });

  it("two habilitations do not lend each other their halves", async () => {
    const bilan = { ressource: "bilan", action: "lire" } as const;
    const base = acteurOf("agent-bailleur", monde);
    const [one] = base.habilitations;
    if (!one) throw new Error("no habilitation");
    // Mine elsewhere, another's here: what is mine here is not theirs.
    const crossed = {
      ...base,
      habilitations: [
        { ...one, epci: EPCIS.ailleurs },
        { ...one, organisation: monde.organisations.autre, siren: "999000009" },
      ],
    };
    expect(await sonde.reach("bilan_bailleur", "select", crossed, bilan)).toEqual(["territoire"]);
    expect(await sonde.reach("cube_attribution", "select", crossed, bilan)).toEqual(["territoire"]);
  });

  it("a commune sees what it is asked about, by its own name", async () => {
    const agent = acteurOf("commune", monde);
    const [one] = agent.habilitations;
    if (!one) throw new Error("no habilitation");
    const saintDizier = { ...agent, habilitations: [{ ...one, organisation: 0, communes: ["52448"] }] };
    expect(await see("nominatif.demandeur", saintDizier)).toEqual([]);
    const lien = "insert into nominatif.lien (demandeur, epci, nature, commune) values ($1, $2, 'souhait', '52448')";
    await during(lien, [monde.demandeurs.territoire, EPCIS.ici], async () =>
      expect(await see("nominatif.demandeur", saintDizier)).toEqual(["territoire"]),
    );
  });
});
