import { describe, expect, it, test } from "vitest";
import { figurePression, groupLieux, type LieuPression } from "#observatoire/lectures/demande/figures-pression.ts";
import { computePression } from "#observatoire/regles/demande/pression.ts";

/**
 * « Parc social, rotation, demandes en stock, attributions 2015, différentiels, ratio » of the signed document (§2), cell by cell:
 * [parc, % parc, demandes, % demande, attributions, % attributions, différentiel parc, différentiel attributions, ratio], as printed.
 */
type Ligne = readonly [
  nom: string,
  ...chiffres: readonly [number, number, number, number, number, number, number, number, number],
];
const DOCUMENT: readonly Ligne[] = [
  ["Saint-Dizier", 5281, 90, 579, 81, 572, 90, -9, 9, 1.01],
  ["Wassy", 324, 6, 63, 9, 39, 6, 3, -3, 1.62],
  ["Autres communes", 233, 4, 77, 11, 25, 4, 7, -7, 3.08],
];
const TOTAL = { parc: 5838, demandes: 719, attributions: 636 };
const AUCUN = { demandes: 0, attributions: 0 };

const lieuOf = ([libelle, parc, , demandes, , attributions]: Ligne): LieuPression => ({
  cle: libelle,
  libelle,
  parc,
  demandes,
  attributions,
  liberes: null,
  liberationsInconnues: null,
});
const percent = (share: number | null) => (share === null ? null : share * 100);

describe("the pressure printed by the signed document", () => {
  it("adds up: 5 838 dwellings, 719 demandes, 636 attributions", () => {
    const sum = (rank: 1 | 3 | 5) => DOCUMENT.reduce((total, row) => total + row[rank], 0);
    expect([sum(1), sum(3), sum(5)]).toEqual([5838, 719, 636]);
  });

  test.each(DOCUMENT)("%s: shares to the unit, ratio to the hundredth", (...row) => {
    const [, , partParc, , partDemande, , partAttribution, , , ratio] = row;
    const pression = computePression(lieuOf(row), TOTAL, AUCUN);
    expect(Math.round(percent(pression.partParc) ?? Number.NaN)).toBe(partParc);
    expect(Math.round(percent(pression.partDemande) ?? Number.NaN)).toBe(partDemande);
    expect(Math.round(percent(pression.partAttribution) ?? Number.NaN)).toBe(partAttribution);
    expect(Number(pression.ratio?.toFixed(2))).toBe(ratio);
  });

  test.each(DOCUMENT)("%s: its differentials are those of percentages already rounded", (...row) => {
    const [, , partParc, , partDemande, , partAttribution, ecartParc, ecartAttribution] = row;
    expect(partDemande - partParc).toBe(ecartParc);
    expect(partAttribution - partDemande).toBe(ecartAttribution);
  });

  test.each([
    // Only the first is printed one point off: 80.53 % − 90.46 % is −9.93, which rounds to −10.
    ["Saint-Dizier", -9.93, 9.41],
    ["Wassy", 3.21, -2.63],
    ["Autres communes", 6.72, -6.78],
  ])("%s: the exact differentials are %d and %d points", (nom, ecartParc, ecartAttribution) => {
    const row = DOCUMENT.find(([libelle]) => libelle === nom);
    if (!row) throw new Error(nom);
    const pression = computePression(lieuOf(row), TOTAL, AUCUN);
    expect(percent(pression.ecartParc)).toBeCloseTo(ecartParc, 2);
    expect(percent(pression.ecartAttribution)).toBeCloseTo(ecartAttribution, 2);
  });

  it("comes out of the page's own table", () => {
    const lieux = DOCUMENT.map(lieuOf);
    const figure = figurePression({
      code: "p",
      titre: "t",
      maille: "epci",
      lieux,
      inconnus: AUCUN,
      nonLues: 0,
      parcInconnu: 0,
      source: "s",
      reserves: [],
      carte: false,
    });
    const cell = (rank: number, code: string) => figure.lignes[rank]?.cellules[code]?.valeur;
    expect([0, 1, 2].map((rank) => Number(cell(rank, "ratio")).toFixed(2))).toEqual(["1.01", "1.62", "3.08"]);
    // « 1,1 demande pour 1 attribution »
    expect(Number(cell(3, "ratio")).toFixed(1)).toBe("1.1");
    expect([cell(3, "parc"), cell(3, "demandes"), cell(3, "attributions")]).toEqual([5838, 719, 636]);
    expect(figure.lignes.map(({ cle }) => cle)).not.toContain("inconnu");
  });

  it("says 632 attributions and 720 demandes elsewhere, and 636 and 719 in its table: the ratio is the same to the tenth", () => {
    expect((720 / 632).toFixed(1)).toBe((719 / 636).toFixed(1));
  });
});

describe("what nobody placed", () => {
  it("bounds each ratio, and is a line of its own", () => {
    const lieux = DOCUMENT.map(lieuOf);
    const figure = figurePression({
      code: "p",
      titre: "t",
      maille: "epci",
      lieux,
      inconnus: { demandes: 20, attributions: 10 },
      nonLues: 0,
      parcInconnu: 0,
      source: "s",
      reserves: [],
      carte: false,
    });
    const autres = figure.lignes.find(({ cle }) => cle === "Autres communes");
    expect(autres?.cellules.ratio).toEqual({ valeur: 77 / 25, bornes: [77 / 35, 97 / 25] });
    expect(figure.lignes.find(({ cle }) => cle === "inconnu")?.cellules).toMatchObject({
      demandes: { valeur: 20 },
      attributions: { valeur: 10 },
      ratio: { manque: "sans-objet" },
    });
    expect(figure.lignes.at(-1)?.cellules).toMatchObject({ demandes: { valeur: 739 }, attributions: { valeur: 646 } });
  });

  it("groups the small places without losing one", () => {
    const small = ["a", "b", "c"].map(
      (cle): LieuPression => ({
        cle,
        libelle: cle,
        parc: 10,
        demandes: 2,
        attributions: 1,
        liberes: 1,
        liberationsInconnues: 0,
      }),
    );
    const grouped = groupLieux([...DOCUMENT.slice(0, 2).map(lieuOf), ...small], "Autres communes");
    expect(grouped.map(({ cle }) => cle)).toEqual(["Saint-Dizier", "Wassy", "autres"]);
    expect(grouped.at(-1)).toMatchObject({ parc: 30, demandes: 6, attributions: 3, liberes: 3 });
  });

  it("has no ratio where nobody was housed", () => {
    const pression = computePression({ parc: 3, demandes: 4, attributions: 0 }, TOTAL, AUCUN);
    expect([pression.ratio, pression.ratioMax]).toEqual([null, null]);
  });
});
