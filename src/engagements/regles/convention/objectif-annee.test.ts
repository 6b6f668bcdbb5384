import { describe, expect, it } from "vitest";
import type { Application } from "./application-avenant.ts";
import { sayParts } from "./dire-parts.ts";
import type { Engagement } from "./engagement.ts";
import { readObjectifAnnee, retainObjectifs } from "./objectif-annee.ts";
import type { ObjectifTerritorialise } from "./objectif-territorialise.ts";
import { SANS_REPRISE } from "./reprise.ts";
import { retainTerritorialises } from "./territorialises-retenus.ts";
import { sliceAnnee, type VersionDatee } from "./tranches-annee.ts";

const EPCI = { type: "epci" } as const;
const ligne = (taux: number | null, nombre: number | null = null, annee = 2018): Engagement => ({
  annee,
  objet: "hors-qpv",
  porteur: EPCI,
  taux,
  nombre,
  reference: null,
});

function version(
  numero: number,
  depuis: string | null,
  engagements: readonly Engagement[],
  application: Application | null = null,
): VersionDatee {
  return { numero, titre: numero === 0 ? "Convention" : `Avenant n° ${numero}`, depuis, application, engagements };
}

const CONVENTION = version(0, "2017-10-05", [ligne(0.21)]);
const ecrit = <V extends VersionDatee>(versions: readonly V[]) => ({ versions, reprises: SANS_REPRISE });
const read = (versions: readonly VersionDatee[], annee = 2018) =>
  readObjectifAnnee(ecrit(versions), annee, "hors-qpv", EPCI);

describe("an objective of a year", () => {
  it.each([
    ["of a draft is none", [version(0, null, [ligne(0.21)])]],
    ["of another year is none", [version(0, "2017-10-05", [ligne(0.21, null, 2019)])]],
    ["before the first version is none", [version(0, "2019-01-01", [ligne(0.21)])]],
  ])("%s", (_, versions) => {
    expect(read(versions)).toBeNull();
  });

  it("is the whole year's when the convention is signed in October, and when an avenant begins on 1 January", () => {
    expect(read([version(0, "2018-10-05", [ligne(0.21)])])).toMatchObject({ taux: 0.21, parts: [], calcul: null });
    const janvier = version(1, "2018-01-01", [ligne(0.3)], "a-compter");
    expect(read([CONVENTION, janvier])).toMatchObject({ taux: 0.3, parts: [], acte: "Avenant n° 1" });
  });

  it("is the last version's of two of the same day", () => {
    expect(read([version(1, "2017-10-05", [ligne(0.3)], "a-compter"), CONVENTION])).toMatchObject({ taux: 0.3 });
  });

  it("is in as many parts as versions hold from their day, in the order of days", () => {
    const versions = [
      version(2, "2018-11-15", [ligne(0.35)], "a-compter"),
      CONVENTION,
      version(1, "2018-03-10", [ligne(0.3)], "a-compter"),
    ];
    expect(read(versions)?.parts.map(({ du, au, taux }) => [du, au, taux])).toEqual([
      ["2018-01-01", "2018-03-09", 0.21],
      ["2018-03-10", "2018-11-14", 0.3],
      ["2018-11-15", "2018-12-31", 0.35],
    ]);
    expect(sliceAnnee(ecrit(versions), 2018).map(({ version }) => version.numero)).toEqual([0, 1, 2]);
    expect(sliceAnnee(ecrit(versions), 2019).map(({ version }) => version.numero)).toEqual([2]);
  });

  it("begins with an avenant that writes it first, and ends with one that takes it off", () => {
    const begins = [version(0, "2017-10-05", []), version(1, "2018-11-15", [ligne(0.3)], "prorata")];
    expect(read(begins)?.parts.map(({ du, taux }) => [du, taux])).toEqual([["2018-11-15", 0.3]]);
    const ends = [CONVENTION, version(1, "2018-11-15", [], "a-compter")];
    expect(read(ends)).toMatchObject({
      acte: "Convention",
      parts: [{ du: "2018-01-01", au: "2018-11-14", taux: 0.21 }],
    });
  });

  /** 40 leases a year: 318 of 365 days give 34.85, 47 give 5.15; each is a minimum. */
  it("reduces a written number to its days, rounded up; the rate binds when both are written", () => {
    const versions = [
      version(0, "2017-10-05", [ligne(null, 40)]),
      version(1, "2018-11-15", [ligne(0.3, 40)], "a-compter"),
    ];
    expect(read(versions)?.parts.map(({ taux, nombre }) => [taux, nombre])).toEqual([
      [null, 35],
      [0.3, null],
    ]);
  });

  /** 30 for 318 days and 60 for 47: (9 540 + 2 820) / 365 = 33.86. An unchanged number stays. */
  it("weighs numbers by their days too, rounded up, and leaves alone what does not change", () => {
    const avenant = version(1, "2018-11-15", [ligne(null, 60)], "prorata");
    const weighed = read([version(0, "2017-10-05", [ligne(null, 30)]), avenant]);
    expect(weighed).toMatchObject({ nombre: 34, taux: null, parts: [] });
    expect(weighed?.calcul).toBe("Au prorata des jours : 318\u00A0jours à 30 et 47\u00A0jours à 60.");
    expect(read([version(0, "2017-10-05", [ligne(null, 60)]), avenant])).toMatchObject({ nombre: 60, calcul: null });
  });

  it("is in parts when one version writes a rate and the other a number: they have no average", () => {
    const versions = [CONVENTION, version(1, "2018-11-15", [ligne(null, 73)], "prorata")];
    expect(read(versions)?.parts.map(({ taux, nombre }) => [taux, nombre])).toEqual([
      [0.21, null],
      [null, 10],
    ]);
  });
});

describe("what a bilan retains", () => {
  it("reads the years that follow in the last version, whole", () => {
    const versions = [
      version(0, "2017-10-05", [ligne(0.21), ligne(0.23, null, 2019)]),
      version(1, "2018-11-15", [ligne(0.3), ligne(0.31, null, 2019)], "a-compter"),
    ];
    const retained = retainObjectifs(ecrit(versions), 2018, 2020);
    expect(retained.map(({ annee, taux, parts, depuis }) => [annee, taux, parts.length, depuis])).toEqual([
      [2018, 0.3, 2, "2018-11-15"],
      [2019, 0.31, 0, "2018-11-15"],
    ]);
  });

  it("reads what the first version wrote before any was in force, on its own day", () => {
    const versions = [version(0, "2018-10-05", [ligne(0.2, null, 2016), ligne(0.21)])];
    expect(retainObjectifs(ecrit(versions), 2016, 2018).map(({ annee, depuis }) => [annee, depuis])).toEqual([
      [2016, "2018-10-05"],
      [2018, "2018-10-05"],
    ]);
    expect(retainObjectifs(ecrit([]), 2016, 2018)).toEqual([]);
  });

  it("leaves réservataires and other objects to their own readings", () => {
    const others: Engagement[] = [
      { ...ligne(0.25), porteur: { type: "reservataire", contingent: "COLTER" } },
      { ...ligne(0.25), objet: "publics-prioritaires" },
    ];
    expect(retainObjectifs(ecrit([version(0, "2017-10-05", others)]), 2018, 2018)).toEqual([]);
  });
});

describe("objectives by place or period of a year that an avenant shares", () => {
  const trimestre = (rang: 1 | 4, taux: number): ObjectifTerritorialise => ({
    objet: "hors-qpv",
    porteur: EPCI,
    lieu: null,
    taux,
    nombre: null,
    reference: null,
    ...(rang === 1 ? { du: "2018-01-01", au: "2018-03-31" } : { du: "2018-10-01", au: "2018-12-31" }),
  });
  const before = { ...CONVENTION, territorialises: [trimestre(1, 0.2), trimestre(4, 0.2)] };
  const after = (application: Application) => ({
    ...version(1, "2018-11-15", [], application),
    territorialises: [trimestre(1, 0.3), trimestre(4, 0.3)],
  });
  const rates = (application: Application) =>
    retainTerritorialises(ecrit([before, after(application)]), 2018).map(({ objectif: { du, taux }, acte }) => [
      du,
      taux,
      acte,
    ]);

  it("keeps what was over on that day, unless the avenant is of the whole year", () => {
    expect(rates("a-compter")).toEqual([
      ["2018-01-01", 0.2, "Convention"],
      ["2018-10-01", 0.3, "Avenant n° 1"],
    ]);
    expect(rates("annee-entiere").map(([, taux]) => taux)).toEqual([0.3, 0.3]);
    expect(retainTerritorialises(ecrit([before]), 2019)).toEqual([]);
  });
});

it("says each part with its version, its leases and what it misses", () => {
  const part = { du: "2018-11-15", au: "2018-12-31", taux: 0.3, nombre: null, acte: "Avenant n° 1", realise: 5 };
  const said = sayParts([{ ...part, assiette: 20, manque: 1, inconnus: 2, verdict: "non-atteint" }]);
  expect(said?.replaceAll("\u00A0", " ")).toBe(
    "L’année est partagée, chaque version jugée sur ses propres baux : du 15 novembre 2018 au 31 décembre 2018, 30 % (Avenant n° 1) : 5 sur 20, 2 inconnues, non atteint, il manque 1.",
  );
  expect(sayParts([{ ...part, assiette: 0, manque: 0, inconnus: null, verdict: "indecidable" }])).toContain(
    "les baux de ces jours ne sont pas connus",
  );
  expect(sayParts(undefined)).toBeNull();
});
