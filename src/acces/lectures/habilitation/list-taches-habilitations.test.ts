import { expect, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { EPCI } from "../../../../test/fixtures/pages.ts";
import { baseAs, linesOf, questionOf } from "../../../../test/fixtures/taches.ts";
import { listTachesHabilitations } from "./list-taches-habilitations.ts";
import type { Habilitation } from "./ports.ts";

function habilitationOf(fin: string, vuLe: string | null = "2018-10-01T09:00:00.000Z"): Habilitation {
  return {
    id: 1,
    epci: EPCI,
    role: "commune",
    debut: "2018-01-01",
    fin,
    revoqueeLe: null,
    organisation: { id: 3, type: "commune", nom: "Mairie", siren: null },
    compte: { vuLe, fermeLe: null },
  } as Habilitation;
}

async function list(role: RoleHabilite, mine: readonly Habilitation[], toutes: readonly Habilitation[] = []) {
  const base = baseAs(role, { habilitations: { mine: async () => mine, list: async () => toutes } });
  return linesOf(await listTachesHabilitations(base, questionOf("2018-10-05")));
}

test("everybody is told that their own right ends soon, in this territory", async () => {
  const ailleurs = { ...habilitationOf("2018-10-20"), epci: "200000001" };
  expect(await list("commune", [habilitationOf("2018-10-20"), ailleurs, habilitationOf("2019-10-01")])).toEqual([
    [
      "mon-habilitation-expire",
      "Votre habilitation « Agent de commune (consultation) » prend fin le 20 octobre 2018",
      "/mon-compte",
      "2018-10-20",
    ],
  ]);
});

test("whoever grants rights has those that end and those that nobody uses", async () => {
  const toutes = [habilitationOf("2018-11-30"), habilitationOf("2018-10-20"), habilitationOf("2019-10-01", null)];
  expect(await list("gestionnaire-epci", [], toutes)).toEqual([
    [
      "habilitations-expirent",
      "2 habilitations prennent fin dans les 60 jours",
      "habilitations?vue=expire",
      "2018-10-20",
    ],
    ["habilitations-dormantes", "1 habilitation dormante à revoir", "habilitations/dormants", null],
  ]);
});

test("an officer who reads the rights of others does not renew them", async () => {
  expect(await list("agent-epci", [], [habilitationOf("2018-10-20")])).toEqual([]);
});
