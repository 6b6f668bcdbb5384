import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What a second row of the same key writes over the first one, as a statement of the sources says it. */
type Upsert = {
  readonly ou: string;
  readonly table: string;
  readonly inseres: readonly string[];
  readonly cle: readonly string[];
  /** Column → what it takes. */
  readonly repris: ReadonlyMap<string, string>;
};

const INSERTION =
  /insert into ([\w.]+)(?: as \w+)?\s*\(([^)]*)\)((?:(?!insert into)[^;`])*?)on conflict\s*\(([^)]*)\)([^;`]*?)do update\s+set\s([^;`"]*)/gi;

/** Of the statement, what ends the list of columns: its condition, what it returns, the rest of a longer one. */
const FIN = /\n?\s*(\bwhere\b|\breturning\b|\)\s*,?\s*(select|insert|update|delete|\w+ as)\b|\)\s*\n\s*select)/i;

function upsertsOf(ou: string, texte: string): readonly Upsert[] {
  return [...texte.matchAll(INSERTION)].map(([, table = "", colonnes = "", , cle = "", , suite = ""]) => ({
    ou,
    table,
    inseres: listOf(colonnes),
    cle: listOf(cle),
    repris: repriseOf(suite.split(FIN)[0] ?? ""),
  }));
}

const listOf = (texte: string) => texte.split(",").map((un) => un.trim());

function repriseOf(texte: string): ReadonlyMap<string, string> {
  const [, gauche, droite] = /^\s*\(([^)]*)\)\s*=\s*\(([^)]*)\)/.exec(texte) ?? [];
  if (gauche && droite) return new Map(listOf(gauche).map((colonne, rang) => [colonne, listOf(droite)[rang] ?? ""]));
  const poses = texte.split(/,(?![^(]*\))/).map((un) => un.split(/=(.*)/s).map((cote) => cote.trim()));
  return new Map(poses.map(([colonne = "", valeur = ""]) => [colonne, valeur]));
}

/** What a second writing leaves as the first one wrote it, or takes otherwise than as it is given, and why. */
const VOULUS: Readonly<Record<string, string>> = {
  "action_convention.publie_le": "first published on that day, whatever is corrected since",
  "action_convention.orientation": "given again as a parameter of its own",
  "action_convention.titre": "the same",
  "action_convention.jalons": "the same",
  "action_convention.acteurs": "the same",
  "ligne_mixite.nom": "what the method found stands: what is decided of a line is written again, alone",
  "ligne_mixite.commune": "the same",
  "ligne_mixite.bailleur": "the same",
  "ligne_mixite.bailleur_nom": "the same",
  "ligne_mixite.indicateurs": "the same",
  "ligne_mixite.origine": "the same",
  "lot_anomalie.lignes": "added up",
  "lot_anomalie.premiere_ligne": "the lowest",
  "lot_anomalie.colonne": "that of the first line met, which is shown as an example",
  "lot_anomalie.exemple": "the same",
  "lot_anomalie.message": "the same",
  "essai_numero.essais": "one more",
  "nominatif.menage_liste.labellise_le": "an empty cell of a later list erases nothing",
  "nominatif.menage_liste.employeur_siret": "the same",
  "nominatif.menage_liste.inscrit_le": "the first day, unless it had left",
  "cas_numero.dernier": "the next number",
  "public.convocation.du": "the earliest",
  "public.convocation.epci_seance": "that of the session, which the key names",
};

/** Whose row it is: that of its key, which is one territory's and one body's. */
const PROPRIETAIRES = ["epci", "organisation"];

function gapsOf({ ou, table, inseres, cle, repris }: Upsert): readonly string[] {
  return inseres
    .filter((colonne) => ![...cle, ...PROPRIETAIRES].includes(colonne) && !VOULUS[`${table}.${colonne}`])
    .filter((colonne) => repris.get(colonne) !== `excluded.${colonne}`)
    .map((colonne) => `${ou}: ${table}.${colonne} ${repris.get(colonne) ?? "reste ce qu’il était"}`);
}

const ECRIRE = "socle/sql/ecrire.ts";
const SOURCES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((nom) => nom.replaceAll("\\", "/"))
  // `upsert` writes every field of its row: what is read here is what is still written by hand.
  .filter((nom) => nom.split("/")[1] === "sql" && /\.(ts|sql)$/.test(nom) && !nom.includes(".test.") && nom !== ECRIRE)
  .map((nom) => ({ nom, texte: readFileSync(`src/${nom}`, "utf8").replaceAll(/--.*$/gm, "") }));
const UPSERTS = SOURCES.flatMap(({ nom, texte }) => upsertsOf(nom, texte));

test("every statement that writes over a row is read here", () => {
  const ecrits = SOURCES.flatMap(({ texte }) => texte.match(/do update\s+set\b/gi) ?? []);
  expect(UPSERTS).toHaveLength(ecrits.length);
  expect(UPSERTS.length).toBeGreaterThan(10);
});

test("a row written a second time takes every field of the second writing", () => {
  expect(UPSERTS.flatMap(gapsOf)).toEqual([]);
});
