import pg from "pg";
import type { Acteur } from "#domain/habilitation/acteur.ts";
import type { Action, Ressource } from "#domain/habilitation/ressource.ts";
import { ROLE_APPLICATION } from "#storage/droits/policies.ts";
import type { Commande } from "#storage/droits/table.ts";
import { contexteOf } from "#storage/open-base.ts";
import { columnsOf, keyOf } from "./catalogue.ts";
import { type Monde, RELATIONS, type Relation } from "./monde.ts";

/** What one command does to a row without reading it: an UPDATE or a DELETE with a WHERE would need the right to read as well. */
type Forme = { readonly cle: string; readonly update: string; readonly insert: (relation: Relation) => string };

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
    await this.#client.query("savepoint sonde");
    try {
      await this.#become(acteur, intention);
      if (commande === "select") return await this.#select(table, forme);
      if (commande === "insert") return await this.#insert(forme);
      return await this.#change(table, commande, forme);
    } finally {
      await this.#client.query("rollback to savepoint sonde; release savepoint sonde");
    }
  }

  async #become(acteur: Acteur, intention: { readonly ressource: Ressource; readonly action: Action }): Promise<void> {
    await this.#client.query(
      `set local role ${ROLE_APPLICATION}; select set_config('blaise.acteur', ${pg.escapeLiteral(contexteOf(acteur, intention))}, true)`,
    );
  }

  async #select(table: string, { cle }: Forme): Promise<readonly Relation[]> {
    const found = await this.#attempt(`select ${cle} as cle from ${table}`);
    return this.#relationsOf(table, found ?? []);
  }

  async #insert({ insert }: Forme): Promise<readonly Relation[]> {
    const reached: Relation[] = [];
    // Rights are checked before keys and constraints: a row refused by one of these had passed.
    for (const relation of RELATIONS) if (await this.#attempt(insert(relation), isConstraint)) reached.push(relation);
    return reached;
  }

  /** Rows that a blind command has touched: their place in the table changed, or they are gone. */
  async #change(table: string, commande: "update" | "delete", { cle, update }: Forme): Promise<readonly Relation[]> {
    const done = await this.#attempt(commande === "update" ? update : `delete from ${table}`);
    if (done === null) return [];
    await this.#client.query("set local role none");
    const { rows } = await this.#client.query<{ cle: string; place: string }>(
      `select ${cle} as cle, ctid::text as place from ${table}`,
    );
    const after = new Map(rows.map((row) => [row.cle, row.place]));
    const before = this.#places.get(table) ?? new Map();
    const touched = [...before].filter(([key, place]) => after.get(key) !== place).map(([key]) => key);
    return this.#relationsOf(table, touched);
  }

  readonly #places = new Map<string, ReadonlyMap<string, string>>();

  /** null: refused by the rights (42501). Any other error is the test's own. */
  async #attempt(text: string, passes: (code: string) => boolean = () => false): Promise<readonly string[] | null> {
    await this.#client.query("savepoint essai");
    try {
      const { rows } = await this.#client.query<{ cle: string }>(text);
      await this.#client.query("release savepoint essai");
      return rows.map((row) => row.cle);
    } catch (error) {
      await this.#client.query("rollback to savepoint essai; release savepoint essai");
      if (error instanceof pg.DatabaseError && error.code === "42501") return null;
      if (error instanceof pg.DatabaseError && passes(error.code ?? "")) return [];
      throw new Error(`${text.slice(0, 200)}: ${error instanceof Error ? error.message : error}`, { cause: error });
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
    const colonnes = (await columnsOf(this.#client, table)).map(({ nom }) => nom);
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
