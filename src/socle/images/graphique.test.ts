import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valeurOuInconnue } from "#observatoire/lectures/cellule.ts";
import { colonneFigure, figureFixture, ligneFigure } from "../../../test/fixtures/figures.ts";
import type { Figure } from "../lectures/observatoire/figure.ts";
import { renderGraphique } from "./graphique.ts";

const taux = colonneFigure("vacance", "taux", "Vacance");

function draw(reste: Partial<Figure>, comparer: string | null = null): string {
  const image = renderGraphique(figureFixture({ colonnes: [taux], ...reste }), comparer);
  if (!image) throw new Error("no chart");
  return image.draw("100%");
}

/** Widths of the bars, in percents: a frame is not filled, a hatched row is no bar. */
const widths = (svg: string) =>
  [...svg.matchAll(/<rect [^>]*width="([\d.]+)%"[^>]*fill="#/g)].map(([, width]) => Number(width));

describe("bars", () => {
  const graphique = { genre: "barres", colonne: "vacance" } as const;
  const total = ligneFigure("total", { vacance: 0.1 }, { libelle: "Territoire", total: true });

  it("are as long as their values, from 0 to 100 %, the territory a line across", () => {
    const lignes = [ligneFigure("a", { vacance: 0.05 }), ligneFigure("b", { vacance: 0.6 }), total];
    const svg = draw({ graphique, lignes });
    expect(widths(svg)).toEqual([5, 60, 10]);
    expect(svg).toContain('<line x1="10%" x2="10%" y1="0"');
    expect(svg).toContain("5,0\u00A0%");
    expect(svg).toContain(">100\u00A0%<");
    expect(svg).toContain("<desc");
    expect(svg).not.toContain("Loupe");
  });

  it("have a loupe beside them when all are in a narrow band, its bounds written, never alone", () => {
    const lignes = [ligneFigure("a", { vacance: 0.1 }), ligneFigure("b", { vacance: 0.2 })];
    const svg = draw({ graphique, lignes });
    expect(widths(svg)).toEqual([6, 12]);
    expect(svg).toContain(">100\u00A0%<");
    expect(svg).toContain(">Loupe : de 5 à 25\u00A0%<");
    expect(svg.match(/<circle /g)).toHaveLength(2);
  });

  it("say in words what has no value, without a bar", () => {
    const lignes = [
      ligneFigure("a", { vacance: { valeur: null, manque: "secret" } }),
      ligneFigure("b", { vacance: 0.2 }),
    ];
    const svg = draw({ graphique, lignes });
    expect(widths(svg)).toEqual([20]);
    expect(svg).toContain(">secret<");
    expect(svg.match(/fill="url\(#barres-[\w-]+-em\)"/g)).toHaveLength(1);
  });

  it("start from zero on both sides", () => {
    const svg = draw({ graphique, lignes: [ligneFigure("a", { vacance: -0.1 }), ligneFigure("b", { vacance: 0.3 })] });
    expect([...svg.matchAll(/<rect x="([\d.]+)%"/g)].map(([, x]) => Number(x))).toEqual([0, 25]);
  });

  it("set the compared row apart by a sign and by weight, not by colour alone", () => {
    const svg = draw(
      { graphique, lignes: [ligneFigure("a", { vacance: 0.1 }), ligneFigure("b", { vacance: 0.3 })] },
      "a",
    );
    expect(svg).toMatch(/font-weight="700"[^>]*>► a</);
  });

  it("keep the first thirty and the compared one, and say so", () => {
    const lignes = Array.from({ length: 50 }, (_, i) => ligneFigure(`l${i}`, { vacance: i / 100 }));
    const image = renderGraphique(figureFixture({ colonnes: [taux], lignes, graphique }), "l45");
    expect(image?.draw(640).match(/<rect /g)).toHaveLength(31);
    expect(image?.draw(640)).toContain("► l45");
    expect(image?.notes.join(" ")).toContain("les 19 suivantes");
  });
});

describe("stacked bars", () => {
  const colonnes = ["a", "b", "c"].map((code) => colonneFigure(code, "nombre", `Tranche ${code}`));
  const graphique = { genre: "barres-empilees", colonnes: ["a", "b", "c"] } as const;

  it("share a whole, whatever the counts", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9999 }), { minLength: 3, maxLength: 3 }), (counts) => {
        const [a = 0, b = 0, c = 0] = counts;
        fc.pre(a + b + c > 0);
        const sum = widths(draw({ colonnes, graphique, lignes: [ligneFigure("x", { a, b, c })] })).reduce(
          (x, y) => x + y,
          0,
        );
        expect(sum).toBeCloseTo(100, 1);
      }),
    );
  });

  it("leave out a row with a part that is not known, and say why", () => {
    const lignes = [
      ligneFigure("x", { a: 1, b: 2, c: 3 }),
      ligneFigure("y", { a: { valeur: null, manque: "secret" }, b: 2, c: 3 }),
    ];
    const svg = draw({ colonnes, graphique, lignes });
    expect(svg.match(/<rect /g)).toHaveLength(3);
    expect(svg).toContain("Non dessiné : secret");
  });
});

describe("lines", () => {
  const colonnes = [colonneFigure("d", "taux", "QPV"), colonneFigure("b", "taux", "Bailleurs")];
  const graphique = { genre: "courbes", colonnes: ["d", "b"] } as const;
  const lignes = [0.2, 0.3, null, 0.25].map((valeur, i) =>
    ligneFigure(String(2013 + i), { d: valeurOuInconnue(valeur), b: 0.1 }),
  );

  it("break where a value is not there", () => {
    const paths = [
      ...draw({ colonnes, graphique, lignes }).matchAll(
        /<path d="([^"]*)" fill="none" stroke="#\w+" stroke-width="2"/g,
      ),
    ];
    const [first = "", second = ""] = paths.map(([, d = ""]) => d);
    expect([first.match(/M/g), first.match(/L/g)].map((found) => found?.length)).toEqual([2, 1]);
    expect([second.match(/M/g), second.match(/L/g)].map((found) => found?.length)).toEqual([1, 3]);
  });

  it("are told apart by dashes, and end with their names and their values", () => {
    const svg = draw({ colonnes, graphique, lignes });
    expect(svg).toContain('stroke-dasharray="7 4"');
    expect(svg).toContain(">QPV 25,0\u00A0%<");
    expect(svg).toMatch(/>Bailleurs<[\s\S]*>10,0\u00A0%</);
  });
});

describe("slopes", () => {
  it("say between two dates what went up or down, and nothing of three", () => {
    const colonnes = [colonneFigure("d", "taux", "QPV"), colonneFigure("n", "nombre", "Baux")];
    const lignes = [0.3, 0.24, 0.2].map((d, i) => ligneFigure(String(2016 + i), { d, n: 40 + 12 * i }));
    const slope = (code: string, fin: number) =>
      draw({ colonnes, graphique: { genre: "courbes", colonnes: [code] }, lignes: lignes.slice(0, fin) })
        .replaceAll(/<[^>]*>/g, " ")
        .replaceAll(/ +/g, " ");
    expect(slope("d", 2)).toContain("QPV 24,0\u00A0% (−6,0\u00A0points)");
    expect(slope("n", 2)).toContain("Baux 52 (+12)");
    expect(slope("d", 3)).not.toContain("points");
  });
});

describe("swarms", () => {
  const graphique = { genre: "essaim", colonne: "vacance" } as const;
  const swarm = (valeurs: readonly (number | null)[]) =>
    renderGraphique(
      figureFixture({
        colonnes: [taux],
        graphique,
        lignes: valeurs.map((valeur, i) => ligneFigure(`r${i}`, { vacance: valeurOuInconnue(valeur) })),
      }),
      null,
    );

  it("show every row on a scale from 0 to 100, one over the other where they are alike, and the middle one", () => {
    const image = swarm([0.1, 0.1, 0.1, 0.9, null]);
    const svg = image?.draw("100%") ?? "";
    const dots = [...svg.matchAll(/<circle cx="([\d.]+)%" cy="(\d+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(dots.map(([x]) => x)).toEqual([11.6, 11.6, 11.6, 88.4]);
    expect(new Set(dots.slice(0, 3).map(([, y]) => y)).size).toBe(3);
    expect(svg).toContain(">médiane 10,0\u00A0%<");
    expect(svg).toContain(">100\u00A0%<");
    expect(image?.notes.join(" ")).toContain("1\u00A0ligne sans valeur");
  });

  it("are looked at closer under that scale when they are near one another", () => {
    expect(
      swarm([0.1, 0.15])
        ?.draw("100%")
        .match(/<circle /g),
    ).toHaveLength(4);
  });
});

describe("clouds", () => {
  const colonnes = [
    colonneFigure("x", "nombre", "Écarts"),
    colonneFigure("y", "taux", "Vacance"),
    colonneFigure("s", "statut", "Classe"),
  ];
  const graphique = {
    genre: "nuage",
    x: "x",
    y: "y",
    reperes: [2, 0.1],
    statut: "s",
    quadrants: ["HG", "HD", "BG", "BD"],
  } as const;
  const lignes = [
    ligneFigure("a", { x: 3, y: 0.2, s: "écart établi" }),
    ligneFigure("b", { x: 2, y: 0.1, s: "à surveiller" }),
    ligneFigure("c", { x: 0, y: 0.05, s: "non distinguable" }),
    ligneFigure("d", { x: { valeur: null, manque: "effectif-faible" }, y: 0.3, s: "effectif trop faible" }),
  ];

  it("count each quarter, marks included above and to the right, and what they cannot place", () => {
    const image = renderGraphique(figureFixture({ maille: "residence", colonnes, lignes, graphique }), "a");
    const svg = image?.draw(640) ?? "";
    expect(svg).toContain("HG : 0 ; HD : 2 ; BG : 1 ; BD : 0");
    expect(svg.match(/<circle /g)).toHaveLength(3);
    expect(svg).toContain('r="8" stroke-width="3"');
    expect(image?.notes.join(" ")).toContain("1\u00A0ligne sans l’une des deux mesures : non dessinée");
    expect(image?.legende.map(({ libelle }) => libelle)).toContain("écart établi");
  });

  it("name their quarters whole, outside the field: no dot covers a word", () => {
    const quadrants = ["Fonctionne mal", "Fragile, fonctionne mal", "Sans écart", "Fragile, fonctionne bien"] as const;
    const figure = figureFixture({ maille: "residence", colonnes, lignes, graphique: { ...graphique, quadrants } });
    const svg = renderGraphique(figure, null)?.draw("100%") ?? "";
    const [haut, hauteur] = /<rect x="13%" y="(\d+)" width="87%" height="(\d+)"/.exec(svg)?.slice(1).map(Number) ?? [];
    for (const [i, nom] of quadrants.entries()) {
      const y = Number(new RegExp(`y="([\\d.]+)"[^>]*>${nom}<`).exec(svg)?.[1]);
      if (i < 2) expect(y).toBeLessThan(haut ?? 0);
      else expect(y).toBeGreaterThan((haut ?? 0) + (hauteur ?? 0));
    }
  });
});

describe("any chart", () => {
  const valeur = fc.oneof(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.constantFrom(Number.NaN, Infinity, null, 0),
  );
  const genres = [
    { genre: "barres", colonne: "a" },
    { genre: "barres-empilees", colonnes: ["a", "b"] },
    { genre: "courbes", colonnes: ["a", "b"] },
    { genre: "essaim", colonne: "a" },
    { genre: "nuage", x: "a", y: "b", reperes: [1, 1], statut: null },
  ] as const;

  it.each(genres.map((graphique) => [graphique.genre, graphique] as const))(
    "%s writes only numbers, inside its frame",
    (_, graphique) => {
      fc.assert(
        fc.property(fc.array(fc.tuple(valeur, valeur), { maxLength: 20 }), (rows) => {
          const lignes = rows.map(([a, b], i) =>
            ligneFigure(`<l${i}>`, { a: valeurOuInconnue(a), b: valeurOuInconnue(b) }),
          );
          const colonnes = [colonneFigure("a", "decimal"), colonneFigure("b", "decimal")];
          const image = renderGraphique(figureFixture({ colonnes, lignes, graphique }), "<l0>");
          if (!image) return;
          const svg = image.draw("100%");
          expect(svg).not.toMatch(/NaN|Infinity|undefined|<l\d/);
          for (const [, part] of svg.matchAll(/="(-?[\d.]+)%"/g)) {
            expect(Number(part)).toBeGreaterThanOrEqual(0);
            expect(Number(part)).toBeLessThanOrEqual(100);
          }
        }),
        { numRuns: 60 },
      );
    },
  );
});
