import type { Figure, GenreColonne } from "../lectures/observatoire/figure.ts";
import { champsOf } from "./figure-table.ts";

/** https://www.data.gouv.fr/licences: what it is called there. */
export const LICENCE = {
  nom: "Licence Ouverte 2.0",
  url: "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
} as const;

const TYPES: Readonly<Record<GenreColonne, "integer" | "number" | "string">> = {
  nombre: "integer",
  annee: "integer",
  taux: "number",
  euros: "number",
  "euros-m2": "number",
  points: "number",
  decimal: "number",
  texte: "string",
  statut: "string",
};

/**
 * The Table Schema (specs.frictionlessdata.io) of the « données ouvertes » CSV of a figure: the same fields, in the same order. An empty
 * value is a number that is not there; its `_manque` field says why.
 */
export function renderTableSchema(figure: Figure, adresse: string): string {
  const schema = {
    $schema: "https://specs.frictionlessdata.io/schemas/table-schema.json",
    name: figure.code,
    title: figure.titre,
    description: figure.methode.definition.join(" "),
    homepage: adresse,
    licenses: [{ name: "etalab-2.0", title: LICENCE.nom, path: LICENCE.url }],
    fields: champsOf(figure).map(({ nom, libelle, definition, genre, mots }) => ({
      name: nom,
      title: libelle,
      description: definition,
      type: TYPES[genre],
      ...(nom === "code" ? { constraints: { required: true, unique: true } } : {}),
      ...(mots ? { constraints: { enum: mots } } : {}),
    })),
    primaryKey: ["code"],
    missingValues: [""],
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
