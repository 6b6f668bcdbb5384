import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  HeightRule,
  ImageRun,
  type IRunOptions,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import type { CarteCommunes } from "../images/carte.ts";
import { LIBELLE_VERDICT } from "../regles/shared/format.ts";
import { CE_DOCUMENT } from "./blocs.ts";
import { renderCartePng } from "./carte-png.ts";
import type {
  Bloc,
  Cellule,
  Chiffre,
  Definition,
  DocumentMisEnPage,
  FigureOuverte,
  ImageDocument,
  Ouverture,
  Signature,
  Tableau,
} from "./document.ts";
import { xmlText } from "./xml-text.ts";

/** Runs in a documents thread; callers use `renderDocumentDocx` (rendre.ts). */
export async function printDocx(contenu: DocumentMisEnPage, carte: CarteCommunes | null): Promise<Uint8Array> {
  const children: FileChild[] = [
    ...cover(contenu, carte),
    ...(contenu.ouverture
      ? [heading(CE_DOCUMENT, HeadingLevel.HEADING_1, true), ...definitions(contenu.couverture)]
      : []),
    ...contenu.sections.flatMap((section) => [
      heading(section.titre, HeadingLevel.HEADING_1),
      ...section.blocs.flatMap(renderBloc),
    ]),
  ];
  const document = new Document({
    title: xmlText(`${contenu.titre}, ${contenu.territoire}`),
    creator: "Blaise",
    styles: STYLES,
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1250, bottom: 1130, left: MARGE, right: MARGE },
          },
        },
        headers: { default: new Header({ children: [paragraph(contenu.entete, { color: GRIS, size: 16 })] }) },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children,
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** In twentieths of a point. */
const MARGE = 1080;
const LARGEUR = 11906 - 2 * MARGE;

const ENCRE = "1D2733";
const GRIS = "4A5766";
const ACCENT = "0B4F6C";
const FOND = "F4F6F8";
const TRAIT = "C3CCD6";
const TONS = {
  atteint: "1E6B3A",
  "non-atteint": "8A4B00",
  indecidable: GRIS,
  "en-cours": GRIS,
  "sans-objet": GRIS,
} as const;

const FILET = { style: BorderStyle.SINGLE, size: 4, color: TRAIT };
const RIEN = { style: BorderStyle.NONE, size: 0, color: "auto" };

/** Calibri is on every office machine; sizes are half-points. */
const STYLES = {
  default: {
    document: {
      run: { font: "Calibri", size: 20, color: ENCRE, language: { value: "fr-FR" } },
      paragraph: { spacing: { after: 100 } },
    },
    title: { run: { font: "Calibri", size: 40, bold: true, color: ENCRE }, paragraph: { spacing: { after: 60 } } },
    heading1: {
      run: { font: "Calibri", size: 28, bold: true, color: ACCENT },
      paragraph: { spacing: { before: 360, after: 140 } },
    },
    heading2: {
      run: { font: "Calibri", size: 22, bold: true, color: ENCRE },
      paragraph: { spacing: { before: 220, after: 100 } },
    },
  },
};

type Encre = { readonly color?: string; readonly size?: number; readonly bold?: boolean; readonly italics?: boolean };

function paragraph(text: string, encre: Encre = {}): Paragraph {
  return new Paragraph({ children: [run(text, encre)] });
}

function heading(
  text: string,
  level: (typeof HeadingLevel)[keyof typeof HeadingLevel],
  pageBreakBefore = false,
): Paragraph {
  return new Paragraph({ children: [run(text)], heading: level, keepNext: true, pageBreakBefore });
}

/** The one door of a text into the body of the file. */
function run(text: string, style: Omit<IRunOptions, "text" | "children"> = {}): TextRun {
  return new TextRun({ text: xmlText(text), ...style });
}

function pageNumber(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: [
      new TextRun({ children: ["Page ", PageNumber.CURRENT, " sur ", PageNumber.TOTAL_PAGES], color: GRIS, size: 16 }),
    ],
  });
}

function cover(contenu: DocumentMisEnPage, carte: CarteCommunes | null): FileChild[] {
  const { titre, territoire, ouverture } = contenu;
  const bandeau = contenu.bandeau ? [encadre([contenu.bandeau], ACCENT)] : [];
  if (ouverture) {
    return [
      paragraph(`${territoire} – ${titre}`, { color: GRIS, size: 22 }),
      heading(ouverture.reponse, HeadingLevel.TITLE),
      paragraph(ouverture.chapo),
      ...bandeau,
      ...renderOuverture(ouverture, carte),
    ];
  }
  return [
    heading(titre, HeadingLevel.TITLE),
    paragraph(territoire, { color: GRIS, size: 26 }),
    ...definitions(contenu.couverture),
    ...bandeau,
  ];
}

/** In the order of the printed page; a curve is its words. */
function renderOuverture(
  { mesures, textes, tendance, carte: figure, actions }: Ouverture,
  carte: CarteCommunes | null,
): FileChild[] {
  return [
    figures(
      mesures.map(({ nom, valeur, verdict, base, notes }) => ({
        valeur,
        verdict,
        intitule: `${base}, ${nom}`,
        lignes: notes,
      })),
    ),
    ...textes.flatMap(({ titre, phrases }) => [
      heading(titre, HeadingLevel.HEADING_1),
      ...phrases.map((phrase) => paragraph(phrase)),
    ]),
    heading(tendance.titre, HeadingLevel.HEADING_1),
    ...(tendance.svg === null ? [] : [paragraph(tendance.alternative)]),
    ...tendance.notes.map((note) => paragraph(note, { color: GRIS, size: 18 })),
    ...renderCarte(figure, carte),
    heading(actions.titre, HeadingLevel.HEADING_1),
    ...actions.liste.map(
      ({ quoi, pourquoi }, i) =>
        new Paragraph({
          spacing: { after: 80 },
          children: [run(`${i + 1}. ${quoi}`, { bold: true }), run(`\u00A0: ${pourquoi}`)],
        }),
    ),
  ];
}

function definitions(liste: readonly Definition[]): Paragraph[] {
  return liste.map(
    ({ terme, valeur }) =>
      new Paragraph({
        spacing: { after: 40 },
        children: [run(`${terme} : `, { color: GRIS }), run(valeur)],
      }),
  );
}

function encadre(textes: readonly string[], color: string): Paragraph {
  return new Paragraph({
    border: { left: { style: BorderStyle.SINGLE, size: 24, color, space: 8 } },
    indent: { left: 200 },
    spacing: { before: 120, after: 160 },
    children: textes.map((text, i) => run(text, { bold: textes.length > 1 && i === 0 })),
  });
}

function renderBloc(bloc: Bloc): FileChild[] {
  switch (bloc.kind) {
    case "paragraphe":
      return [paragraph(bloc.texte)];
    case "note":
      return [paragraph(bloc.texte, { color: GRIS, italics: true })];
    case "sous-titre":
      return [heading(bloc.texte, HeadingLevel.HEADING_2)];
    case "alerte":
      return [encadre([bloc.titre, ` ${bloc.texte}`], TONS["non-atteint"])];
    case "commentaire":
      return bloc.paragraphes.map((texte) => encadre([texte], ACCENT));
    case "chiffres":
      return [figures(bloc.chiffres), spacer()];
    case "definitions":
      return definitions(bloc.definitions);
    case "image":
      return renderImage(bloc.image);
    case "signatures":
      return [renderSignatures(bloc.signatures), spacer()];
    case "tableau":
      return renderTableau(bloc);
  }
}

/** Word would merge two tables that touch. */
function spacer(): Paragraph {
  return new Paragraph({ spacing: { after: 60 }, children: [] });
}

function figures(chiffres: readonly Chiffre[]): Table {
  const width = Math.floor(LARGEUR / chiffres.length);
  const cells = chiffres.map(
    (chiffre) =>
      new TableCell({
        width: { size: width, type: WidthType.DXA },
        margins: { top: 100, bottom: 100, left: 140, right: 140 },
        borders: { top: FILET, bottom: FILET, left: FILET, right: FILET },
        children: [
          new Paragraph({
            children: [run(chiffre.valeur, { bold: true, size: 40 }), ...verdictRuns(chiffre.verdict, "  ")],
          }),
          paragraph(chiffre.intitule),
          ...chiffre.lignes.map((ligne) => paragraph(ligne, { color: GRIS, size: 18 })),
        ],
      }),
  );
  return new Table({
    width: { size: LARGEUR, type: WidthType.DXA },
    columnWidths: chiffres.map(() => width),
    layout: TableLayoutType.FIXED,
    rows: [new TableRow({ cantSplit: true, children: cells })],
  });
}

function verdictRuns(verdict: Chiffre["verdict"], before = ""): TextRun[] {
  return verdict ? [run(`${before}${LIBELLE_VERDICT[verdict]}`, { bold: true, color: TONS[verdict] })] : [];
}

function renderTableau(tableau: Tableau): FileChild[] {
  const shown = tableau.colonnes.flatMap((_, i) => (hasBar(tableau, i) ? [] : [i]));
  const parts = shown.map((i) => tableau.colonnes[i]?.part ?? 1);
  const unit = LARGEUR / parts.reduce((sum, part) => sum + part, 0);
  const widths = parts.map((part) => Math.floor(part * unit));
  const droite = (column: number) => tableau.colonnes[shown[column] ?? 0]?.droite ?? false;
  const row = (cellules: readonly Cellule[], options: { tableHeader?: boolean; bold?: boolean }) =>
    new TableRow({
      cantSplit: true,
      tableHeader: options.tableHeader ?? false,
      children: shown.map((i, column) =>
        cell(cellules[i], { width: widths[column] ?? 0, droite: droite(column), bold: options.bold ?? false }),
      ),
    });
  const titres = tableau.colonnes.map((c): Cellule => ({ kind: "texte", texte: c.titre }));
  const note = withoutBarLegend(tableau.note ?? "");
  return [
    ...(tableau.titre ? [heading(tableau.titre, HeadingLevel.HEADING_2)] : []),
    new Table({
      width: { size: LARGEUR, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: { top: FILET, bottom: FILET, left: RIEN, right: RIEN, insideHorizontal: FILET, insideVertical: RIEN },
      rows: [
        row(titres, { tableHeader: true, bold: true }),
        ...tableau.lignes.map((ligne) => row(ligne, {})),
        ...(tableau.total ? [row(tableau.total, { bold: true })] : []),
      ],
    }),
    note === "" ? spacer() : paragraph(note, { color: GRIS, size: 17 }),
  ];
}

/** The note that starts with « Barre pleine… » explains a column that the Word file does not have. */
function withoutBarLegend(note: string): string {
  if (!note.startsWith("Barre pleine")) return note;
  const end = note.indexOf(". ");
  return end === -1 ? "" : note.slice(end + 2).trim();
}

function hasBar(tableau: Tableau, column: number): boolean {
  return [...tableau.lignes, ...(tableau.total ? [tableau.total] : [])].some(
    (ligne) => ligne[column]?.kind === "barre",
  );
}

function cell(cellule: Cellule | undefined, style: { width: number; droite: boolean; bold: boolean }): TableCell {
  return new TableCell({
    width: { size: style.width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    ...(style.bold ? { shading: { type: ShadingType.CLEAR, color: "auto", fill: FOND } } : {}),
    children: [
      new Paragraph({
        alignment: style.droite ? AlignmentType.RIGHT : AlignmentType.LEFT,
        spacing: { after: 0 },
        children: cellRuns(cellule, style.bold),
      }),
    ],
  });
}

function cellRuns(cellule: Cellule | undefined, bold: boolean): TextRun[] {
  if (!cellule || cellule.kind === "barre") return [];
  if (cellule.kind === "texte") return [run(cellule.texte, { bold, size: 18 })];
  const suite = cellule.lignes.join(" · ");
  return [...verdictRuns(cellule.verdict), ...(suite ? [run(suite, { break: 1, size: 17, color: GRIS })] : [])];
}

function renderImage({ titre, alternative, note }: ImageDocument): FileChild[] {
  return [
    heading(titre, HeadingLevel.HEADING_2),
    paragraph(alternative, { italics: true }),
    ...(note ? [paragraph(note, { color: GRIS, size: 17 })] : []),
  ];
}

/** Height of the box to sign in, in twentieths of a point: 1.9 cm. */
const HAUTEUR_SIGNATURE = 1100;

function renderSignatures(signatures: readonly Signature[]): Table {
  const rows = signatures.flatMap((_, i) => (i % 2 === 0 ? [signatures.slice(i, i + 2)] : []));
  return new Table({
    width: { size: LARGEUR, type: WidthType.DXA },
    columnWidths: [LARGEUR / 2, LARGEUR / 2],
    layout: TableLayoutType.FIXED,
    rows: rows.map(
      (pair) =>
        new TableRow({
          cantSplit: true,
          height: { value: HAUTEUR_SIGNATURE, rule: HeightRule.ATLEAST },
          children: [0, 1].map((i) => renderSignature(pair[i])),
        }),
    ),
  });
}

function renderSignature(signature: Signature | undefined): TableCell {
  const children = signature
    ? [
        paragraph(signature.organisme, { bold: true }),
        paragraph(signature.qualite, { color: GRIS, size: 18 }),
        ...(signature.mention ? [paragraph(signature.mention)] : []),
      ]
    : [new Paragraph({})];
  return new TableCell({
    width: { size: LARGEUR / 2, type: WidthType.DXA },
    margins: { top: 80, bottom: 80, left: 120, right: 120 },
    borders: { top: FILET, bottom: FILET, left: FILET, right: FILET },
    children,
  });
}

/** Pixels at 96 dpi: 14.8 cm, on a text width of 17.2 cm. */
const LARGEUR_IMAGE = 560;

function renderCarte(figure: FigureOuverte, carte: CarteCommunes | null): FileChild[] {
  const titre = heading(figure.titre, HeadingLevel.HEADING_1);
  const notes = figure.notes.map((note) => paragraph(note, { color: GRIS, size: 18 }));
  if (carte === null) return [titre, ...notes];
  const legende = carte.legende.map(
    ({ couleur, motif, libelle }) =>
      new Paragraph({
        spacing: { after: 20 },
        children: [
          run("      ", { shading: swatch(couleur, motif), border: FILET }),
          run(`  ${libelle}`, { size: 18 }),
        ],
      }),
  );
  return [
    titre,
    new Paragraph({
      keepNext: true,
      children: [
        new ImageRun({
          type: "png",
          data: Buffer.from(renderCartePng(carte)),
          transformation: { width: LARGEUR_IMAGE, height: Math.round((LARGEUR_IMAGE * carte.hauteur) / carte.largeur) },
          altText: {
            name: "Carte des communes",
            title: xmlText(figure.titre),
            description: xmlText(figure.alternative),
          },
        }),
      ],
    }),
    ...legende,
    ...notes,
  ];
}

function swatch(couleur: string, motif: CarteCommunes["legende"][number]["motif"]) {
  const fill = couleur.slice(1).toUpperCase();
  return motif === "aucun"
    ? { type: ShadingType.CLEAR, color: "auto", fill }
    : { type: ShadingType.THIN_DIAGONAL_STRIPE, color: "8A96A6", fill };
}
