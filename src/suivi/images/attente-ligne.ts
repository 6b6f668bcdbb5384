import { scaleLinear } from "d3-scale";
import type { AttenteDite } from "#dossier/lectures/cotation/lire-attente.ts";
import { drawText, ETROIT, GRILLE, PALE, TIRETS, wrapSvg } from "#socle/images/axe.ts";
import { ACCENT, ENCRE, RAMPE, round1 } from "#socle/images/svg.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";

type AttenteLigne = Pick<AttenteDite, "mienne" | "autres"> & { readonly titre: string };

type Fourchette = AttenteDite["autres"][number]["fourchette"];

const [MARGE, RANG, PIED] = [6, 38, 26];
/** Years that the scale shows at least. */
const ANNEES_MIN = 2;

/** The wait of a household as a line from its first day, over where the waits of others ended, on one scale that starts at zero. */
export function renderAttenteLigne({ titre, mienne, autres }: AttenteLigne): string {
  const bornes = autres.flatMap(({ fourchette: { de, a } }) => [de, a ?? de + 12]);
  const annees = Math.max(ANNEES_MIN, Math.ceil(Math.max(mienne?.mois ?? 0, ...bornes) / 12));
  const x = scaleLinear([0, annees * 12], [MARGE, ETROIT - MARGE]);
  const rangs = [
    ...(mienne === null ? [] : [{ dit: mienne.dit, draw: (y: number) => drawMienne(x(mienne.mois), y) }]),
    ...autres.map(({ dit, fourchette }) => ({ dit, draw: (y: number) => drawFourchette(fourchette, x, y) })),
  ];
  const bas = rangs.length * RANG;
  const parts = [
    ...drawAnnees(annees, x, bas),
    ...rangs.flatMap(({ dit, draw }, rang) => [
      drawText(dit, { x: MARGE, y: rang * RANG + 14, halo: true }),
      draw(rang * RANG + 25),
    ]),
  ];
  const description = `${rangs.map(({ dit }) => dit).join("\u00a0; ")}.`;
  return wrapSvg({ titre, description, largeur: ETROIT, hauteur: bas + PIED }, parts);
}

/** A mark each year, each second one or each fifth: five words at most fit the width of a phone. */
function drawAnnees(annees: number, x: (mois: number) => number, bas: number): readonly string[] {
  const pas = [1, 2, 5, 10].find((un) => annees / un <= 5) ?? 20;
  return Array.from({ length: Math.floor(annees / pas) + 1 }, (_, rang) => rang * pas).flatMap((an) => {
    const at = round1(x(an * 12));
    const ancre = an === 0 ? "start" : an === annees ? "end" : "middle";
    return [
      `<line x1="${at}" x2="${at}" y1="0" y2="${bas + 4}" stroke="${GRILLE}"/>`,
      drawText(an === 0 ? "0" : formatCompte(an, "an"), { x: at, y: bas + 18, ancre, couleur: PALE }),
    ];
  });
}

function drawMienne(to: number, y: number): string {
  return `<line x1="${MARGE}" x2="${round1(to)}" y1="${y}" y2="${y}" stroke="${ACCENT}" stroke-width="3"/><circle cx="${round1(to)}" cy="${y}" r="5" fill="${ACCENT}"/>`;
}

/** Without an end, it is dashed to the edge. */
function drawFourchette({ de, a }: Fourchette, x: (mois: number) => number, y: number): string {
  const from = round1(x(de));
  if (a === null) {
    return `<line x1="${from}" x2="${ETROIT - MARGE}" y1="${y}" y2="${y}" stroke="${ENCRE}" stroke-width="3" stroke-dasharray="${TIRETS}"/>`;
  }
  return `<rect x="${from}" y="${y - 4}" width="${round1(x(a) - from)}" height="8" fill="${RAMPE[3]}"/>`;
}
