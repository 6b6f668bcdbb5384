import type { Entrees } from "./cas.ts";
import { utf8 } from "./octets.ts";
import { ATTRIBUTIONS, addColumn, change, csv, DEMANDES, RPLS, type Table } from "./references.ts";

const rpls = (texte: string) => ({ nom: "rpls-2017.csv", octets: utf8(texte) });
const attributions = (texte: string) => ({ nom: "attributions-2017.csv", octets: utf8(texte) });
const demandes = (texte: string) => ({ nom: "demandes-2017.csv", octets: utf8(texte) });

const VARIANTES: Readonly<Record<string, string>> = {
  NUMERO_UNIQUE: "Numéro unique",
  DATE_SIGNATURE_BAIL: "Date  Signature-Bail",
  SURFACE: "SURFACE ",
};

/** Structure: cases 21 to 48. Cases 45 to 47 are too big to be kept: they are made when the tests run. */
export const CAS_STRUCTURE: Entrees = {
  "21-point-virgule": attributions(csv(ATTRIBUTIONS)),
  "22-virgule": attributions(csv(ATTRIBUTIONS, ",")),
  "23-tabulation": attributions(csv(ATTRIBUTIONS, "\t")),
  "24-barre": attributions(csv(ATTRIBUTIONS, "|")),
  "25-separateur-entre-guillemets": rpls(csv(change(RPLS, { 4: { COMPLGEO: "Les Tilleuls ; bâtiment « B »" } }))),
  "26-sep": rpls(`sep=;\n${csv(RPLS)}`),
  "27-cr-seul": rpls(csv(RPLS, ";", "\r")),
  "28-fins-de-ligne-melees": rpls(csv(RPLS).replace(/\n(?=9100000002|9100000004)/g, "\r\n")),
  "29-retour-dans-une-cellule": rpls(csv(change(RPLS, { 3: { COMPLGEO: "Côté église\nbâtiment B" } }))),
  "30-guillemet-non-ferme": rpls(csv(RPLS).replace("Résidence des Tilleuls;1;2", '"Résidence des Tilleuls;1;2')),
  "31-guillemet-isole": rpls(csv(RPLS).replace("Côté église", 'Côté "église')),
  "32-sans-entete": rpls(csv(RPLS).replace(/^.*\n/, "")),
  "33-entete-repetee": attributions(`${csv(head(ATTRIBUTIONS, 2))}${csv(tail(ATTRIBUTIONS, 2))}`),
  "34-entetes-variantes": attributions(
    csv({
      ...ATTRIBUTIONS,
      entete: ATTRIBUTIONS.entete.map((nom) => VARIANTES[nom] ?? nom.toLowerCase().replaceAll("_", " ")),
    }),
  ),
  "35-colonne-en-double": rpls(csv(addColumn(RPLS, "depcom"))),
  "36-colonne-inconnue": rpls(csv(addColumn(RPLS, "Couleur du toit", { 3: "rouge" }))),
  "37-colonne-absente": attributions(csv(ATTRIBUTIONS).replace("DATE_SIGNATURE_BAIL", "DATE_DU_BAIL")),
  "38-autre-ordre": attributions(csv(reverse(ATTRIBUTIONS))),
  "39a-ligne-decalee": rpls(csv(RPLS).replace("4;PLACE;", "4;")),
  "39b-fichier-decale": demandes(csv(shift(DEMANDES))),
  "40-separateurs-en-fin-de-ligne": demandes(csv(DEMANDES).replaceAll("\n", ";;;\n")),
  "41-ligne-total": rpls(`${csv(RPLS)}Total;5${";".repeat(17)}\n`),
  "42-lignes-de-titre": demandes(`Infocentre SNE;;;;;;;;;\nÉdité le 05/01/2018;;;;;;;;;\n${csv(DEMANDES)}`),
  "43-derniere-ligne-coupee": rpls(csv(RPLS).slice(0, -60)),
  "44a-annonce-non-tenue": { nom: "collecte.csv", octets: utf8(collecte(4, 2)) },
  "44b-parc-en-forte-baisse": {
    nom: "rpls-2018.csv",
    octets: utf8(csv({ ...RPLS, lignes: RPLS.lignes.slice(0, 3) })),
    avant: utf8(csv(RPLS)),
  },
  "48-entete-seul": attributions(csv({ ...ATTRIBUTIONS, lignes: [] })),
};

function head(table: Table, count: number): Table {
  return { ...table, lignes: table.lignes.slice(0, count) };
}

function tail(table: Table, from: number): Table {
  return { ...table, lignes: table.lignes.slice(from) };
}

function reverse({ entete, lignes }: Table): Table {
  return { entete: entete.toReversed(), lignes: lignes.map((ligne) => ligne.toReversed()) };
}

/** Twenty lines, the third, eighth and thirteenth of which have lost a field. */
function shift({ entete, lignes }: Table): Table {
  const many = Array.from({ length: 20 }, (_, i) => {
    const [numero, ...rest] = lignes[i % lignes.length] ?? [];
    const line = [`${numero?.slice(0, -2)}${30 + i}`, ...rest];
    return i % 5 === 2 && i < 15 ? line.toSpliced(3, 1) : line;
  });
  return { entete, lignes: many };
}

/** A bailleur's own file: its line first, which announces `annonces` dwellings, then `nombre` lines without column names. */
function collecte(annonces: number, nombre: number): string {
  const bailleur = `2017;1;Bailleur d’essai;;;;;;;73282932000074;${annonces};`;
  const logement = (i: number) =>
    `910000010${i};;1;52448;52100;SAINT-DIZIER;1${i};;RUE;DES TILLEULS;;;;;;;;;;;;1;C;3;62;1972;1973;1973;1;;;13;;1;;;9;;;1;03/2015;3;62;310;0;0;13;;;;;;;;;;;;;;;;7;`;
  return `${[bailleur, ...Array.from({ length: nombre }, (_, i) => logement(i))].join("\n")}\n`;
}
