import { describe, expect, it } from "vitest";
import { compte, donnees, residence } from "../../../../test/fixtures/desequilibre.ts";
import type { ResidenceParc } from "../parc/ports.ts";
import { analyserDesequilibres } from "./analyser.ts";
import { figureFonctionnement } from "./figures-indicateurs.ts";
import { figureLieu } from "./figures-lieu.ts";
import { figureResidences } from "./figures-unites.ts";
import type { FiltreDesequilibre } from "./filtre.ts";

const TOUTES: FiltreDesequilibre = {
  population: "occupants",
  axe: "nombre",
  bailleur: null,
  commune: null,
  secteur: null,
  classe: "toutes",
  tri: "nom",
};
const MUETTE: Partial<ResidenceParc> = {
  modeConnu: 0,
  loues: 0,
  mobiles: 0,
  mobilitesPossibles: 0,
  loyers: 0,
  surfaces: 0,
  loyersConnus: 0,
};
const analyse = (changes: Partial<ResidenceParc>) =>
  analyserDesequilibres(
    donnees({
      parc: ["a", "b"].map((cle) => residence(cle, changes)),
      occupations: ["a", "b"].map((cle) => compte(cle, "impaye-3-mois", [1, 20])),
    }),
  );

describe("functioning of the territory", () => {
  const vacanceOf = (changes: Partial<ResidenceParc>) =>
    figureFonctionnement(analyse(changes)).lignes.find(({ cle }) => cle === "vacance-commerciale")?.cellules;

  it("counts no résidence above the territory when its vacancy is known", () => {
    expect(vacanceOf({})).toMatchObject({ etablies: { valeur: 0 }, simples: { valeur: 0 }, inconnues: { valeur: 0 } });
  });

  it("does not say that none is when no résidence tells its vacancy", () => {
    expect(vacanceOf(MUETTE)).toMatchObject({
      territoire: { valeur: null, manque: "inconnu" },
      inconnues: { valeur: 2 },
      etablies: { valeur: null, manque: "inconnu", bornes: [0, 2] },
      simples: { valeur: null, manque: "inconnu" },
    });
  });
});

describe("a résidence", () => {
  const dysfonctionnements = (changes: Partial<ResidenceParc>) =>
    figureResidences(analyse(changes), TOUTES).lignes[0]?.cellules.dysfonctionnements;

  it("of which everything is told has so many malfunctions", () => {
    expect(dysfonctionnements({})).toEqual({ valeur: 0 });
  });

  it("of which three indicators are not told may have three more", () => {
    expect(dysfonctionnements(MUETTE)).toEqual({ valeur: 0, bornes: [0, 3] });
  });

  it("whose rents nobody wrote has rents, which are unknown and not without object", () => {
    const lue = analyse(MUETTE);
    const [unite] = lue.residences;
    expect(unite && figureLieu(lue, unite).lignes[0]?.cellules).toMatchObject({
      loyer_m2: { valeur: null, manque: "inconnu" },
      vacants: { valeur: null, manque: "inconnu" },
    });
  });
});
