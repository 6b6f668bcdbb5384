import { describe, expect, it, test } from "vitest";
import { type CompteProposition, tellPropositions } from "./propositions-en-qpv.ts";

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
const compte = (
  situation: CompteProposition["situation"],
  quartile: CompteProposition["quartile"],
  nombre: number,
): CompteProposition => ({ situation, quartile, nombre });

/** Distinct numbers. */
const COMPTES = [
  compte("qpv", "q1", 1),
  compte("qpv", "q2-4", 2),
  compte("qpv", "inconnu", 4),
  compte("hors-qpv", "q1", 8),
  compte("hors-qpv", "q2-4", 16),
  compte("hors-qpv", "inconnu", 32),
  compte("inconnue", "q1", 64),
  compte("inconnue", "q2-4", 128),
  compte("inconnue", "inconnu", 256),
];

test("counts those in a neighbourhood, and apart those of which something is unknown", () => {
  expect(tellPropositions(COMPTES, { fin: "2019-12-31", imprimees: [] }).comptees).toEqual({
    total: 7,
    autresQuartiles: 2,
    sansRessources: 4,
    nonLocalisees: 448,
  });
});

describe("what is said of it", () => {
  it.each<[string, readonly CompteProposition[], string]>([
    [
      "nothing made here",
      [],
      "Propositions : inconnues, aucune n’est faite dans Blaise et le fichier du SNE n’en porte pas.",
    ],
    [
      "everything known",
      [compte("qpv", "q1", 1), compte("qpv", "q2-4", 2)],
      "3 propositions faites dans Blaise en quartier prioritaire, dont 2 aux quartiles 2 à 4. Celles faites ailleurs ne sont pas connues.",
    ],
    [
      "one, of resources that nobody wrote, and one of a dwelling without a side",
      [compte("qpv", "inconnu", 1), compte("inconnue", "q1", 1)],
      "1 proposition faite dans Blaise en quartier prioritaire, dont 0 aux quartiles 2 à 4, et 1 sans ressources connues ; 1 autre, d’un logement non localisé. Celles faites ailleurs ne sont pas connues.",
    ],
    [
      "elsewhere alone",
      [compte("hors-qpv", "q1", 5)],
      "0 proposition faite dans Blaise en quartier prioritaire. Celles faites ailleurs ne sont pas connues.",
    ],
  ])("%s", (_, comptes, attendu) => {
    expect(plain(tellPropositions(comptes, { fin: "2019-12-31", imprimees: [] }).phrase)).toBe(
      `${attendu} À titre d’indication : depuis le 25 novembre 2018, la loi compte les attributions.`,
    );
  });

  it.each([
    ["2016-12-31", "Le texte n’était pas en vigueur."],
    [
      "2017-12-31",
      "Ce sont elles que le texte comptait alors (à confirmer) ; ce qui est jugé ici est le compte des attributions, celui des tableaux de l’État.",
    ],
    ["2018-11-24", "Ce sont elles que le texte comptait alors"],
    ["2018-11-25", "À titre d’indication : depuis le 25 novembre 2018, la loi compte les attributions."],
  ])("what the law makes of it on %s", (fin, attendu) => {
    expect(plain(tellPropositions([], { fin, imprimees: [] }).phrase)).toContain(attendu);
  });
});

test("says what a table printed elsewhere counts, beside those made here", () => {
  const imprimees = [
    { source: "Infocentre", total: 120, autresQuartiles: 80 },
    { source: "Bailleurs", total: 1, autresQuartiles: null },
  ];
  const dits = (comptes: readonly CompteProposition[]) =>
    plain(tellPropositions(comptes, { fin: "2017-12-31", imprimees }).phrase);
  const elsewhere =
    "120 propositions en quartier prioritaire d’après un tableau imprimé ailleurs (Infocentre), dont 80 aux quartiles 2 à 4. 1 proposition en quartier prioritaire d’après un tableau imprimé ailleurs (Bailleurs) ; il ne dit pas à quels quartiles.";
  expect(dits([])).toMatch(
    new RegExp(`^${elsewhere.replaceAll(/[().]/g, "\\$&")} Ce sont elles que le texte comptait`),
  );
  expect(dits([compte("qpv", "q2-4", 2)])).toContain(`ne sont pas connues. ${elsewhere}`);
});
