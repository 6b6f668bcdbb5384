import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FondFigure } from "#socle/images/fond.ts";
import { renderPlanche } from "#socle/images/image.ts";
import type { CelluleFigure, Figure } from "#socle/lectures/observatoire/figure.ts";
import { communesFixture, square } from "../../../test/fixtures/communes.ts";
import { colonneFigure, figureFixture, ligneFigure } from "../../../test/fixtures/figures.ts";
import { renderCarteFigure, renderCartesEnsemble, renderHistogrammeClasses } from "./carte-figure.ts";

const communes = communesFixture(24).map((commune, i) => ({ ...commune, secteur: i % 2 === 0 ? "Nord" : "Sud" }));
const [premiere, seconde, troisieme] = communes;
if (!premiere || !seconde || !troisieme) throw new Error("three communes");
const fond: FondFigure = {
  communes,
  qpv: [{ code: "QP052001", nom: "Vert-Bois", fictif: true, communes: [premiere.code], contour: seconde.contour }],
};
const colonnes = [colonneFigure("logements", "nombre", "Logements"), colonneFigure("vacance", "taux", "Vacance")];

function carte(reste: Partial<Figure>, comparer: string | null = null): string {
  return draw(
    figureFixture({ colonnes, carte: { colonne: "vacance", genre: "aplats", seuils: [0.1, 0.2] }, ...reste }),
    comparer,
  );
}

function draw(figure: Figure, comparer: string | null = null): string {
  const image = renderCarteFigure(figure, fond, comparer);
  if (!image) throw new Error("no map");
  return image.draw(640);
}

const fillOf = (svg: string, titre: string) =>
  new RegExp(`<(?:path|circle)[^>]* fill="([^"]+)"[^>]*><title>${titre}</title>`).exec(svg)?.[1];

function rowsOf(cellules: readonly CelluleFigure[]) {
  return cellules.map((cellule, i) =>
    ligneFigure(communes[i]?.code ?? "", { vacance: cellule }, { libelle: communes[i]?.nom ?? "" }),
  );
}

describe("renderCartesEnsemble", () => {
  const figureDe = (cellules: readonly CelluleFigure[]) =>
    figureFixture({
      colonnes,
      carte: { colonne: "vacance", genre: "aplats", seuils: null },
      lignes: rowsOf(cellules),
    });
  const basse = figureDe([{ valeur: 0.01 }, { valeur: 0.02 }, { valeur: 0.03 }, { valeur: null, manque: "secret" }]);
  const haute = figureDe([{ valeur: 0.4 }, { valeur: 0.5 }, { valeur: 0.6 }, { valeur: null, manque: "inconnu" }]);
  const [petit, grand] = [{ ...fond, communes: communes.slice(0, 4) }, fond];

  it("cuts all its maps in the same classes, with one legend, and says what has no number", () => {
    const ensemble = renderCartesEnsemble(
      [
        { nom: "2016", figure: basse, fond },
        { nom: "2017", figure: haute, fond },
      ],
      null,
    );
    const [avant = "", apres = ""] = ensemble?.cartes.map(({ svg }) => svg) ?? [];
    const couleurs = [0, 2].flatMap((i) => {
      const nom = communes[i]?.nom ?? "";
      return [fillOf(avant, `${nom} : \\d,0\u00A0%`), fillOf(apres, `${nom} : \\d0,0\u00A0%`)];
    });
    expect(couleurs[0]).not.toBe(couleurs[1]);
    expect(couleurs[2]).not.toBe(couleurs[3]);
    expect(avant).toContain(">2016 : Vacance<");
    expect(avant).toMatch(/url\(#carte-parc-par-commune-em\)/);
    expect(apres).toMatch(/url\(#carte-parc-par-commune-2-sd\)/);
    expect(ensemble?.legende.map(({ libelle }) => libelle)).toEqual(
      expect.arrayContaining(["secret (1)", "inconnu (1)", `aucune donnée (${2 * (communes.length - 4)})`]),
    );
  });

  it("draws two territories at one scale, whatever their size", () => {
    const echelle = (svg = "") => /v5h([\d.]+)v-5.*?<text[^>]*>([^<]+)/.exec(svg)?.slice(1);
    const ensemble = renderCartesEnsemble(
      [
        { nom: "Petit", figure: basse, fond: petit },
        { nom: "Grand", figure: haute, fond: grand },
      ],
      null,
    );
    const [un, deux] = ensemble?.cartes.map(({ svg }) => echelle(svg)) ?? [];
    expect(un).toHaveLength(2);
    expect(un).toEqual(deux);
  });

  it("is nothing with one map", () => {
    expect(renderCartesEnsemble([{ nom: "2017", figure: haute, fond }], null)).toBeNull();
  });
});

describe("renderCarteFigure, fills", () => {
  it("colours by class, hatches what has no value, and never by a class or a style", () => {
    const svg = carte({
      lignes: rowsOf([
        { valeur: 0.05, sur: 40 },
        { valeur: 0.2 },
        { valeur: null, manque: "secret" },
        { valeur: null, manque: "effectif-faible" },
        { valeur: null, manque: "inconnu" as const },
      ]),
    });
    const nom = (i: number) => communes[i]?.nom ?? "";
    expect(fillOf(svg, `${nom(0)} : 5,0\u00A0%, sur 40`)).toBe("#eef4f7");
    expect(fillOf(svg, `${nom(1)} : 20,0\u00A0%`)).toBe("#0b4f6c");
    expect(fillOf(svg, `${nom(2)} : secret`)).toBe("url(#carte-parc-par-commune-em)");
    expect(fillOf(svg, `${nom(3)} : effectif trop faible`)).toBe("url(#carte-parc-par-commune-em)");
    expect(fillOf(svg, `${nom(4)} : inconnu`)).toBe("url(#carte-parc-par-commune-sd)");
    expect(fillOf(svg, `${nom(5)} : aucune donnée`)).toBe("url(#carte-parc-par-commune-sd)");
    expect(svg).not.toMatch(/style=|<style/);
    expect(svg.match(/<path [^>]*><title>/g)).toHaveLength(communes.length + fond.qpv.length);
  });

  it("says in its legend how it was cut and what is hatched", () => {
    const image = renderCarteFigure(
      figureFixture({
        colonnes,
        carte: { colonne: "vacance", genre: "aplats", seuils: [0.1, 0.2] },
        lignes: rowsOf([
          { valeur: 0.05 },
          { valeur: null, manque: "secret" },
          { valeur: null, manque: "effectif-faible" },
          { valeur: null, manque: "inconnu" as const },
        ]),
      }),
      fond,
      premiere.code,
    );
    expect(image?.legende.map(({ libelle }) => libelle)).toEqual([
      "moins de 10,0\u00A0%",
      "10,0\u00A0% à moins de 20,0\u00A0%",
      "20,0\u00A0% ou plus",
      "secret ou effectif trop faible (2)",
      "inconnu (1)",
      `aucune donnée (${communes.length - 4})`,
      "quartier prioritaire (périmètre)",
    ]);
    expect(image?.notes.join(" ")).toContain("Trois classes, à seuils fixes.");
    expect(image?.notes.join(" ")).toContain(`Entourée d’un trait épais : ${premiere.nom}.`);
    expect(image?.notes.join(" ")).toContain("Contours des communes");
  });

  it("colours all the communes of a secteur alike", () => {
    const svg = carte({
      maille: "secteur",
      lignes: [ligneFigure("Nord", { vacance: 0.05 }), ligneFigure("Sud", { vacance: 0.3 })],
    });
    expect(fillOf(svg, `Nord \\(${premiere.nom}\\) : 5,0\u00A0%`)).toBe("#eef4f7");
    expect(fillOf(svg, `Sud \\(${seconde.nom}\\) : 30,0\u00A0%`)).toBe("#0b4f6c");
    expect(svg).not.toContain("-sd)");
  });

  it("draws the three broad zones: the neighbourhood over its commune", () => {
    const svg = carte({
      maille: "grand-territoire",
      lignes: [
        ligneFigure("qpv", { vacance: 0.3 }),
        ligneFigure("communes-qpv-hors-qpv", { vacance: 0.15 }),
        ligneFigure("autres-communes", { vacance: 0.05 }),
      ],
    });
    expect(fillOf(svg, `qpv \\(Vert-Bois\\) : 30,0\u00A0%`)).toBe("#0b4f6c");
    expect(fillOf(svg, `communes-qpv-hors-qpv \\(${premiere.nom}\\) : 15,0\u00A0%`)).toBe("#8dbbd0");
    expect(fillOf(svg, `autres-communes \\(${troisieme.nom}\\) : 5,0\u00A0%`)).toBe("#eef4f7");
  });

  it("colours words by category, statuses from the darkest", () => {
    const mots = ["non distinguable", "écart établi", "effectif trop faible"];
    const image = renderCarteFigure(
      figureFixture({
        maille: "residence",
        colonnes: [colonneFigure("classe", "statut", "Classe")],
        carte: { colonne: "classe", genre: "aplats", seuils: null },
        lignes: mots.map((mot, i) => ligneFigure(`r${i}`, { classe: mot }, { point: [4.95 + i / 100, 48.6] })),
      }),
      fond,
      null,
    );
    expect(image?.legende.map(({ libelle, couleur }) => [libelle, couleur])).toEqual([
      ["écart établi", "#0b4f6c"],
      ["non distinguable", "#eef4f7"],
      ["effectif trop faible", "#e3e7ec"],
      ["quartier prioritaire (périmètre)", "#ffffff"],
    ]);
  });

  it("is nothing when no row has a place", () => {
    const lignes = [ligneFigure("999000029", { vacance: 0.1 })];
    const bailleurs = figureFixture({
      maille: "bailleur",
      colonnes,
      lignes,
      carte: { colonne: "vacance", genre: "aplats", seuils: null },
    });
    expect(renderCarteFigure(bailleurs, fond, null)).toBeNull();
    expect(renderCarteFigure({ ...bailleurs, maille: "commune" }, { communes: [], qpv: [] }, null)).toBeNull();
    expect(renderCarteFigure(figureFixture(), fond, null)).toBeNull();
  });

  it("is a defect when the column drawn does not exist", () => {
    const lignes = rowsOf([{ valeur: 1 }]);
    expect(() =>
      draw(figureFixture({ colonnes, lignes, carte: { colonne: "absente", genre: "aplats", seuils: null } })),
    ).toThrow("absente");
  });
});

describe("renderCarteFigure, circles", () => {
  const counts = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 2, maxLength: 20 });
  const circles = (valeurs: readonly number[]) => {
    const lignes = valeurs.map((valeur, i) => ligneFigure(communes[i]?.code ?? "", { logements: valeur }));
    const svg = draw(
      figureFixture({ colonnes, lignes, carte: { colonne: "logements", genre: "cercles", seuils: null } }),
    );
    return [...svg.matchAll(/<circle [^>]* r="([\d.]+)"[^>]*><title>[^<]* : ([\d\s\u202f]+)<\/title>/g)].map(
      ([, r = "", valeur = ""]) => ({ rayon: Number(r), valeur: Number(valeur.replaceAll(/\D/g, "")) }),
    );
  };

  it("have areas proportional to counts, none for nought", () => {
    fc.assert(
      fc.property(counts, (valeurs) => {
        const drawn = circles(valeurs);
        expect(drawn.map(({ valeur }) => valeur).sort((a, b) => a - b)).toEqual(
          valeurs.filter((valeur) => valeur > 0).sort((a, b) => a - b),
        );
        const haut = Math.max(...valeurs);
        for (const { rayon, valeur } of drawn) expect(rayon).toBeCloseTo(34 * Math.sqrt(valeur / haut), 1);
      }),
      { numRuns: 40 },
    );
  });

  const deLieux = figureFixture({
    colonnes,
    lignes: [120, 30].map((valeur, i) => ligneFigure(communes[i]?.code ?? "", { logements: valeur })),
    carte: { colonne: "logements", genre: "cercles", seuils: null },
  });

  it("lead to their row when they are of places, and say it to the keyboard", () => {
    const enPage = renderCarteFigure(deLieux, fond, null)?.draw("100%") ?? "";
    expect(enPage).toMatch(/<a href="\?comparer=[^"]*#lignes-[^"]*" aria-label="[^"]+ : \d+"><circle /);
    expect(enPage).toContain('role="group"');
    expect(renderCarteFigure(deLieux, fond, null)?.draw(640)).not.toContain("<a ");
  });

  it("are drawn at their point, at most 250 of them, and the map says so", () => {
    const lignes = Array.from({ length: 300 }, (_, i) =>
      ligneFigure(
        `r${i}`,
        { vacance: (i % 40) / 100 },
        { point: [4.8 + (i % 20) / 100, 48.5 + Math.floor(i / 20) / 100] },
      ),
    );
    const figure = figureFixture({
      maille: "residence",
      colonnes,
      lignes,
      carte: { colonne: "vacance", genre: "aplats", seuils: null },
    });
    const image = renderCarteFigure(figure, fond, null);
    expect(image?.draw(640).match(/<circle /g)).toHaveLength(250);
    expect(image?.notes.join(" ")).toContain("250 premières");
  });
});

describe("what a map holds in its frame", () => {
  const [minX, maxX] = [0, 640];
  const counts = communes.map(({ code, nom }, i) => ligneFigure(code, { logements: (i + 1) * 100 }, { libelle: nom }));
  const figure = figureFixture({
    colonnes,
    lignes: counts,
    carte: { colonne: "logements", genre: "cercles", seuils: null },
  });

  it("are its circles and its names, none over another", () => {
    const image = renderCarteFigure(figure, fond, null);
    const svg = image?.draw(640) ?? "";
    const bas = (image?.hauteur ?? 0) - 20;
    const circles = [...svg.matchAll(/<circle cx="([\d.-]+)" cy="([\d.-]+)" r="([\d.]+)"/g)].map((m) =>
      m.slice(1).map(Number),
    );
    expect(circles.length).toBe(communes.length);
    for (const [x = 0, y = 0, r = 0] of circles) {
      expect(x - r).toBeGreaterThanOrEqual(minX);
      expect(x + r).toBeLessThanOrEqual(maxX);
      expect(y - r).toBeGreaterThanOrEqual(0);
      expect(y + r).toBeLessThanOrEqual(bas + 1);
    }
    const encre = svg.slice(svg.lastIndexOf("<g font-family"));
    const noms = [...encre.matchAll(/<text x="([\d.]+)" y="([\d.]+)"(?: data-fin="")?>([^<]+)</g)].map(
      ([, x, y, nom = ""]) => ({ x: Number(x), y: Number(y), demi: nom.length * 3 }),
    );
    expect(noms.length).toBeGreaterThan(2);
    for (const [i, a] of noms.entries()) {
      expect(a.x - a.demi).toBeGreaterThanOrEqual(minX);
      expect(a.x + a.demi).toBeLessThanOrEqual(maxX);
      expect(a.y).toBeLessThanOrEqual(bas);
      for (const b of noms.slice(i + 1))
        expect(Math.abs(a.y - b.y) >= 12 || Math.abs(a.x - b.x) >= a.demi + b.demi).toBe(true);
    }
  });

  it("has a scale in kilometres, and the communes around under those of the territory", () => {
    const voisines = communesFixture(3).map(({ nom, contour }) => ({ nom, contour }));
    const svg = renderCarteFigure(figure, { ...fond, voisines }, null)?.draw(640) ?? "";
    expect(svg).toMatch(/>\d+\u00a0k?m<\/text>/);
    expect(svg.indexOf("#eceff2")).toBeGreaterThan(0);
    expect(svg.indexOf("#eceff2")).toBeLessThan(svg.indexOf("Limites des communes"));
  });

  it("names the communes around lighter, where the others leave room, the first ones first", () => {
    const at = (nom: string | null, west: number, south: number) => ({
      nom,
      contour: { type: "MultiPolygon" as const, coordinates: [[square(west, south)]] },
    });
    const voisines = [
      at("Bar", 4.58, 48.5),
      at("Caché", 4.58, 48.5),
      at(null, 5.22, 48.5),
      at("Bar", 5.22, 48.55),
      at("Dehors", 9, 44),
    ];
    const svg = renderCarteFigure(figure, { ...fond, voisines }, null)?.draw(640) ?? "";
    const [autour = "", sujet = ""] = svg.match(/<g font-family[^>]* fill="#(?!ffffff|eceff2)[^>]*>.*?<\/g>/g) ?? [];
    expect([...autour.matchAll(/>([^<>]+)<\/text>/g)].map(([, nom]) => nom)).toEqual(["Bar"]);
    expect(autour).toContain('font-weight="400"');
    expect(sujet).toContain('font-weight="600"');
    expect(svg).not.toMatch(/Dehors|Caché/);
  });

  it("leads from a commune to its row in a page, and nowhere in a file", () => {
    const image = renderCarteFigure(
      { ...figure, carte: { colonne: "logements", genre: "aplats", seuils: null } },
      fond,
      null,
    );
    expect(image?.draw("100%")).toContain(`<a href="?comparer=${premiere.code}#lignes-${figure.code}" aria-label="`);
    expect(image?.draw(640)).not.toContain("<a ");
  });

  it("shows the values under its classes as they were asked for", () => {
    const rates = { ...figure, carte: { colonne: "logements", genre: "aplats", seuils: [500] } as const };
    expect(renderHistogrammeClasses(rates)?.match(/stroke-dasharray/g)).toHaveLength(1);
    const asked = { ...rates, carte: { ...rates.carte, decoupage: "quantiles" as const } };
    expect(renderHistogrammeClasses(asked)?.match(/stroke-dasharray/g)).toHaveLength(4);
    expect(renderHistogrammeClasses(figure)).toBeNull();
  });
});

describe("the numbers of the drawing", () => {
  const cellule = fc.oneof(
    fc.double({ min: -2, max: 2, noNaN: true }).map((valeur): CelluleFigure => ({ valeur })),
    fc.constantFrom<CelluleFigure>(
      { valeur: Number.NaN },
      { valeur: Infinity },
      { valeur: null, manque: "secret" },
      { valeur: null, manque: "inconnu" as const },
    ),
  );

  it("are numbers, whatever the values", () => {
    fc.assert(
      fc.property(
        fc.array(cellule, { minLength: 1, maxLength: 24 }),
        fc.constantFrom("aplats" as const, "cercles" as const),
        (cellules, genre) => {
          const svg = draw(
            figureFixture({ colonnes, lignes: rowsOf(cellules), carte: { colonne: "vacance", genre, seuils: null } }),
            premiere.code,
          );
          expect(svg.replaceAll(/<title>[^<]*<\/title>/g, "")).not.toMatch(/NaN|Infinity|undefined/);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("weigh less than 6 kB for sixty detailed communes", () => {
    const wavy = communesFixture(48).map((commune) => ({
      ...commune,
      secteur: null,
      contour: detail(commune.contour),
    }));
    const lignes = wavy.map(({ code, nom }, i) => ligneFigure(code, { vacance: i / 100 }, { libelle: nom }));
    const figure = figureFixture({ colonnes, lignes, carte: { colonne: "vacance", genre: "aplats", seuils: null } });
    const svg = renderCarteFigure(figure, { communes: wavy, qpv: [] }, null)?.draw("100%") ?? "";
    expect(svg.length).toBeGreaterThan(1000);
    expect(gzipSync(svg).length).toBeLessThan(6000);
  });
});

/** Cuts every side into forty steps that leave the line by up to 100 m. */
function detail({ coordinates }: (typeof communes)[number]["contour"]) {
  const rings = coordinates.map((polygon) =>
    polygon.map((ring) =>
      ring.slice(1).flatMap(([x, y], i) => {
        const [px, py] = ring[i] ?? [x, y];
        return Array.from({ length: 40 }, (_, k): [number, number] => {
          const bump = 0.001 * Math.sin(k * 2.3 + (px + x) * 500 + (py + y) * 300);
          return [px + ((x - px) * k) / 40 + bump, py + ((y - py) * k) / 40 + bump];
        });
      }),
    ),
  );
  return { type: "MultiPolygon" as const, coordinates: rings };
}

describe("renderPlanche", () => {
  it("says by itself what it shows: title, legend, notes and source", () => {
    const image = renderCarteFigure(
      figureFixture({
        colonnes,
        lignes: rowsOf([{ valeur: 0.05 }]),
        carte: { colonne: "vacance", genre: "aplats", seuils: [0.1] },
      }),
      fond,
      null,
    );
    const svg = renderPlanche({ titre: "Vacance <2017>", images: image ? [image] : [], source: "RPLS 2017" });
    expect(svg).toContain("Vacance &lt;2017&gt;");
    expect(svg).toContain("moins de 10,0\u00A0%");
    expect(svg).toContain("Source : RPLS 2017");
    expect(svg.match(/<svg/g)?.length).toBe(svg.match(/<\/svg>/g)?.length);
  });
});
