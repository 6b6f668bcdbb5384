import type pg from "pg";
import { z } from "zod";
import { SCHEMAS } from "../droits/apply-droits.ts";
import { exists, listTables } from "./catalogue.ts";
import { baseEtrangere, baseNonVide, baseOccupee } from "./refusals.ts";

/** What an installation holds before anybody works in it. */
const INITIALES = [
  "public.migration",
  "public.reglage",
  "public.duree_conservation",
  "public.droit_etat",
  "acces.session",
  "acces.lien",
  "acces.defi",
  "acces.compteur",
];
/** Blaise's own organisation may be there from the first start. */
const INITIALE_SI: Readonly<Record<string, string>> = { "public.organisation": "type <> 'plateforme'" };

/** Refuses `base-etrangere` (tables that Blaise did not make) and, unless they are to be replaced, `base-non-vide`. */
export async function requireCible(client: pg.ClientBase, remplacer: boolean): Promise<void> {
  const tables = await listTables(client);
  const [first] = tables;
  if (first && !(await exists(client, "public.migration"))) throw baseEtrangere(first.nom);
  const foreign = tables.find(({ proprietaire }) => !proprietaire);
  if (foreign) throw baseEtrangere(foreign.nom);
  if (remplacer) return;
  for (const { nom } of tables.filter((table) => !INITIALES.includes(table.nom))) {
    const { rowCount } = await client.query(`select 1 from ${nom} where ${INITIALE_SI[nom] ?? "true"} limit 1`);
    if (rowCount !== 0) throw baseNonVide(nom);
  }
}

/** A server that works would write between two of our steps, or keep plans of tables that are no more. Refuses `base-occupee`. */
export async function requireAlone(client: pg.ClientBase): Promise<void> {
  const { rowCount } = await client.query(
    `select 1
       from pg_stat_activity
      where datname = current_database()
        and pid <> pg_backend_pid()
        and application_name like 'blaise%'
        and application_name not in ('blaise-presence', 'blaise-sauvegarde')`,
  );
  if (rowCount !== 0) throw baseOccupee();
}

/** Removes all that the migrations make, and nothing that an extension owns: they start again from nothing. */
export async function dropSchema(client: pg.ClientBase): Promise<void> {
  const own = [...SCHEMAS.filter((schema) => schema !== "public"), "contexte"];
  await client.query(`drop schema if exists ${own.join(", ")} cascade`);
  await client.query(
    `do $$
     declare objet record;
     begin
       for objet in
         select format('drop table if exists public.%I cascade', c.relname) as texte, 1 as rang
           from pg_class c
          where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
            and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
         union all
         select format('drop view if exists public.%I cascade', c.relname), 2
           from pg_class c
          where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
            and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
         union all
         select format('drop routine if exists %s cascade', p.oid::regprocedure), 3
           from pg_proc p
          where p.pronamespace = 'public'::regnamespace
            and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
         union all
         select format('drop type if exists public.%I cascade', t.typname), 4
           from pg_type t
          where t.typnamespace = 'public'::regnamespace and (t.typtype in ('e', 'd')
                 -- A type of its own, not the row of a table.
                 or t.typtype = 'c' and exists (select 1 from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
            and not exists (select 1 from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
         order by rang
       loop
         execute objet.texte;
       end loop;
     end $$`,
  );
}

const contrainte = z.object({ retirer: z.string(), remettre: z.string() });
export type Contraintes = readonly z.output<typeof contrainte>[];

/** Lifts what would forbid loading tables one by one: foreign keys, which are put back whole, and our triggers. */
export async function liftContraintes(client: pg.ClientBase): Promise<Contraintes> {
  const { rows } = await client.query(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as retirer,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid)) as remettre
       from pg_constraint k
       join pg_namespace n on n.oid = k.connamespace
      where contype = 'f'
        and n.nspname = any ($1)
     union all
     select format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
            format('alter table %s enable trigger %I', tgrelid::regclass, tgname)
       from pg_trigger t
       join pg_class c on c.oid = t.tgrelid
       join pg_namespace n on n.oid = c.relnamespace
      where not tgisinternal
        and tgenabled = 'O'
        and n.nspname = any ($1)`,
    [SCHEMAS],
  );
  const contraintes = z.array(contrainte).parse(rows);
  for (const { retirer } of contraintes) await client.query(retirer);
  return contraintes;
}

export async function restoreContraintes(client: pg.ClientBase, contraintes: Contraintes): Promise<void> {
  for (const { remettre } of contraintes) await client.query(remettre);
}
