import { expect, test } from "vitest";
import { baseAs, linesOf, questionOf } from "../../../../test/fixtures/taches.ts";
import type { ActePpgdid } from "../../regles/ppgdid/acte.ts";
import type { PlanPpgdid } from "../../regles/ppgdid/plan.ts";
import { listTachesPpgdid } from "./list-taches-ppgdid.ts";

const acte = (nature: ActePpgdid["nature"], date: string, annee: number | null = null): ActePpgdid => ({
  nature,
  date,
  annee,
  acte: "délibération n° 1",
});

const planOf = (...actes: readonly ActePpgdid[]): PlanPpgdid => ({
  id: 1,
  numero: 1,
  titre: "Plan 2018",
  accueilJours: null,
  accueilOrganisme: null,
  rubriques: [],
  actes,
  conventions: [],
});

async function list(plans: readonly PlanPpgdid[], jour: string, role: "agent-epci" | "commune" = "agent-epci") {
  const base = baseAs(role, {
    ppgdids: { plans: async () => plans },
    cotations: { versions: async () => [] },
  });
  return linesOf(await listTachesPpgdid(base, questionOf(jour))).map(([code, , chemin, echeance]) => [
    code,
    chemin,
    echeance,
  ]);
}

const VIE = [acte("adoption", "2018-12-06"), acte("bilan-triennal", "2022-01-10")];
const BILANS = [2018, 2019, 2020, 2021, 2022, 2023].map((annee) => acte("bilan-annuel", `${annee + 1}-03-01`, annee));

test("a plan that has what its text asks for gives nothing to do", async () => {
  expect(await list([planOf(...VIE, ...BILANS)], "2024-01-10")).toEqual([]);
  expect(await list([], "2024-01-10")).toEqual([]);
});

test("its evaluation is told three months before its day, then until it is done; its end too", async () => {
  // The plan is adopted on 6 December 2018 for six years: it ends on 5 December 2024, and is to be evaluated before 5 June 2024.
  expect(await list([planOf(...VIE, ...BILANS)], "2024-03-04")).toEqual([]);
  expect(await list([planOf(...VIE, ...BILANS)], "2024-03-05")).toEqual([["ppgdid-duree", "ppgdid/1", "2024-06-05"]]);
  expect(await list([planOf(...VIE, ...BILANS)], "2024-07-01")).toEqual([["ppgdid-duree", "ppgdid/1", "2024-06-05"]]);
  expect(await list([planOf(...VIE, ...BILANS)], "2024-12-06")).toEqual([["ppgdid-duree", "ppgdid/1", "2024-12-05"]]);
  expect(await list([planOf(...VIE, ...BILANS, acte("evaluation", "2024-03-01"))], "2024-07-01")).toEqual([]);
});

test("the bilans that are not there, and what the préfet owes to a draft", async () => {
  expect((await list([planOf(acte("adoption", "2018-12-06"))], "2022-01-01")).map(([code]) => code)).toEqual([
    "ppgdid-bilan-annuel",
    "ppgdid-bilan-triennal",
  ]);
  expect(await list([planOf(acte("lancement", "2026-01-10"))], "2026-04-11")).toEqual([
    ["ppgdid-porter-a-connaissance", "ppgdid/1", null],
  ]);
});

test("whoever only reads it has nothing to do", async () => {
  expect(await list([planOf(acte("adoption", "2018-12-06"))], "2026-01-01", "commune")).toEqual([]);
});
