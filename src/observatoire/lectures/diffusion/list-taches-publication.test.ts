import { expect, test } from "vitest";
import { listTachesMesures } from "#bilan/lectures/mesure-corrective/list-taches-mesures.ts";
import { baseAs, linesOf, questionOf } from "../../../../test/fixtures/taches.ts";
import { listTachesDiffusion } from "./list-taches-diffusion.ts";
import type { EnteteDiffusion } from "./ports.ts";

const JOUR = questionOf("2018-10-05");

test("the last release, prepared and not published, is whose who publishes", async () => {
  const list = async (...etats: EnteteDiffusion["etat"][]) => {
    const diffusions = etats.map((etat, id) => ({ id, numero: "2018-02", etat, prepareeLe: "2018-10-01" }));
    const base = baseAs("agent-epci", { diffusions: { list: async () => diffusions as EnteteDiffusion[] } });
    return linesOf(await listTachesDiffusion(base, JOUR));
  };
  expect(await list("preparee", "publiee")).toEqual([
    ["diffusion-a-publier", "Diffusion 2018-02 prête, non publiée", "observatoire/diffusion/0", null],
  ]);
  expect(await list("publiee", "preparee")).toEqual([]);
  expect(await list("refusee")).toEqual([]);
  expect(await listTachesDiffusion(baseAs("commune", {}), JOUR)).toEqual([]);
});

test("a corrective measure proposed is to decide, for whoever decides", async () => {
  const mesure = {
    id: 1,
    annee: 2017,
    code: "avenant" as const,
    proposeeLe: "2018-10-15",
    motif: "",
    decision: null,
    decideeLe: null,
    decisionMotif: null,
  };
  const decidee = { ...mesure, id: 2, decision: "retenue" as const };
  const base = (role: "agent-epci" | "commune") =>
    baseAs(role, { mesures: { list: async () => [mesure, decidee] as never } });
  expect(linesOf(await listTachesMesures(base("agent-epci"), JOUR))).toEqual([
    ["mesure-a-decider", "Mesure corrective proposée pour 2017, à décider", "mesures?annee=2017", null],
  ]);
  expect(await listTachesMesures(base("commune"), JOUR)).toEqual([]);
});
