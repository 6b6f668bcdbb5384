import { describe, expect, it, test } from "vitest";
import { ETATS_OPERATION, type EtatOperation } from "#donnees/regles/programme/operation.ts";
import { AVIS_EXAMEN, checkTransition, etatAfterExamen, etatsApres, isAuProgramme } from "./etat-operation.ts";

/** States reachable from this one, by any way. */
function reachable(de: EtatOperation): ReadonlySet<EtatOperation> {
  const found = new Set<EtatOperation>();
  const open = [de];
  for (const etat of open) {
    for (const vers of [...etatsApres(etat, "depot"), ...etatsApres(etat, "examen"), ...etatsApres(etat, "suivi")]) {
      if (found.has(vers)) continue;
      found.add(vers);
      open.push(vers);
    }
  }
  return found;
}

describe("the states of an operation", () => {
  it("lead from a submission to every other one", () => {
    expect(new Set([...reachable("deposee"), "deposee"])).toEqual(new Set(ETATS_OPERATION));
  });

  it("have two ends", () => {
    expect(ETATS_OPERATION.filter((etat) => reachable(etat).size === 0)).toEqual(["terminee", "abandonnee"]);
  });

  it("enter the programme by an examination alone", () => {
    for (const de of ETATS_OPERATION.filter((etat) => !isAuProgramme(etat))) {
      const autres = [...etatsApres(de, "depot"), ...etatsApres(de, "suivi")];
      expect(autres.filter(isAuProgramme), de).toEqual([]);
    }
  });

  test.each([
    ["deposee", "terminee", "suivi"],
    ["prevue", "terminee", "suivi"],
    ["terminee", "en-cours", "suivi"],
    ["deposee", "prevue", "suivi"],
    ["deposee", "prevue", "depot"],
    ["abandonnee", "deposee", "depot"],
  ] as const)("from %s to %s by %s is refused, and says what is possible", (de, vers, par) => {
    expect(() => checkTransition(de, vers, par)).toThrow(expect.objectContaining({ code: "operation-etat" }));
  });
});

test("an answer gives one state to a submission, and only « non retenue » to one that must be completed", () => {
  expect(AVIS_EXAMEN.map((avis) => etatAfterExamen("deposee", avis))).toEqual(["prevue", "a-completer", "refusee"]);
  expect(etatAfterExamen("a-completer", "non-retenue")).toBe("refusee");
  for (const avis of ["favorable", "a-completer"] as const) {
    expect(() => etatAfterExamen("a-completer", avis)).toThrow(/Suites possibles/);
  }
  expect(() => etatAfterExamen("prevue", "favorable")).toThrow(/Aucune suite/);
});
