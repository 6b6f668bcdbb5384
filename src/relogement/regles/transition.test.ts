import { describe, expect, it } from "vitest";
import { Refus } from "#socle/regles/shared/refus.ts";
import { CLOTURES, ETATS_RELOGEMENT, type EtatRelogement, LIBELLE_ETAT_RELOGEMENT } from "./etat.ts";
import { canMove, moveEtat } from "./transition.ts";

/** Written separately from the table that it checks: rows are `de`, columns `vers`, in the order of the states. */
const ATTENDU: Readonly<Record<EtatRelogement, string>> = {
  //               ren dia off blo rel dep
  "a-rencontrer": "  .   x   .   x   .   x",
  diagnostic: "  .   .   x   x   .   x",
  offres: "  .   .   .   x   x   x",
  bloque: "  .   x   x   .   .   x",
  reloge: "  .   .   x   .   .   .",
  depart: "  .   .   .   .   .   .",
};

const CASES = ETATS_RELOGEMENT.flatMap((de) =>
  ETATS_RELOGEMENT.map((vers, i) => ({ de, vers, possible: ATTENDU[de].split(/ +/).filter(Boolean)[i] === "x" })),
);

describe("the table of states", () => {
  it("has an answer to each of the 36 moves", () => {
    expect(CASES).toHaveLength(36);
    expect(CASES.filter(({ possible }) => possible)).toHaveLength(13);
  });

  it.each(CASES)("$de → $vers: $possible", ({ de, vers, possible }) => {
    expect(canMove(de, vers)).toBe(possible);
    if (possible) return expect(moveEtat(de, vers)).toBe(vers);
    expect(() => moveEtat(de, vers)).toThrow(Refus);
  });

  it("refuses in words, with what is possible", () => {
    expect(() => moveEtat("diagnostic", "reloge")).toThrow(
      "Le dossier est à l’état « Diagnostic » : il ne passe pas à « Relogé ». Sont possibles : « Offres », « Parti sans relogement » et « Situation bloquée ».",
    );
    expect(() => moveEtat("depart", "offres")).toThrow("Il est clos et ne change plus d’état.");
  });

  it("reaches every state from the first, and leaves a way to close from each that is open", () => {
    const reached = new Set<EtatRelogement>(["a-rencontrer"]);
    for (const de of reached) for (const vers of ETATS_RELOGEMENT) if (canMove(de, vers)) reached.add(vers);
    expect([...reached].sort()).toEqual([...ETATS_RELOGEMENT].sort());
    for (const de of ETATS_RELOGEMENT.filter((etat) => !CLOTURES.includes(etat))) {
      expect(canMove(de, "depart"), LIBELLE_ETAT_RELOGEMENT[de]).toBe(true);
    }
  });
});
