// @module-tag profondeur
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { selon } from "../../../test/profondeur.ts";
import type { Compte } from "./attribution/compte.ts";
import { countCauses } from "./causes.ts";
import { sayCauses, sayInconnus, sayIndecidable, sayTrancher } from "./dire-causes.ts";
import { apportsEnQpv, countEnQpv } from "./en-qpv.ts";
import { apportsHorsQpv, countHorsQpv, countPremierQuartile } from "./hors-qpv.ts";
import { boundShare, decideShare, judgeShare, type PartIncertaine } from "./part.ts";

type Bail = Omit<Compte, "nombre">;
type Objet = "hors-qpv" | "qpv";

const COUNT: Readonly<Record<Objet, (comptes: readonly Compte[]) => PartIncertaine>> = {
  "hors-qpv": (comptes) => countHorsQpv(comptes, "q2-4"),
  qpv: (comptes) => countEnQpv(comptes, "q2-4"),
};

const un = (bail: Bail): Compte => ({ ...bail, nombre: 1 });
const bail: fc.Arbitrary<Bail> = fc.record({
  situation: fc.constantFrom("qpv", "hors-qpv", "inconnue"),
  quartile: fc.constantFrom("q1", "q2-4", "inconnu"),
  ressources: fc.constantFrom("positives", "absentes"),
  relogement: fc.constantFrom("oui", "non", "inconnu"),
  doublePossible: fc.constantFrom(false, false, true),
});
const objets = fc.constantFrom<Objet>("hors-qpv", "qpv");
const cents = fc.constantFrom(20, 21, 25, 33, 50);

/** Every completion of a lease's unknown facts; resources that nobody ever finds are one of them. */
function complements(one: Bail): readonly Bail[] {
  const sides = one.situation === "inconnue" ? (["qpv", "hors-qpv"] as const) : ([one.situation] as const);
  const quartiles = one.quartile === "inconnu" ? (["q1", "q2-4", "inconnu"] as const) : ([one.quartile] as const);
  const reloges = one.relogement === "inconnu" ? (["oui", "non"] as const) : ([one.relogement] as const);
  return sides.flatMap((situation) =>
    quartiles.flatMap((quartile) => reloges.map((relogement) => ({ ...one, situation, quartile, relogement }))),
  );
}

/** The law itself, on a completely known lease: what it adds to the part and to the total. */
function adds({ situation, quartile, relogement }: Bail, objet: Objet): readonly [part: number, total: number] {
  if (situation !== objet) return [0, 0];
  if (objet === "hors-qpv" && relogement === "oui") return [1, 1];
  if (quartile === "inconnu") return [0, 0];
  return [quartile === (objet === "hors-qpv" ? "q1" : "q2-4") ? 1 : 0, 1];
}

/** What one lease may add; once asked about, a single answer remains. */
type Reponses = readonly (readonly [part: number, total: number])[];

/** A lease that the file may already hold may also add nothing. */
function reponsesOf(one: Bail, objet: Objet): Reponses {
  const own = complements(one).map((complete) => adds(complete, objet));
  return one.doublePossible === true ? [[0, 0], ...own] : own;
}

/** Every pair of counts that the leases may give together. */
function outcomes(baux: readonly Reponses[]): Reponses {
  let sums: Reponses = [[0, 0]];
  for (const told of baux) {
    const next = sums.flatMap(([part, total]) => told.map(([p, t]) => [part + p, total + t] as const));
    sums = [...new Map(next.map((pair) => [pair.join("/"), pair])).values()];
  }
  return sums;
}

function issueOf([part, total]: readonly [number, number], cent: number) {
  if (total === 0) return "sans-objet";
  return part * 100 >= cent * total ? "atteint" : "non-atteint";
}

function issues(baux: readonly Reponses[], cent: number) {
  return new Set(outcomes(baux).map((pair) => issueOf(pair, cent)));
}

describe("what is unknown of leases, against trying every answer", () => {
  it("has exactly the lowest and the highest rate, and the verdict that no answer turns", () => {
    fc.assert(
      fc.property(fc.array(bail, { minLength: 1, maxLength: 12 }), objets, cents, (baux, objet, cent) => {
        const share = COUNT[objet](baux.map(un));
        const reponses = baux.map((one) => reponsesOf(one, objet));
        const rates = outcomes(reponses).flatMap(([part, total]) => (total === 0 ? [] : part / total));
        expect(boundShare(share)).toEqual(rates.length === 0 ? null : [Math.min(...rates), Math.max(...rates)]);
        const told = issues(reponses, cent);
        expect(judgeShare(share, cent / 100)).toBe(told.size === 1 ? [...told][0] : "indecidable");
      }),
      { numRuns: selon({ ci: 200, preuve: 1_000 }) },
    );
  });

  const CELLULES = {
    situation: fc.constantFrom("qpv", "hors-qpv"),
    quartile: fc.constantFrom("q1", "q2-4"),
    relogement: fc.constantFrom("oui", "non", "non", "non"),
    sansSituation: fc.boolean(),
    sansRessources: fc.boolean(),
    sansRelogement: fc.boolean(),
  };
  const efface = fc.record(CELLULES);

  const blank = (row: { readonly [K in keyof typeof CELLULES]: unknown }) =>
    un({
      situation: row.sansSituation ? "inconnue" : row.situation,
      quartile: row.sansRessources ? "inconnu" : row.quartile,
      ressources: row.sansRessources ? "absentes" : "positives",
      relogement: row.sansRelogement ? "inconnu" : row.relogement,
    } as Bail);

  it("holds the rate of the full file when cells of it are blanked, and says nothing sure that it contradicts", () => {
    fc.assert(
      fc.property(fc.array(efface, { minLength: 1, maxLength: 60 }), objets, cents, (rows, objet, cent) => {
        const whole = COUNT[objet](
          rows.map(({ situation, quartile, relogement }) =>
            un({ situation, quartile, relogement, ressources: "positives" } as Bail),
          ),
        );
        const share = COUNT[objet](rows.map(blank));
        const verdict = judgeShare(share, cent / 100);
        if (verdict !== "indecidable") expect(judgeShare(whole, cent / 100)).toBe(verdict);
        if (whole.total === 0) return;
        const [low = 2, high = -1] = boundShare(share) ?? [];
        expect([low <= whole.part / whole.total, whole.part / whole.total <= high]).toEqual([true, true]);
      }),
      { numRuns: selon({ ci: 200, preuve: 10_000 }) },
    );
  });

  const ligne = fc.record({ ...CELLULES, paire: fc.constantFrom("aucune", "aucune", "meme", "distincts") });
  type Ligne = typeof ligne extends fc.Arbitrary<infer L> ? L : never;

  /** A rehoused household's lease signed in Blaise, as its register knows it: beside a line of the file, or that very line. */
  const double = ({ situation, quartile }: Ligne) =>
    un({ situation, quartile, ressources: "positives", relogement: "oui", doublePossible: true } as Bail);

  /** The true counts: either the line is the rehoused household's, or its lease is one more. */
  const revele = (row: Ligne) => {
    const { doublePossible: _, ...deBlaise } = double(row);
    const duFichier = un({ ...row, ressources: "positives" } as Bail);
    if (row.paire === "aucune") return [duFichier];
    return row.paire === "meme" ? [{ ...duFichier, relogement: "oui" as const }] : [duFichier, deBlaise];
  };

  /** The known counts until a person decides: the line may be the rehoused household's, and the lease then adds nothing. */
  const ignore = (row: Ligne) => {
    if (row.paire === "aucune") return [blank(row)];
    const told = blank(row);
    return [told.relogement === "oui" ? told : { ...told, relogement: "inconnu" as const }, double(row)];
  };

  it("holds the rate of the world in which each lease is once, whichever of those that may be doubles are", () => {
    fc.assert(
      fc.property(fc.array(ligne, { minLength: 1, maxLength: 60 }), objets, cents, (rows, objet, cent) => {
        const whole = COUNT[objet](rows.flatMap(revele));
        const share = COUNT[objet](rows.flatMap(ignore));
        const verdict = judgeShare(share, cent / 100);
        if (verdict !== "indecidable") expect(judgeShare(whole, cent / 100)).toBe(verdict);
        if (whole.total === 0) return;
        const [low = 2, high = -1] = boundShare(share) ?? [];
        expect([low <= whole.part / whole.total, whole.part / whole.total <= high]).toEqual([true, true]);
      }),
      { numRuns: selon({ ci: 200, preuve: 10_000 }) },
    );
  });

  it("finds the fewest leases that settle it, whatever they turn out to be", () => {
    fc.assert(
      fc.property(fc.array(bail, { minLength: 1, maxLength: 6 }), objets, cents, (baux, objet, cent) => {
        const found = decideShare(COUNT[objet](baux.map(un)), cent / 100);
        expect(found?.suffit ?? null).toBe(
          fewestByTrying(
            baux.map((one) => reponsesOf(one, objet)),
            cent,
          ),
        );
      }),
      { numRuns: selon({ ci: 60, preuve: 600 }) },
    );
  });
});

/** The definition: every choice of leases, every answer about them, the others left unknown. */
function fewestByTrying(baux: readonly Reponses[], cent: number): number | null {
  const isSettled = (world: readonly Reponses[]) => issues(world, cent).size === 1;
  if (isSettled(baux)) return null;
  const choices = Array.from({ length: 2 ** baux.length }, (_, mask) =>
    baux.flatMap((_bail, rank) => ((mask >> rank) & 1 ? rank : [])),
  );
  const enough = choices.filter((asked) => worldsOf(baux, asked).every(isSettled));
  return Math.min(...enough.map((asked) => asked.length));
}

function worldsOf(baux: readonly Reponses[], asked: readonly number[]): readonly (readonly Reponses[])[] {
  return asked.reduce<readonly (readonly Reponses[])[]>(
    (worlds, rank) => worlds.flatMap((world) => (baux[rank] ?? []).map((told) => world.with(rank, [told]))),
    [baux],
  );
}

const cell = (nombre: number, given: Partial<Bail>): Compte => ({
  situation: "hors-qpv",
  quartile: "q2-4",
  ressources: "positives",
  relogement: "non",
  ...given,
  nombre,
});

describe("the same leases, with and without the column that says who is rehoused", () => {
  const FICHIER = [cell(73, { quartile: "q1" }), cell(23, { relogement: "oui" }), cell(280, {})];
  const sansColonne = FICHIER.map((compte) => ({ ...compte, relogement: "inconnu" as const }));

  it("with it: 96 of 376, reached; without it: 73 of 376, and nothing is said that the file cannot say", () => {
    const avec = countHorsQpv(FICHIER, "q2-4");
    expect([avec.part, avec.total, judgeShare(avec, 0.25)]).toEqual([96, 376, "atteint"]);
    const sans = countHorsQpv(sansColonne, "q2-4");
    expect(sans).toMatchObject({ part: 73, total: 376, indecis: 303, premierQuartile: 73 });
    expect([judgeShare(sans, 0.25), boundShare(sans)]).toEqual(["indecidable", [73 / 376, 1]]);
    expect(decideShare(sans, 0.25)).toEqual({ suffit: 303, auMieux: 21 });
  });

  it("half of its cells blank: the same, with what the other half tells", () => {
    const demi = [
      cell(73, { quartile: "q1" }),
      cell(11, { relogement: "oui" }),
      cell(140, {}),
      cell(152, { relogement: "inconnu" }),
    ];
    const share = countHorsQpv(demi, "q2-4");
    expect([share.part, share.total, judgeShare(share, 0.25)]).toEqual([84, 376, "indecidable"]);
  });

  it("says so, and what would settle it", () => {
    const causes = countCauses(sansColonne, (one) => apportsHorsQpv(one, "q2-4"));
    expect(causes).toEqual({ total: 303, situation: 0, ressources: 0, relogement: 303, doublon: 0 });
    expect(sayInconnus(causes)).toBe(
      "303\u00A0attributions incertaines : 303\u00A0dont le relogement n’est pas renseigné",
    );
    expect(sayTrancher(21, causes)).toBe("renseigner 21 suffit à trancher");
  });
});

describe("leases whose resources nobody wrote", () => {
  it("20 of them hors QPV are in the bounds: enough to turn the verdict", () => {
    const comptes = [
      cell(90, { quartile: "q1" }),
      cell(270, {}),
      cell(20, { quartile: "inconnu", ressources: "absentes" }),
    ];
    const share = countHorsQpv(comptes, "q2-4");
    expect([share.part, share.total, boundShare(share)]).toEqual([90, 360, [90 / 380, 110 / 380]]);
    expect(judgeShare(share, 0.25)).toBe("indecidable");
  });

  it("at 0 € set aside by the parameter, one is not unknown: it is out, unless it rehouses", () => {
    const nulles = [cell(3, { ressources: "nulles", quartile: "inconnu" })];
    expect(countHorsQpv(nulles, "exclues")).toMatchObject({ part: 0, total: 0, inconnusPart: 0, inconnusIndecis: 0 });
    const peutEtre = [cell(3, { ressources: "nulles", quartile: "inconnu", relogement: "inconnu" })];
    expect(countHorsQpv(peutEtre, "exclues")).toMatchObject({ total: 0, inconnusPart: 3 });
    expect(
      countEnQpv(
        nulles.map((one) => ({ ...one, situation: "qpv" as const })),
        "exclues",
      ),
    ).toMatchObject({ total: 0, inconnusPart: 0 });
  });
});

describe("leases signed in Blaise that the file may have already", () => {
  const FICHIER = [cell(80, { quartile: "q1" }), cell(10, { relogement: "oui" }), cell(270, {})];
  const doubles = cell(10, { relogement: "oui", doublePossible: true });

  it("are in no printed count, and widen the bounds: 90 of 360, or 100 of 370", () => {
    const share = countHorsQpv([...FICHIER, doubles], "q2-4");
    expect(share).toMatchObject({ part: 90, total: 360, inconnusPart: 10, premierQuartile: 80 });
    expect([judgeShare(share, 0.25), boundShare(share)]).toEqual(["atteint", [90 / 360, 100 / 370]]);
    const premiers = cell(10, { quartile: "q1", doublePossible: true });
    expect(countHorsQpv([...FICHIER, premiers], "q2-4").premierQuartile).toBe(80);
  });

  it("leave undecided what they alone can turn, and are said as what is to be settled", () => {
    const comptes = [cell(89, { quartile: "q1" }), cell(271, {}), doubles];
    const share = countHorsQpv(comptes, "q2-4");
    expect([judgeShare(share, 0.25), decideShare(share, 0.25)]).toEqual(["indecidable", { suffit: 10, auMieux: 2 }]);
    const causes = countCauses(comptes, (one) => apportsHorsQpv(one, "q2-4"));
    expect(causes).toEqual({ total: 10, situation: 0, ressources: 0, relogement: 0, doublon: 10 });
    expect(sayIndecidable(causes, 10)).toBe(
      "10\u00A0attributions incertaines : 10\u00A0signées dans Blaise et peut-être déjà dans le fichier. Les départager toutes suffit à trancher",
    );
  });

  it("in QPV too; of the other side, they change nothing", () => {
    const hors = countCauses([doubles], (one) => apportsEnQpv(one, "q2-4"));
    expect(hors.total).toBe(0);
    const dedans = [cell(3, { situation: "qpv", doublePossible: true })];
    expect(countEnQpv(dedans, "q2-4")).toMatchObject({ part: 0, total: 0, inconnusPart: 3 });
  });

  it("another fact of theirs may be missing too", () => {
    const causes = countCauses([cell(1, { situation: "inconnue", doublePossible: true })], (one) =>
      apportsHorsQpv(one, "q2-4"),
    );
    expect(causes).toEqual({ total: 1, situation: 1, ressources: 0, relogement: 0, doublon: 1 });
  });
});

describe("which facts matter", () => {
  test.each([
    ["a first quartile hors QPV counts, rehoused or not", { quartile: "q1", relogement: "inconnu" }, [0, 0, 0, 0]],
    [
      "unlocated, its side alone matters",
      { situation: "inconnue", quartile: "q1", relogement: "inconnu" },
      [1, 1, 0, 0],
    ],
    ["another quartile: who is rehoused matters", { relogement: "inconnu" }, [1, 0, 0, 1]],
    ["both do when both are missing", { situation: "inconnue", relogement: "inconnu" }, [1, 1, 0, 1]],
    [
      "rehoused, its resources do not matter",
      { quartile: "inconnu", ressources: "absentes", relogement: "oui" },
      [0, 0, 0, 0],
    ],
    ["in QPV nothing of it does", { situation: "qpv", quartile: "inconnu", relogement: "inconnu" }, [0, 0, 0, 0]],
    ["resources that nobody wrote", { quartile: "inconnu", ressources: "absentes" }, [1, 0, 1, 0]],
  ] as const)("hors QPV, %s", (_, given, [total, situation, ressources, relogement]) => {
    const causes = countCauses([cell(1, given)], (one) => apportsHorsQpv(one, "q2-4"));
    expect(causes).toEqual({ total, situation, ressources, relogement, doublon: 0 });
  });

  test.each([
    ["who is rehoused never does", { situation: "qpv", relogement: "inconnu" }, [0, 0, 0, 0]],
    ["resources do", { situation: "qpv", quartile: "inconnu", ressources: "absentes" }, [1, 0, 1, 0]],
    ["so does the side", { situation: "inconnue" }, [1, 1, 0, 0]],
    ["elsewhere nothing does", { quartile: "inconnu" }, [0, 0, 0, 0]],
  ] as const)("in QPV, %s", (_, given, [total, situation, ressources, relogement]) => {
    const causes = countCauses([cell(1, given)], (one) => apportsEnQpv(one, "q2-4"));
    expect(causes).toEqual({ total, situation, ressources, relogement, doublon: 0 });
  });

  it("are said in the order of what an officer can do, each with its number", () => {
    const inconnus = { total: 40, situation: 21, ressources: 7, relogement: 1, doublon: 0 };
    expect(sayCauses(inconnus)).toBe(
      "21\u00A0non localisées, 7\u00A0sans ressources connues et 1\u00A0dont le relogement n’est pas renseigné",
    );
    expect(sayIndecidable(inconnus, 3)).toBe(
      `${sayInconnus(inconnus)}. En renseigner 3, bien choisies, suffit à trancher`,
    );
    expect(sayIndecidable({ total: 2, situation: 2, ressources: 0, relogement: 0, doublon: 0 }, 1)).toBe(
      "2\u00A0attributions incertaines : 2\u00A0non localisées. En localiser 1, bien choisie, suffit à trancher",
    );
    expect(sayInconnus({ total: 0, situation: 0, ressources: 0, relogement: 0, doublon: 0 })).toBeNull();
  });
});

test("what the national bilans can be compared with counts nobody because rehoused, whatever the file says of it", () => {
  const comptes = [cell(4, { quartile: "q1" }), cell(2, { relogement: "oui" }), cell(3, { relogement: "inconnu" })];
  expect(countPremierQuartile(comptes, "q2-4")).toMatchObject({ part: 4, total: 9, indecis: 0 });
});
