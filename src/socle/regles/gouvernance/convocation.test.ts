// @module-tag profondeur
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readRythme } from "#gouvernance/regles/calendrier-instance.ts";
import { selon } from "../../../../test/profondeur.ts";
import { finReunion, formatHoraire, isCourriel, isMembreLe, isVisio, periodeConvoques } from "./convocation.ts";
import { checkSuiteReunion, ETATS_REUNION, type EtatReunion, isReunionModifiable } from "./reunion.ts";

test("a meeting goes one way: every pair of states", () => {
  const allowed = ETATS_REUNION.flatMap((de) =>
    ETATS_REUNION.filter((vers) => {
      try {
        checkSuiteReunion(de, vers);
        return true;
      } catch (error) {
        expect(error).toMatchObject({ code: "reunion-etat", details: { de, vers } });
        return false;
      }
    }).map((vers) => `${de} → ${vers}`),
  );
  expect(allowed).toEqual([
    "preparation → convoquee",
    "preparation → annulee",
    "convoquee → ouverte",
    "convoquee → annulee",
    "ouverte → close",
  ]);
  expect(ETATS_REUNION.filter(isReunionModifiable)).toEqual(["preparation", "convoquee"]);
});

describe("an address", () => {
  it.each(["logement@mairie.fr", "a.b+c@sous.domaine.example", "o'neil@xn--rsm-6la.fr"])("%s is one", (texte) => {
    expect(isCourriel(texte)).toBe(true);
  });
  it.each([
    "",
    "a",
    "a@b",
    "@b.fr",
    "a@",
    "a b@c.fr",
    "a@b.fr,c@d.fr",
    "a@b.fr;c@d.fr",
    "<a@b.fr>",
    '"a"@b.fr',
    "a@b..fr",
    "a@b.fr\nBcc: c@d.fr",
    "a@b.fr\r\nSubject: x",
    "a\u0000@b.fr",
    "élu@mairie.fr",
    ".a@b.fr",
    "a.@b.fr",
    "a..b@c.fr",
    "a@-b.fr",
    "a@b-.fr",
    "a@[127.0.0.1]",
    `${"a".repeat(65)}@b.fr`,
    `a@${"b".repeat(250)}.fr`,
    "a(x)@b.fr",
    "a@b.f",
  ])("%j is none", (texte) => {
    expect(isCourriel(texte)).toBe(false);
  });
  it("holds nothing that a header would read as another", () => {
    const adresse = "a.b@mairie.fr";
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3 }), fc.nat(adresse.length), (ajout, rang) => {
        const texte = adresse.slice(0, rang) + ajout + adresse.slice(rang);
        if (isCourriel(texte)) expect(texte).toMatch(/^[!-~]+$/);
        if (isCourriel(texte)) expect(texte).not.toMatch(/[<>,;:"()[\]\\]|@.*@/);
      }),
      { numRuns: selon({ ci: 150, preuve: 1_000 }) },
    );
  });
});

test("a link is https, whole, and on one line", () => {
  for (const texte of ["https://visio.exemple.fr/salle?x=1#a", "https://visio.exemple.fr:8443"]) {
    expect(isVisio(texte)).toBe(true);
  }
  const refused = [
    "http://x.fr",
    "javascript:alert(1)",
    "https://",
    "https://a b",
    "https://x.fr/\nATTENDEE:x",
    "x.fr",
    "//x.fr",
  ];
  expect(refused.filter(isVisio)).toEqual([]);
});

test("the end is a time of the wall, the next day when it is", () => {
  expect(finReunion("2018-10-05", "14:00", 120)).toEqual({ jour: "2018-10-05", heure: "16:00" });
  expect(finReunion("2018-12-31", "23:30", 600)).toEqual({ jour: "2019-01-01", heure: "09:30" });
  expect(formatHoraire({ jour: "2018-10-05", heure: "09:30", dureeMinutes: 95 })).toBe(
    "de 9\u00A0h\u00A030 à 11\u00A0h\u00A005",
  );
});

test("a member sits from the first to the last day, both included; cases are read 60 days after", () => {
  const mandat = { depuis: "2018-01-01", jusqua: "2018-10-05" };
  expect(["2017-12-31", "2018-01-01", "2018-10-05", "2018-10-06"].map((jour) => isMembreLe(mandat, jour))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isMembreLe({ depuis: null, jusqua: null }, "1900-01-01")).toBe(true);
  expect(periodeConvoques("2018-10-05", "2018-11-15")).toEqual({ du: "2018-10-05", au: "2019-01-14" });
});

describe("an instance against its frequency", () => {
  const CC = { frequenceMois: 3, creeeLe: "2017-01-10", closeLe: null };
  const le = (jour: string, etat: EtatReunion = "close") => ({ jour, etat });
  it.each([
    [
      "held in time, the next one planned in time",
      [le("2018-07-12"), le("2018-10-05", "convoquee")],
      "a-jour",
      0,
      "2018-10-12",
    ],
    ["held, nothing planned, not yet due", [le("2018-07-12")], "a-jour", 0, "2018-10-12"],
    ["late by today", [le("2018-06-01")], "en-retard", 34, "2018-09-01"],
    ["late by the day planned", [le("2018-06-01"), le("2018-10-20", "preparation")], "en-retard", 49, "2018-09-01"],
    [
      "a cancelled one, and one that nobody opened, are not held",
      [le("2018-10-01", "annulee"), le("2018-09-30", "convoquee")],
      "en-retard",
      543,
      "2017-04-10",
    ],
    ["one that is open counts", [le("2018-10-05", "ouverte")], "a-jour", 0, "2019-01-05"],
  ] as const)("%s", (_, reunions, etat, retardJours, attendue) => {
    expect(readRythme(CC, reunions, "2018-10-05")).toMatchObject({ etat, retardJours, attendue });
  });
  it("says nothing where nothing is written", () => {
    const sans = { etat: "sans-rythme", attendue: null, retardJours: 0 };
    expect(readRythme({ ...CC, frequenceMois: null }, [le("2015-01-01")], "2018-10-05")).toMatchObject(sans);
    expect(readRythme({ ...CC, closeLe: "2018-01-01" }, [le("2015-01-01")], "2018-10-05")).toMatchObject(sans);
    expect(readRythme({ ...CC, creeeLe: null }, [], "2018-10-05")).toMatchObject({
      etat: "jamais-reunie",
      attendue: null,
      derniere: null,
    });
  });
});
