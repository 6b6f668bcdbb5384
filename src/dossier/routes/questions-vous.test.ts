import { describe, expect, test } from "vitest";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { collectChamps } from "#socle/routes/champs.ts";
import type { PatchReponses } from "../actes/ecrire-reponse.ts";
import type { DossierOuvert } from "../lectures/lire-dossier.ts";
import { QUESTIONS_VOUS } from "./questions-vous.ts";

const CONTEXTE = { aujourdhui: "2026-03-10", communes: ["52448"], secteurs: [], bailleurs: [] } as const;
type Partiel = Partial<Pick<DossierOuvert, "etat" | "identite" | "sensibles" | "reponses">>;
const dossierOf = (connu: Partiel = {}) =>
  ({ etat: "brouillon", identite: {}, sensibles: null, reponses: {}, ...connu }) as DossierOuvert; // what these questions do not look at is left out

function answer(question: keyof typeof QUESTIONS_VOUS, saisie: SaisieFormulaire, connu: Partiel = {}) {
  const dossier = dossierOf(connu);
  const { lu, ecarts } = collectChamps({ patch: QUESTIONS_VOUS[question].lire(saisie, CONTEXTE, dossier) }, saisie);
  const patch: PatchReponses = ecarts.length > 0 ? {} : lu.patch(dossier);
  return { patch, fautes: ecarts.map(({ champ }) => champ) };
}

describe("who one is", () => {
  const dit = { nom: ["Martin"], prenom: ["Alix"], naissance: ["1990-02-03"] };
  test("is kept field by field; a name of use and a civility may be left out", () => {
    expect(answer("identite", dit)).toEqual({
      patch: {
        identite: { civilite: null, nom: "Martin", nomUsage: null, prenom: "Alix", naissance: "1990-02-03" },
      },
      fautes: [],
    });
  });

  test.each([
    ["no name", { nom: [""] }, ["nom"]],
    ["no first name", { prenom: [" "] }, ["prenom"]],
    ["born tomorrow", { naissance: ["2026-03-11"] }, ["naissance"]],
    ["born today", { naissance: ["2026-03-10"] }, []],
    ["a civility that is none", { civilite: ["docteur"] }, ["civilite"]],
    ["a name of eighty-one letters", { nom: ["x".repeat(81)] }, ["nom"]],
  ])("%s", (_, change, fautes) => {
    expect(answer("identite", { ...dit, ...change }).fautes).toEqual(fautes);
  });
});

describe("how one is reached", () => {
  test.each([
    ["nothing", {}, ["telephone"]],
    ["an address alone", { adresse: ["1 rue du Port"] }, []],
    ["ten digits", { telephone: ["06 12 34 56 78"] }, []],
    ["nine digits", { telephone: ["06 12 34 56 7"] }, ["telephone"]],
    ["an e-mail without an end", { courriel: ["nom@exemple"] }, ["courriel"]],
    ["a commune of elsewhere", { adresse: ["x"], adresse_commune: ["75056"] }, ["adresse_commune"]],
    ["elsewhere, said so", { adresse: ["x"], adresse_commune: ["ailleurs"] }, []],
  ])("%s", (_, saisie, fautes) => {
    expect(answer("joindre", saisie).fautes).toEqual(fautes);
  });

  test("an agreement holds for what was given alone", () => {
    const { patch } = answer("joindre", { courriel: ["a@exemple.fr"], accords: ["courriel", "sms"] });
    expect(patch.identite).toMatchObject({ accordCourriel: true, accordSms: false });
    const autre = answer("joindre", { telephone: ["0612345678"], accords: ["courriel", "sms"] });
    expect(autre.patch.identite).toMatchObject({ accordCourriel: false, accordSms: true });
  });

  test("once sent, neither number nor e-mail changes here", () => {
    const identite = { telephone: "0600000000", courriel: null } as DossierOuvert["identite"];
    const { patch } = answer(
      "joindre",
      { telephone: ["0612345678"], courriel: ["a@b.fr"] },
      { etat: "active", identite },
    );
    expect(patch.identite).toMatchObject({ telephone: "0600000000", courriel: null });
  });
});

describe("what is sensitive", () => {
  const connu = { sensibles: { motifs: ["06", "07"], nationalite: "francaise" } } as unknown as Partiel;
  const sensiblesOf = (saisie: SaisieFormulaire, question: keyof typeof QUESTIONS_VOUS, avant: Partiel = connu) =>
    answer(question, saisie, avant).patch.sensibles;

  test("a handicap says how many, and what is not said of it is unknown; violence told elsewhere stays", () => {
    expect(sensiblesOf({ handicap: ["oui"], personnes: ["2"], fauteuil: ["oui"], motifs: ["08"] }, "handicap")).toEqual(
      {
        nationalite: "francaise",
        handicap: { personnes: 2, fauteuil: "oui", accessible: "inconnu" },
        motifs: ["06", "08"],
      },
    );
  });

  test.each([
    ["no handicap is nobody", { handicap: ["non"], personnes: ["3"] }, { personnes: 0 }],
    ["one who does not say how many is one", { handicap: ["oui"] }, { personnes: 1 }],
  ])("%s", (_, saisie, handicap) => {
    expect(sensiblesOf(saisie, "handicap")).toMatchObject({ handicap });
  });

  test("not known is not « no »", () => {
    expect(sensiblesOf({ handicap: ["inconnu"] }, "handicap")).not.toHaveProperty("handicap");
  });

  test.each(["0", "21", "1,5", "x"])("%s persons is no number", (personnes) => {
    expect(answer("handicap", { handicap: ["oui"], personnes: [personnes] }).fautes).toEqual(["personnes"]);
  });

  test.each([
    ["oui", ["06", "07"]],
    ["non", ["07"]],
    ["inconnu", ["07"]],
  ])("violence, %s: the reason 06 is that of whoever said yes", (choix, motifs) => {
    const dit = sensiblesOf({ violences: [choix] }, "violences");
    expect(dit?.motifs?.toSorted()).toEqual(motifs);
  });

  test("a nationality that is not said leaves the one that was", () => {
    expect(sensiblesOf({ nationalite: ["hors-union"] }, "nationalite")).toMatchObject({ nationalite: "hors-union" });
  });
});
