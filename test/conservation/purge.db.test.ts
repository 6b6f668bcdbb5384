import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyJournal } from "#acces/lectures/journal/verify-journal.ts";
import { withChaines } from "#acces/sql/journal/chaine.queries.ts";
import { purger } from "#exploitation/actes/conservation/purger.ts";
import { REGLES } from "#exploitation/regles/conservation/regle.ts";
import { conservationQueries } from "#exploitation/sql/conservation/conservation.queries.ts";
import { listColonnes } from "#exploitation/sql/conservation/conservation-classes.queries.ts";
import type { Sql } from "#socle/sql/sql.ts";
import { DEBUT, FIN, semer } from "./douze-ans.ts";
import type { Attendu } from "./graine.ts";
import { veille } from "./graine.ts";
import { purgeAt, readSurvivors, simuler } from "./juger.ts";
import { type BaseProprietaire, openProprietaire } from "./ouvrir.ts";
import { SONDES } from "./sondes.ts";

let database: BaseProprietaire;
let sql: Sql;
beforeAll(async () => {
  database = await openProprietaire();
  sql = database.sql;
});
afterAll(() => database.drop());

const purgeOf = (jour: string, essai = false) => purgeAt(sql, jour, essai);
const survivors = () => readSurvivors(sql);

describe("twelve simulated years", () => {
  let attendus: readonly Attendu[];

  it("begin with rows in every table that holds something personal", async () => {
    attendus = await semer(sql, 20_221_001, 6);
    const personal = new Set(
      (await listColonnes(sql))
        .filter(({ classe }) => classe !== "C0")
        .map(({ schema, table }) => `${schema}.${table}`),
    );
    const sondees = new Set(Object.keys(SONDES).map((sonde) => sonde.replace(/ \(.*\)$/, "")));
    expect([...personal].filter((table) => !sondees.has(table))).toEqual([]);
    const seen = await survivors();
    const empty = Object.keys(SONDES).filter((sonde) => ![...seen].some((row) => row.startsWith(`${sonde} `)));
    // Filled by the purges themselves.
    expect(empty).toEqual(["public.registre_effacement"]);
  });

  it("leave no row a day too long and take none a day too early", async () => {
    const inside = attendus.map(({ disparait }) => disparait).filter((jour) => jour > DEBUT && jour <= FIN);
    const jours = [...new Set([DEBUT, ...inside.flatMap((jour) => [veille(jour), jour]), FIN])].sort();
    expect(jours.length).toBeGreaterThan(120);
    const { fautes, inscrits } = await simuler(sql, attendus, jours);
    expect(fautes).toEqual([]);
    expect(inscrits).toBeGreaterThan(3);
  }, 120_000);

  it("end with something left: what has not started its clock", async () => {
    const seen = await survivors();
    const kept = attendus.filter(({ disparait }) => disparait > FIN).map(({ sonde, cle }) => `${sonde} ${cle}`);
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.filter((nom) => !seen.has(nom))).toEqual([]);
  });
});

describe("blaise purger", () => {
  beforeAll(async () => {
    await sql.query(
      `update decision
          set demandeur = (select min(id::text)::uuid from nominatif.demandeur), motif = 'canari', decidee_le = '2050-01-01'
        where id = (select min(id) from decision where sens is null)`,
    );
  });

  it("does nothing more the second time, and says both", async () => {
    const { comptes } = await purgeOf("2034-06-01");
    expect(Object.keys(comptes).length).toBeGreaterThan(0);
    // The first purge signs the journal at the machine's hour, years before its own day: that line is due when the second one runs.
    expect((await purgeOf("2034-06-01")).comptes).toEqual({ C7: { "journal.entree": 1 } });
    const { rows } = await sql.query("select au_jour from purge where au_jour = '2034-06-01'");
    expect(rows).toHaveLength(2);
    expect((await sql.query("select from journal.entree where acte = 'purge'")).rowCount).toBeGreaterThan(0);
  });

  it("counts without taking anything when tried", async () => {
    const before = [...(await survivors())].sort();
    const { comptes } = await purgeOf("2060-01-01", true);
    expect(comptes.C5).toEqual({ decision: 1 });
    expect([...(await survivors())].sort()).toEqual(before);
  });

  it("refuses a day to come", async () => {
    const refused = purger(conservationQueries(sql), {
      jour: "2034-06-02",
      aujourdhui: "2034-06-01",
      maintenant: "2034-06-01T03:00:00Z",
      essai: false,
    });
    await expect(refused).rejects.toMatchObject({ name: "Refus", code: "purge-dans-le-futur" });
  });

  it("a machine whose clock has jumped destroys nothing, until somebody has looked at it", async () => {
    const before = [...(await survivors())].sort();
    const jour = "2090-01-01";
    const demande = { jour, aujourdhui: jour, maintenant: `${jour}T03:00:00Z` };
    const refused = purger(conservationQueries(sql), { ...demande, essai: false });
    await expect(refused).rejects.toMatchObject({ name: "Refus", code: "horloge-suspecte" });
    expect([...(await survivors())].sort()).toEqual(before);
    const seen = await purger(conservationQueries(sql), { ...demande, essai: true });
    expect(Object.keys(seen.comptes).length).toBeGreaterThan(0);
  });

  it("refuses to guess a duration that nobody wrote, and takes nothing", async () => {
    const before = [...(await survivors())].sort();
    await expect(
      sql.transaction(async (tx) => {
        await tx.query("delete from duree_conservation where classe = 'C6' and depuis = 'annee'");
        await purger(conservationQueries(tx), {
          jour: "2034-06-01",
          aujourdhui: "2034-06-01",
          maintenant: "2034-06-01T03:00:00Z",
          essai: false,
          horlogeVerifiee: true,
        });
      }),
    ).rejects.toMatchObject({ name: "Refus", code: "duree-absente", details: { classe: "C6", depuis: "annee" } });
    expect([...(await survivors())].sort()).toEqual(before);
  });

  it("follows a duration from the day it takes effect", async () => {
    await expect(
      sql.transaction(async (tx) => {
        await tx.query(
          `insert into duree_conservation (classe, depuis, duree, date_effet, source, confiance)
           values ('C5', 'decision', '100 years', '2034-06-02', 'essai', 'B')`,
        );
        const at = (jour: string) =>
          purger(conservationQueries(tx), { jour, aujourdhui: jour, maintenant: `${jour}T03:00:00Z`, essai: true });
        await tx.query("update decision set decidee_le = '2030-01-01'");
        throw new Error(
          `${(await at("2034-06-01")).comptes.C5?.decision ?? 0} ${(await at("2034-06-02")).comptes.C5?.decision ?? 0}`,
        );
      }),
    ).rejects.toThrow(/^[1-9]\d* 0$/);
  });
});

it("every table that holds something personal is in a rule", async () => {
  const ruled = new Set(
    REGLES.flatMap(({ tables }) => tables.map((table) => (table.includes(".") ? table : `public.${table}`))),
  );
  const personal = (await listColonnes(sql)).filter(({ classe }) => classe !== "C0");
  expect(personal.filter(({ schema, table }) => !ruled.has(`${schema}.${table}`))).toEqual([]);
});

it("leaves journals that « blaise verifier » finds whole, where a line taken out still shows", async () => {
  const verify = () => withChaines(sql, verifyJournal);
  const { chaines, ruptures } = await verify();
  expect(chaines.length).toBeGreaterThan(1);
  expect(ruptures).toEqual([]);
  const last = "select max(numero) from journal.entree where acte = 'purge'";
  const { rowCount } = await sql.query(`delete from journal.entree where acte = 'purge' and numero = (${last})`);
  expect(rowCount).toBe(1);
  expect((await verify()).ruptures.length).toBeGreaterThan(0);
});
