import { afterEach, expect, test } from "vitest";
import { composeDroit } from "#droit/regles/composer.ts";
import { readDroitFrom } from "#droit/regles/en-vigueur.ts";
import { JEUX_LIVRES } from "#droit/regles/livre.ts";
import { type FaitsTitulaire, judgeObligation, sayObligation } from "./obligation.ts";

const SIREN = "200000172";
/** Faucigny-Glières: a communauté de communes of 28 363 inhabitants, the largest commune 13 320. */
const CC: FaitsTitulaire = { nature: "CC", population: 28_363, communePlusPeuplee: 13_320, quartiers: 0 };

function competence(valeur: boolean | null): void {
  const enregistrement = {
    code: "competence-habitat",
    territoire: SIREN,
    depuis: "2017-01-01",
    jusque: null,
    valeur,
    article: null,
    texte: null,
    source: "statuts de la communauté",
    confiance: "S" as const,
    id: 1,
    auteur: "Ada",
  };
  const { droit } = composeDroit(JEUX_LIVRES, valeur === null ? [] : [enregistrement]);
  readDroitFrom(() => ({ droit, territoire: SIREN }));
}
afterEach(() => readDroitFrom(() => undefined));

test.each<[string, Partial<FaitsTitulaire>, boolean | null, "oui" | "non" | "inconnu"]>([
  ["a communauté d'agglomération, however small", { nature: "CA", population: 1, quartiers: 0 }, null, "oui"],
  [
    "an EPT, whatever is not known",
    { nature: "EPT", population: null, communePlusPeuplee: null, quartiers: null },
    null,
    "oui",
  ],
  ["Paris", { nature: "PARIS" }, null, "oui"],
  ["above both populations", { population: 30_001, communePlusPeuplee: 10_001 }, null, "oui"],
  ["exactly at the first", { population: 30_000, communePlusPeuplee: 10_001 }, null, "non"],
  ["exactly at the second", { population: 30_001, communePlusPeuplee: 10_000 }, null, "non"],
  ["without a priority neighbourhood", {}, null, "non"],
  ["with one, and competent in housing", { quartiers: 1 }, true, "oui"],
  ["with one, and not competent", { quartiers: 1 }, false, "non"],
  ["with one, and nobody says whether it is", { quartiers: 1 }, null, "inconnu"],
  ["whose perimeters are not published, competent", { quartiers: null }, true, "inconnu"],
  ["whose perimeters are not published, not competent", { quartiers: null }, false, "non"],
  ["a population unknown, without a neighbourhood", { population: null }, null, "inconnu"],
  ["a population unknown, not competent", { population: null }, false, "inconnu"],
  ["of a nature that nobody wrote", { nature: null }, true, "inconnu"],
])("%s", (_, faits, competente, tenu) => {
  competence(competente);
  expect(judgeObligation({ ...CC, ...faits }, "2026-12-31").tenu).toBe(tenu);
});

test("what is said beside the floors: nothing when they oblige", () => {
  expect(sayObligation(judgeObligation({ ...CC, nature: "CA" }, "2026-12-31"))).toBeNull();
  expect(sayObligation(judgeObligation(CC, "2026-12-31"))).toContain("n’oblige pas ce territoire : ni programme local");
  const inconnu = sayObligation(judgeObligation({ ...CC, quartiers: null, population: null }, "2026-12-31"));
  expect(inconnu).toContain(
    "il manque la population de ses communes, ses quartiers prioritaires, dont aucun périmètre n’est publié ici et sa compétence",
  );
});
