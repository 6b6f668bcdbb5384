import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readCode, writeCode, writeReference } from "./code-reprise.ts";
import { findManques, resumeAt } from "./completude.ts";
import { deriveMenage, MOTIFS_SENSIBLES } from "./derive-menage.ts";
import { type DossierReponses, nextQuestion, QUESTIONS, questionsPosees } from "./question.ts";
import { type Identite, MODES_LOGEMENT, type PersonneDossier, QUALITES_PERSONNE } from "./reponses.ts";
import { logementActuelOf, rechercheOf, revenusOf } from "./sections.ts";

const JOUR = "2025-06-01";
const REPERES = { jour: JOUR, seuil: 8500, zone: "autres" } as const;

const IDENTITE: Identite = {
  civilite: null,
  nom: "Exemple",
  nomUsage: null,
  prenom: "Camille",
  naissance: "1985-01-01",
  courriel: null,
  telephone: "06 39 98 00 01",
  adresse: null,
  adresseCommune: null,
  accordCourriel: false,
  accordSms: false,
};

const VIDE: DossierReponses = { identite: IDENTITE, reponses: {}, personnes: [], souhaits: [], sensibles: {} };
const compose: DossierReponses = { ...VIDE, reponses: { repondues: { "menage/composition": 1 } } };

const personne: fc.Arbitrary<PersonneDossier> = fc.record({
  rang: fc.integer({ min: 1, max: 30 }),
  qualite: fc.constantFrom(...QUALITES_PERSONNE),
  lien: fc.constant(null),
  nom: fc.constant(null),
  prenom: fc.constant(null),
  naissance: fc.option(fc.constantFrom("1950-01-01", "1990-06-02", "2005-01-01", "2018-09-09", "2025-12-24")),
});

const dossier: fc.Arbitrary<DossierReponses> = fc.record({
  identite: fc.constant(IDENTITE),
  personnes: fc.array(personne, { maxLength: 8 }),
  souhaits: fc.array(fc.constantFrom({ commune: "52448" }, { commune: "75056" }, { secteur: "Nord" }), {
    maxLength: 3,
  }),
  sensibles: fc.constantFrom(null, {}, { handicap: { personnes: 1, fauteuil: "oui", accessible: "oui" } } as const),
  reponses: fc
    .record({
      repondues: fc.dictionary(fc.constantFrom(...QUESTIONS), fc.integer({ min: 1, max: 3 })),
      mensuel: fc.option(fc.integer({ min: 0, max: 6000 })),
      rfr: fc.option(fc.integer({ min: 0, max: 90_000 })),
      mode: fc.option(fc.constantFrom(...MODES_LOGEMENT)),
      motifs: fc.subarray(["01", "06", "07", "08", "13", "23"]),
    })
    .map(({ repondues, mensuel, rfr, mode, motifs }) => ({
      repondues,
      revenus: { ...revenusOf({}), mensuel, rfr },
      logementActuel: { ...logementActuelOf({}), mode },
      recherche: { ...rechercheOf({}), motifs },
    })),
});

describe("what is derived of the answers", () => {
  it("is the same each time, unknown when what decides is, and never tells what is sealed", () => {
    fc.assert(
      fc.property(dossier, (one) => {
        const derive = deriveMenage(one, REPERES);
        expect(deriveMenage(one, REPERES)).toEqual(derive);
        expect(derive.personnes).toBe(1 + one.personnes.length);
        expect(derive.piecesMin).toBeLessThanOrEqual(2 + one.personnes.length);
        expect(MOTIFS_SENSIBLES).not.toContain(derive.motif);
        if (derive.uniteConso === null || derive.revenuMensuel === null) expect(derive.quartile).toBe("inconnu");
        if (derive.rfr === null || derive.categoriePlafond === null) expect(derive.positionPlafond).toBe("inconnue");
        expect(deriveMenage(one, { ...REPERES, seuil: null }).quartile).toBe("inconnu");
      }),
    );
  });

  it("counts a child in shared custody, or to come, for the rooms and not for the ceiling nor the units", () => {
    fc.assert(
      fc.property(dossier, fc.constantFrom("garde-partagee" as const, "a-naitre" as const), (one, qualite) => {
        const enfant: PersonneDossier = {
          rang: 30,
          qualite,
          lien: null,
          nom: null,
          prenom: null,
          naissance: "2020-01-01",
        };
        const [sans, avec] = [one, { ...one, personnes: [...one.personnes, enfant] }].map((d) =>
          deriveMenage(d, REPERES),
        );
        expect(avec?.categoriePlafond).toBe(sans?.categoriePlafond);
        expect(avec?.uniteConso).toBe(sans?.uniteConso);
        expect(avec?.piecesMin).toBeGreaterThanOrEqual(sans?.piecesMin ?? 0);
      }),
    );
  });

  it.each([
    // [persons, units, rooms, category]
    [[], 1, 1, 1],
    [[["conjoint", "1983-01-01"]], 1.5, 2, 2],
    [[["a-charge", "2018-01-01"]], 1.3, 3, 3],
    [
      [
        ["a-charge", "2009-01-01"],
        ["a-charge", "2018-01-01"],
      ],
      1.8,
      3,
      4,
    ],
    [
      [
        ["conjoint", "1983-01-01"],
        ["a-charge", "2018-01-01"],
        ["garde-partagee", "2016-01-01"],
      ],
      1.8,
      3,
      3,
    ],
    [[["a-charge", null]], null, 3, 3],
  ] as const)("%j: units, rooms, category", (personnes, uniteConso, piecesMin, categoriePlafond) => {
    const listees = personnes.map(
      ([qualite, naissance], rang): PersonneDossier => ({
        rang: rang + 1,
        qualite,
        naissance,
        lien: null,
        nom: null,
        prenom: null,
      }),
    );
    const sensibles = { handicap: { personnes: 0, fauteuil: "non", accessible: "non" } } as const;
    const derive = deriveMenage({ ...compose, sensibles, personnes: listees }, REPERES);
    expect(derive).toMatchObject({ uniteConso, piecesMin, categoriePlafond });
  });

  it("knows who is of Action Logement before any proposal, and does not say no for a partner", () => {
    const emploi = (profession: "salarie-prive" | "retraite", employeurPlusDeDix: "oui" | "non") =>
      ({
        ...compose,
        reponses: { ...compose.reponses, revenus: { ...revenusOf({}), profession, employeurPlusDeDix } },
      }) as const;
    const avec = [{ rang: 1, qualite: "conjoint", lien: null, nom: null, prenom: null, naissance: null }] as const;
    const of = (one: DossierReponses) => deriveMenage(one, REPERES).actionLogement;
    expect([
      of(emploi("salarie-prive", "oui")),
      of(emploi("salarie-prive", "non")),
      of(emploi("retraite", "oui")),
    ]).toEqual(["oui", "non", "non"]);
    expect(of({ ...emploi("retraite", "non"), personnes: avec })).toBe("inconnu");
    expect(of(VIDE)).toBe("inconnu");
  });
});

test.each([
  ["an employee of the private sector", "salarie-prive", "12345678900011"],
  ["who answered before, and is retired now", "retraite", null],
] as const)("the employer is kept of %s alone", (_, profession, employeurSiret) => {
  const revenus = { ...revenusOf({}), profession, employeurSiret: "12345678900011" };
  const derive = deriveMenage({ ...compose, reponses: { ...compose.reponses, revenus } }, REPERES);
  expect(derive.employeurSiret).toBe(employeurSiret);
});

describe("codes and questions", () => {
  it("a code is read as it was written, in small letters, with spaces, O for 0, I and L for 1", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (octets) => {
        const code = writeCode(octets);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
        const typed = code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
        expect(readCode(typed)).toBe(code);
        expect(writeReference(octets)).toMatch(/^D-.{4}-.{4}$/);
      }),
    );
    expect([readCode(""), readCode("1234-5678-9012-345U"), readCode("1234")]).toEqual([null, null, null]);
  });

  it("each question leads to a later one, and all are met", () => {
    fc.assert(
      fc.property(dossier, (one) => {
        const posees = questionsPosees(one);
        const suites = posees.map((question) => nextQuestion(one, question));
        expect(suites).toEqual([...posees.slice(1), null]);
        expect(resumeAt(one) === null).toBe(
          findManques(one).length === 0 && posees.every((question) => (one.reponses.repondues?.[question] ?? 0) > 0),
        );
      }),
    );
  });
});
