import { describe, expect, it, test } from "vitest";
import { Lecture } from "#socle/routes/serveur/lecture.ts";
import type { ParametresRegle, VersionRegle } from "../regles/regle.ts";
import { readCommune, readRegle, writeRegle } from "./regles-saisie.ts";

const DITE = { texte: "« Au moins 60 % »", confiance: "S", reference: "convention, p. 12" } as const;

const fautesOf = (lecture: Lecture) => lecture.erreurs.map(({ champ, message }) => `${champ}: ${message}`);

const REGLES: readonly ParametresRegle[] = [
  { genre: "reconstitution-part", min: 0.294, max: 0.612_345, cadres: ["npnru"] },
  { genre: "reconstitution-part", min: null, max: 0.5, cadres: [] },
  { genre: "reconstitution-plai", min: 0.6, cadres: ["npnru"] },
  { genre: "neuf-hors-qpv-plai", min: 0.3, genres: ["construction"], cadres: [] },
  { genre: "neuf-hors-qpv-baux", min: null, genres: ["construction"], cadres: ["npnru"] },
  { genre: "production-annuelle", parAn: 42, debut: 2018, fin: 2023, cadres: ["npnru"] },
  {
    genre: "part-residences-principales",
    commune: "52448",
    sens: "au-plus",
    cible: 0.305,
    horizon: 2024,
    perimetre: 2017,
    depart: { annee: 2015, taux: 0.312_5 },
  },
  {
    genre: "part-residences-principales",
    commune: null,
    sens: "au-moins",
    cible: 0.2,
    horizon: 2025,
    perimetre: null,
    depart: null,
  },
  {
    genre: "taux-communes",
    tranches: [
      {
        points: 0.02,
        population: { plusDe: 500, moinsDe: 1_500 },
        taux: { plusDe: 0.1, moinsDe: 0.2 },
        ouContrainte: true,
      },
      {
        points: 0.01,
        population: { plusDe: 1_500, moinsDe: null },
        taux: { plusDe: null, moinsDe: 0.3 },
        ouContrainte: false,
      },
    ],
    plafond: 0.15,
    reference: 2016,
    horizon: 2023,
  },
];

describe("a version of a rule shown in its form is read as it was", () => {
  test.each(REGLES)("$genre", (parametres) => {
    const commune = parametres.genre === "part-residences-principales" ? (parametres.commune ?? "") : "";
    const version: VersionRegle = {
      ...DITE,
      id: 7,
      genre: parametres.genre,
      commune,
      parametres,
      depuis: "2018-10-05",
      jusque: null,
    };
    const lecture = new Lecture({
      ...writeRegle(version),
      depuis: ["2019-01-01"],
      jusque: ["2022-12-31"],
      relu: ["oui"],
    });
    expect([readRegle(lecture, parametres.genre), fautesOf(lecture)]).toEqual([
      { ...DITE, genre: parametres.genre, commune, parametres, depuis: "2019-01-01", jusque: "2022-12-31", relu: true },
      [],
    ]);
  });

  it("one that is closed has no more parameters, and is asked its first day", () => {
    const lecture = new Lecture({ min: ["60"], fermer: ["oui"], "reference-texte": ["avenant 2"], confiance: ["M"] });
    expect(readRegle(lecture, "reconstitution-plai")).toMatchObject({ parametres: null, depuis: "", relu: false });
    expect(fautesOf(lecture)).toEqual(["depuis: Premier jour : donnez la date."]);
  });
});

describe("the line of a commune", () => {
  const LIGNE = {
    commune: ["52448"],
    annee: ["2016"],
    population: ["25 505"],
    residences_principales: ["11 800"],
    logements_sociaux: ["4 600"],
    construction_neuve: [""],
    contrainte: ["non"],
    source: ["INSEE, RP 2016"],
  };

  it("is read field by field; what is left empty is unknown", () => {
    const lecture = new Lecture(LIGNE);
    expect([readCommune(lecture), fautesOf(lecture)]).toEqual([
      {
        commune: "52448",
        annee: 2016,
        population: 25_505,
        residencesPrincipales: 11_800,
        logementsSociaux: 4_600,
        constructionNeuve: null,
        contrainte: "non",
        source: "INSEE, RP 2016",
      },
      [],
    ]);
  });

  test.each([
    ["a part of a person", "25,5", "population: Habitants : écrivez un nombre entier."],
    ["more than a territory can hold", "5000001", "population: Habitants : écrivez un nombre entier."],
    ["words", "beaucoup", "population: Habitants : écrivez un nombre, par exemple 29,4."],
  ])("%s is refused, and said", (_, population, faute) => {
    const lecture = new Lecture({ ...LIGNE, population: [population] });
    expect(readCommune(lecture).population).toBeNull();
    expect(fautesOf(lecture)).toEqual([faute]);
  });

  it("five millions are still a number of persons", () => {
    expect(readCommune(new Lecture({ ...LIGNE, population: ["5000000"] })).population).toBe(5_000_000);
  });
});
