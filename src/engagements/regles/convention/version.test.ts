import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { checkEtape, ETAPES, type Etape } from "./etape.ts";
import { readRevision } from "./revision.ts";
import {
  checkModifiable,
  checkParent,
  describeNext,
  findVersion,
  findVersionOfYear,
  isEnVigueur,
  lastEnVigueur,
  lastEtape,
  nextEtape,
  stateOf,
  type Version,
} from "./version.ts";

function version(given: Partial<Version> & { numero: number }): Version {
  return {
    id: 100 + given.numero,
    parent: given.numero === 0 ? null : 99 + given.numero,
    application: null,
    territorialises: [],
    titre: `Version ${given.numero}`,
    objet: "…",
    reprise: false,
    depuis: null,
    dureeAns: 3,
    etapes: [],
    signataires: [],
    engagements: [],
    ...given,
  };
}

const CONVENTION = version({ numero: 0, depuis: "2018-10-05" });
const AVENANT = version({ numero: 1, depuis: "2020-03-01" });
const PROJET = version({ numero: 2 });
const TOUTES = [CONVENTION, AVENANT, PROJET];

describe("what is in force on a day", () => {
  test.each([
    ["2018-10-04", null],
    ["2018-10-05", 0],
    ["2020-02-29", 0],
    ["2020-03-01", 1],
    ["2030-01-01", 1],
  ])("%s: version %s", (jour, numero) => {
    expect(findVersion(TOUTES, jour)?.numero ?? null).toBe(numero);
  });

  it("is, for a year, what was in force when it ended: a convention of October sets the whole year", () => {
    expect([2017, 2018, 2019, 2020].map((annee) => findVersionOfYear(TOUTES, annee)?.numero ?? null)).toEqual([
      null,
      0,
      0,
      1,
    ]);
  });

  it("is the latest number of two that took effect the same day", () => {
    const same = { depuis: "2018-10-05" };
    expect(findVersion([version({ numero: 1, ...same }), CONVENTION], "2019-01-01")?.numero).toBe(1);
  });

  const anyVersions = fc
    .array(fc.option(fc.integer({ min: 0, max: 3000 })), { maxLength: 6 })
    .map((days) => days.map((day, numero) => version({ numero, depuis: day === null ? null : dayOf(day) })));

  it("is one at most, whatever the versions and the day, and never a draft", () => {
    fc.assert(
      fc.property(anyVersions, fc.integer({ min: 0, max: 3000 }), (versions, rank) => {
        const jour = dayOf(rank);
        const states = versions.map((one) => stateOf(one, versions, jour));
        const begun = versions.filter((one) => isEnVigueur(one, jour));
        expect(states.filter((etat) => etat === "en-vigueur")).toHaveLength(begun.length > 0 ? 1 : 0);
        expect(states.filter((etat) => etat === "projet")).toHaveLength(versions.length - begun.length);
        const found = findVersion(versions, jour);
        for (const one of begun) expect((one.depuis ?? "") <= (found?.depuis ?? "")).toBe(true);
      }),
    );
  });

  it("does not change, for a past day, when a later version takes effect", () => {
    fc.assert(
      fc.property(anyVersions, fc.integer({ min: 0, max: 2999 }), (versions, rank) => {
        const jour = dayOf(rank);
        const more = [...versions, version({ numero: 50, depuis: dayOf(rank + 1) })];
        expect(findVersion(more, jour)).toEqual(findVersion(versions, jour));
        expect(lastEnVigueur(more)?.depuis ?? "").not.toBe("");
      }),
    );
  });
});

function dayOf(rank: number): string {
  return new Date(Date.UTC(2017, 0, 1) + rank * 86_400_000).toISOString().slice(0, 10);
}

describe("an avenant amends what is in force, and nothing else", () => {
  it("accepts the parent in force, from its own day on", () => {
    const next = version({ numero: 2, parent: AVENANT.id });
    expect(() => checkParent(next, TOUTES, "2020-03-01")).not.toThrow();
    expect(() => checkParent(CONVENTION, TOUTES, "2018-10-05")).not.toThrow();
  });

  test.each([
    ["without a parent", { parent: null }, "2021-01-01", "avenant-sans-parent"],
    ["of a version that is gone", { parent: 9 }, "2021-01-01", "avenant-sans-parent"],
    ["of a version that another has replaced", { parent: CONVENTION.id }, "2021-01-01", "avenant-parent-depasse"],
    [
      "of a replaced version, dated before its replacement",
      { parent: CONVENTION.id },
      "2019-01-01",
      "avenant-parent-depasse",
    ],
    ["before its parent", { parent: AVENANT.id }, "2020-02-29", "avenant-avant-son-parent"],
  ])("refuses one %s", (_, given, depuis, code) => {
    expect(() => checkParent(version({ numero: 2, ...given }), TOUTES, depuis)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it("refuses any change of a version in force, not of a draft", () => {
    expect(() => checkModifiable(CONVENTION)).toThrow(expect.objectContaining({ code: "version-en-vigueur" }));
    expect(() => checkModifiable(PROJET)).not.toThrow();
  });
});

describe("steps", () => {
  const day = (rank: number) => `2026-0${rank + 1}-01`;
  const done = (count: number): Etape[] =>
    ETAPES.slice(0, count).map((nature, rank) => ({ nature, date: day(rank), acte: "Délibération n° 12" }));
  const check = (count: number, etape: Partial<Etape>, reprise = false) =>
    checkEtape(
      { etapes: done(count), reprise },
      { nature: ETAPES[count] ?? "bilan-annuel", date: day(count), acte: "Délibération n° 12", ...etape },
      "2026-12-31",
    );

  it("follow their order, and each is the next of the one before", () => {
    for (const [rank] of ETAPES.entries()) {
      expect(() => check(rank, {})).not.toThrow();
      const reached = version({ numero: 0, etapes: done(rank) });
      expect([lastEtape(reached), nextEtape(reached)]).toEqual([ETAPES[Math.max(0, rank - 1)], ETAPES[rank]]);
    }
    expect(describeNext(version({ numero: 0, etapes: done(3) }))).toBe("Vote du conseil communautaire");
    expect(nextEtape(CONVENTION)).toBeNull();
  });

  test.each<[string, number, Partial<Etape>, string]>([
    ["one already written", 3, { nature: "projet" }, "etape-deja-faite"],
    ["one too early", 2, { nature: "vote" }, "etape-dans-le-desordre"],
    ["an annual bilan before the entry into force", 5, { nature: "bilan-annuel" }, "etape-dans-le-desordre"],
    ["no act", 0, { acte: "  " }, "etape-sans-acte"],
    ["no date", 2, { date: null }, "etape-sans-date"],
    ["a date to come", 2, { date: "2027-01-01" }, "etape-future"],
    ["a date before the step it follows", 2, { date: "2026-01-31" }, "etape-avant-la-precedente"],
  ])("refuse %s", (_, count, etape, code) => {
    expect(() => check(count, etape)).toThrow(expect.objectContaining({ code }));
  });

  it("of a document taken over may have no date, but its entry into force has one", () => {
    expect(() => check(2, { date: null }, true)).not.toThrow();
    expect(() => check(6, { date: null }, true)).toThrow(expect.objectContaining({ code: "etape-sans-date" }));
  });

  it("takes as many annual bilans as there are years", () => {
    const after = [...done(7), { nature: "bilan-annuel", date: "2026-08-01", acte: "Bilan 2025" } as const];
    const next = { nature: "bilan-annuel", date: "2026-12-01", acte: "Bilan 2026" } as const;
    expect(() => checkEtape({ etapes: after, reprise: false }, next, "2026-12-31")).not.toThrow();
  });
});

test.each([
  ["2021-04-04", "a-jour"],
  ["2021-04-05", "a-preparer"],
  ["2021-10-04", "a-preparer"],
  ["2021-10-05", "depassee"],
])("three years after the 5 October 2018, on %s, the revision is %s", (jour, etat) => {
  expect(readRevision("2018-10-05", 3, jour)).toEqual({ echeance: "2021-10-05", etat });
});
