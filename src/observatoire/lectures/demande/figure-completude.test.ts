import { describe, expect, test } from "vitest";
import { figureCompletude } from "./figure-completude.ts";

const RPLS_2017 = { millesime: "2017", logements: 900, emmenages: 750, inconnus: 0 };
const cellulesOf = (...parts: Parameters<typeof figureCompletude>) => figureCompletude(...parts).lignes[0]?.cellules;

describe("leases of the SNE beside the move-ins of the stock", () => {
  test("of the same year, and of the year before as the State prints it", () => {
    const rpls2016 = { millesime: "2016", logements: 900, emmenages: 768, inconnus: 0 };
    expect(cellulesOf([rpls2016, RPLS_2017], [{ annee: 2016, baux: 772, mois: 12 }])).toMatchObject({
      attributions: { valeur: 772 },
      emmenages: { valeur: 750 },
      ecart: { valeur: 22 / 750 },
      emmenages_avant: { valeur: 768 },
      // « + 0,55 % » is printed for the département: the formula is the same.
      ecart_publie: { valeur: 4 / 768 },
    });
  });

  test("an undated lease widens the bounds; a vintage not published is unknown", () => {
    const lu = cellulesOf([{ ...RPLS_2017, inconnus: 50 }], [{ annee: 2016, baux: 772, mois: 12 }]);
    expect(lu?.["ecart"]).toEqual({ valeur: 22 / 750, bornes: [-28 / 800, 22 / 750] });
    expect(lu?.["emmenages"]).toEqual({ valeur: 750, bornes: [750, 800] });
    expect(lu?.["ecart_publie"]).toMatchObject({ valeur: null, manque: "inconnu" });
  });

  test("a year of which a month is not published says nothing of its gap", () => {
    const lu = cellulesOf([RPLS_2017], [{ annee: 2016, baux: 600, mois: 9 }]);
    expect(lu?.["attributions"]).toEqual({ valeur: 600 });
    expect(lu?.["ecart"]).toMatchObject({ manque: "inconnu" });
  });
});
