import { describe, expect, test } from "vitest";
import { readConfiguration } from "./configuration.ts";

const SERVEUR = { BLAISE_MODE: "production", BLAISE_ORIGINE: "https://blaise.exemple.fr" };
const PROCONNECT = {
  BLAISE_PROCONNECT_EMETTEUR: "https://identite.exemple.fr/api/v2",
  BLAISE_PROCONNECT_CLIENT: "blaise",
  BLAISE_PROCONNECT_SECRET: "secret-du-service",
};

describe("tiles of the detailed map", () => {
  const tuiles = (value: string) => readConfiguration({ ...SERVEUR, BLAISE_FOND_CARTE: value }).tuiles;

  test("are an address, then the mention that the page shows", () => {
    expect(tuiles("https://tuiles.exemple.fr/{z}/{x}/{y}.png © IGN, Géoplateforme")).toEqual({
      modele: "https://tuiles.exemple.fr/{z}/{x}/{y}.png",
      attribution: "© IGN, Géoplateforme",
    });
    expect(tuiles("")).toBeNull();
  });

  test.each([
    "https://tuiles.exemple.fr/{z}/{x}/{y}.png",
    "http://tuiles.exemple.fr/{z}/{x}/{y}.png © IGN",
    "https://tuiles.exemple.fr/{z}/{x}.png © IGN",
  ])("are refused as %j", (value) => {
    expect(() => tuiles(value)).toThrow("BLAISE_FOND_CARTE");
  });
});

describe("ProConnect", () => {
  test.each<[string | undefined, readonly string[]]>([
    [undefined, []],
    ["", []],
    ["eidas2", ["eidas2"]],
    [
      "https://proconnect.gouv.fr/assurance/consistency-checked-2fa  eidas2 eidas3",
      ["https://proconnect.gouv.fr/assurance/consistency-checked-2fa", "eidas2", "eidas3"],
    ],
  ])("levels asked by %j", (niveaux, expected) => {
    const { proConnect } = readConfiguration({ ...SERVEUR, ...PROCONNECT, BLAISE_PROCONNECT_NIVEAUX: niveaux });
    expect(proConnect?.niveaux).toEqual(expected);
  });

  test("levels alone declare nothing, and a part of the declaration is refused", () => {
    expect(readConfiguration({ ...SERVEUR, BLAISE_PROCONNECT_NIVEAUX: "eidas2" }).proConnect).toBeNull();
    const { BLAISE_PROCONNECT_SECRET: _, ...partie } = PROCONNECT;
    expect(() => readConfiguration({ ...SERVEUR, ...partie })).toThrow(/trois variables/);
  });
});
