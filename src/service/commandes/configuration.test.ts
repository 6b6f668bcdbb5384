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

describe("FranceConnect", () => {
  const FRANCECONNECT = {
    BLAISE_FRANCECONNECT_EMETTEUR: "https://identite.exemple.fr/api/v2",
    BLAISE_FRANCECONNECT_CLIENT: "blaise",
    BLAISE_FRANCECONNECT_SECRET: "secret-du-service",
  };

  test.each<[string | undefined, string]>([
    [undefined, "ES256"],
    ["RS256", "RS256"],
  ])("signature declared as %j", (signature, expected) => {
    const env = { ...SERVEUR, ...FRANCECONNECT, BLAISE_FRANCECONNECT_SIGNATURE: signature };
    expect(readConfiguration(env).franceConnect).toEqual({
      emetteur: "https://identite.exemple.fr/api/v2",
      client: "blaise",
      secret: "secret-du-service",
      algorithme: expected,
    });
  });

  test("is off unless it is declared, whole, on a server, with a signature that cannot be forged", () => {
    expect(readConfiguration(SERVEUR).franceConnect).toBeNull();
    const { BLAISE_FRANCECONNECT_CLIENT: _, ...partie } = FRANCECONNECT;
    expect(() => readConfiguration({ ...SERVEUR, ...partie })).toThrow(/FranceConnect demande trois variables/);
    expect(() => readConfiguration(FRANCECONNECT)).toThrow(/BLAISE_FRANCECONNECT_EMETTEUR indique un serveur/);
    const hs256 = { ...SERVEUR, ...FRANCECONNECT, BLAISE_FRANCECONNECT_SIGNATURE: "HS256" };
    expect(() => readConfiguration(hs256)).toThrow(/BLAISE_FRANCECONNECT_SIGNATURE/);
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
