import { createHash } from "node:crypto";
import pg from "pg";
import { z } from "zod";
import { Refus } from "../regles/shared/refus.ts";
import { ROLE_APPLICATION } from "./droits/policies.ts";
import { lockMigrations } from "./migrate.ts";
import { withConnection } from "./sql.ts";

/** application_name of these connections on the server. */
const CONNEXION = "blaise-acces";

/**
 * Creates, as the owner, the login of the application: a role of this database only, which owns nothing, inherits nothing, is not a member of the
 * owner and may only become `blaise_application`. An injected statement that drops the role (`set role none`, `reset role`, `set session
 * authorization`) holds less than before. `secret`: derives the password from the name with the installation's key. Returns the address to connect
 * with. Throws `acces-application-refuse` when the server refuses that login.
 */
export async function openAcces(url: string, secret: (nom: string) => string): Promise<string> {
  const { nom, port } = await ensureLogin(url, secret, false);
  const essais = [withLogin(url, nom, secret(nom)), withLogin(tcpOf(url, port), nom, secret(nom))];
  for (const remettre of [false, true]) {
    // A former installation of the same name may have created the role, with another password.
    if (remettre) await ensureLogin(url, secret, true);
    for (const adresse of essais) if (await answers(adresse)) return adresse;
  }
  throw refused(nom);
}

async function ensureLogin(
  url: string,
  secret: (nom: string) => string,
  remettre: boolean,
): Promise<{ readonly nom: string; readonly port: number }> {
  return withConnection(url, CONNEXION, async (client) => {
    await client.query("begin");
    await lockMigrations(client);
    const { rows } = await client.query("select current_database() as base, current_setting('port')::integer as port");
    const [{ base, port }] = z.tuple([z.object({ base: z.string(), port: z.number() })]).parse(rows);
    const nom = nameOf(base);
    const found = await readRole(client, nom);
    const moyen = `login noinherit password ${client.escapeLiteral(secret(nom))}`;
    if (found === null) await client.query(`create role ${nom} ${moyen}`);
    else if (remettre || !found.sobre) await client.query(`alter role ${nom} ${moyen}`);
    // Set only when needed: an owner who is no superuser may not even restate that another role is none.
    if (found?.plus) {
      await client.query(`alter role ${nom} nosuperuser nocreatedb nocreaterole noreplication nobypassrls`);
    }
    if (!found?.sobre) await client.query(`grant ${ROLE_APPLICATION} to ${nom}`);
    await client.query("commit");
    return { nom, port };
  }).catch((error: unknown) => {
    throw error instanceof pg.DatabaseError && error.code === "42501" ? notAllowed(error) : error;
  });
}

/** Roles belong to the whole server: each database has its own login. */
function nameOf(base: string): string {
  return `blaise_acces_${createHash("sha256").update(base).digest("hex").slice(0, 12)}`;
}

/** To be called in the caller's transaction, once the role's grants are dropped. */
export async function dropAcces(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query("select current_database() as base");
  const [{ base }] = z.tuple([z.object({ base: z.string() })]).parse(rows);
  const nom = nameOf(base);
  // Checked first: « if exists » still needs the right to create roles.
  if ((await readRole(client, nom)) !== null) await client.query(`drop role ${nom}`);
}

type Role = {
  /** True when its attributes are exactly those expected. */
  readonly sobre: boolean;
  /** True when it has an attribute too many. */
  readonly plus: boolean;
};

/** null: the role does not exist. */
async function readRole(client: pg.ClientBase, nom: string): Promise<Role | null> {
  const { rows } = await client.query(
    `select r.rolcanlogin and not r.rolinherit
            and coalesce((select array_agg(m.roleid::regrole::text) from pg_auth_members m where m.member = r.oid) = array[$2], false) as sobre,
            r.rolsuper or r.rolcreatedb or r.rolcreaterole or r.rolreplication or r.rolbypassrls as plus
       from pg_roles r
      where r.rolname = $1`,
    [nom, ROLE_APPLICATION],
  );
  return z.array(z.object({ sobre: z.boolean(), plus: z.boolean() })).parse(rows)[0] ?? null;
}

/** As URL parameters, which win over the address: some addresses cannot hold a user name. */
function withLogin(url: string, nom: string, motDePasse: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}${new URLSearchParams({ user: nom, password: motDePasse })}`;
}

/** A socket may only let in accounts of the machine (« peer »): reaches the same server by its loopback. */
function tcpOf(url: string, port: number): string {
  return `${url}${url.includes("?") ? "&" : "?"}${new URLSearchParams({ host: "127.0.0.1", port: String(port) })}`;
}

async function answers(url: string): Promise<boolean> {
  try {
    await withConnection(url, CONNEXION, (client) => client.query(`set role ${ROLE_APPLICATION}`));
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    // 28000, 28P01: login refused. The others: the loopback does not listen.
    if (["28000", "28P01", "ECONNREFUSED", "ENOENT", "ETIMEDOUT"].includes(code)) return false;
    throw error;
  }
}

function refused(nom: string): Refus {
  return new Refus(
    "acces-application-refuse",
    `Le serveur PostgreSQL ne laisse pas entrer le compte de l’application (« ${nom} »). Ajoutez à pg_hba.conf, avant les autres lignes, ` +
      `puis rechargez le serveur : « host all ${nom} 127.0.0.1/32 scram-sha-256 » (ou « local all ${nom} scram-sha-256 » par socket).`,
    { nom },
  );
}

function notAllowed(cause: Error): Refus {
  return new Refus(
    "acces-application-refuse",
    "Le compte de DATABASE_URL ne peut pas créer le compte de l’application. Demandez à l’administrateur du serveur : " +
      "alter role <compte de DATABASE_URL> createrole;",
    { cause: cause.message },
  );
}
