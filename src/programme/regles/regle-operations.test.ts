import { describe, expect, it } from "vitest";
import type { EtapeOperation, Operation } from "#donnees/regles/programme/operation.ts";
import type { LectureProgramme } from "./regle.ts";
import { countAnnees, countOperations, deliveryYear, type RegleOperations, soldeOf } from "./regle-operations.ts";
import { judgePart } from "./regle-part.ts";

const livraison = (finPrevue: string | null, finReelle: string | null): EtapeOperation => ({
  phase: "livraison",
  debutPrevu: null,
  finPrevue,
  debutReel: null,
  finReelle,
});

const operation = (change: Partial<Operation>): Operation => ({
  id: 1,
  nom: "Essai",
  genre: "construction",
  cadre: "plh",
  bailleur: null,
  commune: "52448",
  secteur: null,
  situation: "hors-qpv",
  residences: [],
  logements: 20,
  collectifs: null,
  individuels: null,
  typologies: {},
  financements: { plai: 6, plus: 14, pls: 0, autre: 0 },
  loyerM2: null,
  premiersBaux: null,
  aReloger: null,
  etapes: [],
  etat: "terminee",
  publieLe: null,
  synthetique: true,
  ...change,
});

const PLAI: RegleOperations = { genre: "neuf-hors-qpv-plai", min: 0.3, genres: ["construction"], cadres: [] };
const INCONNUS = { plai: null, plus: null, pls: null, autre: null };

/** Part and total of one operation, then the verdict of the rule on it alone. */
const judge = (regle: RegleOperations, change: Partial<Operation>, lecture: LectureProgramme = "programme") => {
  const termes = countOperations(regle, [operation(change)], lecture).map(({ terme }) => terme);
  return termes.length === 0 ? "not counted" : judgePart(termes, { min: 0.3, max: null }).issue;
};

describe("which operations a rule counts", () => {
  it.each([
    ["6 PLAI of 20", {}, "respectee"],
    ["in the QPV", { situation: "qpv" }, "not counted"],
    ["of another kind", { genre: "accession-psla" }, "not counted"],
    ["not examined yet", { etat: "deposee" }, "not counted"],
    ["to be completed", { etat: "a-completer" }, "not counted"],
    ["refused", { etat: "refusee" }, "not counted"],
    ["given up", { etat: "abandonnee" }, "not counted"],
    ["PLAI that the others leave", { financements: { plai: null, plus: 14, pls: 0, autre: 0 } }, "respectee"],
    ["a total that the mix gives", { logements: null }, "respectee"],
    ["a mix that nobody wrote", { financements: INCONNUS }, "indecidable"],
    ["too few whatever the rest is", { financements: { ...INCONNUS, plus: 15 } }, "non-respectee"],
    ["nothing known", { logements: null, financements: INCONNUS }, "indecidable"],
    ["somewhere unknown, that would not change it", { situation: "inconnue" }, "respectee"],
    [
      "somewhere unknown, that would",
      { situation: "inconnue", financements: { plai: 5, plus: 15, pls: 0, autre: 0 } },
      "indecidable",
    ],
  ] as const)("%s", (_, change, issue) => {
    expect(judge(PLAI, change)).toBe(issue);
  });

  it("what is delivered is what is over", () => {
    expect(judge(PLAI, { etat: "en-cours" }, "livre")).toBe("not counted");
    expect(judge(PLAI, { etat: "en-cours" }, "programme")).toBe("respectee");
  });

  it("a rule of some documents counts those alone", () => {
    expect(judge({ ...PLAI, cadres: ["npnru"] }, {})).toBe("not counted");
    expect(judge({ ...PLAI, cadres: ["npnru"] }, { cadre: "npnru" })).toBe("respectee");
  });

  it("first lettings are those of what is over; an operation that says none is unknown, never 0 of 0", () => {
    const baux: RegleOperations = { genre: "neuf-hors-qpv-baux", min: 0.3, genres: ["construction"], cadres: [] };
    expect(judge(baux, { etat: "en-cours" })).toBe("not counted");
    expect(judge(baux, { premiersBaux: { connus: 10, q1OuReloges: 3 } })).toBe("respectee");
    expect(judge(baux, {})).toBe("indecidable");
  });
  it("counts the first leases of inhabitants of a priority neighbourhood; those that nobody asked may be", () => {
    const habitants: RegleOperations = { genre: "reconstitution-habitants", min: 0.3, cadres: [] };
    const livree = (premiersBaux: Operation["premiersBaux"]) =>
      judge(habitants, { genre: "reconstitution", premiersBaux });
    expect(livree({ connus: 10, q1OuReloges: 0, habitantsQpv: 3 })).toBe("respectee");
    expect(livree({ connus: 10, q1OuReloges: 0, habitantsQpv: 2 })).toBe("non-respectee");
    expect(livree({ connus: 10, q1OuReloges: 0, habitantsQpv: null })).toBe("indecidable");
    expect(livree(null)).toBe("indecidable");
    expect(judge(habitants, { premiersBaux: { connus: 10, q1OuReloges: 0, habitantsQpv: 3 } })).toBe("not counted");
  });
});

describe("the year of a delivery", () => {
  it.each([
    ["real before planned", { etapes: [livraison("2017-06-01", "2018-02-01")] }, 2018, 2018],
    ["planned, of what is not over", { etat: "en-cours", etapes: [livraison("2027-06-01", null)] }, 2027, null],
    ["planned says nothing of what is over", { etapes: [livraison("2017-06-01", null)] }, null, null],
    ["no day", {}, null, null],
  ] as const)("%s", (_, change, programme, livre) => {
    expect(deliveryYear(operation(change), "programme")).toBe(programme);
    expect(deliveryYear(operation(change), "livre")).toBe(livre);
  });

  it("a year counts among those that are over when it is, among those planned anyway", () => {
    const regle = { genre: "production-annuelle", parAn: 60, debut: 2024, fin: 2028, cadres: [] } as const;
    expect(countAnnees(regle, "programme", 2026)).toBe(5);
    expect(countAnnees(regle, "livre", 2026)).toBe(2);
    expect(countAnnees(regle, "livre", 2020)).toBe(0);
  });
});

describe("what operations change of the stock after its vintage", () => {
  it.each([
    ["delivered before: it is in the stock", { etapes: [livraison(null, "2016-12-31")] }, [0, 0]],
    ["delivered after", { etapes: [livraison(null, "2017-01-01")] }, [20, 0]],
    ["under way", { etat: "en-cours" }, [20, 0]],
    ["a demolition under way", { genre: "demolition", etat: "en-cours" }, [0, 20]],
    ["a rehabilitation", { genre: "rehabilitation", etat: "en-cours" }, [0, 0]],
    ["refused", { etat: "refusee" }, [0, 0]],
  ] as const)("%s", (_, change, [construits, demolis]) => {
    expect(soldeOf([operation(change)], "2017-01-01")).toMatchObject({
      construits,
      demolis,
      construitsInconnus: 0,
      demolisInconnus: 0,
    });
  });

  it("an operation over on a day that nobody wrote, or of no known size, is unknown", () => {
    expect(soldeOf([operation({})], "2017-01-01")).toMatchObject({ construits: 0, construitsInconnus: 1 });
    expect(soldeOf([operation({ etat: "prevue", logements: null, genre: "demolition" })], "2017-01-01")).toMatchObject({
      demolis: 0,
      demolisInconnus: 1,
    });
  });
});
