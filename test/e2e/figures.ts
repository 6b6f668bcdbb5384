import type { Page } from "playwright-core";

/** In CSS pixels of the window. */
type Boite = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
type Marque = { readonly dit: string; readonly boite: Boite };
/** `rang`: written in a row, which has a title, and not on the scale. */
type Texte = Marque & { readonly rang: boolean };

/** A drawing as the browser has laid it out. */
type Dessin = {
  readonly nom: string;
  readonly cadre: Boite;
  readonly textes: readonly Texte[];
  /** What has a title on a map, and every dot. */
  readonly lieux: readonly Marque[];
  /** Rows of bars: what is written in each, and its bars. */
  readonly rangs: readonly { readonly textes: readonly string[]; readonly barres: readonly Boite[] }[];
};

type Noeud = {
  readonly textContent: string | null;
  readonly parentElement: Noeud | null;
  getAttribute(nom: string): string | null;
  getBoundingClientRect(): Boite;
  querySelector(selector: string): Noeud | null;
  querySelectorAll(selector: string): Iterable<Noeud>;
  closest(selector: string): Noeud | null;
  checkVisibility(options: object): boolean;
};

/** Every drawing that is seen on the page, as it stands. */
export function readDessins(page: Page): Promise<readonly Dessin[]> {
  return page.evaluate(() => {
    const { document } = globalThis as unknown as { document: Noeud };
    const boxOf = (one: Noeud): Boite => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return { left, right, top, bottom };
    };
    const isSeen = (one: Noeud) => {
      const { left, right, top, bottom } = boxOf(one);
      return right > left && bottom > top && one.checkVisibility({ visibilityProperty: true });
    };
    const all = (from: Noeud, selector: string) => Array.from(from.querySelectorAll(selector));
    const mark = (one: Noeud) => ({
      dit: (one.querySelector("title") ?? one).textContent?.trim() ?? "",
      boite: boxOf(one),
    });
    return all(document, 'svg:is([role="img"], [role="group"])')
      .filter((svg) => isSeen(svg) && !svg.parentElement?.closest("svg"))
      .map((svg) => ({
        nom: svg.querySelector("title")?.textContent ?? svg.getAttribute("aria-label") ?? "",
        cadre: boxOf(svg),
        // Written twice in one place, the first is the outline of the second.
        textes: all(svg, "text:not([aria-hidden])")
          .filter(isSeen)
          .map((one) => ({ ...mark(one), rang: one.closest("g:has(> title)") !== null }))
          .filter(
            ({ dit, boite }, i, marks) =>
              !marks
                .slice(i + 1)
                .some(
                  (other) =>
                    other.dit === dit &&
                    Math.abs(other.boite.left - boite.left) < 1 &&
                    Math.abs(other.boite.top - boite.top) < 1,
                ),
          ),
        lieux: all(svg, "path:has(> title), circle").map(mark),
        rangs: all(svg, "g:has(> title)").map((rang) => ({
          textes: all(rang, "text:not([aria-hidden])").map((one) => one.textContent ?? ""),
          barres: all(rang, 'rect[fill^="#"]').map(boxOf),
        })),
      }));
  });
}

/** What is wrong with a drawing: « chevauche : « 25 % » et « 50 % » ». */
export function findDefauts(dessin: Dessin): readonly string[] {
  return [
    ...(dessin.nom.trim() === "" ? ["sans nom"] : []),
    ...dessin.textes.flatMap((texte) => defautsTexte(texte, dessin.cadre)),
    ...findMeetings(dessin.textes),
    // Borders of places that go on beyond the frame are no place of the map.
    ...dessin.lieux
      .filter(({ dit, boite }) => !dit.startsWith("Limites") && isOut(boite, dessin.cadre, 2))
      .map(({ dit }) => `hors du cadre : ${dit}`),
    ...defautsEchelle(dessin),
  ];
}

/** Smallest height of a line of letters: of nine pixels. */
const LIGNE_MIN = 11;

function defautsTexte({ dit, boite }: Marque, cadre: Boite): string[] {
  return [
    ...(dit.endsWith("…") ? [`coupé : « ${dit} »`] : []),
    ...(isOut(lettersOf(boite), cadre, 1) ? [`hors du cadre : « ${dit} »`] : []),
    ...(boite.bottom - boite.top < LIGNE_MIN ? [`illisible : « ${dit} »`] : []),
  ];
}

/** Without the room that a line keeps above and below its letters. */
function lettersOf({ left, right, top, bottom }: Boite): Boite {
  const marge = (bottom - top) * 0.18;
  return { left, right, top: top + marge, bottom: bottom - marge };
}

function isOut(a: Boite, cadre: Boite, tolerance: number): boolean {
  const beyond = [cadre.left - a.left, a.right - cadre.right, cadre.top - a.top, a.bottom - cadre.bottom];
  return Math.max(...beyond) > tolerance;
}

function findMeetings(textes: readonly Marque[]): string[] {
  const letters = textes.map(({ boite }) => lettersOf(boite));
  const meet = (a: Boite, b: Boite) =>
    Math.min(
      Math.min(a.right, b.right) - Math.max(a.left, b.left),
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
    ) > 1.5;
  return textes.flatMap(({ dit }, i) =>
    textes.slice(i + 1).flatMap((other, rang) => {
      const [a, b] = [letters[i], letters[i + 1 + rang]];
      return a && b && meet(a, b) ? [`chevauche : « ${dit} » et « ${other.dit} »`] : [];
    }),
  );
}

const PART = /^[\d,]+\u00a0%$/;

/** A histogram of values says where a map's classes are cut: its bars are counts, its shares are the values themselves. */
const HISTOGRAMME = /^\d+ valeurs, de .* ; coupes : /;

/** Name of the zero of a waterfall of leases, whose scale is of leases. */
const ZERO_NOMME = /^(?:le plancher|l’objectif voté) de /;

/** A drawing that speaks of shares has its 0 and its 100 %, and its bars are as long as they say between the two. */
function defautsEchelle({ nom, textes, rangs }: Dessin): string[] {
  if (HISTOGRAMME.test(nom) || !textes.some(({ dit }) => dit.includes("%") && !ZERO_NOMME.test(dit))) return [];
  const zero = textes.find(({ dit, rang }) => dit === "0" && !rang);
  const cent = textes.find(({ dit, rang }) => dit === "100\u00a0%" && !rang);
  if (!zero || !cent) return ["échelle : ni 0 ni 100 %"];
  const scale = cent.boite.right - zero.boite.left;
  return rangs.flatMap(({ textes: dits, barres: [barre, ...autres] }) => {
    const [part, ...parts] = dits.filter((dit) => PART.test(dit));
    if (part === undefined || !barre || parts.length + autres.length > 0) return [];
    const length = (barre.right - barre.left) / scale;
    const expected = Number.parseFloat(part.replace(",", ".")) / 100;
    return Math.abs(length - expected) > 0.02 ? [`échelle : ${part} long de ${Math.round(length * 100)} %`] : [];
  });
}
