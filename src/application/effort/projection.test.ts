import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { PART_VIDE } from "#domain/droit/part.ts";
import { ceilShare } from "#domain/shared/taux.ts";
import { buildPriorJeffreys } from "#statistics/projection/projeter.ts";
import type { Attente, Projection } from "./effort.ts";
import { sayChance } from "./phrases.ts";
import { project } from "./projection.ts";

const PRIOR = { ...buildPriorJeffreys(), libelle: "Jeffreys" };

function attente(total: number | null, moyenne: number | null = null): Attente {
  return { total, moyenne, origine: "saisie", parMois: [], annees: [] };
}

function part(realise: number, assiette: number, inconnusPart = 0, inconnusAutres = 0) {
  return { ...PART_VIDE, part: realise, total: assiette, inconnusPart, inconnusAutres };
}

const TAUX_21: Projection["objectif"] = { taux: 0.21, nombre: null, nature: "cible" };
const TRENTE: Projection["objectif"] = { taux: 0.25, nombre: 30, nature: "cible" };
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("k of the next m", () => {
  it("30 of 180, 21 %, 180 to come: 46, and 2 chances in 100", () => {
    const found = project(part(30, 180), attente(180), TAUX_21, PRIOR);
    expect(found).toMatchObject({ besoin: 46, issue: "possible", besoinBornes: [46, 46] });
    expect(found.probabilite).toBeCloseTo(0.02216626571260173, 9);
    expect(plain(found.phrase)).toBe("Il faut 46 des 180 prochaines, soit 25,6 %.");
    expect(plain(found.phraseProbabilite)).toBe("environ 2 chances sur 100");
  });

  it("a written number binds as a number", () => {
    expect(project(part(27, 86), attente(29), TRENTE, PRIOR)).toMatchObject({ besoin: 3 });
    expect(project(part(31, 86), attente(29, 28.5), TRENTE, PRIOR)).toMatchObject({
      besoin: 0,
      issue: "acquis",
      probabilite: 1,
    });
  });

  it("a rate reached today is not sure while the number to come is a guess", () => {
    expect(project(part(20, 40), attente(4, 3.5), TAUX_21, PRIOR)).toMatchObject({ besoin: 0, issue: "possible" });
    expect(project(part(20, 40), attente(4), TAUX_21, PRIOR)).toMatchObject({ besoin: 0, issue: "acquis" });
  });

  it("more than all that remain is out of reach, unless the unknown could help", () => {
    expect(project(part(0, 40), attente(3), TAUX_21, PRIOR)).toMatchObject({ issue: "impossible", probabilite: 0 });
    expect(project(part(0, 40, 12), attente(3), TAUX_21, PRIOR).issue).toBe("possible");
  });

  it("says nothing of a rate when nobody knows how many will come", () => {
    const unknown = project(part(3, 40), attente(null), TAUX_21, PRIOR);
    expect(unknown).toMatchObject({ besoin: null, issue: "inconnue", probabilite: null });
    expect(project(part(3, 40), attente(null), TRENTE, PRIOR)).toMatchObject({ besoin: 27, issue: "inconnue" });
  });

  it("without any lease of the year, a prior that knows nothing does not speak", () => {
    expect(project(part(0, 0), attente(90), TAUX_21, PRIOR)).toMatchObject({
      besoin: 19,
      issue: "inconnue",
      probabilite: null,
    });
    const former = { a: 17, b: 73.5, libelle: "66 sur 360 en 2017" };
    expect(project(part(0, 0), attente(90), TAUX_21, former).issue).toBe("possible");
  });

  it("none expected is not the end of the year", () => {
    const none = { ...attente(0), parMois: [{ mois: 12, attendus: 0 }] };
    expect(plain(project(part(1, 12), none, { ...TAUX_21, taux: 0.25 }, PRIOR).phrase)).toBe(
      "Il en faudrait 2, et aucune n’est attendue.",
    );
  });

  it("when the year is over, says what is missing", () => {
    expect(plain(project(part(66, 360), attente(0), { ...TAUX_21, taux: 0.25 }, PRIOR).phrase)).toBe(
      "L’année est finie : il manque 24.",
    );
  });
});

test.each([
  [0.0004, "moins d’1 chance sur 100"],
  [0.013, "environ 1 chance sur 100"],
  [0.06, "environ 6 chances sur 100"],
  [0.12, "environ 1 chance sur 10"],
  [0.5, "environ 1 chance sur 2"],
  [0.87, "environ 9 chances sur 10"],
  [0.93, "environ 93 chances sur 100"],
  [0.9999, "plus de 99 chances sur 100"],
])("%s is said « %s »", (p, said) => {
  expect(plain(sayChance(p))).toBe(said);
});

describe("whatever the counts", () => {
  const counts = fc.record({
    x: fc.nat(60),
    others: fc.nat(120),
    u1: fc.nat(10),
    u2: fc.nat(10),
    m: fc.nat(80),
    taux: fc.constantFrom(0.14, 0.21, 0.25, 0.5),
  });

  it("k is the least that is enough, and its bounds hold it", () => {
    fc.assert(
      fc.property(counts, ({ x, others, u1, u2, m, taux }) => {
        const n = x + others;
        const { besoin, besoinBornes } = project(part(x, n, u1, u2), attente(m), { ...TAUX_21, taux }, PRIOR);
        const k = besoin ?? Number.NaN;
        const reaches = (count: number) => x + count >= ceilShare(n + m, taux);
        expect(reaches(k)).toBe(true);
        expect(k === 0 || !reaches(k - 1)).toBe(true);
        expect(besoinBornes?.[0]).toBeLessThanOrEqual(k);
        expect(besoinBornes?.[1]).toBeGreaterThanOrEqual(k);
      }),
    );
  });

  it("certainty is never said of what the unknown could turn", () => {
    fc.assert(
      fc.property(counts, ({ x, others, u1, u2, m, taux }) => {
        const found = project(part(x, x + others, u1, u2), attente(m), { ...TAUX_21, taux }, PRIOR);
        const [least, most] = found.besoinBornes ?? [Number.NaN, Number.NaN];
        const certain = most === 0 || least > m;
        expect(["acquis", "impossible"].includes(found.issue)).toBe(certain);
        expect(found.issue === "inconnue").toBe(!certain && x + others === 0);
      }),
    );
  });

  it("more that counts among the unknown never lowers the chances", () => {
    fc.assert(
      fc.property(counts, ({ x, others, u1, u2, m, taux }) => {
        const found = project(part(x, x + others, u1, u2), attente(m), { ...TAUX_21, taux }, PRIOR);
        const [low, high] = found.probabiliteBornes ?? [0, 1];
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });
});
