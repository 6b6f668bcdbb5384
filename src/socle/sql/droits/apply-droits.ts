import { createHash } from "node:crypto";
import type pg from "pg";
import { z } from "zod";
import { ROLES_HABILITES } from "../../regles/habilitation/role.ts";
import { Refus } from "../../regles/shared/refus.ts";
import { policiesOf, ROLE_APPLICATION } from "./policies.ts";
import { TABLES_DROITS } from "./tables.ts";

/** Schemas of the tables: all under row policies, and all in the backups. */
export const SCHEMAS = ["public", "acces", "nominatif", "sensible", "journal"] as const;

/**
 * Third check of the rights, in the database: the roles that a habilitation may carry, the application's role and its grants, row security forced on
 * every table, the policies. Called by the owner inside the transaction of the migrations. Does nothing when the database already holds the policies
 * of this code. Throws a `Refus` "role-application-absent" when the role is missing and the owner may not create it.
 */
export async function applyDroits(client: pg.ClientBase): Promise<void> {
  await ensureRole(client);
  const tables = await listTables(client);
  const statements = [...roles(), ...tables.flatMap(closeTable), ...grants(), ...openings(tables)];
  const mark = createHash("sha256").update(statements.join("\n")).digest("hex");
  const { rows } = await client.query("select valeur from reglage where cle = 'politiques'");
  if (z.array(z.object({ valeur: z.string() })).parse(rows)[0]?.valeur === mark) return;
  await dropPolicies(client);
  for (const statement of statements) await client.query(statement);
  await client.query(
    "insert into reglage (cle, valeur) values ('politiques', $1) on conflict (cle) do update set valeur = excluded.valeur",
    [mark],
  );
}

/** A role belongs to the whole server: several databases, or processes, may create it at the same time. */
async function ensureRole(client: pg.ClientBase): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [ROLE_APPLICATION]);
  try {
    await client.query("savepoint role");
    if (rowCount === 0) await client.query(`create role ${ROLE_APPLICATION} nologin nosuperuser nobypassrls noinherit`);
    await client.query(`grant ${ROLE_APPLICATION} to current_user`);
    await client.query("release savepoint role");
  } catch (error) {
    await client.query("rollback to savepoint role");
    // 42710, 23505, XX000: another process has just created the same role or grant.
    if (!isCode(error, ["42710", "23505", "XX000", "42501"])) throw error;
    const { rows } = await client.query(
      "select pg_has_role(current_user, oid, 'member') as membre from pg_roles where rolname = $1",
      [ROLE_APPLICATION],
    );
    if (z.array(z.object({ membre: z.boolean() })).parse(rows)[0]?.membre !== true) throw missingRole(error);
  }
}

function isCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

function missingRole(cause: unknown): Refus {
  return new Refus(
    "role-application-absent",
    `Le compte de DATABASE_URL ne peut pas créer le rôle « ${ROLE_APPLICATION} ». Demandez à l’administrateur du serveur : ` +
      `create role ${ROLE_APPLICATION} nologin; grant ${ROLE_APPLICATION} to <compte de DATABASE_URL> with admin option;`,
    { cause: cause instanceof Error ? cause.message : String(cause) },
  );
}

type Table = { readonly nom: string; readonly proprietaire: string };

async function listTables(client: pg.ClientBase): Promise<readonly Table[]> {
  const { rows } = await client.query(
    `select case when n.nspname = 'public' then quote_ident(c.relname)
                 else quote_ident(n.nspname) || '.' || quote_ident(c.relname) end as nom,
            quote_ident(pg_get_userbyid(c.relowner))                              as proprietaire
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1)
        and c.relkind in ('r', 'p')
      order by 1`,
    [SCHEMAS],
  );
  return z.array(z.object({ nom: z.string(), proprietaire: z.string() })).parse(rows);
}

/** A habilitation only carries a role of the matrix. */
function roles(): readonly string[] {
  const list = ROLES_HABILITES.map((role) => `'${role}'`).join(", ");
  return [
    "alter table habilitation drop constraint if exists habilitation_role",
    `alter table habilitation add constraint habilitation_role check (role in (${list}))`,
  ];
}

/** Forced: the owner too is under the policies, and has its own for the migrations, the purge and the backups. */
function closeTable({ nom, proprietaire }: Table): readonly string[] {
  return [
    `alter table ${nom} enable row level security`,
    `alter table ${nom} force row level security`,
    `revoke all on ${nom} from public, ${ROLE_APPLICATION}`,
    `create policy exploitation on ${nom} to ${proprietaire} using (true) with check (true)`,
  ];
}

function grants(): readonly string[] {
  return [
    ...[...SCHEMAS, "contexte"].map((schema) => `grant usage on schema ${schema} to ${ROLE_APPLICATION}`),
    ...SCHEMAS.map((schema) => `grant usage on all sequences in schema ${schema} to ${ROLE_APPLICATION}`),
    `grant execute on function journal.ecrire to ${ROLE_APPLICATION}`,
    // They count again what the files and the signed leases already say, and give nothing back.
    `grant execute on function compter_baux, compter_baux_autour, compter_baux_tardifs, compter_dehors, compter_lieux, tenir_provisoires to ${ROLE_APPLICATION}`,
    // It reads what the engine knows of its tables, and gives nothing back.
    `grant execute on function echantillonner to ${ROLE_APPLICATION}`,
    // They ask for leases to be situated again, and say that they are.
    `grant execute on function marquer_derivations, derivation_faite to ${ROLE_APPLICATION}`,
    // Tells whether a bailleur has a reader for what it is sent, but not who.
    `grant execute on function bailleurs_joignables to ${ROLE_APPLICATION}`,
  ];
}

/** A command without a policy is not granted either. */
function openings(tables: readonly Table[]): readonly string[] {
  const known = new Set(tables.map(({ nom }) => nom));
  return TABLES_DROITS.flatMap((table) => {
    if (!known.has(table.table)) throw new Error(`Rights of an unknown table: ${table.table}`);
    const policies = policiesOf(table);
    const commandes = policies.map(({ nom }) => nom).filter((nom) => nom !== "recusation");
    if (commandes.length === 0) return [];
    return [
      `grant ${commandes.join(", ")} on ${table.table} to ${ROLE_APPLICATION}`,
      ...policies.map(({ sql }) => sql),
    ];
  });
}

async function dropPolicies(client: pg.ClientBase): Promise<void> {
  await client.query(
    `do $$
     declare p record;
     begin
       for p in select schemaname, tablename, policyname from pg_policies
                 where schemaname in (${SCHEMAS.map((schema) => `'${schema}'`).join(", ")}) loop
         execute format('drop policy %I on %I.%I', p.policyname, p.schemaname, p.tablename);
       end loop;
     end $$`,
  );
}
