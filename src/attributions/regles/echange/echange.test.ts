import { describe, expect, test } from "vitest";
import { type EtapeEchange, type EtatEchange, etapeOf, type FamilleEchange, isAttendu, isDeDroit } from "./echange.ts";

const OUVERT: EtatEchange = {
  cloture: null,
  bailleur: null,
  autreBailleur: null,
  menage: null,
  autreMenage: null,
  liberation: null,
};
const D_ACCORD = { bailleur: "oui", autreBailleur: "oui" } as const;

describe("etapeOf", () => {
  test.each<[Partial<EtatEchange>, EtapeEchange]>([
    [{}, "votre-reponse"],
    [{ autreBailleur: "oui" }, "votre-reponse"],
    [{ bailleur: "oui" }, "autre-bailleur"],
    [D_ACCORD, "menages"],
    [{ ...D_ACCORD, menage: "oui" }, "menages"],
    [{ ...D_ACCORD, menage: "oui", autreMenage: "oui" }, "a-ouvrir"],
    [{ ...D_ACCORD, menage: "oui", autreMenage: "oui", liberation: 4 }, "commission"],
    [{ ...D_ACCORD, menage: "oui", autreMenage: "oui", liberation: 4, cloture: "signe" }, "signe"],
    [{ cloture: "bailleur", bailleur: "oui", autreBailleur: "non" }, "refuse-bailleur"],
    [{ ...D_ACCORD, cloture: "menage", autreMenage: "non" }, "refuse-menage"],
    [{ cloture: "retire" }, "retire"],
  ])("%o is %s", (faits, etape) => {
    expect(etapeOf({ ...OUVERT, ...faits })).toBe(etape);
  });
});

describe("isAttendu", () => {
  test("a household is asked once both bailleurs agree, until it answers", () => {
    expect(isAttendu({ etat: { ...OUVERT, bailleur: "oui" } })).toBe(false);
    expect(isAttendu({ etat: { ...OUVERT, ...D_ACCORD } })).toBe(true);
    expect(isAttendu({ etat: { ...OUVERT, ...D_ACCORD, autreMenage: "oui" } })).toBe(true);
    expect(isAttendu({ etat: { ...OUVERT, ...D_ACCORD, menage: "oui" } })).toBe(false);
    expect(isAttendu({ etat: { ...OUVERT, ...D_ACCORD, cloture: "retire" } })).toBe(false);
  });
});

describe("isDeDroit", () => {
  const GRANDE: FamilleEchange = { personnes: 5, enfants: 3, surface: 60, surfaceAutre: 80 };
  const PETITE: FamilleEchange = { personnes: 2, enfants: 0, surface: 80, surfaceAutre: 60 };

  test("no family when the owners differ", () => {
    expect(isDeDroit([])).toBe("non");
  });
  test("all that is known agrees, in either order", () => {
    expect(isDeDroit([GRANDE, PETITE])).toBe("a-verifier");
    expect(isDeDroit([PETITE, GRANDE])).toBe("a-verifier");
  });
  test("two children in each family are not three", () => {
    expect(isDeDroit([{ ...GRANDE, enfants: 2 }, PETITE])).toBe("non");
  });
  test("the larger family must gain area: as much is not more", () => {
    expect(isDeDroit([{ ...GRANDE, surfaceAutre: 60 }, PETITE])).toBe("non");
    expect(isDeDroit([{ ...GRANDE, surfaceAutre: 60.5 }, PETITE])).toBe("a-verifier");
  });
  test("an unknown does not hide a condition that fails", () => {
    expect(isDeDroit([{ ...GRANDE, enfants: null, surfaceAutre: 50 }, PETITE])).toBe("non");
    expect(isDeDroit([{ ...GRANDE, personnes: null, enfants: 2 }, PETITE])).toBe("non");
  });
  test.each<[string, FamilleEchange, FamilleEchange]>([
    ["children of one family", { ...GRANDE, enfants: 2 }, { ...PETITE, enfants: null }],
    ["persons", { ...GRANDE, personnes: null }, PETITE],
    ["which family is the larger", { ...GRANDE, personnes: 2 }, PETITE],
    ["an area", { ...GRANDE, surface: null }, PETITE],
  ])("%s unknown: the answer is unknown", (_fait, une, autre) => {
    expect(isDeDroit([une, autre])).toBe("inconnu");
  });
  test("three children known in one family are enough", () => {
    expect(isDeDroit([GRANDE, { ...PETITE, enfants: null }])).toBe("a-verifier");
  });
});
