import { describe, expect, it, test } from "vitest";
import { libelleOf, parseClasse } from "#exploitation/regles/conservation/classe.ts";
import { type ProceduresOuvertes, retenuesOf } from "#exploitation/regles/conservation/retenue.ts";
import { type DureeConservation, echeance, findDuree, formatDuree } from "./duree.ts";

const duree = (mois: number, dateEffet: string, jours = 0): DureeConservation => ({
  classe: "C2",
  depuis: "radiation",
  mois,
  jours,
  dateEffet,
  source: "essai",
  confiance: "R",
});

describe("the day on which a row must be gone", () => {
  test.each([
    // Décret n° 2017-917, article 4: one year after the radiation.
    [12, 0, "2024-03-10", "2025-03-10"],
    [12, 0, "2024-02-29", "2025-02-28"],
    [6, 0, "2023-08-31", "2024-02-29"],
    [6, 0, "2024-08-31", "2025-02-28"],
    [3, 0, "2024-11-30", "2025-02-28"],
    [120, 0, "2015-12-31", "2025-12-31"],
    [0, 0, "2024-06-01", "2024-06-01"],
    [0, 30, "2024-02-15", "2024-03-16"],
    [1, 400, "2023-12-31", "2025-03-06"],
  ])("%i months and %i days after %s… %s", (mois, jours, point, attendu) => {
    expect(echeance({ mois, jours }, point)).toBe(attendu);
  });
});

describe("the duration in force", () => {
  const durees = [duree(12, "2017-05-08"), duree(6, "2028-01-01")];

  test.each([
    ["2017-05-08", 12],
    ["2027-12-31", 12],
    ["2028-01-01", 6],
  ])("on %s", (jour, mois) => {
    expect(findDuree(durees, "C2", "radiation", jour).mois).toBe(mois);
    expect(findDuree(durees.toReversed(), "C2", "radiation", jour).mois).toBe(mois);
  });

  test.each([
    ["before the first one", "C2", "radiation", "2017-05-07"],
    ["of another start", "C2", "depot", "2026-01-01"],
    ["of another class", "C3", "radiation", "2026-01-01"],
  ])("is never guessed: %s", (_, classe, depuis, jour) => {
    expect(() => findDuree(durees, classe, depuis, jour)).toThrow(/Aucune durée de conservation n’est connue/);
  });

  test.each([
    [12, 0, "1\u00a0an"],
    [36, 0, "3\u00a0ans"],
    [6, 0, "6\u00a0mois"],
    [18, 0, "18\u00a0mois"],
    [0, 1, "1\u00a0jour"],
    [3, 15, "3\u00a0mois et 15\u00a0jours"],
    [0, 0, "aussitôt"],
  ])("is said in French: %i months, %i days", (mois, jours, attendu) => {
    expect(formatDuree({ mois, jours })).toBe(attendu);
  });
});

describe("the class of a column", () => {
  test.each([
    ["Ménage @classe C2", "C2", "Ménage"],
    ["@classe C0", "C0", ""],
    ["@classe C2 à revoir", null, "@classe C2 à revoir"],
    ["@classe C8", null, "@classe C8"],
    ["Ménage", null, "Ménage"],
    [null, null, ""],
  ])("%s", (commentaire, classe, libelle) => {
    expect(parseClasse(commentaire)).toBe(classe);
    expect(libelleOf(commentaire)).toBe(libelle);
  });
});

describe("an erasure", () => {
  const close: ProceduresOuvertes = {
    propositions: 0,
    relogements: 0,
    casBloques: 0,
    decisionsSansDate: 0,
    derniereDecision: null,
  };
  const codes = (ouvertes: Partial<ProceduresOuvertes>, jour = "2026-03-31") =>
    retenuesOf({ ...close, ...ouvertes }, jour).map(({ code }) => code);

  test.each([
    [{}, []],
    [{ propositions: 1 }, ["proposition-ouverte"]],
    [{ decisionsSansDate: 2 }, ["decision-en-cours"]],
    [{ relogements: 1, casBloques: 1 }, ["relogement-ouvert", "cas-bloque-ouvert"]],
    // Two months to contest: the 28 February is 31 December + 2 months.
    [{ derniereDecision: "2026-02-01" }, ["recours-possible"]],
    [{ derniereDecision: "2026-01-31" }, []],
  ])("%o is held by %o", (ouvertes, attendu) => {
    expect(codes(ouvertes)).toEqual(attendu);
  });

  it("can be asked again from the day on which the decision stands", () => {
    expect(codes({ derniereDecision: "2025-12-31" }, "2026-02-27")).toEqual(["recours-possible"]);
    expect(codes({ derniereDecision: "2025-12-31" }, "2026-02-28")).toEqual([]);
  });
});
