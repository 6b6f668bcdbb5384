import pg from "pg";
import { contexteOf } from "#service/sql/open-base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import type { Action, Ressource } from "#socle/regles/habilitation/ressource.ts";
import { ROLE_APPLICATION } from "#socle/sql/droits/policies.ts";
import type { Commande } from "#socle/sql/droits/table.ts";
import { colonnesOf, keyOf } from "./catalogue.ts";
import { type Monde, RELATIONS, type Relation } from "./monde.ts";

/** What one command does to a row without reading it: an UPDATE or a DELETE with a WHERE would need the right to read as well. */
type Forme = { readonly cle: string; readonly update: string; readonly insert: (relation: Relation) => string };

type Ligne = { readonly cle: string; readonly place?: string };

/** Asks the database, as the application's role and as somebody, which rows a command reaches. One connection, nothing is kept. */
export class Sonde {
  readonly #client: pg.ClientBase;
  readonly #monde: Monde;
  readonly #formes = new Map<string, Forme>();

  constructor(client: pg.ClientBase, monde: Monde) {
    this.#client = client;
    this.#monde = monde;
  }

  /** Rows of the three relations that the command reaches on the table, for that person and with that intention. */
  async reach(
    table: string,
    commande: Commande,
    acteur: Acteur,
    intention: { readonly ressource: Ressource; readonly action: Action },
  ): Promise<readonly Relation[]> {
    const forme = await this.#formeOf(table);
    const become = `savepoint sonde; ${becomeText(acteur, intention)}`;
    try {
      if (commande === "select") return await this.#select(table, become, forme);
      if (commande === "insert") return await this.#insert(become, forme);
      return await this.#change(
        table,
        `${become}; ${commande === "update" ? forme.update : `delete from ${table}`}`,
        forme,
      );
    } finally {
      await this.#client.query("rollback to savepoint sonde; release savepoint sonde");
    }
  }

  async #select(table: string, become: string, { cle }: Forme): Promise<readonly Relation[]> {
    const found = await this.#attempt(`${become}; select ${cle} as cle from ${table}`);
    return this.#relationsOf(table, found?.map((row) => row.cle) ?? []);
  }

  async #insert(become: string, { insert }: Forme): Promise<readonly Relation[]> {
    const reached: Relation[] = [];
    let before = `${become}; savepoint essai`;
    for (const relation of RELATIONS) {
      // Rights are checked before keys and constraints: a row refused by one of these had passed.
      if (await this.#attempt(`${before}; ${insert(relation)}`, isConstraint)) reached.push(relation);
      // Each row by itself: what one left, done or refused, is not there for the next.
      before = "rollback to savepoint essai";
    }
    return reached;
  }

  /** Rows that a blind command has touched: their place in the table changed, or they are gone. */
  async #change(table: string, command: string, { cle }: Forme): Promise<readonly Relation[]> {
    const rows = await this.#attempt(
      `${command}; set local role none; select ${cle} as cle, ctid::text as place from ${table}`,
    );
    if (rows === null) return [];
    const after = new Map(rows.map((row) => [row.cle, row.place]));
    const before = this.#places.get(table) ?? new Map();
    const touched = [...before].filter(([key, place]) => after.get(key) !== place).map(([key]) => key);
    return this.#relationsOf(table, touched);
  }

  readonly #places = new Map<string, ReadonlyMap<string, string>>();

  /** Rows of the last of these statements, sent together. null: refused by the rights (42501). Any other error is the test's own. */
  async #attempt(text: string, passes: (code: string) => boolean = () => false): Promise<readonly Ligne[] | null> {
    try {
      // Several statements have as many results, which the types of pg do not say.
      const results: unknown = await this.#client.query(text);
      return (results as readonly pg.QueryResult<Ligne>[]).at(-1)?.rows ?? [];
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === "42501") return null;
      if (error instanceof pg.DatabaseError && passes(error.code ?? "")) return [];
      throw new Error(`${text.slice(-200)}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }

  #relationsOf(table: string, keys: readonly string[]): readonly Relation[] {
    const known = this.#monde.cles.get(table);
    return RELATIONS.filter((relation) => known !== undefined && keys.includes(known[relation]));
  }

  async #formeOf(table: string): Promise<Forme> {
    const known = this.#formes.get(table);
    if (known) return known;
    const cle = await keyOf(this.#client, table);
    const colonnes = (await colonnesOf(this.#client, table)).map(({ nom }) => nom);
    const { rows } = await this.#client.query<Record<string, unknown>>(
      `select ${cle} as cle, ctid::text as place,
              to_jsonb(t) - array(select attname::text from pg_attribute where attrelid = $1::regclass and attgenerated <> '') as ligne
         from ${table} t`,
      [table],
    );
    this.#places.set(table, new Map(rows.map((row) => [String(row.cle), String(row.place)])));
    const lignes = new Map(rows.map((row) => [String(row.cle), row.ligne]));
    const mienne = lignes.get(this.#monde.cles.get(table)?.propre ?? "") as Record<string, unknown>;
    // A generated column is not there.
    const ecrites = colonnes.filter((nom) => nom in mienne);
    const settable = ecrites.find((nom) => SANS_TIEN.includes(nom)) ?? ecrites.at(-1) ?? "";
    const forme: Forme = {
      cle,
      update: `update ${table} set ${settable} = ${literal(mienne[settable])}`,
      insert: (relation) =>
        insertCopy(table, lignes.get(this.#monde.cles.get(table)?.[relation] ?? "") as Record<string, unknown>),
    };
    this.#formes.set(table, forme);
    return forme;
  }
}

function becomeText(acteur: Acteur, intention: { readonly ressource: Ressource; readonly action: Action }): string {
  const contexte = pg.escapeLiteral(contexteOf(acteur, intention));
  return `set local role ${ROLE_APPLICATION}; select set_config('blaise.acteur', ${contexte}, true)`;
}

/** Columns that tie a row to nobody, and may be set to the same value on every row. */
const SANS_TIEN = [
  "etat",
  "motif",
  "nom",
  "message",
  "fichier",
  "publie_par",
  "fait_par",
  "empreinte",
  "numero_rpls",
  "periode",
  "typologie",
  "secteur",
  "declaree_le",
  "menage",
  "type_construction",
  "libelle",
  "acte",
  "guichet_note",
  "colonne",
  "fige_par",
  "fini_le",
  "change_le",
  "usage",
  "anomalies",
  "contenu_chiffre",
  "id_token",
];

/** The same row again, as if it were not there yet. */
function insertCopy(table: string, ligne: Record<string, unknown>): string {
  const values = Object.entries(ligne).filter(([nom, valeur]) => valeur !== null && nom !== "id");
  return `insert into ${table} (${values.map(([nom]) => nom).join(", ")}) values (${values.map(([, valeur]) => literal(valeur)).join(", ")})`;
}

function isConstraint(code: string): boolean {
  return code.startsWith("23");
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "'{}'";
  return pg.escapeLiteral(typeof value === "object" ? JSON.stringify(value) : String(value));
}
