import fc from "fast-check";
import { expect, it } from "vitest";
import { figuresParcours, masquerPetits } from "./figures-parcours.ts";

it("hides what is under eleven, and enough of the rest", () => {
  expect(masquerPetits([50, 40, 0])).toEqual([false, false, false]);
  expect(masquerPetits([50, 40, 3])).toEqual([false, true, true]);
  expect(masquerPetits([50, 2, 3])).toEqual([true, true, true]);
  expect(masquerPetits([50, 6, 7])).toEqual([false, true, true]);
  expect(masquerPetits([4])).toEqual([true]);
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 8 }), (nombres) => {
      const caches = masquerPetits(nombres);
      nombres.forEach((nombre, rang) => {
        if (nombre > 0 && nombre < 11) expect(caches[rang]).toBe(true);
        if (nombre === 0) expect(caches[rang]).toBe(false);
      });
    }),
  );
});

it("a total never gives back the one number that is hidden", () => {
  const [mutations, sorties, refus] = figuresParcours([
    { genre: "mutation", cle: "123456789", libelle: "Bailleur", destination: "autre-commune", nombre: 30 },
    { genre: "mutation", cle: "inconnu", libelle: null, destination: "inconnue", nombre: 4 },
    { genre: "sortie", cle: "accession", nombre: 3 },
    { genre: "refus", cle: "loyer", nombre: 14 },
    { genre: "refus", cle: "localisation", nombre: 25 },
  ]);
  expect(
    mutations?.lignes.map(({ libelle, cellules }) => [libelle, cellules["autre-commune"], cellules.inconnue]),
  ).toEqual([
    ["Bailleur", { valeur: null, manque: "secret" }, { valeur: 0 }],
    ["Bailleur non renseigné", { valeur: 0 }, { valeur: null, manque: "secret" }],
  ]);
  expect(sorties?.lignes.find(({ cle }) => cle === "accession")?.cellules.sorties).toEqual({
    valeur: null,
    manque: "secret",
  });
  expect(sorties?.lignes.at(-1)?.cellules.sorties).toEqual({ valeur: null, manque: "secret" });
  expect(
    refus?.lignes.flatMap(({ cle, cellules: { refus } }) => (refus?.valeur === 0 ? [] : [[cle, refus?.valeur]])),
  ).toEqual([
    ["localisation", 25],
    ["loyer", 14],
    ["total", 39],
  ]);
});
