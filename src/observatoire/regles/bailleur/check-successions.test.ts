import { describe, expect, it, test } from "vitest";
import { heirOn, type PartSuccession, type Succession } from "#donnees/regles/bailleur/succession.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { checkSuccession, checkSuccessions } from "./check-successions.ts";

const [A, B, C, D] = ["999000011", "999000029", "999000037", "999000045"] as const;

const part = (vers: string, given: Partial<PartSuccession> = {}): PartSuccession => ({
  vers,
  nom: `Bailleur ${vers}`,
  part: null,
  communes: [],
  residences: [],
  ...given,
});

function absorbed(siren: string, vers: string, jour = "2019-01-01", given: Partial<Succession> = {}): Succession {
  return {
    genre: "absorption",
    siren,
    nom: `Bailleur ${siren}`,
    jour,
    acte: "décret",
    objectifs: "repris",
    parts: [part(vers)],
    ...given,
  };
}

const split = (given: Partial<Succession>) =>
  absorbed(A, B, "2019-01-01", { genre: "scission", objectifs: "repartis", ...given });
const handed = (given: Partial<Succession>) =>
  absorbed(A, B, "2019-01-01", { genre: "transfert", objectifs: "inchanges", ...given });

function refusal(work: () => void): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refus) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "";
}

describe("an act by itself", () => {
  test.each<[string, Succession]>([
    ["absorbs", absorbed(A, B)],
    ["splits by shares", split({ parts: [part(B, { part: 0.6, communes: ["52448"] }), part(C, { part: 0.4 })] })],
    ["hands a commune over", handed({ parts: [part(B, { communes: ["52448"] })] })],
    [
      "hands over a résidence and a share",
      handed({ objectifs: "repartis", parts: [part(B, { part: 0.1, residences: ["r"] })] }),
    ],
  ])("%s", (_, succession) => {
    expect(refusal(() => checkSuccession(succession))).toBe("");
  });

  test.each<[string, Succession, string]>([
    ["a SIREN whose key is wrong", absorbed("999000012", B), "n’est pas un SIREN"],
    ["itself", absorbed(A, A), "écrit deux fois"],
    [
      "one successor twice",
      split({ parts: [part(B, { part: 0.5, communes: ["1"] }), part(B, { part: 0.5 })] }),
      "écrit deux fois",
    ],
    [
      "an absorption by two",
      absorbed(A, B, "2019-01-01", { parts: [part(B), part(C)] }),
      "un seul bailleur reprend tout",
    ],
    [
      "an absorption of a commune",
      absorbed(A, B, "2019-01-01", { parts: [part(B, { communes: ["52448"] })] }),
      "un seul bailleur reprend tout",
    ],
    ["an absorption that shares", absorbed(A, B, "2019-01-01", { objectifs: "repartis" }), "ne va pas avec ce genre"],
    [
      "a handing over that closes",
      handed({ objectifs: "clos", parts: [part(B, { communes: ["1"] })] }),
      "ne va pas avec ce genre",
    ],
    ["a split by one", split({ parts: [part(B, { part: 1 })] }), "deux successeurs au moins"],
    ["two heirs of what is left", split({ parts: [part(B, { part: 0.5 }), part(C, { part: 0.5 })] }), "« le reste »"],
    [
      "a place twice",
      split({ parts: [part(B, { part: 0.5, communes: ["1"] }), part(C, { part: 0.5, communes: ["1"] })] }),
      "« 1 » est transmis deux fois",
    ],
    ["nothing handed over", handed({ parts: [part(B)] }), "dites ce qui est transmis"],
    ["no share", split({ parts: [part(B, { communes: ["1"] }), part(C, { part: 1 })] }), "donnez à chacun sa part"],
    [
      "shares of less than all",
      split({ parts: [part(B, { part: 0.5, communes: ["1"] }), part(C, { part: 0.4 })] }),
      "doivent faire 100",
    ],
    [
      "shares of more than all",
      handed({
        objectifs: "repartis",
        parts: [part(B, { part: 0.8, communes: ["1"] }), part(C, { part: 0.3, communes: ["2"] })],
      }),
      "dépassent 100",
    ],
  ])("refuses %s", (_, succession, why) => {
    const said = refusal(() => checkSuccession(succession));
    expect(said).toContain("succession-invalide");
    expect(said).toContain(why);
  });
});

describe("acts together", () => {
  it("follow one another", () => {
    const acts = [
      handed({ jour: "2018-01-01", parts: [part(D, { residences: ["r"] })] }),
      absorbed(A, B, "2019-01-01"),
      absorbed(B, C, "2022-01-01"),
    ];
    expect(refusal(() => checkSuccessions(acts))).toBe("");
  });

  test.each<[string, readonly Succession[], string, string]>([
    [
      "a loop of two",
      [absorbed(A, B, "2019-01-01"), absorbed(B, A, "2020-01-01")],
      "succession-boucle",
      "point de départ",
    ],
    [
      "a loop of three",
      [absorbed(A, B, "2019-01-01"), absorbed(B, C, "2020-01-01"), absorbed(C, A, "2021-01-01")],
      "succession-boucle",
      "point de départ",
    ],
    ["a loop on one day", [absorbed(A, B), absorbed(B, A)], "succession-boucle", "point de départ"],
    [
      "two ends",
      [absorbed(A, B, "2019-01-01"), absorbed(A, C, "2020-01-01")],
      "succession-contradictoire",
      "n’existe plus",
    ],
    ["two ends on one day", [absorbed(A, B), absorbed(A, C)], "succession-contradictoire", "n’existe plus"],
    [
      "a part handed over after the end",
      [absorbed(A, B, "2019-01-01"), handed({ jour: "2019-06-01", parts: [part(C, { communes: ["1"] })] })],
      "succession-contradictoire",
      "n’existe plus",
    ],
    [
      "a taking over by who is no more",
      [absorbed(B, C, "2019-01-01"), absorbed(A, B, "2020-01-01")],
      "succession-contradictoire",
      "n’existe plus ce jour-là",
    ],
    [
      "two acts of one day",
      [handed({ parts: [part(B, { communes: ["1"] })] }), handed({ parts: [part(C, { communes: ["2"] })] })],
      "succession-contradictoire",
      "déjà écrit à ce jour",
    ],
    [
      "a résidence handed over twice",
      [
        handed({ parts: [part(B, { residences: ["r"] })] }),
        handed({ jour: "2020-01-01", parts: [part(C, { residences: ["r"] })] }),
      ],
      "succession-contradictoire",
      "déjà transmise",
    ],
  ])("refuse %s, and name both", (_, acts, code, why) => {
    const said = refusal(() => checkSuccessions(acts));
    expect(said).toContain(code);
    expect(said).toContain(why);
    expect(said.match(/ le \d/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
  });
});

test.each([
  ["before the day", "2018-12-31", A],
  ["on the day", "2019-01-01", B],
  ["after the second", "2022-01-01", C],
])("the heir of a bailleur, %s", (_, jour, heir) => {
  expect(heirOn([absorbed(B, C, "2022-01-01"), absorbed(A, B, "2019-01-01")], A, jour)).toBe(heir);
});

it("has no single heir of what was split, nor of what was handed over in part", () => {
  const acts = [split({ parts: [part(B, { part: 0.5, communes: ["1"] }), part(C, { part: 0.5 })] })];
  expect(heirOn(acts, A, "2030-01-01")).toBe(A);
  expect(heirOn([handed({ parts: [part(B, { communes: ["1"] })] })], A, "2030-01-01")).toBe(A);
});
