import { range } from "d3-array";
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { ColonneFigure, LigneFigure } from "../lectures/observatoire/figure.ts";
import { formatValeur } from "../regles/table/genre.ts";
import { drawDates, drawNoms, drawPanneau, drawTwice, layOut, type Panneau, TAILLE, wrapSvg } from "./axe.ts";
import { colonneOf, type Demande } from "./graphique-parts.ts";
import { type ImageFigure, LARGEUR_PLANCHE, widthOf } from "./image.ts";
import { ENCRE, escapeXml, round1 } from "./svg.ts";
import { celluleOf, formatCellule, nombreOf } from "./texte-figure.ts";

/** Lines differ by shade and by dashes, for grey prints and for readers who do not see colours. */
const STYLES = [
  { couleur: "#0b4f6c", tirets: null },
  { couleur: "#b35806", tirets: "7 4" },
  { couleur: "#542788", tirets: "2 3" },
  { couleur: "#1e6b3a", tirets: "9 3 2 3" },
  { couleur: "#9e2a5b", tirets: "12 4" },
  { couleur: "#5c6670", tirets: "4 2" },
] as const;

const HAUTEUR = 220;

/** One line per column, over the dates of the rows, its name at its end; a missing value breaks it. null when nothing is known. */
export function renderCourbes({ figure }: Demande, codes: readonly string[]): ImageFigure | null {
  const colonnes = codes.slice(0, STYLES.length).map((code) => colonneOf(figure, code));
  const lignes = figure.lignes.filter(({ total }) => !total);
  const [first] = colonnes;
  const valeurs = lignes.flatMap((ligne) =>
    colonnes.flatMap(({ code }) => [nombreOf(ligne, code) ?? [], ...(celluleOf(ligne, code).bornes ?? [])].flat()),
  );
  if (valeurs.length === 0 || !first) return null;
  const noms = (largeur: number) =>
    Math.min(largeur * 0.32, 20 + Math.max(...colonnes.map(({ libelle }) => widthOf(libelle, TAILLE) * 1.1)));
  const place = (largeur: number) =>
    layOut({ largeur, hauteur: HAUTEUR, genre: first.genre, valeurs, noms: Math.max(86, noms(largeur)) });
  const description = colonnes
    .map(
      ({ code, libelle, genre }) =>
        `${libelle} : ${lignes.map((ligne) => `${ligne.libelle} ${formatCellule(celluleOf(ligne, code), genre)}`).join(", ")}`,
    )
    .join(" ; ");
  const draw = (largeur: number) => {
    const { hauteur, panneaux } = place(largeur);
    const parts = panneaux.flatMap((panneau) => drawChamp(panneau, lignes, colonnes));
    return wrapSvg({ titre: figure.titre, description, largeur, hauteur }, parts);
  };
  return {
    hauteur: place(LARGEUR_PLANCHE).hauteur,
    draw: (largeur) => (largeur === "100%" ? drawTwice(draw) : draw(largeur)),
    legende: [],
    notes: codes.length > STYLES.length ? [`Seules les ${STYLES.length} premières colonnes sont dessinées.`] : [],
  };
}

function drawChamp(panneau: Panneau, lignes: readonly LigneFigure[], colonnes: readonly ColonneFigure[]): string[] {
  const { gauche, droite } = panneau;
  const places = scaleLinear([0, Math.max(1, lignes.length - 1)], [gauche + 8, droite - 8]);
  const x = (rang: number) => round1(lignes.length < 2 ? (gauche + droite) / 2 : places(rang));
  const noms = colonnes.flatMap(({ code, genre, libelle }, rang) => {
    const last = lignes.findLastIndex((ligne) => nombreOf(ligne, code) !== null);
    const valeur = lignes[last] ? nombreOf(lignes[last], code) : null;
    if (valeur === null) return [];
    const texte = `${libelle} ${formatValeur(valeur, genre)}${sayPente(lignes, { code, genre })}`;
    return [{ texte, valeur, couleur: styleOf(rang).couleur, x: x(last) }];
  });
  return [
    ...drawPanneau(panneau),
    ...drawDates(
      panneau,
      lignes.map(({ libelle }) => libelle),
      x,
    ),
    ...colonnes.map((colonne, rang) => drawCourbe({ panneau, lignes, x, colonne, rang })),
    ...drawNoms(panneau, noms),
  ];
}

/** Of two dates, what went up or down between them: « (−7,8 points) »; nothing of more. */
function sayPente(lignes: readonly LigneFigure[], { code, genre }: Pick<ColonneFigure, "code" | "genre">): string {
  const [before, after, ...autres] = lignes.map((ligne) => nombreOf(ligne, code));
  if (autres.length > 0 || typeof before !== "number" || typeof after !== "number") return "";
  const ecart = after - before;
  const dit = formatValeur(ecart, genre === "taux" ? "points" : genre).replace("-", "−");
  return ` (${ecart > 0 && !dit.startsWith("+") ? "+" : ""}${dit})`;
}

type Courbe = {
  readonly panneau: Panneau;
  readonly lignes: readonly LigneFigure[];
  readonly x: (rang: number) => number;
  readonly colonne: ColonneFigure;
  readonly rang: number;
};

function drawCourbe({ panneau: { y }, lignes, x, colonne: { code, genre }, rang }: Courbe): string {
  const { couleur, tirets } = styleOf(rang);
  const at = (i: number) => (lignes[i] ? nombreOf(lignes[i], code) : null);
  const path = line<number>(
    (i) => x(i),
    (i) => y(at(i) ?? 0),
  ).defined((i) => at(i) !== null)(range(lignes.length));
  const points = lignes.map((ligne, i) => {
    const cellule = celluleOf(ligne, code);
    const valeur = at(i);
    const [low, high] = cellule.bornes ?? [0, 0];
    const titre = escapeXml(`${ligne.libelle} : ${formatCellule(cellule, genre)}`);
    return `${low < high ? `<path d="M${x(i)} ${y(low)}V${y(high)}" stroke="${ENCRE}"/>` : ""}${valeur === null ? "" : `<circle cx="${x(i)}" cy="${y(valeur)}" r="3.4" fill="${couleur}"><title>${titre}</title></circle>`}`;
  });
  return `<path d="${path ?? ""}" fill="none" stroke="${couleur}" stroke-width="2"${tirets ? ` stroke-dasharray="${tirets}"` : ""}/>${points.join("")}`;
}

function styleOf(rang: number): (typeof STYLES)[number] {
  return STYLES[rang] ?? STYLES[0];
}
