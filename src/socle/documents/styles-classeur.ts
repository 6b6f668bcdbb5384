import type { BorderStyle, CellStyle, FillPattern, FillStyle, FontStyle } from "hucre";
import type { Manque } from "../regles/shared/manque.ts";
import { type Format, NUMERO_FORMAT } from "./feuille.ts";

/** The colours of the pages (design/*.css), without « # ». */
const EAU_NUIT = "0B3446";
const EAU = "0B5575";
const ENCRE = "14212B";
const GRIS = "4A5866";
const TRAIT = "7E909C";
const FILET = "D5DEE4";

const font = (more: FontStyle = {}): FontStyle => ({
  name: "Calibri",
  size: 11,
  color: { rgb: ENCRE },
  ...more,
});
const solid = (rgb: string): FillStyle => ({ type: "pattern", pattern: "solid", fgColor: { rgb } });
const line = { style: "thin", color: { rgb: FILET } } as const;
const BORDURE: BorderStyle = { bottom: line };

export const TITRE: CellStyle = { font: font({ size: 18, bold: true, color: { rgb: EAU_NUIT } }) };
export const BANDEAU: CellStyle = {
  font: font({ bold: true }),
  fill: solid("FDEFD0"),
  alignment: { vertical: "top", wrapText: true },
};
export const MENTION: CellStyle = { font: font({ italic: true, color: { rgb: GRIS } }) };
export const SUJET: CellStyle = {
  font: font({ bold: true, color: { rgb: GRIS } }),
  alignment: { vertical: "top" },
  border: BORDURE,
};
export const TEXTE: CellStyle = {
  font: font(),
  numFmt: NUMERO_FORMAT.texte,
  alignment: { vertical: "top", wrapText: true },
  border: BORDURE,
};
export const LIEN: CellStyle = {
  font: font({ underline: true, color: { rgb: EAU } }),
  alignment: { vertical: "top" },
  border: BORDURE,
};
export const ENTETE: CellStyle = {
  font: font({ bold: true, color: { rgb: "FFFFFF" } }),
  fill: solid(EAU_NUIT),
  alignment: { vertical: "center", wrapText: true },
};

const nombre = (format: Format): CellStyle => ({
  font: font(),
  numFmt: NUMERO_FORMAT[format],
  alignment: { vertical: "top", horizontal: format === "jour" ? "left" : "right" },
  border: BORDURE,
});

export const STYLES: Readonly<Record<Format, CellStyle>> = {
  nombre: nombre("nombre"),
  taux: nombre("taux"),
  texte: nombre("texte"),
  decimal: nombre("decimal"),
  entier: nombre("entier"),
  euros: nombre("euros"),
  "euros-m2": nombre("euros-m2"),
  points: nombre("points"),
  jour: nombre("jour"),
};

const motif = (pattern: FillPattern): CellStyle => ({
  fill: { type: "pattern", pattern, fgColor: { rgb: TRAIT }, bgColor: { rgb: "FFFFFF" } },
  border: BORDURE,
});

/** As on the maps: unknown hatched, too small to publish dotted. They hold in greyscale. */
export const MANQUES_MARQUES: Readonly<Record<Manque, CellStyle>> = {
  inconnu: motif("lightUp"),
  "pas-dans-le-fichier": motif("lightHorizontal"),
  "en-cours": motif("lightDown"),
  "sans-objet": { fill: solid("EDF1F4"), border: BORDURE },
  "effectif-faible": motif("gray0625"),
  secret: motif("gray125"),
};
