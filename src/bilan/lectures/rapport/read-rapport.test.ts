import { expect, it } from "vitest";
import type { Base } from "#socle/lectures/base.ts";
import { BILAN_2017 } from "../../../../test/fixtures/bilan-2017.ts";
import type { Bilan } from "../bilan.ts";
import type { Rapport } from "./ports.ts";
import { readRapport } from "./read-rapport.ts";

const base = (bilan: Bilan | null) =>
  ({
    rapports: { find: async () => (bilan === null ? null : ({ numero: "2017-annee-01", bilan } as Rapport)) },
  }) as unknown as Base;

const AJOUTEES = [
  "inconnus",
  "suffit",
  "etat",
  "deduites",
  "probablesQpv",
  "probablesHorsQpv",
  "horsTerritoire",
  "enCours",
  "extractions",
  "deduction",
];

/** As frozen before these fields existed. */
const ancien = JSON.parse(
  JSON.stringify(BILAN_2017, (key: string, value: unknown) => (AJOUTEES.includes(key) ? undefined : value)),
) as Bilan;

it("a report frozen before is read with what it did not hold: no unknown but the unlocated, nothing deduced nor set aside", async () => {
  const bilan = (await readRapport(base(ancien), "200068666", "2017-annee-01"))?.bilan;
  expect(bilan?.horsQpv).toMatchObject({
    realise: 66,
    assiette: 360,
    suffit: null,
    etat: null,
    inconnus: { total: 21, situation: 21, ressources: 0, relogement: 0, doublon: 0 },
  });
  expect(bilan?.bailleurs[1]?.qpv.inconnus.total).toBe(19);
  const parts = [bilan?.trimestres[0], bilan?.cumuls[0], bilan?.ventilations[0]?.lignes[0]];
  expect(
    parts.map((part) => [part?.deduites, part?.nonLocalisees.probablesQpv, part?.nonLocalisees.probablesHorsQpv]),
  ).toEqual(parts.map(() => [0, 0, 0]));
  expect(parts.map((part) => part?.horsQpv.inconnus.situation)).toEqual(parts.map((part) => part?.nonLocalisees.total));
  expect([bilan?.horsTerritoire, bilan?.enCours, bilan?.extractions]).toEqual([[], null, []]);
  expect(bilan?.desaccords).toEqual({ ...BILAN_2017.desaccords, deduction: 0 });
});

it("one frozen since is read as it is, and one that does not exist is none", async () => {
  const lu = { ...BILAN_2017, deduites: 3, enCours: "En cours.", horsTerritoire: [{ commune: "51649", baux: 5 }] };
  expect((await readRapport(base(lu), "200068666", "2017-annee-01"))?.bilan).toEqual(lu);
  expect(await readRapport(base(null), "200068666", "2017-annee-01")).toBeNull();
});
