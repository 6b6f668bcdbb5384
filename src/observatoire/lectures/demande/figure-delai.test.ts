import { describe, expect, test } from "vitest";
import { readDelai, sayDelai } from "#bilan/lectures/delai/read-delai.ts";
import { figureDelai } from "./figure-delai.ts";

const bail = (mois: number | null, nombre: number, secteur: string | null = "1") => ({
  commune: "52448",
  secteur,
  typologie: "T3",
  mois,
  nombre,
});

describe("from the demande to the lease", () => {
  test("quartiles are of the known leases, and the unknown bound the share under a year", () => {
    const baux = [bail(2, 5), bail(6, 6), bail(14, 4), bail(null, 5)];
    expect(readDelai(baux, 11)).toEqual({ baux: 20, connus: 15, moisUnAn: 11, quartiles: [2, 6, 14] });
    expect(figureDelai(baux, 2017).lignes.at(-1)?.cellules).toMatchObject({
      mediane: { valeur: 6 },
      part_un_an: { valeur: 11 / 15, bornes: [11 / 20, 16 / 20] },
    });
    expect(sayDelai(readDelai(baux, 11), "de 2017")).toContain(
      "le délai de 5 baux est inconnu".replaceAll(" 5 ", " 5\u00A0"),
    );
  });

  test("too few known leases tell no delay, and none known is unknown", () => {
    const { lignes } = figureDelai([bail(2, 10, "1"), bail(null, 3, "2")], 2017);
    expect(lignes[0]?.cellules["mediane"]).toMatchObject({ manque: "effectif-faible" });
    expect(lignes[1]?.cellules["mediane"]).toMatchObject({ manque: "inconnu" });
    expect(sayDelai(readDelai([bail(2, 10)], 11), "de 2017")).toBeNull();
  });
});
