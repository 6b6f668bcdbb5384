import { LICENCE } from "#socle/documents/table-schema.ts";
import type { DiffusionPublique } from "../lectures/diffusion/ports.ts";

export type TerritoireCatalogue = {
  readonly epci: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly diffusion: DiffusionPublique;
};

const CONTEXTE = {
  dcat: "http://www.w3.org/ns/dcat#",
  dct: "http://purl.org/dc/terms/",
  foaf: "http://xmlns.com/foaf/0.1/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
} as const;

const FORMATS = [
  { suffixe: "ouvert.csv", titre: "CSV, données ouvertes", media: "text/csv", format: "csv", schema: true },
  { suffixe: "csv", titre: "CSV pour tableur", media: "text/csv", format: "csv", schema: false },
  {
    suffixe: "xlsx",
    titre: "Classeur",
    media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    format: "xlsx",
    schema: false,
  },
] as const;

/** The public catalogue as DCAT in JSON-LD, for harvesters of open-data portals. `origine` has no final « / ». */
export function renderCatalogue(origine: string, territoires: readonly TerritoireCatalogue[]): string {
  const catalogue = {
    "@context": CONTEXTE,
    "@id": `${origine}/catalogue.jsonld`,
    "@type": "dcat:Catalog",
    "dct:title": "Observatoires du logement social",
    "dct:description":
      "Tableaux publics des attributions, des demandes et du parc de logements sociaux, sous secret statistique.",
    "dct:language": "fr",
    "dct:license": { "@id": LICENCE.url },
    "foaf:homepage": { "@id": `${origine}/observatoire` },
    "dcat:dataset": territoires.flatMap((territoire) =>
      territoire.diffusion.jeux.map((jeu) => datasetOf(origine, territoire, jeu)),
    ),
  };
  return `${JSON.stringify(catalogue, null, 2)}\n`;
}

function datasetOf(
  origine: string,
  { epci, nom, demonstration, diffusion }: TerritoireCatalogue,
  { theme, figure }: DiffusionPublique["jeux"][number],
) {
  const adresse = `${origine}/observatoire/${epci}/${figure.code}`;
  const periode = periodOf(
    figure.titre,
    figure.lignes.map(({ cle }) => cle),
  );
  const marque = demonstration ? "Données de démonstration. " : "";
  return {
    "@id": adresse,
    "@type": "dcat:Dataset",
    "dct:identifier": `${epci}-${figure.code}`,
    "dct:title": `${figure.titre} – ${nom}`,
    "dct:description": `${marque}${[...figure.methode.definition, ...figure.methode.reserves].join(" ")} Source : ${figure.methode.source}.`,
    "dct:publisher": { "@type": "foaf:Organization", "foaf:name": nom },
    "dct:license": { "@id": LICENCE.url },
    "dct:issued": dateTime(diffusion.publieLe),
    "dct:modified": dateTime(diffusion.publieLe),
    "dct:accrualPeriodicity": { "@id": "http://publications.europa.eu/resource/authority/frequency/QUARTERLY" },
    ...(periode ? { "dct:temporal": periode } : {}),
    "dcat:keyword": ["logement social", theme, ...(demonstration ? ["démonstration"] : [])],
    "dcat:landingPage": { "@id": adresse },
    "dcat:distribution": FORMATS.map(({ suffixe, titre, media, format, schema }) => ({
      "@id": `${adresse}.${suffixe}`,
      "@type": "dcat:Distribution",
      "dct:title": `${figure.titre} (${titre})`,
      "dcat:accessURL": { "@id": adresse },
      "dcat:downloadURL": { "@id": `${adresse}.${suffixe}` },
      "dcat:mediaType": media,
      "dct:format": format,
      "dct:license": { "@id": LICENCE.url },
      "dct:modified": dateTime(diffusion.publieLe),
      ...(schema
        ? { "dct:conformsTo": { "@id": `${adresse}.schema.json`, "@type": "dct:Standard", "dct:title": figure.code } }
        : {}),
    })),
  };
}

function dateTime(instant: string) {
  return { "@type": "xsd:dateTime", "@value": new Date(instant).toISOString() };
}

/** First and last year named by the title or the rows; null: none. */
function periodOf(titre: string, cles: readonly string[]) {
  const years = [titre, ...cles].flatMap((text) => text.match(/\b(?:19|20)\d\d\b/g) ?? []).sort();
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return null;
  const day = (value: string) => ({ "@type": "xsd:date", "@value": value });
  return {
    "@type": "dct:PeriodOfTime",
    "dcat:startDate": day(`${first}-01-01`),
    "dcat:endDate": day(`${last}-12-31`),
  };
}
