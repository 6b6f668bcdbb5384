import { describe, expect, test } from "vitest";
import type { Operation } from "#donnees/regles/programme/operation.ts";
import type { ResidenceParc } from "#observatoire/lectures/parc/ports.ts";
import { cutPieces } from "./compute-effet.ts";
import { figureLoyers } from "./loyers-neufs.ts";
import { joinOccupation } from "./sous-plai.ts";

const residence = (cle: string, changes: Partial<ResidenceParc> = {}): ResidenceParc => ({
  cle,
  bailleur: "999000011",
  bailleurNom: "OPH d’essai",
  bailleurAvant: null,
  commune: "52448",
  nom: cle,
  adresse: null,
  situation: "qpv",
  qpv: "QP052001",
  construction: 1965,
  point: null,
  logements: 100,
  modeConnu: 100,
  loues: 70,
  vacants: 30,
  vacantsPlus3Mois: 20,
  vacantsDureeInconnue: 0,
  vides: 0,
  mobiles: 0,
  mobilitesPossibles: 0,
  mobilitesInconnues: 0,
  misesEnLocationInconnues: 0,
  loyers: 30_000,
  surfaces: 6_000,
  loyersConnus: 90,
  ...changes,
});

const operation = (changes: Partial<Operation>): Operation => ({
  id: 1,
  nom: "Démolition",
  genre: "demolition",
  cadre: "npnru",
  bailleur: null,
  commune: "52448",
  secteur: null,
  situation: "qpv",
  residences: [],
  logements: null,
  collectifs: null,
  individuels: null,
  financements: { plai: null, plus: null, pls: null, autre: null },
  typologies: {},
  loyerM2: null,
  premiersBaux: null,
  aReloger: null,
  etapes: [],
  etat: "prevue",
  publieLe: null,
  synthetique: false,
  ...changes,
});

const ZONES = { quartiers: [{ code: "QP052001", nom: "Vert-Bois", communes: ["52448"] }] };
const aReloger = (occupes: number | null) => ({ occupes, occupesAu: null, depuis: null });

describe("what an operation does to the stock", () => {
  test("a demolition of one résidence is its own, with its households", () => {
    const [piece] = cutPieces(
      [residence("ibiza", { logements: 40, loues: 29 })],
      [operation({ residences: ["ibiza"], logements: 40, aReloger: aReloger(29) })],
      ZONES,
    );
    expect(piece?.mouvement).toMatchObject({ demolis: { bas: 40, haut: 40 }, occupes: { bas: 29, haut: 29 } });
  });

  test("of a part of two, each may lose between what the other cannot hold and what it can", () => {
    const [a, b] = cutPieces(
      [residence("a", { logements: 60 }), residence("b", { logements: 50 })],
      [operation({ residences: ["a", "b"], logements: 80, aReloger: aReloger(null) })],
      ZONES,
    );
    expect(a?.mouvement.demolis).toEqual({ bas: 30, haut: 60 });
    expect(b?.mouvement.demolis).toEqual({ bas: 20, haut: 50 });
    expect(a?.mouvement.occupes).toEqual({ bas: 0, haut: 60 });
  });

  test("a construction is a place of its own, in the only neighbourhood of its commune", () => {
    const [, neuve] = cutPieces(
      [residence("a")],
      [operation({ id: 7, genre: "reconstitution", logements: 12 })],
      ZONES,
    );
    expect(neuve).toMatchObject({
      qpv: "QP052001",
      actuel: { logements: 0 },
      mouvement: { construits: { bas: 12, haut: 12 } },
    });
    const [, sansTaille] = cutPieces(
      [residence("a")],
      [operation({ genre: "construction", situation: "hors-qpv" })],
      ZONES,
    );
    expect(sansTaille).toMatchObject({ qpv: null, mouvement: { construits: { bas: 0, haut: null } } });
  });

  test("an operation without a commune is of no place", () => {
    expect(cutPieces([], [operation({ genre: "construction", commune: null })], ZONES)).toEqual([]);
  });
});

test("the share under the PLAI ceiling loses the demolished résidence's households, all or none of them", () => {
  const pieces = cutPieces(
    [residence("pauvre", { logements: 40 }), residence("autre")],
    [operation({ residences: ["pauvre"], logements: 40, aReloger: aReloger(29) })],
    ZONES,
  );
  const residences = new Map([
    ["pauvre", { effectif: 24, repondants: 25 }],
    ["autre", { effectif: 40, repondants: 80 }],
  ]);
  const lu = joinOccupation({ enquete: "2018", residences }, pieces, 0);
  expect(lu.sous_plai).toEqual({ valeur: 64 / 105, sur: 105 });
  expect(lu.sous_plai_apres).toEqual({ valeur: 0.5, bornes: [0.5, 64 / 105] });
  expect(joinOccupation({ enquete: "2018", residences }, pieces, 1).sous_plai_apres.valeur).toBeCloseTo(64 / 105);
  expect(joinOccupation(null, pieces, 0).sous_plai).toMatchObject({ manque: "inconnu" });
});

test("rents of new operations stand beside the stock's of their commune; one not written is unknown, and counted", () => {
  const parc = { residences: [residence("a")], noms: new Map([["52448", "Saint-Dizier"]]), millesime: "2017" };
  const neuves = [
    operation({ genre: "construction", loyerM2: 5.6 }),
    operation({ id: 2, genre: "reconstitution", commune: "52550" }),
  ];
  const { lignes, lecture } = figureLoyers(neuves, parc);
  expect(lignes[0]?.cellules).toMatchObject({ loyer: { valeur: 5.6 }, loyer_commune: { valeur: 5 } });
  expect(lignes[0]?.cellules["ecart"]?.valeur).toBeCloseTo(0.6);
  expect(lignes[1]?.cellules).toMatchObject({ loyer: { manque: "inconnu" }, loyer_commune: { manque: "sans-objet" } });
  expect(lecture).toContain("pas de loyer écrit");
});
