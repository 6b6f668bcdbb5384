import { describe, expect, it, test } from "vitest";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { type Champs, readChamps } from "#socle/routes/champs.ts";
import type { ParametresRegle, VersionRegle } from "../regles/regle.ts";
import { CHAMPS_COMMUNE, champsRegle, communeOf, regleOf, writeRegle } from "./regles-saisie.ts";

const DITE = { texte: "« Au moins 60 % »", confiance: "S", reference: "convention, p. 12" } as const;

const fautesOf = (champs: Champs, saisie: SaisieFormulaire) => {
  const lus = Object.entries(champs).map(([nom, champ]) => ({ nom, lu: champ.safeParse(saisie[nom] ?? []) }));
  return lus.flatMap(({ nom, lu }) => lu.error?.issues.map(({ message }) => `${nom}: ${message}`) ?? []);
};

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
    const saisie = { ...writeRegle(version), depuis: ["2019-01-01"], jusque: ["2022-12-31"], relu: ["oui"] };
    expect([regleOf(parametres.genre, saisie), fautesOf(champsRegle(parametres.genre), saisie)]).toEqual([
      { ...DITE, genre: parametres.genre, commune, parametres, depuis: "2019-01-01", jusque: "2022-12-31", relu: true },
      [],
    ]);
  });

  it("one that is closed has no more parameters, and is asked its first day", () => {
    const saisie = { min: ["60"], fermer: ["oui"], "reference-texte": ["avenant 2"], confiance: ["M"] };
    const depuis = ["2019-01-01"];
    expect(regleOf("reconstitution-plai", { ...saisie, depuis })).toMatchObject({ parametres: null, relu: false });
    expect(fautesOf(champsRegle("reconstitution-plai"), saisie)).toEqual([
      "depuis: Premier jour\u00A0: donnez la date, jour, mois et année.",
    ]);
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
    expect([communeOf(readChamps(CHAMPS_COMMUNE, LIGNE)), fautesOf(CHAMPS_COMMUNE, LIGNE)]).toEqual([
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
    ["a part of a person", "25,5", "population: Habitants\u00A0: écrivez un nombre entier."],
    ["more than a territory can hold", "5000001", "population: Habitants\u00A0: écrivez un nombre entier."],
    ["words", "beaucoup", "population: Habitants\u00A0: écrivez un nombre, par exemple 29,4."],
  ])("%s is refused, and said", (_, population, faute) => {
    expect(fautesOf(CHAMPS_COMMUNE, { ...LIGNE, population: [population] })).toEqual([faute]);
  });

  it("five millions are still a number of persons", () => {
    expect(readChamps(CHAMPS_COMMUNE, { ...LIGNE, population: ["5000000"] }).population).toBe(5_000_000);
  });
});
