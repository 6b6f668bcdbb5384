import { gzipSync } from "node:zlib";
import { type Child, jsx } from "hono/jsx";
import { describe, expect, it } from "vitest";
import { renderPage } from "#socle/pages/design/page.tsx";
import { communesFixture } from "../../../test/fixtures/communes.ts";
import { colonneFigure, figureFixture, ligneFigure } from "../../../test/fixtures/figures.ts";
import { CADRE, expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";
import { Comparer } from "./comparer.tsx";
import { FigureBloc, FigureLibre } from "./figure.tsx";

const communes = communesFixture().map((commune) => ({ ...commune, secteur: null }));
const fond = { communes, qpv: [] };
const [premiere, seconde] = communes;
if (!premiere || !seconde) throw new Error("two communes");

const FIGURE = figureFixture({
  lecture: "994 logements sur 10 567 sont vacants.",
  colonnes: [
    colonneFigure("logements", "nombre", "Logements"),
    colonneFigure("vacance", "taux", "Vacance"),
    colonneFigure("classe", "statut", "Classe"),
  ],
  lignes: [
    ligneFigure(
      premiere.code,
      { logements: 6261, vacance: { valeur: 0.1, sur: 6000, bornes: [0.09, 0.12] }, classe: "écart établi" },
      { libelle: premiere.nom, chemin: `observatoire/communes/${premiere.code}` },
    ),
    ligneFigure(
      seconde.code,
      {
        logements: 3,
        vacance: { valeur: null, manque: "secret" },
        classe: { valeur: null, manque: "effectif-faible" },
      },
      { libelle: seconde.nom },
    ),
    ligneFigure(
      "total",
      { logements: 6264, vacance: { valeur: null, manque: "sans-objet" } },
      { libelle: "Territoire", total: true },
    ),
  ],
  carte: { colonne: "vacance", genre: "aplats", seuils: null },
  methode: {
    definition: ["Une définition."],
    source: "RPLS (lot 12)",
    reference: "Arrêté",
    confiance: "B",
    reserves: ["Une réserve."],
  },
});

const question = { annee: 2017, comparer: premiere.code };

function page(bloc: Child): string {
  return renderPage({ cadre: CADRE, titre: "Essai", children: [jsx("h1", {}, "Essai"), bloc] });
}

describe("FigureBloc", () => {
  const html = page(FigureBloc({ figure: FIGURE, cadre: CADRE, chemin: "observatoire/parc", question, fond }));

  it("says title, reading, figures, why some are missing, method and reserves", () => {
    const text = textOf(html);
    for (const words of [
      "Parc par commune au 1er janvier 2017",
      "994 logements sur 10 567",
      "10,0 %",
      "entre 9,0 % et 12,0 %",
      "sur 6 000",
      "secret",
      "sans objet",
      "effectif trop faible",
      "inconnu",
      "écart établi",
      "Une définition.",
      "Source : RPLS (lot 12)",
      "à confirmer",
      "Une réserve.",
    ]) {
      expect(text).toContain(words);
    }
    expectSoundPage(html);
  });

  it("puts the territory apart, and links its rows and its five files under the page's question", () => {
    expect(html).toMatch(/<tfoot[^>]*>.*Territoire/);
    expect(html).toContain(`href="/t/200068666/observatoire/communes/${premiere.code}"`);
    const files = [...html.matchAll(/href="([^"]+)" download/g)].map(([, href]) => href);
    expect(files).toEqual(
      ["xlsx", "csv", "ouvert.csv", "geojson", "svg"].map(
        (format) => `/t/200068666/observatoire/parc/figures/parc-par-commune.${format}?annee=2017`,
      ),
    );
  });

  it("sets the compared row apart in the table and on the map", () => {
    expect(html).toMatch(/<tr[^>]* aria-current="true"[^>]*><th[^>]*><strong>.*\(comparée\)<\/strong>/);
    expect(html).toContain('stroke-width="3"');
    expect(textOf(html)).toContain(`Entourée d’un trait épais : ${premiere.nom}.`);
  });

  it("offers fewer files without a picture, and says so when there is no row", () => {
    const nue = page(
      FigureBloc({
        figure: { ...FIGURE, carte: null, lignes: [] },
        cadre: CADRE,
        chemin: "x",
        question: {},
        fond: null,
      }),
    );
    expect(nue.match(/ download/g)).toHaveLength(3);
    expect(textOf(nue)).toContain("Aucune ligne");
    expect(nue).not.toContain("<table");
  });

  it("has other addresses on the public's pages, and no links to rows", () => {
    const publique = page(
      FigureLibre({
        figure: FIGURE,
        fond,
        adresses: { fichier: (nom) => `/observatoire/200068666/${nom}`, ligne: null },
      }),
    );
    expect(publique).toContain('href="/observatoire/200068666/parc-par-commune.xlsx"');
    expect(publique).not.toContain(`/t/200068666/observatoire/communes`);
  });

  it("shows the first 120 rows of a long table, and says that the files have all", () => {
    const lignes = Array.from({ length: 300 }, (_, i) => ligneFigure(`r${i}`, { logements: i }));
    const longue = page(
      FigureBloc({
        figure: { ...FIGURE, maille: "residence", lignes },
        cadre: CADRE,
        chemin: "x",
        question: { comparer: "r200" },
        fond,
      }),
    );
    expect(longue.match(/<tr role="row"/g)).toHaveLength(122);
    expect(textOf(longue)).toContain("Les 120 premières lignes sur 300.");
    expect(longue).toContain("r200");
  });
});

describe("a département of 500 communes and 3 000 résidences", () => {
  const detailed = communesFixture(488).map((commune, i) => ({
    ...commune,
    secteur: `S${i % 9}`,
    contour: detail(commune),
  }));
  const colonnes = Array.from({ length: 7 }, (_, i) => colonneFigure(`c${i}`, i === 0 ? "nombre" : "taux"));
  const cellules = (seed: number) =>
    Object.fromEntries(
      colonnes.map(({ code }, i) => [code, i === 0 ? (seed * 37) % 2000 : ((seed * 7919 + i * 104_729) % 1000) / 1000]),
    );
  const residences = Array.from({ length: 3000 }, (_, i) =>
    ligneFigure(`999000011-52448-nom-${i}`, cellules(i), {
      chemin: `observatoire/residences/999000011-52448-nom-${i}`,
      point: [4.7 + ((i * 31) % 480) / 1000, 48.4 + ((i * 17) % 4000) / 1000],
    }),
  );
  const communes = detailed.map(({ code, nom }, i) => ligneFigure(code, cellules(i), { libelle: nom }));

  it.each([
    [
      "résidences",
      { maille: "residence", lignes: residences, carte: { colonne: "c1", genre: "aplats", seuils: null } },
    ],
    [
      "communes, rates",
      { maille: "commune", lignes: communes, carte: { colonne: "c1", genre: "aplats", seuils: null } },
    ],
    [
      "communes, counts",
      { maille: "commune", lignes: communes, carte: { colonne: "c0", genre: "cercles", seuils: null } },
    ],
  ] as const)("%s: a page of less than 26 kB without the style sheet", (_, reste) => {
    const figure = figureFixture({ colonnes, ...reste });
    const html = page(
      FigureBloc({ figure, cadre: CADRE, chemin: "x", question: {}, fond: { communes: detailed, qpv: [] } }),
    );
    expect(html).toContain("premières lignes sur");
    expect(gzipSync(html).length).toBeLessThan(26_000);
  });
});

/** Cuts every side into thirty steps that leave the line by up to 100 m. */
function detail({ contour }: ReturnType<typeof communesFixture>[number]) {
  const coordinates = contour.coordinates.map((polygon) =>
    polygon.map((ring) =>
      ring.slice(1).flatMap(([x, y], i) => {
        const [px, py] = ring[i] ?? [x, y];
        return Array.from({ length: 30 }, (_, k): [number, number] => {
          const bump = 0.001 * Math.sin(k * 2.3 + (px + x) * 500 + (py + y) * 300);
          return [px + ((x - px) * k) / 30 + bump, py + ((y - py) * k) / 30 + bump];
        });
      }),
    ),
  );
  return { type: "MultiPolygon" as const, coordinates };
}

describe("Comparer", () => {
  it("keeps the question, and offers the rows by name", () => {
    const html = page(Comparer({ figures: [FIGURE, FIGURE], cadre: CADRE, chemin: "observatoire/parc", question }));
    expect(html).toContain('<input type="hidden" name="annee" value="2017"/>');
    expect(html.match(/<option/g)).toHaveLength(3);
    expect(html).toContain(`<option value="${premiere.code}" selected`);
    expectSoundPage(html);
  });
});
