import { describe, expect, it, test } from "vitest";
import { Refus } from "#socle/regles/shared/refus.ts";
import { swap } from "../actes/inscrire-points.ts";
import type { PresenceReunion } from "./ports.ts";
import { checkPresences } from "./presence-ecrire.ts";
import { cleanTenue } from "./tenue-texte.ts";

function codeOf(work: () => unknown): string {
  try {
    work();
    return "rien";
  } catch (error) {
    if (error instanceof Refus) return error.code;
    throw error;
  }
}

describe("attendance", () => {
  const membres = [
    { id: 1, nom: "Hamaris", voix: true },
    { id: 2, nom: "État", voix: true },
    { id: 3, nom: "Invité", voix: false },
  ];
  const present: PresenceReunion = { membre: 1, etat: "present", mandataire: null };

  test.each<[string, PresenceReunion, string]>([
    ["a voice held by a member who is there", { membre: 2, etat: "represente", mandataire: 1 }, "rien"],
    ["one held by nobody", { membre: 2, etat: "represente", mandataire: null }, "presence-mandataire"],
    ["one held by oneself", { membre: 2, etat: "represente", mandataire: 2 }, "presence-mandataire"],
    ["one held by somebody absent", { membre: 2, etat: "represente", mandataire: 3 }, "presence-mandataire"],
    ["an invited member represented", { membre: 3, etat: "represente", mandataire: 1 }, "presence-mandataire"],
    ["somebody who does not sit", { membre: 9, etat: "present", mandataire: null }, "presence-membre"],
  ])("takes or refuses %s", (_, presence, code) => {
    expect(codeOf(() => checkPresences(membres, [present, presence]))).toBe(code);
  });
});

describe("the order of points", () => {
  test.each([
    [2, -1, [2, 1, 3]],
    [2, 1, [1, 3, 2]],
    [1, -1, [1, 2, 3]],
    [3, 1, [1, 2, 3]],
  ] as const)("moves %i by %i", (point, pas, ids) => {
    expect(swap([1, 2, 3], point, pas)).toEqual(ids);
  });
  it("moves nothing that is not there", () => {
    expect(codeOf(() => swap([1], 2, 1))).toBe("point-inconnu");
  });
});

describe("a text that every partner reads", () => {
  test.each([
    ["Les bailleurs transmettent leurs chiffres.", false, "rien"],
    ["Appeler M. Durand", true, "texte-nom"],
    ["Le ménage 155089912345670", true, "texte-nir"],
    ["Trop de demandeurs alcooliques", false, "gouvernance-a-relire"],
    ["Trop de demandeurs alcooliques", true, "rien"],
    ["x".repeat(601), true, "texte-longueur"],
    [`${"Long mais permis. ".repeat(30)}`, false, "rien"],
  ])("%s (read again: %s) gives %s", (texte, relu, code) => {
    expect(codeOf(() => cleanTenue(texte, "Notes", relu, 600))).toBe(code);
  });
});
