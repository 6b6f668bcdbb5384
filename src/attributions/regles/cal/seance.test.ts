import { describe, expect, test } from "vitest";
import { findValeur } from "#droit/regles/parametre.ts";
import { checkMode, checkRegles, REGLES_PAR_DEFAUT } from "./reglement.ts";
import {
  attendVotes,
  checkAConvoquer,
  checkEtat,
  checkFenetre,
  checkQuorum,
  dernierJour,
  isVoteOuvert,
  type MembreSeance,
  readQuorumSeance,
  referenceSeance,
} from "./seance.ts";

const membre = (id: number, plus: Partial<MembreSeance> = {}): MembreSeance => ({
  id,
  qualite: "bailleur",
  presence: "present",
  mandataire: null,
  aVote: false,
  ...plus,
});

describe("quorum of a session", () => {
  test.each([
    ["three present", [membre(1), membre(2), membre(3)], "presentiel", true],
    ["the mayor does not make it", [membre(1), membre(2), membre(3, { qualite: "maire" })], "presentiel", false],
    [
      "represented by somebody present",
      [membre(1), membre(2), membre(3, { presence: "represente", mandataire: 1 })],
      "distance",
      true,
    ],
    [
      "represented by somebody absent",
      [membre(1), membre(2), membre(3, { presence: "represente", mandataire: 9 })],
      "distance",
      false,
    ],
    ["not told", [membre(1), membre(2), membre(3, { presence: null })], "presentiel", false],
    [
      "by writing, those who voted",
      [1, 2, 3].map((id) => membre(id, { presence: null, aVote: true })),
      "asynchrone",
      true,
    ],
    ["by writing, present is not enough", [membre(1), membre(2), membre(3)], "asynchrone", false],
  ] as const)("%s", (_, membres, mode, atteint) => {
    const quorum = readQuorumSeance(membres, 3, mode);
    expect(quorum.atteint).toBe(atteint);
    const check = () => checkQuorum(quorum);
    if (atteint) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: "cal-quorum" }));
  });
});

const FENETRE = { du: "2026-11-28T08:00:00.000Z", au: "2026-11-30T08:00:00.000Z" };

test.each([
  [FENETRE, "2026-11-28T07:59:59.999Z", false, true],
  [FENETRE, "2026-11-28T08:00:00.000Z", true, true],
  // The instant, not the letters: the same hour, written in Paris.
  [FENETRE, "2026-11-28T09:00:00.000+01:00", true, true],
  [FENETRE, "2026-11-30T08:00:00.000Z", true, true],
  [FENETRE, "2026-11-30T08:00:00.001Z", false, false],
  [null, "2026-11-30T08:00:00.000Z", true, false],
])("window %o at %s: open %s, votes still awaited %s", (fenetre, maintenant, ouvert, attend) => {
  expect(isVoteOuvert(fenetre, maintenant)).toBe(ouvert);
  expect(attendVotes(fenetre, maintenant)).toBe(attend);
  const check = () => checkFenetre(fenetre, maintenant);
  if (ouvert) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code: "cal-fenetre" }));
});

test("the last day of a vote is that of Paris, where its end is told", () => {
  expect(dernierJour({ tenueLe: "2026-11-28", fenetre: null })).toBe("2026-11-28");
  expect(dernierJour({ tenueLe: "2026-11-28", fenetre: FENETRE })).toBe("2026-11-30");
  const minuit = { du: "2026-11-28T23:30:00.000Z", au: "2026-11-30T23:30:00.000Z" };
  expect(dernierJour({ tenueLe: "2026-11-29", fenetre: minuit })).toBe("2026-12-01");
});

test("reference, states and windows", () => {
  expect(referenceSeance(2026, 12)).toBe("CAL-2026-012");
  expect(() => checkEtat("close", ["ouverte"], "voter")).toThrow(/Close|close/);
  expect(() => checkFenetre(FENETRE, "2026-11-28T07:59:59.000Z")).toThrow(/pas encore ouvert/);
  expect(() => checkFenetre(FENETRE, "2026-11-30T08:00:01.000Z")).toThrow(/terminé/);
});

test.each([
  [[], "cal-sans-logement"],
  [[{ libelle: "L-0001", candidats: 2, exception: null }], "cal-candidats"],
  [[{ libelle: "L-0001", candidats: 0, exception: "candidats-insuffisants" }], "cal-candidats"],
  [[{ libelle: "L-0001", candidats: 1, exception: "candidats-insuffisants" }], null],
  [[{ libelle: "L-0001", candidats: 3, exception: null }], null],
  [[{ libelle: "L-0001", candidats: 2, exception: "vacance-qpv" }], "cal-candidats"],
] as const)("%j: %s", (logements, code) => {
  const check = () => checkAConvoquer(logements, "2026-11-28");
  if (code === null) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code }));
});

describe("rules of procedure", () => {
  const regles = findValeur(REGLES_PAR_DEFAUT, "2026-01-01").valeur;
  test.each([
    [{}, null],
    [{ quorum: 0 }, "cal-reglement"],
    [{ quorum: 7 }, "cal-reglement"],
    [{ distance: false }, "cal-reglement"],
    [{ fenetreHeures: 0 }, "cal-reglement"],
    [{ fenetreHeures: 7.5 }, "cal-reglement"],
    [{ fenetreHeures: 241 }, "cal-reglement"],
  ] as const)("%j: %s", (change, code) => {
    const check = () => checkRegles({ ...regles, ...change });
    if (code === null) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code }));
  });

  test("a mode that they do not allow is refused", () => {
    expect(() => checkMode("asynchrone", { ...regles, asynchrone: false })).toThrow(
      expect.objectContaining({ code: "cal-mode" }),
    );
    expect(() => checkMode("presentiel", { ...regles, distance: false })).not.toThrow();
  });
});
