// @module-tag moteur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type TestDatabase } from "../database.ts";
import {
  AUTREMENT_TENUES,
  D_UN_TERRITOIRE_A_L_AUTRE,
  LOCALES,
  PARTAGEES,
  SANS_TERRITOIRE,
  SECRETS,
  TRIGGERS,
} from "./territoires.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

/** Each table of ours, and whether its rows are all of a territory. */
const TABLES = `
  tables as (
    select c.oid, case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end as nom,
           coalesce((select a.attnotnull from pg_attribute a where a.attrelid = c.oid and a.attname = 'epci' and not a.attisdropped), false)
             as territoriale
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'acces', 'nominatif', 'sensible', 'journal') and c.relkind in ('r', 'p')
  )`;

async function column(select: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ v: string }>(`with ${TABLES} ${select}`);
  return rows.map(({ v }) => v).toSorted();
}

const sorted = (noms: readonly string[]) => noms.toSorted();

describe("every table", () => {
  it("is of a territory, or shared by all, or of the installation, with its reason", async () => {
    const autres = await column("select nom as v from tables where not territoriale");
    expect(autres).toEqual(sorted([...Object.keys(PARTAGEES), ...Object.keys(LOCALES)]));
    for (const raison of [...Object.values(PARTAGEES), ...Object.values(LOCALES)]) expect(raison).not.toBe("");
  });

  it("is held by its EPCI, but for those whose law names somebody else", async () => {
    const tenues = AUTREMENT_TENUES.flatMap(({ tables }) => tables);
    expect(new Set(tenues).size).toBe(tenues.length);
    const territoriales = new Set(await column("select nom as v from tables where territoriale"));
    expect(tenues.filter((nom) => !territoriales.has(nom))).toEqual([]);
  });
});

describe("a table of a territory", () => {
  it("has its primary and unique keys begin with the territory", async () => {
    const cles = await column(
      `select t.nom || ' (' || (select string_agg(pg_get_indexdef(i.indexrelid, k, true), ', ' order by k) from generate_series(1, i.indnkeyatts) k) || ')' as v
         from pg_index i
         join tables t on t.oid = i.indrelid and t.territoriale
        where i.indisunique and pg_get_indexdef(i.indexrelid, 1, true) <> 'epci'`,
    );
    expect(cles).toEqual(sorted(SECRETS));
  });

  it("points at another of a territory by the territory first, its own but for the sessions of a commission", async () => {
    const etrangeres = await column(
      `select t.nom || ' → ' || cible.nom || ' (' || ici.attname || ')' as v
         from pg_constraint k
         join tables t on t.oid = k.conrelid and t.territoriale
         join tables cible on cible.oid = k.confrelid and cible.territoriale
         join pg_attribute ici on ici.attrelid = k.conrelid and ici.attnum = k.conkey[1]
         join pg_attribute la on la.attrelid = k.confrelid and la.attnum = k.confkey[1]
        where k.contype = 'f' and (ici.attname, la.attname) <> ('epci', 'epci')`,
    );
    expect(etrangeres).toEqual(sorted(D_UN_TERRITOIRE_A_L_AUTRE));
  });

  it("is pointed at by none that is not of a territory", async () => {
    const dehors = await column(
      `select t.nom || ' → ' || cible.nom as v
         from pg_constraint k
         join tables t on t.oid = k.conrelid and not t.territoriale
         join tables cible on cible.oid = k.confrelid and cible.territoriale
        where k.contype = 'f' and cible.nom <> 'territoire'`,
    );
    expect(dehors).toEqual([]);
  });

  it("is opened by policies that name the territory, but for the reasons given", async () => {
    const sans = await column(
      `select distinct t.nom as v
         from pg_policy p
         join tables t on t.oid = p.polrelid and t.territoriale
        where p.polpermissive and p.polname <> 'exploitation'
          and concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) !~ '\\mepci\\M'`,
    );
    expect(sans).toEqual(sorted(Object.keys(SANS_TERRITOIRE)));
  });
});

describe("triggers", () => {
  it("are all of this list", async () => {
    const all = await column(
      `select f.nom || ' ← ' || c.nom || ' ' || g.tgname as v
         from pg_trigger g
         join tables c on c.oid = g.tgrelid
         join lateral (
              select case when n.nspname = 'public' then p.proname else n.nspname || '.' || p.proname end as nom
                from pg_proc p join pg_namespace n on n.oid = p.pronamespace
               where p.oid = g.tgfoid) f on true
        where not g.tgisinternal`,
    );
    const said = Object.values(TRIGGERS).flatMap((fonctions) =>
      Object.entries(fonctions).flatMap(([fonction, ou]) => ou.map((un) => `${fonction} ← ${un}`)),
    );
    expect(all).toEqual(sorted(said));
  });

  it("write, themselves or by what they call, what their list says and nothing else", async () => {
    const { ecrit, territoriales } = await readEcritures();
    const of = (liste: keyof typeof TRIGGERS) =>
      Object.keys(TRIGGERS[liste]).flatMap((fonction) => ecrit(fonction).map((table) => `${fonction} → ${table}`));
    expect([...of("gardent"), ...of("completent")]).toEqual([]);
    expect(of("suivent").filter((un) => !territoriales.has(un.split(" → ")[1] ?? ""))).toEqual([]);
    expect(of("signalent")).toEqual(["suivre_droit → droit_etat"]);
    for (const fonction of Object.keys(TRIGGERS.suivent)) {
      expect(ecrit(fonction).length, `${fonction} writes nothing: it is of another list`).toBeGreaterThan(0);
    }
  });
});

/** The tables that a function of ours inserts into, updates or deletes from, with those of the functions that its text names. */
async function readEcritures() {
  const { rows } = await database.pool.query<{ nom: string; corps: string }>(
    `select case when n.nspname = 'public' then p.proname else n.nspname || '.' || p.proname end as nom,
            regexp_replace(pg_get_functiondef(p.oid), '--[^\n]*', '', 'g') as corps
       from pg_proc p
       join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'acces', 'nominatif', 'sensible', 'journal', 'contexte') and p.prokind = 'f'`,
  );
  const corps = new Map(
    rows.map(({ nom, corps: texte }) => [nom, texte.slice(texte.search(/\bas \$|begin atomic|\breturn\b/i))]),
  );
  const tables = new Set(await column("select nom as v from tables"));
  const territoriales = new Set(await column("select nom as v from tables where territoriale"));
  const named = (nom: string) => nom.replace(/^public\./, "");
  const reach = (fonction: string, seen: Set<string>): void => {
    if (seen.has(fonction)) return;
    seen.add(fonction);
    for (const [, appelee = ""] of (corps.get(fonction) ?? "").matchAll(/\b((?:\w+\.)?\w+)\(/g)) {
      if (corps.has(named(appelee))) reach(named(appelee), seen);
    }
  };
  const ecrit = (fonction: string): readonly string[] => {
    const reached = new Set<string>();
    reach(fonction, reached);
    const cibles = [...reached].flatMap((une) =>
      [...(corps.get(une) ?? "").matchAll(/\b(?:insert into|delete from|update)\s+(?:only\s+)?((?:\w+\.)?\w+)/gi)]
        .map(([, cible = ""]) => named(cible))
        .filter((cible) => tables.has(cible)),
    );
    return sorted([...new Set(cibles)]);
  };
  return { ecrit, territoriales };
}
