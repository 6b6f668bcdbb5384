// @module-tag moteur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Classe } from "#exploitation/regles/conservation/classe.ts";
import { listColonnes } from "#exploitation/sql/conservation/conservation-classes.queries.ts";
import { rolesFor } from "#socle/regles/habilitation/matrice.ts";
import { TABLES_DROITS } from "#socle/sql/droits/tables.ts";
import type { Sql } from "#socle/sql/sql.ts";
import { type BaseProprietaire, openProprietaire } from "./ouvrir.ts";

/** Personal columns in tables that anybody may read, each with the reason. */
const OUVERTES: Readonly<Record<string, string>> = {
  "public.publication.publie_par":
    "who publishes a figure signs it: the public may know the agent in charge (CRPA, art. L. 111-2)",
  ...Object.fromEntries(
    ["jeu.importe_par", "saisie.saisi_par", "saisie.saisi_compte", "saisie.confirme_par", "saisie.confirme_compte"].map(
      (colonne) => [
        `public.droit_${colonne}`,
        "who makes a value the law of everybody's file signs it (the same article)",
      ],
    ),
  ),
  "public.droit_saisie.ecarte_par": "empty in the rows that are open",
};

/**
 * Where a class may be: names, health and papers are in schemas of their own, never columns of the same table (GDPR art. 25 and 32:
 * what is kept apart does not leave together).
 */
function isAtHome(classe: Classe, schema: string, table: string): boolean {
  // How a household comes back is of the login: hashes, and the identifier of its file.
  if (classe === "C2") return schema === "nominatif" || (schema === "acces" && table.endsWith("_dossier"));
  if (classe === "C3") return schema === "sensible";
  if (classe === "C4") return table === "piece" && (schema === "nominatif" || schema === "sensible");
  if (classe === "C7") return schema === "journal";
  return true;
}

/** Columns that are not at home, each with the reason. */
const HORS_PLACE: Readonly<Record<string, string>> = {
  "public.lot_rejet.brut":
    "a rejected line is kept as it came, before anybody knows what it holds: opened to those who deposit, three months",
  "public.lot_rejet.anomalies": "quotes the faulty values of the rejected line; goes with it",
  "public.lot_anomalie.exemple": "one faulty value, to find it again in the file; emptied with the rejected lines",
  "public.lot_anomalie.message": "may quote that value; emptied with it",
  "public.registre_effacement.numero_hash": "a keyed hash, of nobody any more: it must outlive the rows that it erases",
};

let database: BaseProprietaire;
let sql: Sql;
beforeAll(async () => {
  database = await openProprietaire();
  sql = database.sql;
});
afterAll(() => database.drop());

const nameOf = ({ schema, table, colonne }: { schema: string; table: string; colonne: string }) =>
  `${schema}.${table}.${colonne}`;

const unclassed = async (on: Sql) => (await listColonnes(on)).filter(({ classe }) => classe === null).map(nameOf);

describe("classes of the columns", () => {
  it("leave no column without one", async () => {
    expect((await listColonnes(sql)).length).toBeGreaterThan(300);
    expect(await unclassed(sql)).toEqual([]);
  });

  it("see a column that a migration adds without saying what it holds", async () => {
    const seen = sql.transaction(async (tx) => {
      await tx.query("alter table nominatif.menage add column surnom text");
      await tx.query("create table public.carnet (note text)");
      throw new Error((await unclassed(tx)).join(" "));
    });
    await expect(seen).rejects.toThrow("nominatif.menage.surnom public.carnet.note");
    expect(await unclassed(sql)).toEqual([]);
  });

  it("are each in their schema, or on the list of exceptions, where nothing is left over", async () => {
    const away = (await listColonnes(sql)).filter(
      ({ classe, schema, table }) => classe !== null && !isAtHome(classe, schema, table),
    );
    expect(away.map(nameOf).sort()).toEqual(Object.keys(HORS_PLACE).sort());
  });

  it.each([
    ["C2", "nominatif", "menage", true],
    ["C2", "public", "menage", false],
    ["C3", "nominatif", "menage", false],
    ["C3", "sensible", "situation", true],
    ["C4", "sensible", "piece", true],
    ["C4", "nominatif", "menage", false],
    ["C7", "public", "journal", false],
    ["C1", "public", "compte", true],
  ] as const)("%s in %s.%s: %s", (classe, schema, table, attendu) => {
    expect(isAtHome(classe, schema, table)).toBe(attendu);
  });

  it("are never personal where the public reads", async () => {
    const open = new Set(
      TABLES_DROITS.filter(
        ({ aussi, ouvertures }) =>
          aussi?.select?.split(" or ").some((part) => !/contexte\.|select /.test(part)) ||
          (ouvertures.select ?? []).some(({ ressource, par }) =>
            // « what is published » reaches no row of a table where nothing is.
            rolesFor(ressource, "lire").some(
              ({ role, portee }) => role === "public" && (portee !== "publie" || par.publie !== undefined),
            ),
          ),
      ).map(({ table }) => (table.includes(".") ? table : `public.${table}`)),
    );
    expect(open.size).toBeGreaterThan(5);
    const personal = (await listColonnes(sql)).filter(
      ({ classe, schema, table }) => classe !== "C0" && open.has(`${schema}.${table}`),
    );
    expect(personal.map(nameOf).sort()).toEqual(Object.keys(OUVERTES).sort());
  });
});
