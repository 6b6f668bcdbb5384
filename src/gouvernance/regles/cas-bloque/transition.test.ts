import { describe, expect, it, test } from "vitest";
import { Refus } from "#socle/regles/shared/refus.ts";
import { ETATS_CAS, type EtatCas } from "./cas-bloque.ts";
import { canMoveCas, moveCas } from "./transition.ts";

const codeOf = (work: () => unknown) => {
  try {
    work();
    return "rien";
  } catch (error) {
    return error instanceof Refus ? error.code : String(error);
  }
};

/** Every pair, written by hand: rows are `de`, columns `vers`. */
const ATTENDU: Readonly<Record<EtatCas, Readonly<Record<EtatCas, string>>>> = {
  signale: { signale: "cas-transition", inscrit: "rien", decide: "cas-transition", clos: "rien" },
  inscrit: { signale: "cas-transition", inscrit: "rien", decide: "rien", clos: "rien" },
  decide: { signale: "cas-transition", inscrit: "rien", decide: "rien", clos: "rien" },
  clos: { signale: "cas-clos", inscrit: "cas-clos", decide: "cas-clos", clos: "cas-clos" },
};

describe("the states of a case", () => {
  test.each(ETATS_CAS.flatMap((de) => ETATS_CAS.map((vers) => [de, vers] as const)))("%s → %s", (de, vers) => {
    expect(codeOf(() => moveCas(de, vers))).toBe(ATTENDU[de][vers]);
    expect(canMoveCas(de, vers)).toBe(ATTENDU[de][vers] === "rien");
  });

  it("every state but the last one leads to the end", () => {
    expect(ETATS_CAS.filter((etat) => !canMoveCas(etat, "clos"))).toEqual(["clos"]);
  });
});
