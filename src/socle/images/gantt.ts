import { scaleLinear } from "d3-scale";
import { drawLines, drawText, ETROIT, GRILLE, INTERLIGNE, PALE, stack, TAILLE, TIRETS, wrapSvg } from "./axe.ts";
import { widthOf, wrapText } from "./image.ts";
import { ACCENT, escapeXml, FOND, OCRE, round1, TRAIT } from "./svg.ts";

/** ISO days; `fin` null: not over, drawn until today with an open end. */
export type BarreGantt = {
  readonly libelle: string;
  readonly reel: boolean;
  readonly debut: string;
  readonly fin: string | null;
};

export type LigneGantt = {
  readonly nom: string;
  /** « 402 jours de retard », written on the row; null: nothing. */
  readonly alerte: string | null;
  readonly barres: readonly BarreGantt[];
};

export type Gantt = {
  readonly titre: string;
  readonly aujourdhui: string;
  /** One heading each; empty groups are left out. */
  readonly groupes: readonly { readonly titre: string; readonly lignes: readonly LigneGantt[] }[];
};

const LARGEUR = 960;
const NOMS = 300;
const DROITE = 12;
const HAUT = 26;
const TITRE = 26;
/** Of a row's two bars, planned above done. */
const BARRES = 22;
const ECART = 3;

type Cadre = {
  readonly largeur: number;
  readonly gauche: number;
  readonly annees: readonly [debut: number, fin: number];
  readonly x: (jour: string) => number;
  readonly aujourdhui: string;
};

/**
 * Bars over years: planned is a hollow bar above, done is a full bar below, readable without colours; today is a line. Names are beside the bars, or
 * over them where there is no room. The documents' renderer draws it like a browser. null when no bar has a day.
 */
export function renderGantt(gantt: Gantt, largeur: number = LARGEUR): string | null {
  const groupes = gantt.groupes.filter(({ lignes }) => lignes.length > 0);
  const cadre = frame(groupes, gantt.aujourdhui, largeur);
  if (cadre === null) return null;
  const rangs = groupes.flatMap(({ titre, lignes }) => [
    { hauteur: TITRE, draw: (y: number) => drawTitre(titre, y, largeur) },
    ...lignes.map((ligne) => rangOf(cadre, ligne)),
  ]);
  const tops = stack(
    rangs.map(({ hauteur }) => hauteur),
    HAUT,
  );
  const bas = tops.at(-1) ?? HAUT;
  const legende = drawLegend(cadre, bas);
  const parts = [
    ...drawYears(cadre, bas),
    ...rangs.map(({ draw }, i) => draw(tops[i] ?? 0)),
    ...drawToday(cadre, bas),
    ...legende.marks,
  ];
  const description = "Les dates figurent dans le tableau.";
  return wrapSvg({ titre: gantt.titre, description, largeur, hauteur: bas + legende.hauteur }, parts);
}

/** For a page: beside their names, then, on a phone, under them. */
export function renderFrise(gantt: Gantt): string | null {
  const large = renderGantt(gantt);
  return large === null ? null : `${large}${renderGantt(gantt, ETROIT)}`;
}

function frame(groupes: Gantt["groupes"], aujourdhui: string, largeur: number): Cadre | null {
  const lignes = groupes.flatMap((groupe) => groupe.lignes);
  const jours = lignes.flatMap(({ barres }) => barres.flatMap(({ debut, fin }) => [debut, fin ?? aujourdhui]));
  if (jours.length === 0) return null;
  const sorted = jours.toSorted();
  const annees = [Number(sorted[0]?.slice(0, 4)), Number(sorted.at(-1)?.slice(0, 4)) + 1] as const;
  const gauche = largeur < LARGEUR ? 0 : NOMS;
  const x = scaleLinear(annees, [gauche, largeur - DROITE]);
  return { largeur, gauche, annees, x: (jour) => round1(x(yearOf(jour))), aujourdhui };
}

/** A day as a number of years, all months of equal length: the difference is under a pixel. */
function yearOf(jour: string): number {
  const [annee = 0, mois = 1, day = 1] = jour.slice(0, 10).split("-").map(Number);
  return annee + (mois - 1) / 12 + (day - 1) / 372;
}

function drawTitre(titre: string, y: number, largeur: number): string {
  return `<rect x="0" y="${y}" width="${largeur}" height="${TITRE - 6}" fill="${FOND}"/>${drawText(titre, { x: 4, y: y + 14, gras: true })}`;
}

function drawYears({ annees: [debut, fin], x }: Cadre, bas: number): string[] {
  const years = Array.from({ length: fin - debut }, (_, i) => debut + i);
  const step = Math.ceil((widthOf("2000", TAILLE) + 8) / (x(`${debut + 1}-01-01`) - x(`${debut}-01-01`)));
  const rules = [...years, fin].map((year) => `M${x(`${year}-01-01`)} ${HAUT - 6}V${bas}`).join("");
  return [
    `<path d="${rules}" stroke="${GRILLE}" stroke-width="0.7" fill="none"/>`,
    ...years
      .filter((_, i) => i % step === 0)
      .map((year) => drawText(String(year), { x: x(`${year}-01-01`) + 3, y: 15, couleur: PALE })),
  ];
}

type Rang = { readonly hauteur: number; readonly draw: (y: number) => string };

function rangOf(cadre: Cadre, { nom, alerte, barres }: LigneGantt): Rang {
  const { gauche, largeur } = cadre;
  const lines = wrapText(alerte ? `▲ ${nom}` : nom, (gauche || largeur) - 24, TAILLE);
  const texte = (lines.length + (alerte ? 1 : 0)) * INTERLIGNE;
  const top = gauche === 0 ? texte : 0;
  const said = [nom, ...(alerte ? [alerte] : []), ...barres.map(describe)].join("\u00A0; ");
  return {
    hauteur: (gauche === 0 ? texte + BARRES : Math.max(texte, BARRES)) + ECART,
    draw: (y) =>
      [
        `<g><title>${escapeXml(said)}</title>`,
        drawLines(lines, { x: 4, y: y + 12, gras: alerte !== null, halo: gauche === 0 }),
        alerte
          ? drawText(alerte, { x: 18, y: y + 12 + lines.length * INTERLIGNE, couleur: OCRE, halo: gauche === 0 })
          : "",
        ...barres.map((barre) => drawBarre(cadre, barre, y + top)),
        "</g>",
      ].join(""),
  };
}

/** At least three pixels wide: a bar of one day stays visible. */
function drawBarre({ x, aujourdhui }: Cadre, { reel, debut, fin }: BarreGantt, y: number): string {
  const left = x(debut);
  const right = Math.max(left + 3, x(fin ?? (aujourdhui > debut ? aujourdhui : debut)));
  const width = round1(right - left);
  if (!reel)
    return `<rect x="${left}" y="${y + 3}" width="${width}" height="8" fill="#ffffff" stroke="${TRAIT}" stroke-width="1.2"/>`;
  const full = `<rect x="${left}" y="${y + 13}" width="${width}" height="9" fill="${ACCENT}"/>`;
  return fin === null ? `${full}<path d="M${right} ${y + 13}l7 4.5l-7 4.5z" fill="${ACCENT}"/>` : full;
}

function describe({ libelle, reel, debut, fin }: BarreGantt): string {
  const day = (iso: string) => iso.slice(0, 10).split("-").reverse().join("/");
  const span =
    fin === null ? `depuis le ${day(debut)}` : fin === debut ? `le ${day(debut)}` : `du ${day(debut)} au ${day(fin)}`;
  return `${libelle}, ${reel ? "réel" : "prévu"}, ${span}`;
}

/** Its word is under the bars: the years are above them. */
function drawToday({ annees: [debut, fin], x, largeur, aujourdhui }: Cadre, bas: number): string[] {
  const year = yearOf(aujourdhui);
  if (year < debut || year > fin) return [];
  const at = x(aujourdhui);
  return [
    `<path d="M${at} ${HAUT - 8}V${bas + 2}" stroke="${OCRE}" stroke-width="1.6" stroke-dasharray="${TIRETS}" fill="none"/>`,
    drawText("aujourd’hui", {
      x: Math.min(at + 34, largeur - 2),
      y: bas + 15,
      ancre: "end",
      couleur: OCRE,
      gras: true,
    }),
  ];
}

/** Under the bars, as many a line as there is room for. */
function drawLegend({ gauche, largeur }: Cadre, bas: number): { readonly marks: string[]; readonly hauteur: number } {
  const entries = [
    [`<rect y="-8" width="26" height="8" fill="#ffffff" stroke="${TRAIT}" stroke-width="1.2"/>`, "prévu"],
    [`<rect y="-9" width="26" height="9" fill="${ACCENT}"/>`, "réel"],
    [`<path d="M8 -9l7 4.5l-7 4.5z" fill="${ACCENT}"/>`, "pas terminé"],
    [drawText("▲", { x: 8, y: 0 }), "dernière date prévue passée"],
  ] as const;
  let [x, y] = [gauche, bas + 36];
  const marks = entries.map(([mark, words]) => {
    const width = 34 + widthOf(words, TAILLE) + 20;
    if (x > gauche && x + width > largeur) [x, y] = [gauche, y + 20];
    const drawn = `<g transform="translate(${x} ${y})">${mark}</g>${drawText(words, { x: x + 34, y, couleur: PALE })}`;
    x = round1(x + width);
    return drawn;
  });
  return { marks, hauteur: y - bas + 8 };
}
