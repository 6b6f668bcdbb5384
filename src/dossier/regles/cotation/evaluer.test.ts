import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { listCategories } from "#donnees/regles/public-prioritaire/categorie.ts";
import { type Evaluation, evaluate } from "./evaluer.ts";
import { type Condition, type Expression, evaluateExpression } from "./expression.ts";
import type { CodeFait, Fait, Faits } from "./fait.ts";
import type { ContenuGrille, Critere, Rubrique } from "./grille.ts";
import { EXEMPLE_ACCES, EXEMPLE_MUTATION, GRILLES_EXEMPLES } from "./grille-exemple.ts";
import { maskTrace } from "./trace.ts";
import { missingPriorites, verifyGrille } from "./verifier-grille.ts";

const JOUR = "2026-06-15";
const justifie = (valeur: Fait["valeur"]): Fait => ({ valeur, preuve: "justifie" });

/** The published schemes, as far as their text is known: key `cotation` of the vectors. */
describe("published examples", () => {
  test.each([
    [0, false, false, 0],
    [12, false, false, 12],
    [37, false, false, 57],
    [9, true, false, 59],
    [40, true, true, 110],
  ])("Toulouse: %i months, DALO %s, PDALHPD %s → %i", (mois, dalo, prioritaire, points) => {
    const depuis = addBack(mois);
    const faits = { anciennete: justifie(depuis), dalo: justifie(dalo), prioritaire: justifie(prioritaire) };
    expect(evaluate(EXEMPLE_ACCES.contenu, faits, JOUR)).toMatchObject({ points, min: points, max: points });
  });

  it("Rhône: eviction 20, lone parent 5, high share of income 10 → 35, on the household's word", () => {
    const dit = (valeur: Fait["valeur"]): Fait => ({ valeur, preuve: "declare" });
    const rien = {
      suroccupation: dit(false),
      "sous-occupation": dit(false),
      dalo: dit(false),
      prioritaire: dit(false),
    };
    const faits = {
      ...rien,
      motif: dit(["05"]),
      "parent-isole": dit(true),
      "taux-effort": dit(41),
      "refus-adapte": dit(false),
    };
    expect(evaluate(EXEMPLE_MUTATION.contenu, faits, JOUR)).toMatchObject({ points: 35, min: 35, max: 35 });
  });

  it("are labelled, hold together, and implement every priority of the law", () => {
    for (const { nom, contenu } of GRILLES_EXEMPLES) {
      expect(nom).toContain("exemple, à adapter");
      expect(verifyGrille(contenu)).toEqual([]);
      expect(missingPriorites(contenu, listCategories(JOUR, []))).toEqual([]);
    }
  });

  it("36 months to the day are not yet beyond 36", () => {
    const at = (depuis: string) => evaluate(EXEMPLE_ACCES.contenu, { anciennete: justifie(depuis) }, JOUR).points;
    expect([at("2023-06-15"), at("2023-06-14")]).toEqual([36, 56]);
  });
});

describe("what is not known", () => {
  it("gives bounds and is named, the established points inside them", () => {
    const evaluation = evaluate(EXEMPLE_ACCES.contenu, { anciennete: justifie("2026-01-15") }, JOUR);
    expect(evaluation).toMatchObject({ points: 5, min: 5, max: 55, inconnus: ["dalo", "prioritaire"] });
  });

  it("a declared fact does not pay a rule that asks for its proof, and says so", () => {
    const faits: Faits = {
      anciennete: justifie(JOUR),
      dalo: { valeur: true, preuve: "declare" },
      prioritaire: justifie(false),
    };
    expect(evaluate(EXEMPLE_ACCES.contenu, faits, JOUR)).toMatchObject({ points: 0, max: 50, aJustifier: ["dalo"] });
  });

  it("what is kept of a sensitive rule is its points, never which one", () => {
    const faits: Faits = { anciennete: justifie("2026-01-15"), dalo: justifie(true), prioritaire: justifie(true) };
    const trace = maskTrace(evaluate(EXEMPLE_ACCES.contenu, faits, JOUR));
    expect(trace.sensible).toBe(50);
    expect(JSON.stringify(trace)).not.toMatch(/dalo|opposable/i);
    const doute = maskTrace(evaluate(EXEMPLE_ACCES.contenu, { ...faits, dalo: undefined }, JOUR));
    expect(doute).toMatchObject({ sensible: null, sensibleIncertain: true, inconnus: [] });
    expect(JSON.stringify(doute)).not.toMatch(/dalo|opposable/i);
  });
});

describe("a scheme that does not hold together", () => {
  const [rubrique] = EXEMPLE_ACCES.contenu.rubriques as [Rubrique];
  const [critere] = rubrique.criteres as [Critere];
  const withCritere = (change: Partial<Critere>, plafond: number | null = null) =>
    verifyGrille({ rubriques: [{ ...rubrique, plafond, criteres: [{ ...critere, ...change }] }] })
      .map(({ phrase }) => phrase)
      .join(" ");

  test.each<[string, Partial<Critere>, number | null, RegExp]>([
    ["a fact that is not", { si: { op: "est", fait: "nationalite" as CodeFait, valeur: true } }, null, /n’existe pas/],
    [
      "a comparison that is not the fact's",
      { si: { op: "est", fait: "age", valeur: true } },
      null,
      /ne se compare pas/,
    ],
    ["an answer that is not", { si: { op: "parmi", fait: "quartile", codes: ["q9"] } }, null, /pas de réponse « q9 »/],
    ["an empty group", { si: { op: "et", termes: [] } }, null, /aucun terme/],
    ["no points", { points: { genre: "fixe", points: 0 } }, null, /autre que 0/],
    ["a ceiling that a rule passes", { points: { genre: "fixe", points: 50 } }, 40, /plafonnée à 40 points/],
    [
      "a count without its ceiling",
      { points: { genre: "par-unite", fait: "age", pas: 1, points: 5, plafond: 2 } },
      null,
      /au moins une unité/,
    ],
    ["a priority that it cannot see", { priorites: ["DALO"] }, null, /ne lit rien qui dise la priorité « DALO »/],
  ])("%s", (_nom, change, plafond, phrase) => {
    expect(withCritere(change, plafond)).toMatch(phrase);
  });

  it("names the priorities of the law that no rule implements, DALO first", () => {
    const missing = missingPriorites({ rubriques: [rubrique] }, listCategories(JOUR, [])).map(({ code }) => code);
    expect(missing.slice(0, 2)).toEqual(["DALO", "a"]);
    expect(missing).toHaveLength(15);
  });
});

/* Properties, on schemes and answers drawn at random. */

const BOOLEENS: readonly CodeFait[] = ["prioritaire", "dalo", "handicap", "suroccupation", "salarie"];
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ op: fc.constant("est" as const), fait: fc.constantFrom(...BOOLEENS), valeur: fc.boolean() }),
  fc.record({
    op: fc.constant("compare" as const),
    fait: fc.constant("age" as const),
    comparateur: fc.constantFrom("plus", "au-plus", "egal"),
    nombre: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({
    op: fc.constant("parmi" as const),
    fait: fc.constant("quartile" as const),
    codes: fc.subarray(["q1", "q2-4"], { minLength: 1 }),
  }),
);
const expression: fc.Arbitrary<Expression> = fc.letrec<{ e: Expression }>((tie) => ({
  e: fc.oneof(
    { maxDepth: 2 },
    condition,
    fc.record({
      op: fc.constantFrom("et" as const, "ou" as const),
      termes: fc.array(tie("e"), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ op: fc.constant("non" as const), terme: tie("e") }),
  ),
})).e;
const valeurPoints = fc.integer({ min: -20, max: 20 });
const critere = fc.record({
  libelle: fc.constant("c"),
  si: expression,
  points: fc.oneof(
    valeurPoints.map((points) => ({ genre: "fixe" as const, points })),
    fc.record({
      genre: fc.constant("par-unite" as const),
      fait: fc.constant("age" as const),
      pas: fc.constantFrom(1, 2),
      points: valeurPoints,
      plafond: fc.integer({ min: 20, max: 40 }),
    }),
  ),
  preuve: fc.constantFrom("declare" as const, "justifie" as const),
  priorites: fc.constant([]),
});
const grille: fc.Arbitrary<ContenuGrille> = fc
  .array(
    fc.record({
      combinaison: fc.constantFrom("sum" as const, "max" as const, "first" as const),
      plafond: fc.option(fc.integer({ min: -5, max: 40 })),
      criteres: fc.array(critere, { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((rubriques) => ({
    departage: "anciennete-puis-identifiant",
    rubriques: rubriques.map((rubrique, r) => ({
      ...rubrique,
      id: `r${r}`,
      libelle: "r",
      criteres: rubrique.criteres.map((one, c) => ({ ...one, id: `r${r}c${c}` })),
    })),
  }));
const preuve = fc.constantFrom("declare" as const, "justifie" as const);
const faitOf = <T extends Fait["valeur"]>(valeur: fc.Arbitrary<T>) => fc.record({ valeur, preuve });
const complets: fc.Arbitrary<Record<string, Fait>> = fc.record({
  ...Object.fromEntries(BOOLEENS.map((code) => [code, faitOf(fc.boolean())])),
  age: faitOf(fc.integer({ min: 0, max: 3 })),
  quartile: faitOf(fc.constantFrom("q1", "q2-4")),
});
const withUnknown = fc.tuple(complets, fc.subarray([...BOOLEENS, "age", "quartile"]));

/** Naive score of a complete and proven file, without bounds or trace. */
function naive({ rubriques }: ContenuGrille, faits: Faits): number {
  return rubriques.reduce((total, rubrique) => total + naiveRubrique(rubrique, faits), 0);
}

function naiveRubrique({ combinaison, plafond, criteres }: Rubrique, faits: Faits): number {
  const given = criteres
    .filter(({ si }) => evaluateExpression(si, faits, JOUR))
    .map(({ points }) => naivePoints(points, faits));
  const sum = given.reduce((total, one) => total + one, 0);
  const one = combinaison === "max" ? given.toSorted((a, b) => a - b).at(-1) : given[0];
  const rubrique = combinaison === "sum" ? sum : (one ?? 0);
  return plafond !== null && rubrique > plafond ? plafond : rubrique;
}

function naivePoints(points: Critere["points"], faits: Faits): number {
  if (points.genre === "fixe") return points.points;
  const unites = Math.floor(Number(faits[points.fait]?.valeur) / points.pas) * points.points;
  return Math.sign(unites) * Math.min(Math.abs(unites), points.plafond);
}

const proven = (faits: Record<string, Fait>): Faits =>
  Object.fromEntries(Object.entries(faits).map(([code, fait]) => [code, { ...fait, preuve: "justifie" }]));
const without = (faits: Record<string, Fait>, codes: readonly string[]): Faits =>
  Object.fromEntries(Object.entries(faits).filter(([code]) => !codes.includes(code)));
const bornes = ({ points, min, max }: Evaluation) => ({ points, min, max });

describe("properties", () => {
  it("gives what a naive evaluator gives once all is known and proven", () => {
    fc.assert(
      fc.property(grille, complets, (contenu, faits) => {
        const points = naive(contenu, proven(faits)) + 0;
        expect(bornes(evaluate(contenu, proven(faits), JOUR))).toEqual({ points, min: points, max: points });
      }),
    );
  });

  it("keeps min ≤ points ≤ max, and whatever the answers turn out to be inside", () => {
    fc.assert(
      fc.property(grille, withUnknown, (contenu, [faits, inconnus]) => {
        const partiel = evaluate(contenu, without(faits, inconnus), JOUR);
        expect(partiel.min).toBeLessThanOrEqual(partiel.points);
        expect(partiel.points).toBeLessThanOrEqual(partiel.max);
        const entier = naive(contenu, proven(faits));
        expect(partiel.min).toBeLessThanOrEqual(entier);
        expect(entier).toBeLessThanOrEqual(partiel.max);
      }),
    );
  });

  it("narrows the bounds, or leaves them, with each answer", () => {
    fc.assert(
      fc.property(grille, withUnknown, (contenu, [faits, inconnus]) => {
        const avant = evaluate(contenu, without(faits, inconnus), JOUR);
        const apres = evaluate(contenu, without(faits, inconnus.slice(1)), JOUR);
        expect(apres.min).toBeGreaterThanOrEqual(avant.min);
        expect(apres.max).toBeLessThanOrEqual(avant.max);
      }),
    );
  });

  it("does not depend on the order of rubrics, nor on that of rules but where the first counts", () => {
    fc.assert(
      fc.property(grille, withUnknown, (contenu, [faits, inconnus]) => {
        const rubriques = contenu.rubriques.toReversed().map((rubrique) => ({
          ...rubrique,
          criteres: rubrique.combinaison === "first" ? rubrique.criteres : rubrique.criteres.toReversed(),
        }));
        const known = without(faits, inconnus);
        expect(bornes(evaluate({ rubriques }, known, JOUR))).toEqual(bornes(evaluate(contenu, known, JOUR)));
      }),
    );
  });

  it("never passes a ceiling, and what each rule keeps adds up to the rubric", () => {
    fc.assert(
      fc.property(grille, withUnknown, (contenu, [faits, inconnus]) => {
        for (const { rubrique, points, max, ecrete, regles } of evaluate(contenu, without(faits, inconnus), JOUR)
          .rubriques) {
          if (rubrique.plafond !== null) expect(max).toBeLessThanOrEqual(rubrique.plafond);
          expect(regles.reduce((sum, { retenus }) => sum + retenus, ecrete)).toBe(points);
        }
      }),
    );
  });
});

function addBack(mois: number): string {
  const index = 2026 * 12 + 5 - mois;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-15`;
}
