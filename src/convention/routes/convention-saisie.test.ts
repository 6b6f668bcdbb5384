import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OBJETS } from "#donnees/regles/convention/objet.ts";
import { type Engagement, keyPorteur } from "#engagements/regles/convention/engagement.ts";
import { champLigne, champReference, saisieOf } from "../pages/saisie-objectifs.ts";
import { addAnnee, addPorteur, parsePorteur, parseSaisie, readSaisie } from "./convention-saisie.ts";

const HAMARIS = { type: "bailleur", siren: "999000029" } as const;
const champ = (grandeur: string) => `${grandeur}.2018.hors-qpv.bailleur:999000029`;

describe("a row of the editor", () => {
  const read = (nombre: string, taux: string, base: string, reference = "2017") =>
    parseSaisie(
      readSaisie({
        "reference.2018.hors-qpv": [reference],
        [champ("nombre")]: [nombre],
        [champ("taux")]: [taux],
        [champ("base")]: [base],
      }),
    );

  it.each<[string, string, string, Partial<Engagement>]>([
    ["32", "25", "130", { nombre: 32, taux: 0.25, reference: { annee: 2017, assiette: 130 } }],
    ["", "17,5", "", { nombre: null, taux: 0.175, reference: null }],
    ["1 000", "17.5 %", "", { nombre: 1000, taux: 0.175 }],
    ["0", "", "", { nombre: 0, taux: null }],
    ["", "100", "", { taux: 1 }],
  ])("« %s », « %s », « %s » is read as written", (nombre, taux, base, expected) => {
    const { engagements, erreurs } = read(nombre, taux, base);
    expect(erreurs).toEqual([]);
    expect(engagements).toMatchObject([{ annee: 2018, objet: "hors-qpv", porteur: HAMARIS, ...expected }]);
  });

  it("left empty, is no objective", () => {
    expect(read("", " ", "", "")).toEqual({ engagements: [], erreurs: [] });
  });

  it.each<[string, string, string, string, string, string]>([
    ["not a number", "trente", "25", "", "2017", champ("nombre")],
    ["a half lease", "3,5", "", "", "2017", champ("nombre")],
    ["negative", "-3", "", "", "2017", champ("nombre")],
    ["above 100 %", "", "101", "", "2017", champ("taux")],
    ["a word", "", "vingt", "", "2017", champ("taux")],
    ["a base without year", "3", "", "130", "", "reference.2018.hors-qpv"],
    ["a year that is none", "3", "", "", "17", "reference.2018.hors-qpv"],
    ["a base alone", "", "", "130", "2017", champ("nombre")],
    ["a base that is no count", "3", "", "cent", "2017", champ("base")],
  ])("%s is refused at its field", (_, nombre, taux, base, reference, where) => {
    expect(read(nombre, taux, base, reference).erreurs.map((erreur) => erreur.champ)).toEqual([where]);
  });

  it.each([
    ["another object", "nombre.2018.ailleurs.epci"],
    ["no bearer", "nombre.2018.hors-qpv.personne"],
    ["a SIREN too short", "nombre.2018.hors-qpv.bailleur:12"],
    ["a réservataire that is none", "nombre.2018.hors-qpv.reservataire:AUCUN"],
    ["the object's own name", "__proto__"],
  ])("a field of %s says nothing", (_, nom) => {
    expect(readSaisie({ [nom]: ["3"] })).toEqual([]);
  });
});

const porteur = fc.oneof(
  fc.constant({ type: "epci" } as const),
  fc.integer({ min: 100_000_000, max: 999_999_999 }).map((n) => ({ type: "bailleur" as const, siren: String(n) })),
  fc.constantFrom("COLTER", "COLACT", "PPRIOR").map((contingent) => ({ type: "reservataire" as const, contingent })),
);

it("what a version holds comes back through the form unchanged", () => {
  const engagement = fc.record({
    annee: fc.integer({ min: 2017, max: 2030 }),
    objet: fc.constantFrom(...OBJETS),
    porteur,
    nombre: fc.integer({ min: 0, max: 99_999 }),
    taux: fc.option(fc.integer({ min: 0, max: 1_000_000 }).map((millionths) => millionths / 1_000_000)),
    reference: fc.constant({ annee: 2017, assiette: 130 }),
  });
  const key = (one: Engagement) => `${one.annee} ${one.objet} ${keyPorteur(one.porteur)}`;
  const many = fc.uniqueArray(engagement, { maxLength: 12, selector: key });
  fc.assert(
    fc.property(many, (engagements: readonly Engagement[]) => {
      const body: Record<string, readonly string[]> = {};
      for (const table of saisieOf(engagements)) {
        body[champReference(table)] = [table.reference];
        for (const ligne of table.lignes) {
          for (const grandeur of ["nombre", "taux", "base"] as const) {
            body[champLigne(grandeur, table, ligne.porteur)] = [ligne[grandeur]];
          }
        }
      }
      const back = parseSaisie(readSaisie(body));
      expect(back.erreurs).toEqual([]);
      const sorted = (list: readonly Engagement[]) => list.toSorted((a, b) => key(a).localeCompare(key(b)));
      expect(sorted(back.engagements)).toEqual(sorted(engagements));
    }),
  );
});

describe("adding", () => {
  const saisie = readSaisie({ [champ("nombre")]: ["32"], "nombre.2018.hors-qpv.epci": ["76"] });

  it("a year takes the bearers of the last one, empty", () => {
    const [, added] = addAnnee(saisie, "hors-qpv", 2019, []);
    expect(added).toMatchObject({ annee: 2019, reference: "" });
    expect(added?.lignes.map((ligne) => [keyPorteur(ligne.porteur), ligne.nombre])).toEqual([
      ["bailleur:999000029", ""],
      ["epci", ""],
    ]);
    expect(addAnnee(saisie, "hors-qpv", 2018, [])).toEqual(saisie);
    expect(addAnnee(saisie, "qpv", 2018, [HAMARIS])[1]?.lignes).toHaveLength(1);
  });

  it("a bearer goes in every year of the object, before the EPCI, once", () => {
    const [table] = addPorteur(saisie, "hors-qpv", { type: "reservataire", contingent: "COLACT" });
    expect(table?.lignes.map((ligne) => keyPorteur(ligne.porteur))).toEqual([
      "bailleur:999000029",
      "reservataire:COLACT",
      "epci",
    ]);
    expect(addPorteur(saisie, "hors-qpv", HAMARIS)).toEqual(saisie);
  });
});

it.each(["bailleur:abc", "reservataire:inconnu", "epci:1", "", "bailleur"])("« %s » is nobody", (texte) => {
  expect(parsePorteur(texte)).toBeNull();
});
