import { describe, expect, it } from "vitest";
import type { TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { readEtendue } from "#engagements/lectures/effort/etendue.ts";
import { readEtendueDuree } from "./etendue-duree.ts";

/** Import day of each quarter's file; null: absent. */
function quarters(...jours: readonly (string | null)[]): readonly TrimestrePublie[] {
  return jours.map((deposeLe, rang) => ({
    trimestre: ([1, 2, 3, 4] as const)[rang] ?? 1,
    present: deposeLe !== null,
    deposeLe,
    fichier: deposeLe === null ? null : `t${rang + 1}.csv`,
  }));
}
const ENTIERE = quarters("2018-04-02", "2018-07-02", "2018-10-02", "2019-01-02");
const FIN = "2099-12-31";
const annee = { du: "2018-01-01", au: "2018-12-31" };
const byYear = <T>(lus: Readonly<Record<number, T>>) =>
  new Map(Object.entries(lus).map(([year, one]) => [Number(year), one]));
const read = (
  du: string,
  au: string,
  lus: Readonly<Record<number, readonly TrimestrePublie[]>>,
  jusque = FIN,
  provisoires: Readonly<Record<number, number>> = {},
) => readEtendueDuree({ du, au }, { trimestres: byYear(lus), provisoires: byYear(provisoires) }, jusque);

describe("how much of a period is counted", () => {
  it.each([
    ["whole", ENTIERE],
    ["until August, by a file of August", quarters("2018-04-02", "2018-07-02", "2018-08-20", null)],
    ["with a hole", quarters("2018-04-02", null, "2018-10-02", null)],
    ["nothing", quarters(null, null, null, null)],
  ])("is what is said of a year when it is one: %s", (_, lus) => {
    const { enCours: phrase, ...ours } = read(annee.du, annee.au, { 2018: lus });
    const { enCours, ...theirs } = readEtendue({ annee: 2018, demande: null }, lus);
    expect(ours).toEqual(theirs);
    if (enCours !== null) expect(phrase).toBe(enCours);
  });

  it("of a quarter stops at its own end, whatever is published after it", () => {
    expect(read("2018-04-01", "2018-06-30", { 2018: ENTIERE })).toEqual({
      dernierMois: 6,
      compteJusque: 6,
      arreteAu: "2018-06-30",
      entame: false,
      acheve: true,
      lacune: false,
      enCours: null,
    });
  });

  it("of a quarter does not look at those before it", () => {
    expect(read("2018-07-01", "2018-09-30", { 2018: quarters(null, null, "2018-10-02", null) })).toMatchObject({
      acheve: true,
      lacune: false,
    });
  });

  it("of a quarter not begun is nothing, the day before it", () => {
    expect(read("2018-10-01", "2018-12-31", { 2018: quarters("2018-04-02", null, null, null) })).toMatchObject({
      dernierMois: 0,
      arreteAu: "2018-09-30",
      acheve: false,
      enCours: null,
    });
  });

  it("goes on from one year to the next, its months numbered from the first January", () => {
    const next = quarters("2019-02-15", null, null, null);
    expect(read("2018-07-01", "2019-12-31", { 2018: ENTIERE, 2019: next })).toMatchObject({
      dernierMois: 14,
      arreteAu: "2019-02-15",
      entame: true,
      acheve: false,
      lacune: false,
    });
    expect(
      read("2018-07-01", "2019-03-31", { 2018: ENTIERE, 2019: quarters("2019-04-02", null, null, null) }),
    ).toMatchObject({ dernierMois: 15, arreteAu: "2019-03-31", acheve: true });
  });

  it("has a hole when a quarter of the former year is missing, or all of it", () => {
    const next = quarters("2019-04-02", null, null, null);
    for (const former of [quarters("2018-04-02", "2018-07-02", "2018-10-02", null), []]) {
      expect(read("2018-07-01", "2019-12-31", { 2018: former, 2019: next })).toMatchObject({
        lacune: true,
        acheve: false,
      });
    }
  });

  it("looks at nothing after the day asked", () => {
    expect(read("2018-07-01", "2019-12-31", { 2018: ENTIERE, 2019: ENTIERE }, "2018-09-30")).toMatchObject({
      dernierMois: 9,
      arreteAu: "2018-09-30",
      entame: false,
    });
    expect(read("2019-01-01", "2019-12-31", { 2019: ENTIERE }, "2018-12-31")).toMatchObject({ dernierMois: 0 });
  });

  it.each([
    ["a month after the last file", "2018-12-31", FIN, { 2018: 5 }, 5],
    ["never over the end of the period", "2018-04-30", FIN, { 2018: 5 }, 4],
    ["never after the last day asked for", "2018-12-31", "2018-04-30", { 2018: 5 }, 4],
    ["a month of the second year", "2019-12-31", FIN, { 2019: 2 }, 14],
    ["of a month already covered changes nothing", "2018-12-31", FIN, { 2018: 2 }, 3],
  ])("counts leases signed here: %s", (_, au, jusque, provisoires, compteJusque) => {
    const lus = { 2018: quarters("2018-04-02", null, null, null) };
    expect(read("2018-01-01", au, lus, jusque, provisoires)).toMatchObject({ dernierMois: 3, compteJusque });
  });

  it("counts leases signed here before any file", () => {
    expect(read("2018-01-01", "2018-12-31", {}, FIN, { 2018: 2 })).toMatchObject({ dernierMois: 0, compteJusque: 2 });
    expect(read("2018-04-01", "2018-06-30", {}, FIN, { 2018: 2 })).toMatchObject({ dernierMois: 0, compteJusque: 0 });
  });
});
