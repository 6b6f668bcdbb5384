import type { Figure } from "../lectures/observatoire/figure.ts";
import { champsOf } from "./figure-table.ts";
import { champsSchemaOf } from "./table.ts";

/** The name that https://www.data.gouv.fr/licences gives it. */
export const LICENCE = {
  nom: "Licence Ouverte 2.0",
  url: "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
} as const;

/**
 * The Table Schema (specs.frictionlessdata.io) of the « données ouvertes » CSV of a figure: the same fields, in the same order. An empty value is a
 * missing number; its `_manque` field says why.
 */
export function renderTableSchema(figure: Figure, adresse: string): string {
  const schema = {
    $schema: "https://specs.frictionlessdata.io/schemas/table-schema.json",
    name: figure.code,
    title: figure.titre,
    description: figure.methode.definition.join(" "),
    homepage: adresse,
    licenses: [{ name: "etalab-2.0", title: LICENCE.nom, path: LICENCE.url }],
    fields: champsSchemaOf({ colonnes: champsOf(figure) }),
    primaryKey: ["code"],
    missingValues: [""],
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
