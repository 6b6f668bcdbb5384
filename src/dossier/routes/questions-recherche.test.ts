import { describe, expect, test } from "vitest";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { collectChamps } from "#socle/routes/champs.ts";
import type { DossierOuvert } from "../lectures/lire-dossier.ts";
import { MOTIFS_DEMANDE } from "../regles/libelles-reponses.ts";
import { QUESTIONS_RECHERCHE } from "./questions-recherche.ts";

const CONTEXTE = {
  aujourdhui: "2026-03-10",
  communes: ["52448", "52550"],
  secteurs: ["Nord"],
  bailleurs: [],
} as const;
const DOSSIER = { reponses: {}, souhaits: [] } as unknown as DossierOuvert;

/** Patch of the file, or names of the wrong fields. */
function answer(question: keyof typeof QUESTIONS_RECHERCHE, saisie: SaisieFormulaire) {
  const champs = { patch: QUESTIONS_RECHERCHE[question].lire(saisie, CONTEXTE, DOSSIER) };
  const { lu, ecarts } = collectChamps(champs, saisie);
  return { patch: ecarts.length > 0 ? {} : lu.patch(DOSSIER), fautes: ecarts.map(({ champ }) => champ) };
}

describe("places", () => {
  test("are kept in their order, once each; an empty line says nothing", () => {
    const { patch, fautes } = answer("lieux", {
      lieu_1: ["52550"],
      lieu_2: [""],
      lieu_3: ["secteur:Nord"],
      lieu_4: ["52550"],
      lieu_5: ["52448"],
      elargir: ["oui"],
    });
    expect(fautes).toEqual([]);
    expect(patch).toMatchObject({
      souhaits: [{ commune: "52550" }, { secteur: "Nord" }, { commune: "52448" }],
      reponses: { recherche: { elargir: true } },
    });
  });

  test.each([
    ["none", {}, ["lieu_1"]],
    ["one that is elsewhere, told once", { lieu_2: ["75056"] }, ["lieu_2"]],
    ["a secteur that is none", { lieu_1: ["52448"], lieu_6: ["secteur:Sud"] }, ["lieu_6"]],
    ["one line too many", { lieu_7: ["52448"] }, ["lieu_1"]],
  ])("%s", (_, lieux, fautes) => {
    expect(answer("lieux", { ...lieux, elargir: ["non"] }).fautes).toEqual(fautes);
  });
});

test.each([
  ["no size", {}, ["typologies"]],
  ["a size", { typologies: ["T2"] }, []],
  ["a rent that is no number", { typologies: ["T2"], loyer_max: ["peu"] }, ["loyer_max"]],
  ["a rent past what is one", { typologies: ["T2"], loyer_max: ["2000001"] }, ["loyer_max"]],
])("the dwelling, with %s", (_, saisie, fautes) => {
  expect(answer("logement", saisie).fautes).toEqual(fautes);
});

describe("a new job elsewhere", () => {
  const saisie = (du: string, au: string, mobilite = "oui") => ({
    mobilite: [mobilite],
    du: [du],
    au: [au],
    meuble: ["non"],
  });
  test.each([
    ["one day", "2026-05-01", "2026-05-01", []],
    ["ended before it begins", "2026-05-02", "2026-05-01", ["au"]],
    ["without an end", "2026-05-01", "", []],
  ])("%s", (_, du, au, fautes) => {
    expect(answer("rapide", saisie(du, au)).fautes).toEqual(fautes);
  });

  test("that there is not keeps no day", () => {
    expect(answer("rapide", saisie("2026-05-01", "2026-06-01", "non")).patch).toMatchObject({
      reponses: { recherche: { mobilite: null, meuble: false } },
    });
  });
});

test("the first reason is first, and said once", () => {
  const [a = "", b = "", c = ""] = MOTIFS_DEMANDE;
  const { patch, fautes } = answer("motifs", { principal: [b], autres: [c, b, a] });
  expect(fautes).toEqual([]);
  expect(patch).toMatchObject({ reponses: { recherche: { motifs: [b, a, c] } } });
  expect(answer("motifs", { autres: [c] }).fautes).toEqual(["principal"]);
});
