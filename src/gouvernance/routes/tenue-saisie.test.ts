import { describe, expect, it } from "vitest";
import { readPresences } from "./tenue-saisie.ts";

describe("attendance", () => {
  const saisie = { "presence-1": ["absent"], "presence-2": [""], "presence-3": ["represente"], "mandataire-3": ["2"] };
  const dites = [
    { membre: 1, etat: "absent", mandataire: null },
    { membre: 3, etat: "represente", mandataire: 2 },
  ];

  it("that nobody tells stays untold", () => {
    expect(readPresences(saisie)).toEqual(dites);
  });

  it("of all the others is told at once, and changes none that was told", () => {
    expect(readPresences({ ...saisie, autres: ["present"] })).toEqual([
      dites[0],
      { membre: 2, etat: "present", mandataire: null },
      dites[1],
    ]);
  });

  it("is never what no list offers", () => {
    expect(readPresences({ "presence-1": ["partout"], "presence-x": ["present"], autres: ["present"] })).toEqual([]);
  });
});
