// @module-tag long
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { separateCas } from "../fixtures/cas-separes.ts";
import { openProduitDemo, type ProduitDemo } from "../fixtures/produit-demo.ts";
import { CLASSEURS, NUS, receive, receiveCsv } from "./catalogue.ts";
import { asCsv, type ClasseurLu, type FeuilleLue, readClasseur, readCsv } from "./lire-classeur.ts";

let produit: ProduitDemo;
beforeAll(async () => {
  produit = await openProduitDemo(async (pool) => void (await separateCas(pool)));
});
afterAll(() => produit?.close());

/** Whose CSV is another table: the reason. */
const AUTRE_CSV = new Map([
  ["/bilan.xlsx", "the CSV has one row an axis, in codes; the workbook one sheet a subject"],
  ["/demandes/evenements.xlsx", "the CSV has the codes of the kinds, the workbook their names"],
]);
/** The sheet that has the rows of the CSV, where it is not the first after the cover. */
const FEUILLES: Readonly<Record<string, string>> = {
  "/objectifs.xlsx": "Objectifs",
};
const feuilleDe = (nom: string) =>
  nom.includes("/simulation/scenarios/") ? "Années" : (FEUILLES[nom.replace(/\?.*/, "")] ?? null);

let compares = 0;
it.each(CLASSEURS.map((classeur) => [classeur.nom, classeur] as const))("%s", async (nom, classeur) => {
  const { visiteur, octets } = await receive(produit, classeur);
  const lu = readClasseur(octets);
  expect(faultsOf(lu)).toEqual([]);
  const csv = await receiveCsv(produit, classeur, visiteur);
  if (csv === null || AUTRE_CSV.has(nom.replace(/\?.*/, ""))) return;
  const feuille = lu.feuilles.find((one) => one.nom === feuilleDe(nom)) ?? lu.feuilles[1];
  if (!feuille) throw new Error("no sheet");
  const rows = readCsv(csv);
  const largeur = feuille.rows[feuille.entete]?.length ?? 0;
  const ecrites = feuille.rows
    .slice(feuille.entete + 1)
    .map((row) => Array.from({ length: largeur }, (_, c) => asCsv(row[c] ?? null, lu.formats)));
  // The CSV of a list with names has one column more: who exported it, on each line.
  expect(ecrites).toEqual(rows.map((row) => row.slice(0, largeur)));
  compares += 1;
});

it("the cells of most of them are those of their CSV", () => {
  expect(CLASSEURS.length).toBeGreaterThan(140);
  expect(compares).toBeGreaterThan(125);
});

it.each(NUS.map((nu) => [nu.nom, nu] as const))("%s, which Blaise reads again, stays bare", async (_, nu) => {
  const { feuilles, styles } = readClasseur((await receive(produit, nu)).octets);
  expect(feuilles[0]?.nom).not.toBe("À propos");
  expect(feuilles[0]?.rows[0]?.every((cell) => (cell?.texte ?? "") !== "")).toBe(true);
  expect(feuilles.filter(({ xml }) => /<pane |<autoFilter |<f>/.test(xml))).toEqual([]);
  expect(styles).not.toContain("FF0B3446");
});

/** Who calls the writer, and the workbook of the list that shows it. */
const AUTEURS = new Map([
  ["attributions/documents/examens-occupation.ts", "/examens-occupation/baux.xlsx"],
  ["bilan/documents/bilan-bailleur-document.ts", "/bilans-bailleurs/1.xlsx"],
  ["bilan/documents/effort.ts", "/objectifs.xlsx"],
  ["bilan/documents/figure.ts", "/observatoire/parc/figures/parc-par-commune.xlsx"],
  ["bilan/documents/mesures-document.ts", "/mesures.xlsx"],
  ["bilan/documents/publics-document.ts", "/publics-prioritaires.xlsx"],
  ["bilan/documents/recoupement.ts", "/bilan/recoupement.xlsx"],
  ["bilan/documents/xlsx.ts", "/bilan.xlsx"],
  ["dossier/documents/evenements-comptes.ts", "/demandes/evenements.xlsx"],
  ["engagements/documents/contingents-document.ts", "/contingents/bilan-flux.xlsx"],
  ["engagements/documents/convention-document.ts", "/convention.xlsx"],
  ["gouvernance/documents/cas-bloque.ts", "/commission/cas.xlsx"],
  ["gouvernance/documents/decisions-fichiers.ts", "/commission/decisions.xlsx"],
  ["guichet/documents/fiche-contact.ts", "/demandes/fiches-contact.xlsx"],
  ["guichet/documents/registre-demandes.ts", "registre des demandes, avec noms"],
  ["guichet/documents/veille.ts", "/demandes/veille.xlsx"],
  ["observatoire/documents/liste-mixite-document.ts", "/observatoire/desequilibres/listes/1/annexe.xlsx"],
  ["programme/documents/registre-operations.ts", "/operations.xlsx"],
  ["programme/documents/simulation-document.ts", "/simulation/comparaison.xlsx"],
  ["relogement/documents/rime-classeur.ts", "ménages à reloger"],
]);
/** Whose rows need acts of their own: their routes' tests hold them. */
const AILLEURS = ["observatoire/documents/pack-document.ts", "suivi/documents/evenements-document.ts"];

it("no document calls the writer without a workbook of this list", () => {
  const appelants = readdirSync("src", { recursive: true, encoding: "utf8" }).filter(
    (nom) =>
      /^(?!socle).*\/documents\/[a-z-]+\.ts$/.test(nom) &&
      readFileSync(`src/${nom}`, "utf8").includes("renderClasseur("),
  );
  expect(appelants.toSorted()).toEqual([...AUTEURS.keys(), ...AILLEURS].toSorted());
  const noms = new Set(CLASSEURS.map(({ nom }) => nom.replace(/\?.*/, "")));
  expect([...AUTEURS.values()].filter((nom) => !noms.has(nom))).toEqual([]);
});

/** What a workbook lacks, one sentence each. */
function faultsOf(lu: ClasseurLu): readonly string[] {
  const [couverture, ...feuilles] = lu.feuilles;
  return [
    ...coverFaults(couverture),
    ...feuilles.flatMap((feuille, rang) =>
      sheetFaults(feuille, lu, rang + 1).map((faute) => `${feuille.nom} : ${faute}`),
    ),
    ...definitionFaults(feuilles.find(({ nom }) => nom === "Définitions")),
    ...(lu.proprietes.includes("<dc:creator>Blaise<") ? [] : ["no creator"]),
  ];
}

/** Columns of which the reader is told the unit alone. */
function definitionFaults(feuille: FeuilleLue | undefined): readonly string[] {
  return (feuille?.rows.slice(feuille.entete + 1) ?? []).flatMap(([colonne, , definition, feuilles]) =>
    (definition?.texte ?? "") === "" ? [`no definition of « ${colonne?.texte} » (${feuilles?.texte})`] : [],
  );
}

const SUJETS = ["Démonstration", "Territoire", "Pour", "Licence", "Source"];

function coverFaults(couverture: FeuilleLue | undefined): readonly string[] {
  if (couverture?.nom !== "À propos") return ["no cover"];
  const dits = new Set(couverture.rows.map(([premiere]) => premiere?.texte));
  return [
    ...SUJETS.filter((sujet) => !dits.has(sujet)).map((sujet) => `the cover does not say « ${sujet} »`),
    ...(/<f>|<f /.test(couverture.xml) ? ["a formula"] : []),
  ];
}

function sheetFaults({ xml, entete, rows }: FeuilleLue, lu: ClasseurLu, rang: number): readonly string[] {
  const header = rows[entete] ?? [];
  const last = entete + 1;
  const checks: readonly (readonly [string, boolean])[] = [
    ["header is not frozen", entete >= 0 && /state="frozen"/.test(xml)],
    [
      "header has a cell without its style",
      header.length > 0 && header.every((cell) => isHeader(cell?.style, lu.styles)),
    ],
    ["header has an empty cell", header.every((cell) => (cell?.texte ?? "") !== "")],
    ["no filter under the header", new RegExp(`<autoFilter ref="A${last}:[A-Z]+\\d+"`).test(xml)],
    ["header is not repeated on each page", (lu.titresImprimes.get(rang) ?? "").includes(`$${last}:$${last}`)],
    ["does not fit its pages", /fitToPage="1"/.test(xml) && /fitToWidth="\d+" fitToHeight="0"/.test(xml)],
    ["no width of columns", /<cols>/.test(xml)],
    ["a formula", !/<f>|<f /.test(xml)],
    ["a number that is not one", !rows.flat().some((cell) => Number.isNaN(cell?.nombre ?? 0))],
  ];
  return checks.filter(([, holds]) => !holds).map(([faute]) => faute);
}

/** White and bold on a dark ground. */
function isHeader(style: number | undefined, styles: string): boolean {
  const pick = (liste: string, rang: number, balise: string) =>
    [
      ...(new RegExp(`<${liste}[^>]*>(.*?)</${liste}>`, "s").exec(styles)?.[1] ?? "").matchAll(
        new RegExp(`<${balise}[ >].*?(?=<${balise}[ >]|$)`, "gs"),
      ),
    ][rang]?.[0] ?? "";
  const xf = pick("cellXfs", style ?? 0, "xf");
  const rank = (nom: string) => Number(new RegExp(`${nom}="(\\d+)"`).exec(xf)?.[1] ?? 0);
  const font = pick("fonts", rank("fontId"), "font");
  return /<b\/>/.test(font) && /FFFFFFFF/.test(font) && /FF0B3446/.test(pick("fills", rank("fillId"), "fill"));
}
