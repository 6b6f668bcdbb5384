import { expect, it } from "vitest";
import { renderTableSchema } from "#socle/documents/table-schema.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { renderCatalogue } from "./dcat.ts";

const FIGURE: Figure = {
  code: "attributions-2017",
  titre: "Attributions de 2017",
  lecture: null,
  maille: "commune",
  colonnes: [
    { code: "total", libelle: "Attributions", genre: "nombre", definition: "Baux signés." },
    { code: "part", libelle: "Part", genre: "taux", definition: "Part de l’ensemble." },
  ],
  lignes: [
    { cle: "52448", libelle: "Saint-Dizier", cellules: { total: { valeur: 700 }, part: { valeur: 0.9 } } },
    { cle: "52001", libelle: "Ailleurs", cellules: { total: { valeur: null, manque: "secret" }, part: { valeur: 0 } } },
  ],
  methode: { definition: ["Un bail compte une fois."], source: "SNE", reserves: ["Sans les baux inconnus."] },
  carte: null,
  graphique: null,
};

it("gives a type and a definition to each field of the file, and a field to what is masked", () => {
  const schema = JSON.parse(renderTableSchema(FIGURE, "https://essai.invalid/x"));
  expect(schema.fields.map(({ name, type }: { name: string; type: string }) => [name, type])).toEqual([
    ["code", "string"],
    ["libelle", "string"],
    ["total", "integer"],
    ["total_manque", "string"],
    ["part", "number"],
  ]);
  expect(schema).toMatchObject({ primaryKey: ["code"], missingValues: [""], licenses: [{ name: "etalab-2.0" }] });
});

it("describes each dataset with its period, its licence, and files of which one has a schema", () => {
  const diffusion = {
    numero: "2026-01",
    publieLe: "2026-11-25T10:00:00.000Z",
    empreinte: "x",
    seuil: 11,
    jeux: [{ theme: "attributions" as const, figure: FIGURE }],
  };
  const catalogue = JSON.parse(
    renderCatalogue("https://essai.invalid", [{ epci: "200068666", nom: "Ici", demonstration: true, diffusion }]),
  );
  const [dataset] = catalogue["dcat:dataset"];
  expect(dataset).toMatchObject({
    "dct:identifier": "200068666-attributions-2017",
    "dct:description": expect.stringMatching(/^Données de démonstration\. Un bail/),
    "dct:temporal": { "dcat:startDate": { "@value": "2017-01-01" }, "dcat:endDate": { "@value": "2017-12-31" } },
    "dct:license": { "@id": "https://www.etalab.gouv.fr/licence-ouverte-open-licence" },
  });
  const schemas = dataset["dcat:distribution"].flatMap(
    (file: Record<string, { "@id": string }>) => file["dct:conformsTo"]?.["@id"] ?? [],
  );
  expect(schemas).toEqual(["https://essai.invalid/observatoire/200068666/attributions-2017.schema.json"]);
});

it("is a catalogue even of nothing", () => {
  expect(JSON.parse(renderCatalogue("https://essai.invalid", []))).toMatchObject({
    "@type": "dcat:Catalog",
    "dcat:dataset": [],
  });
});
