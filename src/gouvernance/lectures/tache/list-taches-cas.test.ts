import { expect, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { baseAs, linesOf, MOI, questionOf } from "../../../../test/fixtures/taches.ts";
import type { CasBloque, PropositionCas } from "../cas-bloque/ports.ts";
import { listTachesCas } from "./list-taches-cas.ts";

function casOf(change: Partial<CasBloque>): CasBloque {
  return { id: 1, etat: "signale", assigne: null, echeance: null, ...change } as CasBloque;
}

async function list(role: RoleHabilite, cas: readonly CasBloque[], proposes: readonly number[] = []) {
  const base = baseAs(role, {
    casBloques: {
      list: async () => cas,
      propositions: async (_, id) => (proposes.includes(id) ? [{ id } as PropositionCas] : []),
    },
  });
  return linesOf(await listTachesCas(base, questionOf("2018-10-05")));
}

test("the EPCI has what stands still: to give, without a proposal, decided and past its day", async () => {
  const cas = [
    casOf({ id: 1 }),
    casOf({ id: 2, assigne: 99 }),
    casOf({ id: 3, etat: "inscrit", assigne: 99 }),
    casOf({ id: 4, etat: "inscrit" }),
    casOf({ id: 5, etat: "decide", echeance: "2018-10-04" }),
    casOf({ id: 6, etat: "decide", echeance: "2018-09-01" }),
    // On the day of the deadline itself, the case is not late.
    casOf({ id: 7, etat: "decide", echeance: "2018-10-05" }),
    casOf({ id: 8, etat: "clos", echeance: "2018-01-01" }),
  ];
  expect(await list("agent-epci", cas, [3])).toEqual([
    ["cas-a-confier", "1 cas bloqué à confier", "commission/cas/1/confier", null],
    ["cas-sans-proposition", "1 cas bloqué à l’ordre du jour, sans proposition", "commission/cas/4", null],
    ["cas-en-retard", "2 cas bloqués décidés, échéance dépassée", "commission/cas?etat=decide", "2018-09-01"],
  ]);
});

test("a partner has those given to their organisation, with the first day", async () => {
  const siens = [casOf({ id: 1, assigne: MOI, echeance: "2018-11-02" }), casOf({ id: 2, assigne: MOI })];
  expect(await list("responsable-bailleur", [...siens, casOf({ id: 3 })])).toEqual([
    ["cas-confies", "2 cas bloqués confiés à votre organisation", `commission/cas?assigne=${MOI}`, "2018-11-02"],
  ]);
});

test("whoever opens cases without reading them has none", async () => {
  expect(await listTachesCas(baseAs("commune", {}), questionOf("2018-10-05"))).toEqual([]);
});

test.each(["agent-epci", "responsable-bailleur"] as const)(
  "%s has no line where nothing stands still",
  async (role) => {
    expect(await list(role, [])).toEqual([]);
    expect(await list(role, [casOf({ id: 9, etat: "inscrit", assigne: 99 })], [9])).toEqual([]);
  },
);
