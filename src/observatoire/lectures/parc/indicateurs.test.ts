import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { CelluleFigure } from "#socle/lectures/observatoire/figure.ts";
import { cellule, vueParc } from "../../../../test/fixtures/parc.ts";
import { figureStock } from "./figures-stock.ts";
import { loyerM2, mobilite, partClasse, rotation, vacance, vacanceParc, vacancePlus3Mois } from "./indicateurs.ts";
import type { CompteParc } from "./ports.ts";
import { groupParc, sumParc } from "./sommes.ts";

/** A completely known stock, then with forgotten facts: the bounds must contain the true value. */
const stock = fc
  .record({
    loues: fc.nat(50),
    courts: fc.nat(10),
    longs: fc.nat(10),
    autres: fc.nat(10),
    modesTus: fc.nat(8),
    modesTusVacantsLongs: fc.nat(8),
    dureesTues: fc.nat(5),
  })
  .map(({ loues, courts, longs, autres, modesTus, modesTusVacantsLongs, dureesTues }) => {
    const vraiVacants = courts + longs + dureesTues + modesTusVacantsLongs;
    const vraiOfferts = loues + vraiVacants + modesTus;
    const lu: CompteParc = {
      ...cellule(vraiOfferts + autres),
      modeConnu: loues + courts + longs + dureesTues + autres,
      loues,
      vacants: courts + longs + dureesTues,
      vacantsPlus3Mois: longs,
      vacantsDureeInconnue: dureesTues,
    };
    // The forgotten durations are long, the forgotten modes let or long vacant.
    return {
      lu,
      vrai: {
        vacance: vraiVacants / vraiOfferts,
        longue: (longs + dureesTues + modesTusVacantsLongs) / vraiOfferts,
        vraiOfferts,
      },
    };
  })
  .filter(({ vrai }) => vrai.vraiOfferts > 0);

function holds({ valeur, bornes }: CelluleFigure, vrai: number): boolean {
  const [bas, haut] = bornes ?? [valeur as number, valeur as number];
  return bas <= vrai + 1e-9 && vrai <= haut + 1e-9 && bas >= 0 && haut <= 1 + 1e-9;
}

describe("what is not written leaves bounds that hold the truth", () => {
  it("of vacancy, and of long vacancy", () => {
    fc.assert(
      fc.property(
        stock,
        ({ lu, vrai }) => holds(vacance(lu), vrai.vacance) && holds(vacancePlus3Mois(lu), vrai.longue),
      ),
    );
  });

  it("and are left out where everything is known", () => {
    const tout = { ...cellule(10), modeConnu: 10, loues: 8, vacants: 2, vacantsPlus3Mois: 1 };
    expect(vacance(tout)).toEqual({ valeur: 0.2, sur: 10 });
    expect(vacancePlus3Mois(tout)).toEqual({ valeur: 0.1, sur: 10 });
  });
});

describe("a file without MODE", () => {
  const muet = cellule(40);

  test.each([
    ["vacance", vacance(muet)],
    ["vacance de plus de 3 mois", vacancePlus3Mois(muet)],
    ["vacants sur tout le parc", vacanceParc(muet)],
    ["mobilité", mobilite(muet)],
  ])("%s is unknown, from 0 to 1: never 0", (_, cell) => {
    expect(cell).toEqual({ valeur: null, manque: "inconnu", bornes: [0, 1] });
  });

  it("rotation too, and rents", () => {
    expect(rotation(muet)).toEqual({ valeur: null, manque: "inconnu", bornes: [0, 1] });
    expect(loyerM2(muet)).toEqual({ valeur: null, manque: "inconnu" });
  });
});

it("mobility reads known leases, and bounds what is silent", () => {
  const compte = {
    ...cellule(100),
    modeConnu: 100,
    loues: 90,
    vacants: 10,
    mobiles: 9,
    mobilitesPossibles: 95,
    mobilitesInconnues: 5,
  };
  expect(mobilite(compte)).toEqual({ valeur: 9 / 90, sur: 90, bornes: [9 / 95, 14 / 95] });
  expect(mobilite({ ...compte, misesEnLocationInconnues: 5 }).bornes).toEqual([9 / 100, 19 / 100]);
});

it("a share of a class leaves out what the file does not say, with its bounds", () => {
  expect(partClasse([6, 2, 0, 2], 1)).toEqual({ valeur: 0.25, sur: 8, bornes: [0.2, 0.4] });
  expect(partClasse([0, 0, 0, 5], 1)).toEqual({ valeur: null, manque: "inconnu", bornes: [0, 1] });
  expect(partClasse([0, 0, 0, 0], 1)).toEqual({ valeur: null, manque: "sans-objet" });
});

const cellules = fc.array(
  fc.record({
    logements: fc.integer({ min: 1, max: 500 }),
    commune: fc.constantFrom("52448", "52550", "51001"),
    situation: fc.constantFrom("qpv" as const, "hors-qpv" as const, "inconnue" as const),
    qpv: fc.constantFrom("QP052001", null),
    bailleur: fc.constantFrom("999000011", "999000029", null),
  }),
  { minLength: 1, maxLength: 20 },
);

describe("whatever the unit", () => {
  it("no dwelling is lost, nor counted twice", () => {
    fc.assert(
      fc.property(cellules, (rows) => {
        const vue = vueParc(rows.map(({ logements, ...place }) => cellule(logements, place)));
        const total = sumParc(vue.cellules).logements;
        for (const maille of ["grand-territoire", "secteur", "commune", "qpv", "bailleur"] as const) {
          const groupes = groupParc(vue, maille);
          expect(groupes.reduce((sum, { somme }) => sum + somme.logements, 0)).toBe(total);
          expect(new Set(groupes.map(({ cle }) => cle)).size).toBe(groupes.length);
          const figure = figureStock(vue, maille);
          expect(figure.lignes.at(-1)).toMatchObject({ total: true, cellules: { logements: { valeur: total } } });
        }
      }),
    );
  });
});
