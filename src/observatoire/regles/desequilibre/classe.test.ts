import { describe, expect, it } from "vitest";
import { type Classement, classerEcart, classerUnite } from "./classe.ts";
import { classerEvolution, retirerEntrants } from "./evolution.ts";
import { METHODE_INITIALE } from "./methode.ts";

const SEUILS = METHODE_INITIALE.seuils;

describe("class of a rate", () => {
  it.each([
    [0.95, 30, "ecart-etabli", "sur"],
    [0.9, 30, "a-surveiller", "sur"],
    [0.71, 30, "a-surveiller", "sur"],
    [0.7, 30, "non-distinguable", null],
    [0.5, 30, "non-distinguable", null],
    [0.3, 30, "non-distinguable", null],
    [0.29, 30, "a-surveiller", "sous"],
    [0.05, 30, "ecart-etabli", "sous"],
    [null, 30, "non-distinguable", null],
    [0.99, 11, "ecart-etabli", "sur"],
    [0.99, 10, "effectif-faible", null],
    [null, 0, "inconnu", null],
  ] as const)("probability %s, %s answers: %s, %s", (probabilite, repondants, classe, sens) => {
    expect(classerEcart(probabilite, repondants, SEUILS)).toEqual({ classe, sens });
  });
});

describe("class of a résidence", () => {
  const etabli: Classement = { classe: "ecart-etabli", sens: "sur" };
  const sous: Classement = { classe: "ecart-etabli", sens: "sous" };
  const surveille: Classement = { classe: "a-surveiller", sens: "sur" };
  const rien: Classement = { classe: "non-distinguable", sens: null };
  const faible: Classement = { classe: "effectif-faible", sens: null };
  const inconnu: Classement = { classe: "inconnu", sens: null };
  it.each([
    ["one established is enough", [rien, surveille, etabli], "ecart-etabli"],
    ["then what is to be watched", [rien, surveille, sous], "a-surveiller"],
    ["under the territory is no imbalance", [sous, faible], "non-distinguable"],
    ["some judged, some too few", [rien, faible, inconnu], "non-distinguable"],
    ["too few everywhere", [faible, inconnu], "effectif-faible"],
    ["nothing at all", [inconnu, inconnu], "inconnu"],
    ["no indicator", [], "inconnu"],
  ] as const)("%s", (_, ecarts, attendu) => {
    expect(classerUnite(ecarts)).toBe(attendu);
  });
});

describe("entrants", () => {
  it.each([
    [[0.01, 0.3], "s-aggrave"],
    [[0, 0.3], "non-distinguable"],
    [[-0.3, -0.01], "s-ameliore"],
    [null, "inconnu"],
  ] as const)("%s: %s", (intervalle, attendu) => {
    expect(classerEvolution(intervalle)).toBe(attendu);
  });

  it("are taken out of the occupants; what cannot be is refused", () => {
    expect(retirerEntrants({ effectif: 48, repondants: 80 }, { effectif: 18, repondants: 20 })).toEqual({
      effectif: 30,
      repondants: 60,
    });
    expect(retirerEntrants({ effectif: 10, repondants: 80 }, { effectif: 18, repondants: 20 })).toBeNull();
    expect(retirerEntrants({ effectif: 48, repondants: 50 }, { effectif: 18, repondants: 30 })).toBeNull();
  });
});
