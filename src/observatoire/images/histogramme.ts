import { bin } from "d3-array";
import { scaleLinear } from "d3-scale";
import type { Classes } from "#socle/images/classes.ts";
import { ENCRE, escapeXml, POLICE, round1, TRAIT } from "#socle/images/svg.ts";
import type { ColonneFigure } from "#socle/lectures/observatoire/figure.ts";
import { classeOf } from "#socle/regles/observatoire/classe-valeur.ts";
import { formatValeur } from "#socle/regles/table/genre.ts";

const LARGEUR = 320;
const HAUTEUR = 150;
const MARGE = { haut: 22, cote: 10, bas: 34 };
const BARRES = 20;
const TAILLE = 12;
/** Between two cuts whose values are both written, in pixels. */
const ECART = 56;

/** Bars from zero in the colour of their class, a line at each cut; two values at least. */
export function drawHistogramme(colonne: ColonneFigure, valeurs: readonly number[], classes: Classes): string {
  const { coupes, couleurs } = classes;
  const [low, high] = [Math.min(...valeurs, ...coupes), Math.max(...valeurs, ...coupes)];
  const x = scaleLinear([low, high], [MARGE.cote, LARGEUR - MARGE.cote]);
  const pas = (high - low) / BARRES;
  const seuils = Array.from({ length: BARRES - 1 }, (_, i) => low + (i + 1) * pas);
  // A bar never straddles a cut: each class has its colour.
  const bins = bin()
    .domain([low, high])
    .thresholds([...new Set([...seuils, ...coupes])].sort((a, b) => a - b))([...valeurs]);
  const haut = Math.max(...bins.map(({ length }) => length));
  const y = scaleLinear([0, haut], [HAUTEUR - MARGE.bas, MARGE.haut]);
  const bars = bins
    .filter(({ length }) => length > 0)
    .map((one) => {
      const [from, to] = [x(one.x0 ?? low), x(one.x1 ?? high)];
      const couleur = couleurs[classeOf(one[0] ?? low, coupes)] ?? couleurs[0];
      return `<rect x="${round1(from)}" y="${round1(y(one.length))}" width="${round1(Math.max(1.5, to - from))}" height="${round1(y(0) - y(one.length))}" fill="${couleur}" stroke="${TRAIT}" stroke-width="0.6"/>`;
    });
  const lines = coupes.map((coupe) => {
    const at = round1(x(coupe));
    return `<path d="M${at} ${MARGE.haut - 6}V${HAUTEUR - MARGE.bas}" stroke="${ENCRE}" stroke-width="1" stroke-dasharray="3 2"/>`;
  });
  const ecrites: number[] = [];
  const labels = coupes.flatMap((coupe) => {
    const at = x(coupe);
    if (ecrites.some((other) => Math.abs(other - at) < ECART) || at < ECART / 2 || at > LARGEUR - ECART / 2) return [];
    ecrites.push(at);
    return [
      `<text x="${round1(at)}" y="11" text-anchor="middle">${escapeXml(formatValeur(coupe, colonne.genre))}</text>`,
    ];
  });
  const dit = `${valeurs.length} valeurs, de ${formatValeur(Math.min(...valeurs), colonne.genre)} à ${formatValeur(Math.max(...valeurs), colonne.genre)} ; coupes : ${coupes.map((coupe) => formatValeur(coupe, colonne.genre)).join(", ")}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LARGEUR} ${HAUTEUR}" width="${LARGEUR}" height="${HAUTEUR}" role="img" aria-label="${escapeXml(dit)}">`,
    ...bars,
    ...lines,
    `<path d="M${MARGE.cote} ${HAUTEUR - MARGE.bas}H${LARGEUR - MARGE.cote}" stroke="${ENCRE}"/>`,
    `<g font-family="${escapeXml(POLICE)}" font-size="${TAILLE}" fill="${ENCRE}">`,
    ...labels,
    `<text x="${MARGE.cote}" y="${HAUTEUR - 19}">${escapeXml(formatValeur(low, colonne.genre))}</text>`,
    `<text x="${LARGEUR - MARGE.cote}" y="${HAUTEUR - 19}" text-anchor="end">${escapeXml(formatValeur(high, colonne.genre))}</text>`,
    `<text x="${LARGEUR / 2}" y="${HAUTEUR - 4}" text-anchor="middle">${escapeXml(`${colonne.libelle}, la plus haute barre : ${haut}`)}</text>`,
    "</g></svg>",
  ].join("");
}
