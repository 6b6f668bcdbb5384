import { describe, expect, it } from "vitest";
import { mesurerDelais } from "./delais.ts";
import { checkDates, type DatesLiberation, etapeAtteinte, referenceLiberation } from "./liberation.ts";

const AUCUNE: DatesLiberation = {
  preavis: null,
  "etat-des-lieux": null,
  travaux: null,
  disponible: null,
  proposee: null,
  commission: null,
  offre: null,
  bail: null,
};

describe("days of a freed dwelling", () => {
  it.each([
    [{ preavis: "2018-10-01" }, null],
    [{ preavis: "2018-10-01", "etat-des-lieux": "2018-09-30" }, "liberation-date"],
    [{ disponible: "2018-12-02" }, "liberation-date"],
    // Candidates are named during the notice.
    [{ preavis: "2018-10-01", proposee: "2018-10-10", "etat-des-lieux": "2018-11-02" }, null],
    [{ commission: "2018-11-10", offre: "2018-11-09" }, "liberation-date"],
  ] as const)("%o: %s", (dates, code) => {
    const check = () => checkDates({ ...AUCUNE, ...dates }, "2018-12-01");
    if (code === null) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code }));
  });

  it("says the furthest step, and how people call the dwelling", () => {
    expect(etapeAtteinte({ ...AUCUNE, preavis: "2018-10-01", proposee: "2018-10-02" })).toBe("proposee");
    expect(etapeAtteinte(AUCUNE)).toBe("preavis");
    expect(referenceLiberation(12)).toBe("L-0012");
  });
});

describe("delays by step", () => {
  const dates = (disponible: string | null, bail: string | null) => ({ dates: { ...AUCUNE, disponible, bail } });
  const [, , , , , , , relocation] = mesurerDelais([
    dates("2018-01-01", "2018-01-11"),
    dates("2018-01-01", "2018-01-21"),
    dates("2018-02-01", "2018-03-03"),
    dates("2018-01-10", "2018-01-05"),
    dates(null, "2018-01-05"),
    dates("2018-01-01", null),
  ]);

  it("counts what was begun before, and what nobody wrote, apart", () => {
    expect(relocation).toEqual({
      de: "disponible",
      vers: "bail",
      libelle: "De la disponibilité au bail",
      mesures: 4,
      inconnus: 1,
      anticipes: 1,
      mediane: 15,
      quartiles: [8, 23],
      maximum: 30,
    });
  });

  it("takes two steps of one day for a delay of no day, not for one begun before", () => {
    const [, , , , , , , une] = mesurerDelais([dates("2018-01-01", "2018-01-01")]);
    expect(une).toMatchObject({ mesures: 1, anticipes: 0, mediane: 0, maximum: 0 });
  });

  it("says nothing of steps that no dwelling has reached", () => {
    expect(mesurerDelais([dates("2018-01-01", null)])[6]).toMatchObject({ mesures: 0, inconnus: 0, mediane: null });
  });
});
