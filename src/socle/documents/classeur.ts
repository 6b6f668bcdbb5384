import type { Cell, CellStyle, WriteSheet } from "hucre";
import { writeXlsx } from "hucre/xlsx";
import { capitalize, formatCompte, formatJour } from "../regles/shared/format.ts";
import { listManques, type Manque, sayManque } from "../regles/shared/manque.ts";
import { type APropos, sayLicence } from "./a-propos.ts";
import { BANDEAU_DEMONSTRATION } from "./demonstration.ts";
import {
  CELLULE_MAX,
  type Cellule,
  type CelluleLue,
  type Feuille,
  type Feuilles,
  type Format,
  readCellule,
} from "./feuille.ts";
import {
  BANDEAU,
  ENTETE,
  ENTETE_NOMBRE,
  LIEN,
  MANQUES_MARQUES,
  MENTION,
  STYLES,
  SUJET,
  TEXTE,
  TITRE,
  VIDE,
} from "./styles-classeur.ts";
import type { Valeur } from "./valeur.ts";
import { xmlText } from "./xml-text.ts";

/** What `renderClasseur` (rendre.ts) gives, where it is called. */
export function printClasseur(aPropos: APropos, feuilles: Feuilles): Promise<Uint8Array> {
  const definitions = definitionsOf(feuilles);
  const toutes: Feuilles = definitions.lignes.length > 0 ? [...feuilles, ["Définitions", definitions]] : feuilles;
  const instant = new Date(`${aPropos.jour?.slice(0, 10) ?? "2000-01-01"}T00:00:00.000Z`);
  return writeXlsx({
    sheets: [coverOf(aPropos, toutes), ...toutes.map(([nom, feuille]) => toSheet(nom, feuille, aPropos))],
    properties: { title: xmlText(aPropos.titre), creator: "Blaise", created: instant, modified: instant },
    defaultFont: { name: "Calibri", size: 11 },
  });
}

type Ecrite = { readonly value: Valeur; readonly style: CellStyle };

/** Rows of cells as the library takes them. */
function gridOf(rows: readonly (readonly (Ecrite | null)[])[]): Pick<WriteSheet, "rows" | "cells"> {
  const cells = new Map<string, Partial<Cell>>();
  rows.forEach((row, r) => {
    row.forEach((cell, c) => {
      if (cell) cells.set(`${r},${c}`, cell);
    });
  });
  return { rows: rows.map((row) => row.map((cell) => cell?.value ?? null)), cells };
}

function texte(value: string, style: CellStyle): Ecrite {
  return { value: xmlText(value).slice(0, CELLULE_MAX), style };
}

function toSheet(nom: string, feuille: Feuille, aPropos: APropos): WriteSheet {
  const { colonnes, lignes, avant = [] } = feuille;
  const largeurs = widthsOf(feuille);
  const large = largeurs.reduce((sum, one) => sum + one, 0);
  const figees = frozenColumns(feuille, largeurs);
  const entete = avant.length + 1;
  const derniere = columnName(colonnes.length - 1);
  return {
    name: nom,
    ...gridOf([
      ...avant.map((mention) => [texte(mention, MENTION)]),
      colonnes.map(({ titre, format }) => texte(titre, SANS_SOMME.has(format) ? ENTETE : ENTETE_NOMBRE)),
      ...lignes.map((ligne) => rowOf(ligne, colonnes)),
    ]),
    columns: largeurs.map((width) => ({ width })),
    rowDefs: new Map([[entete - 1, { height: headerHeight(feuille, largeurs) }]]),
    freezePane: { rows: entete, ...(figees > 0 ? { columns: figees } : {}) },
    autoFilter: { range: `A${entete}:${derniere}${entete + lignes.length}` },
    ...printSetup({ large, paysage: large > PORTRAIT, repete: [`$${entete}:$${entete}`, figees], aPropos, nom }),
  };
}

/** As wide as the header, so that lines go from one side to the other. */
function rowOf(ligne: readonly Cellule[], colonnes: Feuille["colonnes"]): readonly Ecrite[] {
  return Array.from({ length: Math.max(ligne.length, colonnes.length) }, (_, c) =>
    writeCell(readCellule(ligne[c] ?? null, colonnes[c]?.format ?? "texte")),
  );
}

/** An unknown number is an empty cell that is marked: it neither counts as 0 nor stops a sum. */
function writeCell({ valeur, format, manque }: CelluleLue): Ecrite {
  if (manque !== null) return { value: null, style: MANQUES_MARQUES[manque] };
  if (valeur === null) return { value: null, style: VIDE };
  if (typeof valeur === "number") return { value: valeur, style: STYLES[format] };
  const jour = format === "jour" ? serialOf(valeur) : null;
  return jour === null ? texte(valeur, TEXTE) : { value: jour, style: STYLES.jour };
}

/** Aligned left, as their values. */
const SANS_SOMME: ReadonlySet<Format> = new Set(["texte", "jour"]);

const JOUR = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Days since 30 December 1899, Excel's own count; null: not a whole day, or before March 1900, where that count has a day too many. */
function serialOf(valeur: string): number | null {
  const [, annee, mois, jour] = JOUR.exec(valeur) ?? [];
  if (annee === undefined) return null;
  const instant = Date.UTC(Number(annee), Number(mois) - 1, Number(jour));
  const serial = instant / 86_400_000 + 25_569;
  return serial >= 61 && new Date(instant).toISOString().startsWith(valeur) ? serial : null;
}

const LARGEUR_MIN = 9;
const LARGEUR_MAX = 46;

/** In characters: what was asked, or what the longest word of the header and the values need. */
function widthsOf({ colonnes, lignes }: Feuille): readonly number[] {
  return colonnes.map(({ titre, format, largeur }, c) => {
    const mot = Math.max(...titre.split(/[ \u2019]/).map((one) => one.length)) + 4;
    if (largeur !== undefined) return Math.max(largeur, mot);
    const long = Math.max(
      0,
      ...lignes.slice(0, 500).map((ligne) => shownLength(readCellule(ligne[c] ?? null, format))),
    );
    return Math.min(LARGEUR_MAX, Math.max(LARGEUR_MIN, mot, Math.ceil(titre.length / 3) + 2, long + 2));
  });
}

function shownLength({ valeur, format }: CelluleLue): number {
  if (valeur === null) return 0;
  if (typeof valeur === "string") return format === "jour" ? 10 : valeur.length;
  return format === "taux" || format === "points"
    ? 7
    : String(Math.round(valeur)).length * 1.3 + SUFFIXES[format].length;
}

const SUFFIXES: Readonly<Record<Format, string>> = {
  nombre: "",
  taux: "",
  texte: "",
  decimal: ",00",
  entier: "",
  euros: " €",
  "euros-m2": ",00 €/m²",
  points: "",
  jour: "",
};

const LIGNE = 15.5;

/** In points: a library's file opens with the heights that it says, and a wrapped header has several lines. */
function headerHeight({ colonnes }: Feuille, largeurs: readonly number[]): number {
  const lines = colonnes.map(({ titre }, c) => Math.ceil((titre.length + 3) / ((largeurs[c] ?? LARGEUR_MIN) - 3)));
  return LIGNE * Math.min(8, Math.max(1, ...lines)) + 6;
}

/** In characters: what an A4 page holds upright at a readable size. */
const PORTRAIT = 110;
/** In characters, of a page on its side at two thirds of its size. */
const PAYSAGE = 210;

/** The first one or two columns name the row: they stay on the screen, and on each page, of a wide sheet. */
function frozenColumns({ colonnes }: Feuille, largeurs: readonly number[]): number {
  const large = largeurs.reduce((sum, one) => sum + one, 0);
  if (colonnes.length < 5 || large <= PORTRAIT) return 0;
  return colonnes[1]?.format === "texte" && (largeurs[0] ?? 0) + (largeurs[1] ?? 0) <= 60 ? 2 : 1;
}

type Impression = {
  readonly large: number;
  readonly paysage: boolean;
  readonly repete: readonly [lignes: string | null, colonnes: number];
  readonly aPropos: APropos;
  readonly nom: string;
};

function printSetup({
  large,
  paysage,
  repete,
  aPropos,
  nom,
}: Impression): Pick<WriteSheet, "pageSetup" | "headerFooter"> {
  const [lignes, colonnes] = repete;
  const pages = Math.max(1, Math.ceil(large / PAYSAGE));
  return {
    pageSetup: {
      paperSize: "a4",
      orientation: paysage ? "landscape" : "portrait",
      fitToPage: true,
      fitToWidth: pages,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
      ...(lignes ? { printTitlesRow: lignes } : {}),
      ...(pages > 1 && colonnes > 0 ? { printTitlesColumn: `$A:$${columnName(colonnes - 1)}` } : {}),
    },
    headerFooter: {
      oddHeader: `&L&8${footerText(aPropos.titre)}&R&8${footerText(nom)}`,
      oddFooter: `&L&8${footerText(footOf(aPropos))}&R&8Page &P sur &N`,
    },
  };
}

function footOf({ territoire }: APropos): string {
  return territoire.demonstration ? `${territoire.nom} · données de démonstration` : territoire.nom;
}

/** « & » starts a code there; a digit after the size would be read as part of it; 255 characters at most in all. */
function footerText(text: string): string {
  return ` ${xmlText(text).slice(0, 100).replaceAll("&", "&&")}`;
}

function columnName(rang: number): string {
  const before = Math.floor(rang / 26);
  return `${before > 0 ? columnName(before - 1) : ""}${String.fromCharCode(65 + (rang % 26))}`;
}

function coverOf(aPropos: APropos, feuilles: Feuilles): WriteSheet {
  const rows: (Ecrite | null)[][] = [
    [texte(aPropos.titre, TITRE)],
    [],
    ...(aPropos.territoire.demonstration
      ? [[texte("Démonstration", BANDEAU), texte(BANDEAU_DEMONSTRATION, BANDEAU)]]
      : []),
    ...subjectsOf(aPropos).map(([sujet, phrase]) => [texte(sujet, SUJET), texte(phrase, TEXTE)]),
    [],
    [texte("Feuille", ENTETE), texte("Contenu", ENTETE)],
    ...feuilles.map(([nom, feuille]) => [texte(nom, LIEN), texte(sayFeuille(feuille), TEXTE)]),
    ...legendOf(feuilles),
  ];
  const grid = gridOf(rows);
  const first = rows.findIndex((row) => row[0]?.value === "Feuille") + 1;
  feuilles.forEach(([nom], rang) => {
    const cell = grid.cells?.get(`${first + rang},0`);
    if (cell) cell.hyperlink = { target: "", location: `'${nom.replaceAll("'", "''")}'!A1`, display: nom };
  });
  return {
    name: "À propos",
    ...grid,
    columns: [{ width: 26 }, { width: 96 }],
    view: { showGridLines: false },
    ...printSetup({ large: PORTRAIT, paysage: false, repete: [null, 0], aPropos, nom: "À propos" }),
  };
}

function subjectsOf(aPropos: APropos): readonly (readonly [string, string])[] {
  const { territoire, jour, periode, pour, sources = [], methode = [], autres = [] } = aPropos;
  return [
    ["Territoire", territoire.nom],
    ...(periode === undefined ? [] : [["Période", capitalize(periode)] as const]),
    ...(jour === null ? [] : [["Daté du", formatJour(jour)] as const]),
    ["Pour", pour ?? "Tout public."],
    ["Licence", sayLicence(aPropos)],
    ...autres,
    ...repeat("Source", sources),
    ...repeat("Méthode", methode),
  ];
}

function repeat(sujet: string, phrases: readonly string[]): readonly (readonly [string, string])[] {
  return phrases.map((phrase, rang) => [rang === 0 ? sujet : "", phrase]);
}

function sayFeuille({ lignes, colonnes }: Feuille): string {
  return `${formatCompte(lignes.length, "ligne", "lignes")}, ${formatCompte(colonnes.length, "colonne", "colonnes")}`;
}

/** How cells without a value look, and why they have none. */
function legendOf(feuilles: Feuilles): (Ecrite | null)[][] {
  const found = listManques(feuilles.flatMap(([, feuille]) => manquesIn(feuille)));
  if (found.length === 0) return [];
  return [
    [],
    [texte("Cellule vide", ENTETE), texte("Raison", ENTETE)],
    ...found.map((manque) => [{ value: null, style: MANQUES_MARQUES[manque] }, texte(sayManque(manque), TEXTE)]),
    [null, texte("Une cellule vide n’est jamais un zéro : une somme ou une moyenne ne la compte pas.", TEXTE)],
  ];
}

function manquesIn({ lignes }: Feuille): readonly Manque[] {
  const found = new Set<Manque>();
  for (const ligne of lignes) {
    for (const cellule of ligne) {
      const { manque } = readCellule(cellule, "texte");
      if (manque !== null) found.add(manque);
    }
  }
  return [...found];
}

/** One row a column of the lists; the same column of several sheets is told once. */
function definitionsOf(feuilles: Feuilles): Feuille {
  const told = new Map<string, { readonly noms: string[]; readonly cellules: readonly [string, string, Valeur] }>();
  for (const [nom, { colonnes, definie }] of feuilles) {
    for (const { titre, format, unite, definition } of definie ? colonnes : []) {
      const cellules = [titre, unite ?? UNITES[format], definition ?? null] as const;
      const cle = JSON.stringify(cellules);
      const one = told.get(cle);
      if (one) one.noms.push(nom);
      else told.set(cle, { noms: [nom], cellules });
    }
  }
  return {
    colonnes: [
      { titre: "Colonne", format: "texte", largeur: 36 },
      { titre: "Unité", format: "texte", largeur: 16 },
      { titre: "Définition", format: "texte", largeur: 80 },
      { titre: "Feuilles", format: "texte", largeur: 28 },
    ],
    lignes: [...told.values()].map(({ noms, cellules }) => [...cellules, [...new Set(noms)].join(", ")]),
  };
}

const UNITES: Readonly<Record<Format, string>> = {
  nombre: "nombre",
  taux: "%",
  texte: "texte",
  decimal: "nombre décimal",
  entier: "nombre entier",
  euros: "€",
  "euros-m2": "€/m²",
  points: "points, écart de deux taux",
  jour: "date",
};
