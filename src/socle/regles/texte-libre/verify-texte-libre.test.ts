import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refus } from "../shared/refus.ts";
import { CONSIGNE } from "./consigne-table.ts";
import { parseExpressions } from "./expression.ts";
import { EXPRESSIONS_PERMISES } from "./expressions-permises-table.ts";
import { LEXIQUE } from "./lexique-table.ts";
import { ANALYSE_MAX, acceptTexteLibre, LIMITE_TEXTE_LIBRE, verifyTexteLibre } from "./verify-texte-libre.ts";

const NIR = "1 85 05 78 006 084 91";

test("a finding says what, where, and what to write instead", () => {
  const texte = "Le candidat n’est pas malade, son loyer est trop élevé.";
  expect(verifyTexteLibre(texte).remarques).toEqual([
    {
      code: "texte-sante",
      categorie: "sante",
      gravite: "avertit",
      mots: ["malade"],
      extraits: [{ debut: 22, fin: 28 }],
      message: `« malade » : ce texte semble porter sur ${CONSIGNE.sante.nom}. ${CONSIGNE.sante.remplacer}`,
    },
  ]);
});

test("a long text is read to the end of what a form may keep", () => {
  const texte = `${"mot ".repeat(ANALYSE_MAX / 4 - 10)}${NIR}`;
  expect(texte.length).toBeLessThanOrEqual(ANALYSE_MAX);
  expect(verifyTexteLibre(texte).remarques.map(({ categorie }) => categorie)).toContain("nir");
});

test("several categories in one text, one finding each, words that overlap as one passage", () => {
  const { remarques } = verifyTexteLibre(
    "Famille musulmane, père alcoolique, fils atteint d’une maladie pulmonaire, mère malade",
  );
  expect(remarques.map(({ categorie, mots }) => [categorie, mots])).toEqual([
    ["sante", ["alcoolique", "maladie", "pulmonaire", "malade"]],
    ["religion", ["musulmane"]],
  ]);
});

test("a NIR is refused, and its number is nowhere in what is said", () => {
  const { remarques } = verifyTexteLibre(`Dossier de M., ${NIR}.`);
  expect(remarques.map(({ code, gravite }) => [code, gravite])).toEqual([["texte-nir", "refuse"]]);
  expect(JSON.stringify(remarques.map(({ mots, message }) => [mots, message]))).not.toMatch(/85 05 78|084/);
});

test("accepting a text throws a Refus without the number, or gives the warnings", () => {
  const refus = catchError(() => acceptTexteLibre(`NIR ${NIR}`, "Motif du refus"));
  expect(refus).toBeInstanceOf(Refus);
  expect(refus).toMatchObject({ code: "texte-nir", details: { champ: "Motif du refus", categorie: "nir" } });
  expect(String(refus)).toContain("Motif du refus : Ce texte contient un numéro de sécurité sociale.");
  expect(`${refus} ${JSON.stringify(refus)}`).not.toContain("85 05");
  expect(acceptTexteLibre("Appeler le 06 39 98 12 47", "Motif").map(({ code }) => code)).toEqual(["texte-telephone"]);
  expect(acceptTexteLibre("Loyer trop élevé", "Motif")).toEqual([]);
});

test("500 characters as a reader counts them", () => {
  expect(verifyTexteLibre("é".repeat(LIMITE_TEXTE_LIBRE)).remarques).toEqual([]);
  expect(verifyTexteLibre("e\u0301".repeat(LIMITE_TEXTE_LIBRE)).remarques).toEqual([]);
  expect(verifyTexteLibre("🏠".repeat(LIMITE_TEXTE_LIBRE)).remarques).toEqual([]);
  expect(verifyTexteLibre("é".repeat(LIMITE_TEXTE_LIBRE + 1)).remarques).toMatchObject([
    { code: "texte-longueur", gravite: "refuse", message: expect.stringContaining("501 caractères") },
  ]);
});

describe("case, accents and typography change nothing", () => {
  test.each([
    "DÉPRESSION",
    "depression",
    "De\u0301pression",
    "dépression.",
    "(dépression)",
    "dépression-",
    "ﬁbromyalgie",
  ])("%s", (texte) => {
    expect(verifyTexteLibre(texte).remarques.map(({ categorie }) => categorie)).toEqual(["sante"]);
  });
});

describe("the vocabulary of housing says nothing of a person", () => {
  test.each([
    "Logement adapté, ascenseur, suroccupation, mutation, décohabitation.",
    "Place de stationnement handicapé au rez-de-chaussée",
    "Logement accessible aux personnes à mobilité réduite",
    "Visite 8 impasse de la Synagogue, puis rue du Docteur-Roux",
    "Politique de la ville et politique d’attribution",
    "L’autorité de tutelle et le syndicat des copropriétaires sont informés",
    "Immeuble menacé de ruine, porte condamnée",
    "Assistante sociale prévenue, demandeur de bonne foi",
    "Police d’assurance fournie, loyer acquitté",
    "Douche à l’italienne, fenêtre aveugle côté cour",
    "Titre de séjour valable, mariage célébré à l’étranger",
  ])("%s", (texte) => {
    expect(verifyTexteLibre(texte).remarques).toEqual([]);
  });
});

describe("the same word beside the housing vocabulary is still seen", () => {
  test.each([
    ["Rue des Lilas, locataire malade", "sante"],
    ["Il est placé en détention", "infraction"],
    ["Bonne foi, mais de mauvaise foi depuis", "jugement"],
    ["Arrêt maladie", "sante"],
    ["En cours de chimiothérapie", "sante"],
  ])("%s", (texte, categorie) => {
    expect(verifyTexteLibre(texte).remarques.map((remarque) => remarque.categorie)).toEqual([categorie]);
  });
});

test("the tables are well written, and no expression is there twice in a category", () => {
  expect(parseExpressions(EXPRESSIONS_PERMISES).length).toBeGreaterThan(100);
  for (const table of Object.values(LEXIQUE)) {
    const written = table.split(",").map((expression) => expression.trim().replace(/\s+/g, " "));
    expect(written.filter((expression, i) => written.indexOf(expression) !== i)).toEqual([]);
    expect(parseExpressions(table)).toHaveLength(written.length);
  }
});

test("any text gets an answer, whose passages lie in it in order", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 600 }), (texte) => {
      for (const { extraits, message } of verifyTexteLibre(`${texte} malade ${texte}`).remarques) {
        expect(message).toMatch(/\.$/);
        expect(extraits.every(({ debut, fin }, i) => debut < fin && (extraits[i - 1]?.fin ?? 0) <= debut)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

function catchError(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
