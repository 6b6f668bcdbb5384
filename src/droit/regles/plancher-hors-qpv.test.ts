import { describe, expect, it, test } from "vitest";
import { TAUX_MINIMAL_HORS_QPV } from "./hors-qpv.ts";
import { type Parametre, valeursOf } from "./parametre.ts";
import {
  ADAPTATION_LOCALE_HORS_QPV,
  describeDerogation,
  findPlancherHorsQpv,
  findSousPlancher,
} from "./plancher-hors-qpv.ts";

describe("the floor hors QPV of a day", () => {
  test.each([
    ["2017-01-28", null, null],
    ["2017-01-29", 0.25, true],
    ["2018-11-24", 0.25, true],
    ["2018-11-25", 0.25, false],
    ["2026-11-25", 0.25, false],
  ])("%s: %s, adaptable %s", (jour, taux, adaptable) => {
    const found = findPlancherHorsQpv(jour);
    expect([found?.taux ?? null, found?.adaptable ?? null]).toEqual([taux, adaptable]);
  });

  it("takes its rate from the one parameter, and its adaptation from one dated day for day like it", () => {
    const days = (parametre: Parametre<unknown>) => valeursOf(parametre).map((v) => [v.depuis, v.jusque]);
    expect(days(ADAPTATION_LOCALE_HORS_QPV)).toEqual(days(TAUX_MINIMAL_HORS_QPV));
    const [first] = valeursOf(TAUX_MINIMAL_HORS_QPV);
    expect(findPlancherHorsQpv("2017-01-29")).toMatchObject({ taux: first?.valeur, source: first?.source });
  });
});

describe("rates under the floor", () => {
  const ecrits = [
    { annee: 2016, taux: 0.1 },
    { annee: 2018, taux: 0.21 },
    { annee: 2021, taux: 0.25 },
  ];

  it("are those of years that had a floor", () => {
    expect(findSousPlancher(ecrits)).toEqual([{ annee: 2018, taux: 0.21 }]);
  });

  it("a year is judged on its last day: the floor of 29 January 2017 is that of 2017, and of no year before", () => {
    const bas = [2015, 2016, 2017, 2018].map((annee) => ({ annee, taux: 0.24 }));
    expect(findSousPlancher(bas).map(({ annee }) => annee)).toEqual([2017, 2018]);
  });

  it("signed when they were lawful, are told from the day they no longer were", () => {
    expect(describeDerogation(ecrits, "2018-10-05", "2019-01-01")?.replaceAll("\u00A0", " ")).toBe(
      "La convention écrit 21 % pour 2018. La loi ELAN a supprimé l’adaptation locale le 25 novembre 2018 : depuis ce jour, ce taux écrit ne dispense plus du plancher de 25 %, qui est jugé à part.",
    );
  });

  test.each([
    ["before that day", "2018-10-05", "2018-11-24"],
    ["when they were signed after it", "2018-11-25", "2019-01-01"],
    ["when nobody has signed", null, "2019-01-01"],
  ])("are not told %s", (_, signed, jour) => {
    expect(describeDerogation(ecrits, signed, jour)).toBeNull();
  });
});
