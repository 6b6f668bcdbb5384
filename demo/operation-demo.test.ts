import { expect, it } from "vitest";
import { playUntil } from "./operation-demo.ts";
import { OPERATIONS } from "./operations.ts";

const on = (jour: string) => OPERATIONS.map((operation) => playUntil(operation, jour));

it("plays an operation up to the day of loading, and no further", () => {
  const jour = "2018-10-05";
  for (const { etat, etapes, financements } of on(jour)) {
    const reels = [
      ...etapes.flatMap(({ debutReel, finReelle }) => [debutReel, finReelle]),
      ...financements.map(({ le }) => le),
    ];
    expect(reels.every((le) => le === null || le <= jour)).toBe(true);
    if (etat === "en-cours") expect(etapes.some(({ debutReel }) => debutReel !== null)).toBe(true);
  }
  const etats = new Map(on(jour).map(({ nom, etat }) => [nom, etat]));
  expect(etats.get("Réhabilitation, deuxième tranche")).toBe("terminee");
  expect(etats.get("Réhabilitation, troisième tranche")).toBe("en-cours");
  expect(etats.get("Orcades")).toBe("prevue");
  expect(etats.get("Reconstitution, Wassy")).toBe("prevue");
});

it("is what is written, once all of its days are past", () => {
  expect(on("2026-11-25")).toEqual(OPERATIONS);
});
