import fc from "fast-check";
import { expect, test } from "vitest";
import { ETATS_OPERATION, GENRES_OPERATION, type Operation } from "#donnees/regles/programme/operation.ts";
import { operationOf } from "../../../test/fixtures/operation.ts";
import { isAuProgramme } from "./etat-operation.ts";
import { computeTotaux } from "./totaux.ts";

test("what is not taken up is told apart, and an unknown number is never 0", () => {
  const financements = { plai: 3, plus: 4, pls: null, autre: null };
  const totaux = computeTotaux([
    operationOf({ logements: 10, financements }),
    operationOf({ logements: null }),
    operationOf({ logements: 50, etat: "deposee" }),
    operationOf({ genre: "demolition", logements: 16, etat: "en-cours" }),
  ]);
  expect(totaux).toEqual([
    expect.objectContaining({ genre: "demolition", operations: 1, logements: 16, sansFinancement: 16 }),
    {
      genre: "construction",
      operations: 2,
      logements: 10,
      inconnues: 1,
      sansFinancement: 3,
      horsProgramme: 1,
      financements: { plai: 3, plus: 4, pls: 0, autre: 0 },
    },
  ]);
});

const nombre = fc.option(fc.integer({ min: 0, max: 30 }), { nil: null });
const operation: fc.Arbitrary<Operation> = fc
  .record({
    genre: fc.constantFrom(...GENRES_OPERATION),
    etat: fc.constantFrom(...ETATS_OPERATION),
    plai: nombre,
    plus: nombre,
    pls: nombre,
    autre: nombre,
    reste: nombre,
  })
  .map(({ genre, etat, reste, ...financements }) => {
    const dits = Object.values(financements).reduce<number>((sum, one) => sum + (one ?? 0), 0);
    return operationOf({ genre, etat, financements, logements: reste === null ? null : dits + reste });
  });

test("every operation is counted once; dwellings are those of a financing, or of none", () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 20 }), (operations) => {
      const totaux = computeTotaux(operations);
      const counted = totaux.reduce((sum, total) => sum + total.operations + total.horsProgramme, 0);
      expect(counted).toBe(operations.length);
      const connues = operations.filter(({ logements, etat }) => logements !== null && isAuProgramme(etat));
      const expected = connues.reduce((sum, { logements }) => sum + (logements ?? 0), 0);
      expect(totaux.reduce((sum, { logements }) => sum + logements, 0)).toBe(expected);
      const [sansInconnue] = [totaux.filter(({ inconnues }) => inconnues === 0)];
      for (const { logements, financements, sansFinancement } of sansInconnue) {
        expect(Object.values(financements).reduce((sum, one) => sum + one, 0) + sansFinancement).toBe(logements);
      }
    }),
    { numRuns: 300 },
  );
});
