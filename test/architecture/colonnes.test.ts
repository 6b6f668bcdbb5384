import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LOT_TABLES } from "#donnees/sql/lot/lot-tables.ts";
import { ligneRow } from "#dossier/lectures/registre/ports.ts";
import { commentColumns } from "#socle/sql/column-comments.ts";
import { colonneOf } from "#socle/sql/ligne.ts";

const MIGRATIONS = "src/socle/sql/migrations";

/** « table.column », as the lines of the schema that tell what each holds. */
const SCHEMA = new Set(
  readdirSync(MIGRATIONS).flatMap((fichier) => {
    const commentaires = commentColumns(readFileSync(`${MIGRATIONS}/${fichier}`, "utf8"));
    return [...commentaires.matchAll(/^comment on column (\S+)/gm)].map(([, colonne = ""]) => colonne);
  }),
);

test.each([
  ...Object.entries(LOT_TABLES).map(
    ([source, { table, columns }]) => [source, columns.map(([colonne]) => `${table}.${colonne}`)] as const,
  ),
  ["register", Object.keys(ligneRow.shape).map((champ) => `nominatif.registre.${colonneOf(champ)}`)] as const,
])("each field of a row of %s has its column in the schema", (_, colonnes) => {
  expect(colonnes.filter((colonne) => !SCHEMA.has(colonne))).toEqual([]);
});
