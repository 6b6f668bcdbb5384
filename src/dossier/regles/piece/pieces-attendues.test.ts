import { describe, expect, it, test } from "vitest";
import { isSensible, NATURES_PIECE, PIECES } from "#donnees/regles/piece/nature.ts";
import { validiteOf } from "#donnees/regles/piece/piece.ts";
import type { Reponses, ReponsesSensibles } from "../reponses.ts";
import { anneeAvis, type PersonnePiece, piecesAttendues, restantes, situerPieces } from "./pieces-attendues.ts";

const JOUR = "2026-11-28";
const personne = (rang: number, qualite: PersonnePiece["qualite"], naissance: string | null): PersonnePiece => ({
  rang,
  qualite,
  naissance,
  prenom: null,
});

const codes = (reponses: Reponses, sensibles: ReponsesSensibles = {}, personnes: readonly PersonnePiece[] = []) =>
  piecesAttendues({ reponses, sensibles, personnes }, JOUR).map(
    ({ nature, personne: de }) => `${nature}${de === null ? "" : ` ${de}`}`,
  );

const REVENUS = {
  mensuel: 1_200,
  pensionVersee: null,
  rfr: null,
  rfrN1: null,
  profession: null,
  contratCourt: "inconnu" as const,
};
const EMPLOYEUR = { employeurSiret: null, employeurPlusDeDix: "inconnu" as const };

describe("the papers that a household is asked for", () => {
  it("are two when it has said nothing: who it is, and its tax notice", () => {
    expect(codes({})).toEqual(["identite 0", "avis-imposition 0"]);
  });

  it("follow its answers: each adult, each income, its dwelling, its family", () => {
    const reponses: Reponses = {
      vous: { situation: "divorce" },
      revenus: {
        ...REVENUS,
        ...EMPLOYEUR,
        sources: ["salaire", "rsa", "aah"],
        profession: "salarie-prive",
        rfr: 20_000,
        rfrN1: 18_000,
      },
      logementActuel: {
        mode: "heberge-famille",
        commune: null,
        bailleurSiren: null,
        depuis: null,
        loyer: null,
        charges: null,
        aide: null,
        personnes: null,
        surface: null,
        pieces: null,
        proprietaireAilleurs: "oui",
      },
    };
    const personnes = [
      personne(1, "conjoint", "1990-01-01"),
      personne(2, "a-charge", "2008-11-28"),
      personne(3, "a-charge", "2008-11-29"),
      personne(4, "a-naitre", null),
      personne(5, "garde-partagee", "2000-01-01"),
    ];
    expect(codes(reponses, {}, personnes)).toEqual([
      "identite 0",
      "identite 1",
      "identite 2",
      "filiation",
      "avis-imposition 0",
      "avis-imposition 1",
      "avis-imposition 2",
      "avis-imposition-n1 0",
      "avis-imposition-n1 1",
      "avis-imposition-n1 2",
      "situation-familiale",
      "grossesse",
      "situation-professionnelle 0",
      "salaires 0",
      "prestations 0",
      "hebergement",
      "propriete",
    ]);
  });

  it("touch its private life only if it has spoken of it, and are never mandatory", () => {
    const sensibles: ReponsesSensibles = {
      nationalite: "hors-union",
      violences: "oui",
      dalo: "reconnu",
      handicap: { personnes: 1, fauteuil: "oui", accessible: "oui" },
    };
    expect(codes({}, sensibles)).toEqual(
      ["identite 0", "titre-sejour", "avis-imposition 0", "handicap", "violences", "dalo"].map((code) =>
        code === "titre-sejour" ? "titre-sejour 0" : code,
      ),
    );
    expect(
      piecesAttendues({ reponses: {}, sensibles, personnes: [] }, JOUR).filter(
        ({ nature, obligatoire }) => isSensible(nature) && obligatoire,
      ),
    ).toEqual([]);
  });
});

test("what was received answers by its best, until it is too old", () => {
  const attendues = piecesAttendues({ reponses: {}, sensibles: {}, personnes: [] }, JOUR);
  const piece = (id: string, etat: "deposee" | "refusee" | "acceptee" | "absente", valideJusquAu: string | null) => ({
    id,
    nature: "identite" as const,
    personne: null,
    etat,
    valideJusquAu,
  });
  const suite = (...pieces: ReturnType<typeof piece>[]) => situerPieces(attendues, pieces, JOUR)[0]?.suite;
  expect(suite()).toBe("manquante");
  expect(suite(piece("1", "refusee", null))).toBe("refusee");
  expect(suite(piece("1", "refusee", null), piece("2", "deposee", JOUR))).toBe("recue");
  expect(suite(piece("2", "acceptee", "2026-11-27"))).toBe("perimee");
  expect(suite(piece("1", "absente", null))).toBe("absente");
  expect(restantes(situerPieces(attendues, [piece("1", "absente", null)], JOUR)).map(({ nature }) => nature)).toEqual([
    "avis-imposition",
  ]);
});

test("durations and years are dated", () => {
  expect(validiteOf("salaires", JOUR)).toBe("2027-02-28");
  expect(validiteOf("identite", JOUR)).toBeNull();
  expect([
    anneeAvis("avis-imposition", JOUR),
    anneeAvis("avis-imposition-n1", JOUR),
    anneeAvis("bourse", JOUR),
  ]).toEqual([2024, 2025, null]);
});

/** Langage clair: twelve words a sentence at most, everyday acronyms only. */
test("words that the household reads are short", () => {
  for (const nature of NATURES_PIECE) {
    for (const phrase of PIECES[nature].aide.split(/(?<=[.!?])\s+/)) {
      expect(phrase.split(/\s+/).filter((mot) => /\p{L}/u.test(mot)).length, phrase).toBeLessThanOrEqual(12);
    }
  }
});
