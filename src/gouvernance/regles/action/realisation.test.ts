import { describe, expect, test } from "vitest";
import { CHAMPS_REALISATION, GENRES_REALISATION, isGenreRealisation, sumRealisations } from "./realisation.ts";

const fait = (annee: number, prevu: number | null, realise: number | null, montant: number | null = null) => ({
  annee,
  prevu,
  realise,
  montant,
});

describe("facts of one kind by year", () => {
  test("are added up, latest year first; a fact without its number is counted apart, never as 0", () => {
    const faits = [fait(2018, 10, 4, 1000), fait(2019, null, null), fait(2018, null, 3), fait(2018, 2, null, 500)];
    expect(sumRealisations(faits, CHAMPS_REALISATION["prets-action-logement"])).toEqual([
      { annee: 2019, faits: 1, prevu: null, realise: null, montant: null, muets: 1 },
      { annee: 2018, faits: 3, prevu: 12, realise: 7, montant: 1500, muets: 1 },
    ]);
  });

  test("a rate is not added up: the last one written holds", () => {
    const faits = [fait(2019, 0.1, null), fait(2019, 0.2, null)];
    expect(sumRealisations(faits, CHAMPS_REALISATION["salaries-qpv"])[0]?.prevu).toBe(0.2);
  });
});

test.each(GENRES_REALISATION)("« %s » asks for something that tells one fact from another", (genre) => {
  const { partenaire, objet, etat, prevu } = CHAMPS_REALISATION[genre];
  expect(partenaire?.requis || objet?.requis || etat !== undefined || prevu !== undefined).toBe(true);
  expect(isGenreRealisation(genre)).toBe(true);
});

test("a code of another list is no kind of fact", () => {
  expect(isGenreRealisation("demandes-en-cours")).toBe(false);
});
