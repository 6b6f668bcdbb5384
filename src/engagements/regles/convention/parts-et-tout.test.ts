import { describe, expect, it } from "vitest";
import {
  type DureeObjectif,
  dureeOfAnnee,
  dureeOfTrimestre,
  findDureeInvalide,
  intersect,
  labelDuree,
} from "#donnees/regles/convention/duree-objectif.ts";
import { keyLieu, labelLieu, parseLieu } from "#donnees/regles/convention/lieu.ts";
import { sayEcart } from "./controles-territorialises.ts";
import type { ObjectifTerritorialise } from "./objectif-territorialise.ts";
import { findEcarts } from "./parts-et-tout.ts";

const A = { type: "bailleur", siren: "999000011" } as const;
const B = { type: "bailleur", siren: "999000029" } as const;

function ligne(nombre: number | null, given: Partial<ObjectifTerritorialise> = {}): ObjectifTerritorialise {
  const whole = { objet: "hors-qpv", porteur: A, lieu: null, ...dureeOfAnnee(2019) } as const;
  return { ...whole, taux: null, nombre, reference: null, ...given };
}
const at = (code: string) => ({ lieu: { genre: "commune", code } as const });
const quarters = (...nombres: readonly number[]) =>
  nombres.map((nombre, rang) => ligne(nombre, dureeOfTrimestre(2019, ([1, 2, 3, 4] as const)[rang] ?? 1)));
const told = (lignes: readonly ObjectifTerritorialise[]) =>
  findEcarts(lignes).map(({ axe, nombre, somme, parts, auDela }) => [axe, nombre, somme, parts.length, auDela.length]);

describe("parts against what they are parts of", () => {
  it.each([
    ["communes that add up", [ligne(30), ligne(10, at("52448")), ligne(20, at("52550"))], []],
    ["communes short of it", [ligne(30), ligne(10, at("52448")), ligne(14, at("52550"))], [["commune", 30, 24, 2, 0]]],
    ["one commune alone below", [ligne(30), ligne(10, at("52448"))], []],
    ["one commune alone above", [ligne(30), ligne(31, at("52448"))], [["commune", 30, 31, 1, 1]]],
    ["exactly the whole in one commune", [ligne(30), ligne(30, at("52448"))], []],
    [
      "a commune that writes a rate",
      [ligne(30), ligne(null, { ...at("52448"), taux: 0.3 }), ligne(4, at("52550"))],
      [],
    ],
    [
      "another bailleur's communes",
      [ligne(30), ligne(4, { ...at("52448"), porteur: B }), ligne(4, { ...at("52550"), porteur: B })],
      [],
    ],
    [
      "another object's communes",
      [ligne(30), ligne(4, { ...at("52448"), objet: "qpv" }), ligne(4, { ...at("52550"), objet: "qpv" })],
      [],
    ],
    [
      "another year's communes",
      [ligne(30), ...["52448", "52550"].map((code) => ligne(4, { ...at(code), ...dureeOfAnnee(2020) }))],
      [],
    ],
    ["four quarters that add up", [ligne(30), ...quarters(5, 5, 10, 10)], []],
    ["four quarters that do not", [ligne(30), ...quarters(5, 5, 10, 9)], [["trimestre", 30, 29, 4, 0]]],
    ["three quarters of four", [ligne(30), ...quarters(5, 5, 10)], []],
    ["a whole without a number", [ligne(null, { taux: 0.2 }), ...quarters(5, 5, 10, 9)], []],
    [
      "bailleurs of one commune",
      [
        ligne(9, { ...at("52448"), porteur: { type: "epci" } }),
        ligne(4, at("52448")),
        ligne(4, { ...at("52448"), porteur: B }),
      ],
      [["bailleur", 9, 8, 2, 0]],
    ],
    [
      "bailleurs of the year and of all, which have a check of their own",
      [ligne(9, { porteur: { type: "epci" } }), ligne(4), ligne(4, { porteur: B })],
      [],
    ],
  ])("%s", (_, lignes, ecarts) => {
    expect(told(lignes)).toEqual(ecarts);
  });

  it("are said with their names, and whichever asks for more than all", () => {
    const noms = { bailleurs: { [A.siren]: "Aube" }, lieux: new Map([["52448", "Saint-Dizier"]]) };
    const say = (lignes: readonly ObjectifTerritorialise[]) =>
      findEcarts(lignes).map((ecart) => sayEcart(ecart, noms).replaceAll("\u00A0", " "));
    expect(say([ligne(30), ligne(10, at("52448")), ligne(14, at("52550"))])).toEqual([
      "Hors QPV : 1er quartile ou relogés, Aube, tout le territoire, 2019 : 2 communes font 24 attributions, l’ensemble en écrit 30.",
    ]);
    expect(say([ligne(30), ligne(31, at("52448"))])).toEqual([
      "Hors QPV : 1er quartile ou relogés, Aube, tout le territoire, 2019 : Saint-Dizier (52448) (31) demande plus que l’ensemble, qui écrit 30. Vérifiez lequel vaut.",
    ]);
  });
});

describe("a period", () => {
  it.each<[DureeObjectif, string]>([
    [dureeOfAnnee(2018), "2018"],
    [dureeOfTrimestre(2018, 1), "1er trimestre 2018"],
    [dureeOfTrimestre(2018, 4), "4e trimestre 2018"],
    [{ du: "2018-02-01", au: "2018-04-30" }, "février à avril 2018"],
    [{ du: "2018-07-01", au: "2018-07-31" }, "juillet 2018"],
    [{ du: "2018-07-01", au: "2020-12-31" }, "juillet 2018 à décembre 2020"],
    [{ du: "2018-01-01", au: "2019-12-31" }, "janvier 2018 à décembre 2019"],
  ])("%o is said « %s »", (duree, dit) => {
    expect(labelDuree(duree)).toBe(dit);
  });

  it.each([
    ["2018-01-02", "2018-12-31", "premier jour"],
    ["2018-01-01", "2018-12-30", "dernier jour"],
    ["2020-02-01", "2020-02-28", "dernier jour"],
    ["2018-07-01", "2018-06-30", "finit avant"],
    ["2018-01-01", "2024-01-31", "plus de 6 années"],
  ])("from %s to %s is refused", (du, au, why) => {
    expect(findDureeInvalide({ du, au })).toContain(why);
  });

  it("of six years is the longest; February ends when it does", () => {
    expect(findDureeInvalide({ du: "2018-01-01", au: "2023-12-31" })).toBeNull();
    expect(findDureeInvalide({ du: "2020-02-01", au: "2020-02-29" })).toBeNull();
  });

  it("meets another on their last day, and no later", () => {
    const year = dureeOfAnnee(2018);
    expect(intersect(year, { du: "2018-12-31", au: "2019-03-31" })).toEqual({ du: "2018-12-31", au: "2018-12-31" });
    expect(intersect(year, { du: "2018-02-01", au: "2018-02-28" })).toEqual({ du: "2018-02-01", au: "2018-02-28" });
    expect(intersect(year, dureeOfAnnee(2019))).toBeNull();
  });
});

describe("a place", () => {
  it.each(["commune:52448", "commune:2A004", "secteur:Der et Blaise", "qpv:QP052001", "qpv:QN05201M"])(
    "« %s » is read back as it is written",
    (key) => {
      expect(keyLieu(parseLieu(key))).toBe(key);
    },
  );
  it.each(["territoire", "commune:5244", "commune:", "pays:FR", "secteur:", "qpv:q", ""])("« %s » is none", (key) => {
    expect(parseLieu(key)).toBeNull();
  });
  it("is said by its name, else by its code", () => {
    const noms = new Map([
      ["52448", "Saint-Dizier"],
      ["QP052001", "Vert-Bois"],
    ]);
    expect(
      ["commune:52448", "commune:52550", "qpv:QP052001", "qpv:QP052002", "secteur:Der"].map((key) =>
        labelLieu(parseLieu(key), noms),
      ),
    ).toEqual(["Saint-Dizier (52448)", "commune 52550", "quartier Vert-Bois", "quartier QP052002", "secteur Der"]);
    expect(labelLieu(null, noms)).toBe("tout le territoire");
  });
});
