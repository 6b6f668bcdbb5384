import type { BorderStyle, CellStyle, FillPattern, FillStyle, FontStyle } from "hucre";
import type { Manque } from "../regles/shared/manque.ts";
import { type Format, NUMERO_FORMAT } from "./feuille.ts";

/** The colours of the pages (design/*.css), without « # ». */
const EAU_NUIT = "0B3446";
const EAU = "0B5575";
const ENCRE = "14212B";
const GRIS = "4A5866";
const TRAIT = "7E909C";
const OCRE = "8A4700";
const PRUNE = "5A4388";
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
/** Nothing is written there. */
export const VIDE: CellStyle = { border: BORDURE };
export const LIEN: CellStyle = {
  font: font({ underline: true, color: { rgb: EAU } }),
  alignment: { vertical: "top" },
  border: BORDURE,
};
const blanc = { style: "thin", color: { rgb: "FFFFFF" } } as const;
const entete = (horizontal: "left" | "right"): CellStyle => ({
  font: font({ bold: true, color: { rgb: "FFFFFF" } }),
  fill: solid(EAU_NUIT),
  alignment: { vertical: "center", horizontal, wrapText: true, ...(horizontal === "right" ? { indent: 1 } : {}) },
  border: { left: blanc, right: blanc },
});
export const ENTETE = entete("left");
/** Over numbers. */
export const ENTETE_NOMBRE = entete("right");

const nombre = (format: Format): CellStyle => ({
  font: font(),
  numFmt: NUMERO_FORMAT[format],
  alignment: { vertical: "top", ...(format === "jour" ? { horizontal: "left" } : { horizontal: "right", indent: 1 }) },
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

const motif = (pattern: FillPattern, rgb: string): CellStyle => ({
  fill: { type: "pattern", pattern, fgColor: { rgb }, bgColor: { rgb: "FFFFFF" } },
  border: BORDURE,
});

/** As on the maps: unknown hatched, too small to publish dotted. Each has its colour besides: LibreOffice shows a pattern as a flat tint. */
export const MANQUES_MARQUES: Readonly<Record<Manque, CellStyle>> = {
  inconnu: motif("lightUp", TRAIT),
  "pas-dans-le-fichier": motif("lightHorizontal", OCRE),
  "en-cours": motif("lightDown", EAU),
  "sans-objet": { fill: solid("EDF1F4"), border: BORDURE },
  "effectif-faible": motif("gray0625", PRUNE),
  secret: motif("gray125", PRUNE),
};
