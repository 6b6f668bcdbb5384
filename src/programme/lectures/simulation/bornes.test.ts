import { expect, test } from "vitest";
import { chooseBornes } from "./bornes.ts";

const bornesOf = (horsQpv: number) =>
  chooseBornes({
    leviers: { partHorsQpv: 0.35, reconstitution: 0.4, partPlai: 0.6, partPlaiQ1: 0.5, gainAnnuel: 0 },
    attributionsAnnuelles: { horsQpv, qpv: null },
    parc: { horsQpv: null, qpv: null },
    groupes: [],
  } as Parameters<typeof chooseBornes>[0]);

test.each([
  [360, 324, 396],
  [33, 29, 37],
  [1, 0, 2],
])("%s leases a year: whole ones on both sides", (horsQpv, bas, haut) => {
  expect(bornesOf(horsQpv).attributionsHorsQpv).toEqual({ bas, haut });
});
