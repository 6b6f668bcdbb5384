import type { ColonneFigure, LigneFigure } from "../lectures/observatoire/figure.ts";
import { formatTauxCourt } from "../regles/shared/format.ts";
import { axeOf, drawLines, drawText, ETROIT, INTERLIGNE, PALE, stack, TAILLE, wrapSvg } from "./axe.ts";
import { entreeLegende, fillOf, GRIS, hatches, type Remplissage } from "./carte-parts.ts";
import { rampe } from "./classes.ts";
import { across, colonneOf, type Demande, drawEchelle, firstRows, noteTues, PIED, percent } from "./graphique-parts.ts";
import { type ImageFigure, widthOf, wrapText } from "./image.ts";
import { ENCRE, escapeXml, TRAIT } from "./svg.ts";
import { celluleOf, formatCellule, manqueOf, nombreOf } from "./texte-figure.ts";

const LIGNES_MAX = 24;
const [EPAISSEUR, AUTOUR] = [20, 13];

/**
 * Parts of a whole, row by row, in the order of the columns, from light to dark; a part with enough room shows its share, that of the unknown is
 * hatched. A row with an unknown part has no bar: its other parts would look larger than they are. null when no row can be drawn.
 */
export function renderEmpilees({ figure, comparer }: Demande, codes: readonly string[]): ImageFigure | null {
  // A part that is zero everywhere would take a shade and a line of the legend.
  const colonnes = codes
    .map((code) => colonneOf(figure, code))
    .filter(({ code }) => figure.lignes.some((ligne) => nombreOf(ligne, code) !== 0));
  const { lignes, tues } = firstRows(figure, { nombre: LIGNES_MAX, comparer });
  if (!lignes.some((ligne) => partsOf(ligne, colonnes))) return null;
  const fonds = fondsOf(colonnes);
  const rangs = lignes.map((ligne) => {
    const choisie = ligne.cle === comparer;
    const nom = wrapText(`${choisie ? "► " : ""}${ligne.libelle}`, ETROIT - 8, TAILLE);
    return { ligne, nom, gras: choisie || ligne.total === true };
  });
  const tops = stack(rangs.map(({ nom }) => nom.length * INTERLIGNE + EPAISSEUR + AUTOUR));
  const bas = tops.at(-1) ?? 0;
  const id = `empilees-${figure.code}`;
  const description = `Parts de ${colonnes.map(({ libelle }) => libelle).join(", ")}. Les valeurs figurent dans le tableau.`;
  const feuille = { titre: figure.titre, description, hauteur: bas + PIED };
  const parts = [
    ...(fonds.includes(INCONNU) ? [hatches(id)] : []),
    ...drawEchelle(across(axeOf("taux", [])), 0, bas),
    ...rangs.map((rang, i) => drawRang(rang, { colonnes, fonds, y: tops[i] ?? 0, id })),
  ];
  return {
    hauteur: feuille.hauteur,
    draw: (largeur) => wrapSvg({ ...feuille, largeur }, parts),
    legende: colonnes.map(({ libelle }, i) => entreeLegende(fonds[i] ?? INCONNU, libelle)),
    legendeAvant: true,
    notes: noteTues(tues),
  };
}

const INCONNU: Remplissage = { couleur: "#ffffff", motif: "hachures" };

function fondsOf(colonnes: readonly ColonneFigure[]): readonly Remplissage[] {
  const isKnown = ({ code, libelle }: ColonneFigure) => !/inconnu|non.locali/i.test(`${code} ${libelle}`);
  const couleurs = [...rampe(colonnes.filter(isKnown).length)];
  return colonnes.map((colonne) =>
    isKnown(colonne) ? { couleur: couleurs.shift() ?? GRIS, motif: "aucun" as const } : INCONNU,
  );
}

/** Shares, adding up to one; null when one is missing or when their sum is 0. */
function partsOf(ligne: LigneFigure, colonnes: readonly ColonneFigure[]): readonly number[] | null {
  const valeurs = colonnes.map(({ code }) => nombreOf(ligne, code));
  const known = valeurs.filter((valeur) => valeur !== null);
  const total = known.reduce((sum, valeur) => sum + valeur, 0);
  if (known.length < valeurs.length || total <= 0 || known.some((valeur) => valeur < 0)) return null;
  return known.map((valeur) => valeur / total);
}

type Rang = { readonly ligne: LigneFigure; readonly nom: readonly string[]; readonly gras: boolean };
type Place = {
  readonly colonnes: readonly ColonneFigure[];
  readonly fonds: readonly Remplissage[];
  readonly y: number;
  readonly id: string;
};

function drawRang({ ligne, nom, gras }: Rang, { colonnes, fonds, y, id }: Place): string {
  const name = drawLines(nom, { x: 0, y: y + 14, gras, halo: true });
  const parts = partsOf(ligne, colonnes);
  const top = y + nom.length * INTERLIGNE + 4;
  if (!parts) {
    const manque = colonnes.map(({ code }) => celluleOf(ligne, code)).find((cellule) => manqueOf(cellule) !== null);
    const raison = manque ? formatCellule(manque, "nombre") : "aucun effectif";
    return name + drawText(`Non dessiné : ${raison}`, { x: 0, y: top + 14, couleur: PALE, halo: true });
  }
  let from = 0;
  const segments = parts.map((part, i) => {
    const segment = drawPart({ from, part, top, fond: fonds[i] ?? INCONNU, nom: colonnes[i]?.libelle ?? "", id });
    from += part;
    return segment;
  });
  return name + segments.join("");
}

type Part = {
  readonly from: number;
  readonly part: number;
  readonly top: number;
  readonly fond: Remplissage;
  readonly nom: string;
  readonly id: string;
};

function drawPart({ from, part, top, fond, nom, id }: Part): string {
  if (part === 0) return "";
  const share = formatTauxCourt(Math.round(part * 100) / 100);
  const fits = part * ETROIT > widthOf(share, TAILLE) + 6;
  const dark = fond.motif === "aucun" && isDark(fond.couleur);
  const texte = fits
    ? drawText(share, {
        x: percent(from + part / 2),
        y: top + 14.5,
        ancre: "middle",
        couleur: dark ? "#ffffff" : ENCRE,
        halo: fond.motif !== "aucun",
      })
    : "";
  return `<g><title>${escapeXml(`${nom} : ${formatTauxCourt(part)}`)}</title><rect x="${percent(from)}" y="${top}" width="${percent(part)}" height="${EPAISSEUR}" fill="${fillOf(fond, id)}" stroke="${TRAIT}" stroke-width="0.6"/>${texte}</g>`;
}

/** Relative luminance (WCAG): under .24 the ink has less than 4.5 of contrast, and white has more. */
function isDark(hex: string): boolean {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const canal = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return canal <= 0.03928 ? canal / 12.92 : ((canal + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 0.24;
}
