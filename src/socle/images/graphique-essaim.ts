import { extent, median } from "d3-array";
import { scaleLinear } from "d3-scale";
import type { LigneFigure } from "../lectures/observatoire/figure.ts";
import { formatCompte } from "../regles/shared/format.ts";
import { formatValeur } from "../regles/table/genre.ts";
import { axeOf, drawText, ETROIT, loupeOf, partOf, wrapSvg } from "./axe.ts";
import {
  across,
  colonneOf,
  type Demande,
  drawCadreLoupe,
  drawEchelle,
  type Echelonne,
  PIED,
} from "./graphique-parts.ts";
import type { ImageFigure } from "./image.ts";
import { ENCRE, escapeXml } from "./svg.ts";
import { nombreOf } from "./texte-figure.ts";

const RAYON = 4;
/** Dots of one value stand one over the other up to this many pixels; beyond, they overlap. */
const HAUTEUR_MAX = 130;

type Pion = { readonly ligne: LigneFigure; readonly valeur: number };

/** Every row as a dot on one scale: where most are, and which are far from them; the middle one as a line. null when no row has a number. */
export function renderEssaim({ figure, comparer }: Demande, code: string): ImageFigure | null {
  const colonne = colonneOf(figure, code);
  const rows = figure.lignes.filter(({ total }) => !total);
  const pions = rows.flatMap((ligne): Pion[] => {
    const valeur = nombreOf(ligne, code);
    return valeur === null ? [] : [{ ligne, valeur }];
  });
  const valeurs = pions.map(({ valeur }) => valeur);
  if (valeurs.length === 0) return null;
  const loupe = loupeOf(colonne.genre, valeurs);
  const champs = [axeOf(colonne.genre, valeurs), ...(loupe ? [loupe] : [])].map((axe) => ({
    echelle: across(axe, 0.02, 0.98),
    rangs: placeDots(valeurs, (valeur) => partOf(axe)(valeur) * ETROIT * 0.96),
    closer: axe === loupe,
  }));
  const milieu = median(valeurs) ?? 0;
  const nomMedian = `médiane ${formatValeur(milieu, colonne.genre)}`;
  let y = 0;
  const parts = champs.flatMap(({ echelle, rangs, closer }) => {
    const haut = y + (closer ? 44 : 22);
    const bas = haut + 16 + Math.min(HAUTEUR_MAX, 2 * RAYON * (Math.max(...rangs) + 1));
    y = bas + PIED;
    const champ = { echelle, rangs, pions, haut, bas, comparer };
    return [
      ...drawEchelle(echelle, haut, bas),
      ...(closer ? drawCadreLoupe(echelle, haut, bas) : []),
      drawMilieu(echelle.x(milieu), haut, bas),
      ...(closer ? [] : [drawNomMilieu(echelle.x(milieu), nomMedian, haut - 7)]),
      ...drawPions(champ),
    ];
  });
  const absents = rows.length - pions.length;
  const [low = 0, high = 0] = extent(valeurs);
  const description = `${formatCompte(pions.length, "ligne")} de ${formatValeur(low, colonne.genre)} à ${formatValeur(high, colonne.genre)}, ${nomMedian}.`;
  const feuille = { titre: `${figure.titre} : ${colonne.libelle}`, description, hauteur: y };
  return {
    hauteur: y,
    draw: (largeur) => wrapSvg({ ...feuille, largeur }, parts),
    legende: [],
    notes: [
      `Un point par ligne du tableau : ${colonne.libelle.toLowerCase()}.`,
      ...(absents > 0
        ? [`${formatCompte(absents, "ligne")} sans valeur : non ${absents > 1 ? "dessinées" : "dessinée"}.`]
        : []),
    ],
  };
}

/** How high each dot stands, in dots, so that none hides another on the narrowest screen. */
function placeDots(valeurs: readonly number[], x: (valeur: number) => number): readonly number[] {
  const ends: number[] = [];
  const rangs = new Array<number>(valeurs.length).fill(0);
  const order = valeurs.map((valeur, i) => ({ i, at: x(valeur) })).sort((a, b) => a.at - b.at);
  for (const { i, at } of order) {
    const free = ends.findIndex((end) => at - end >= 2 * RAYON);
    const rang = free < 0 ? ends.length : free;
    ends[rang] = at;
    rangs[i] = rang;
  }
  return rangs;
}

type Champ = {
  readonly echelle: Echelonne;
  readonly rangs: readonly number[];
  readonly pions: readonly Pion[];
  readonly haut: number;
  readonly bas: number;
  readonly comparer: string | null;
};

function drawPions({ echelle: { x }, rangs, pions, haut, bas, comparer }: Champ): string[] {
  const y = scaleLinear(
    [0, Math.max(1, ...rangs)],
    [bas - RAYON - 2, Math.max(haut + RAYON, bas - RAYON - 2 - 2 * RAYON * Math.max(1, ...rangs))],
  );
  return [
    '<g fill="#4a8fae" stroke="#ffffff" stroke-width="0.8">',
    ...pions.map(({ ligne, valeur }, i) => {
      const choisie = ligne.cle === comparer;
      return `<circle cx="${x(valeur)}" cy="${Math.round(y(rangs[i] ?? 0))}" r="${choisie ? 7 : RAYON}"${choisie ? ` fill="#0b4f6c" stroke="${ENCRE}"` : ""}><title>${escapeXml(ligne.libelle)}</title></circle>`;
    }),
    "</g>",
  ];
}

function drawMilieu(x: string, haut: number, bas: number): string {
  return `<line x1="${x}" x2="${x}" y1="${haut}" y2="${bas}" stroke="${ENCRE}" stroke-width="1.5"/>`;
}

function drawNomMilieu(x: string, nom: string, y: number): string {
  const part = Number.parseFloat(x);
  return drawText(nom, { x, y, ancre: part > 70 ? "end" : part < 30 ? "start" : "middle", gras: true });
}
