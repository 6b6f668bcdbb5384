import { describe, expect, it } from "vitest";
import { type Demarche, latestDemarche, orderDemarches, parseQuand, sayQuand } from "./demarche.ts";
import { orderPopulations, type Population, partOf } from "./population.ts";

const demarche = (id: number, quand: string | null, document: Demarche["document"] = "autre"): Demarche => ({
  id,
  quand,
  document,
  titre: `Démarche ${id}`,
  source: "Document",
});

describe("a date as its text gives it", () => {
  it.each(["2004", "2004-11", "2016-02-29", "1998-12-31"])("%s is kept", (quand) => {
    expect(parseQuand(` ${quand} `)).toBe(quand);
  });

  it.each(["2015-02-29", "2015-13", "2015-00-01", "11/2004", "1899", "2004-1", "novembre 2004", "2016-04-31"])(
    "%s is refused",
    (quand) => {
      expect(() => parseQuand(quand)).toThrowError(expect.objectContaining({ code: "demarche-quand" }));
    },
  );

  it("an empty one is not known, and is said so", () => {
    expect(parseQuand("  ")).toBeNull();
    expect([null, "2004", "2004-11", "2018-10-01"].map((quand) => sayQuand(quand).replaceAll("\u00a0", " "))).toEqual([
      "date inconnue",
      "2004",
      "novembre 2004",
      "1er octobre 2018",
    ]);
  });
});

describe("the frise", () => {
  it("follows the dates; what has none stays after what was written before it", () => {
    const list = [
      demarche(4, "2016-04"),
      demarche(1, "2012"),
      demarche(2, null),
      demarche(3, "2004-11"),
      demarche(5, null),
    ];
    expect(orderDemarches(list).map(({ id }) => id)).toEqual([3, 1, 2, 4, 5]);
  });

  it("a year comes before its months", () => {
    expect(orderDemarches([demarche(1, "2016-04"), demarche(2, "2016")]).map(({ id }) => id)).toEqual([2, 1]);
  });

  it("of a document, the last step that has begun; one without a date when there is no other", () => {
    const plh = [
      demarche(1, "2012-12", "plh"),
      demarche(2, null, "plh"),
      demarche(3, "2019", "plh"),
      demarche(4, "2015"),
    ];
    expect(latestDemarche(plh, "plh", "2018-10-05")?.id).toBe(1);
    expect(latestDemarche(plh, "plh", "2019-01-01")?.id).toBe(3);
    expect(latestDemarche([demarche(2, null, "plh")], "plh", "2000-01-01")?.id).toBe(2);
    expect(latestDemarche(plh, "pdalhpd", "2026-01-01")).toBeNull();
  });
});

describe("inhabitants", () => {
  const qpv = { genre: "qpv", code: "QP052001" } as const;
  const population = (id: number, more: Partial<Population>): Population => ({
    id,
    lieu: null,
    habitants: 60_000,
    millesime: 2015,
    source: "Recensement",
    ...more,
  });

  it("a part is told of what was counted in the same year", () => {
    const part = population(2, { lieu: qpv, habitants: 7_629 });
    // 7 629 / 60 000 = 12,715 %.
    expect(partOf(part, null, [population(1, {}), part])).toBeCloseTo(0.12715, 10);
    expect(partOf(part, null, [population(1, { millesime: 2013 }), part])).toBeNull();
    expect(partOf(part, null, [population(1, { source: "Ailleurs" }), part])).toBeCloseTo(0.12715, 10);
  });

  it("of no known year, by the same source alone; never more than the whole, never of itself", () => {
    const part = population(2, { lieu: qpv, habitants: 7_629, millesime: null });
    const whole = population(1, { millesime: null });
    expect(partOf(part, null, [whole])).toBeCloseTo(0.12715, 10);
    expect(partOf(part, null, [{ ...whole, source: "Ailleurs" }])).toBeNull();
    expect(partOf(part, null, [{ ...whole, habitants: 7_628 }])).toBeNull();
    expect(partOf(whole, null, [whole])).toBeNull();
  });

  it("are in the order of their places, the latest vintage first", () => {
    const list = [
      population(1, { lieu: qpv }),
      population(2, { lieu: { genre: "commune", code: "52448" }, millesime: 2013 }),
      population(3, { lieu: { genre: "commune", code: "52448" }, millesime: 2018 }),
      population(4, {}),
    ];
    expect(orderPopulations(list).map(({ id }) => id)).toEqual([4, 3, 2, 1]);
  });
});
