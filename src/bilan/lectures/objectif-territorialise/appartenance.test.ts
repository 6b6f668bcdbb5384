import { describe, expect, it } from "vitest";
import { type Lieu, parseLieu } from "#donnees/regles/convention/lieu.ts";
import type { Porteur } from "#engagements/regles/convention/engagement.ts";
import type { CompteSitue } from "../ports.ts";
import { belongs } from "./appartenance.ts";
import { countConcernes, countSansLieu, keepConcernes } from "./compter.ts";

const EPCI = { type: "epci" } as const;
const COLTER: Porteur = { type: "reservataire", contingent: "COLTER" };
const BAIL: CompteSitue = {
  bailleur: "999000011",
  annee: 2019,
  mois: 7,
  debut: "2019-07-01",
  nombre: 1,
  situation: "hors-qpv",
  quartile: "q1",
  ressources: "positives",
  relogement: "non",
  deduite: false,
  probable: "inconnue",
  doublePossible: false,
  commune: "52448",
  secteur: "Centre",
  qpv: null,
  contingent: "COLTER",
  prioritaire: "non",
  dalo: "non",
};
const QUARTIERS = new Map([
  ["QP052001", ["52448"]],
  ["QP052002", []],
]);
const where = (given: Partial<CompteSitue>, key: string, porteur: Porteur = EPCI) =>
  belongs({ ...BAIL, ...given }, { porteur, lieu: key === "" ? null : (parseLieu(key) as Lieu) }, QUARTIERS);

describe("whether a lease is of an objective", () => {
  it.each<[string, Partial<CompteSitue>, string, string]>([
    ["of its commune", {}, "commune:52448", "oui"],
    ["of another commune", {}, "commune:52550", "non"],
    ["of no known commune", { commune: null, secteur: null }, "commune:52448", "peut-etre"],
    ["of its sector", {}, "secteur:Centre", "oui"],
    ["of a commune that is in no sector", { secteur: null }, "secteur:Centre", "non"],
    ["of no known commune, for a sector", { commune: null, secteur: null }, "secteur:Centre", "peut-etre"],
    ["in that neighbourhood", { situation: "qpv", qpv: "QP052001" }, "qpv:QP052001", "oui"],
    ["in another neighbourhood", { situation: "qpv", qpv: "QP052002" }, "qpv:QP052001", "non"],
    ["outside all of them", { situation: "hors-qpv" }, "qpv:QP052001", "non"],
    ["in one, nobody knows which", { situation: "qpv" }, "qpv:QP052001", "peut-etre"],
    ["unlocated, in its commune", { situation: "inconnue" }, "qpv:QP052001", "peut-etre"],
    [
      "unlocated, in a commune that does not have it",
      { situation: "inconnue", commune: "52550" },
      "qpv:QP052001",
      "non",
    ],
    ["unlocated, of no known commune", { situation: "inconnue", commune: null }, "qpv:QP052001", "peut-etre"],
    ["unlocated, of a neighbourhood that names no commune", { situation: "inconnue" }, "qpv:QP052002", "peut-etre"],
    ["of all the territory, whatever it says", { commune: null, situation: "inconnue" }, "", "oui"],
  ])("%s", (_, given, key, expected) => {
    expect(where(given, key)).toBe(expected);
  });

  it.each<[string, Partial<CompteSitue>, Porteur, string]>([
    ["its bailleur's", {}, { type: "bailleur", siren: "999000011" }, "oui"],
    ["another bailleur's", {}, { type: "bailleur", siren: "999000029" }, "non"],
    ["its réservataire's", {}, COLTER, "oui"],
    ["another réservataire's", { contingent: "COLACT" }, COLTER, "non"],
    ["of no known réservataire", { contingent: "inconnu" }, COLTER, "peut-etre"],
    ["nobody's: not reserved", { contingent: "AUCUN" }, COLTER, "non"],
  ])("%s", (_, given, porteur, expected) => {
    expect(where(given, "", porteur)).toBe(expected);
  });

  it("is no as soon as one answer is no, and perhaps before it is yes", () => {
    expect(where({ contingent: "inconnu" }, "commune:52550", COLTER)).toBe("non");
    expect(where({ contingent: "inconnu" }, "commune:52448", COLTER)).toBe("peut-etre");
    expect(where({ commune: null }, "commune:52448", { type: "bailleur", siren: "999000029" })).toBe("non");
  });
});

describe("what is counted of it", () => {
  const count = (given: readonly Partial<CompteSitue>[], objet: Parameters<typeof countConcernes>[1] = "hors-qpv") => {
    const rows = given.map((one) => ({ ...BAIL, ...one }));
    const kept = keepConcernes(rows, { porteur: EPCI, lieu: { genre: "commune", code: "52448" } }, QUARTIERS);
    return { ...countConcernes(kept, objet, "exclues"), sansLieu: countSansLieu(kept, objet, "exclues") };
  };

  it("puts a lease that may be elsewhere in the bounds alone, by what it would count for", () => {
    expect(
      count([
        { nombre: 3 },
        { nombre: 2, commune: null },
        { nombre: 5, commune: null, quartile: "q2-4" },
        { nombre: 7, commune: "52550" },
      ]),
    ).toEqual({ part: 3, total: 3, inconnusPart: 2, inconnusAutres: 5, indecis: 0, inconnusIndecis: 0, sansLieu: 7 });
  });

  it("leaves out what it would never count, wherever it is", () => {
    expect(count([{ nombre: 3, commune: null, situation: "qpv" }])).toMatchObject({ total: 0, sansLieu: 0 });
  });

  it("counts priority publics over all, the unknown apart", () => {
    const said = (prioritaire: "oui" | "non" | "inconnu", nombre: number) => ({ prioritaire, nombre });
    expect(count([said("oui", 2), said("non", 5), said("inconnu", 1)], "publics-prioritaires")).toMatchObject({
      part: 2,
      total: 8,
      indecis: 1,
    });
    expect(count([{ doublePossible: true }], "publics-prioritaires")).toMatchObject({ total: 0, inconnusAutres: 1 });
  });
});
