import fc from "fast-check";
import { expect, it } from "vitest";
import { countIssuesJointes, type Placement } from "./jointe.ts";

const count = (max: number) => fc.integer({ min: 0, max });
const objectif = (taux: readonly number[]) =>
  fc
    .record({ part: count(6), others: count(12), taux: fc.constantFrom(...taux) })
    .map(({ part, others, taux: vise }) => ({ part, total: part + others, taux: vise }));
const anyPlacement: fc.Arbitrary<Placement> = fc.record({
  horsQpv: objectif([0.1, 0.25, 0.33, 1]),
  qpv: objectif([0.4, 0.5, 0.6, 1]),
  inconnusPremier: count(9),
  inconnusAutres: count(9),
});

it("is what placing every unlocated lease by hand counts", () => {
  fc.assert(
    fc.property(anyPlacement, (placement) => {
      expect(countIssuesJointes(placement)).toEqual(countByHand(placement));
    }),
  );
});

it("counts tens of thousands of unlocated leases without trying each pair", () => {
  const { total, horsQpv, qpv, lesDeux } = countIssuesJointes({
    horsQpv: { part: 5000, total: 20_000, taux: 0.25 },
    qpv: { part: 0, total: 0, taux: 0.5 },
    inconnusPremier: 30_000,
    inconnusAutres: 30_000,
  });
  expect(total).toBe(30_001 ** 2);
  // By symmetry: hors QPV is met for k1 ≥ k2 / 3; QPV is met when the first quartile's share of it is no greater than the others'.
  expect(horsQpv).toBe(Array.from({ length: 30_001 }, (_, k2) => 30_001 - Math.ceil(k2 / 3)).reduce((a, b) => a + b));
  expect(qpv).toBe((30_001 * 30_002) / 2);
  expect(lesDeux).toBeLessThanOrEqual(Math.min(horsQpv, qpv));
});

function countByHand({ horsQpv, qpv, inconnusPremier, inconnusAutres }: Placement) {
  const premiers = Array.from({ length: inconnusPremier + 1 }, (_, k1) => k1);
  const placings = Array.from({ length: inconnusAutres + 1 }, (_, k2) => k2).flatMap((k2) =>
    premiers.map((k1) => {
      const [u1, u2] = [inconnusPremier - k1, inconnusAutres - k2];
      return {
        hors: (horsQpv.part + k1) * 100 >= Math.round(horsQpv.taux * 100) * (horsQpv.total + k1 + k2),
        qpv: (qpv.part + u2) * 100 >= Math.round(qpv.taux * 100) * (qpv.total + u1 + u2),
      };
    }),
  );
  return {
    total: placings.length,
    horsQpv: placings.filter(({ hors }) => hors).length,
    qpv: placings.filter((placing) => placing.qpv).length,
    lesDeux: placings.filter((placing) => placing.hors && placing.qpv).length,
  };
}
