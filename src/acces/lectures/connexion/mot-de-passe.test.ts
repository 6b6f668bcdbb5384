// @module-tag profondeur
import { dictionary } from "@zxcvbn-ts/language-common";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selon } from "../../../../test/profondeur.ts";
import { checkMotDePasse } from "./mot-de-passe.ts";
import { MOTS_COURANTS, MOTS_PREMIERS } from "./mots-de-passe-courants.ts";

const PERSONNE = {
  courriel: "camille.durand@saint-dizier.fr",
  prenom: "Camille",
  nom: "Durand-Lefebvre",
  organisations: ["Communauté de la Belle Étoile", "Habitat du Der"],
};

function codeOf(motDePasse: string): string {
  try {
    checkMotDePasse(motDePasse, PERSONNE);
    return "accepté";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "défaut";
  }
}

describe("passwords", () => {
  it.each([
    ["", "mot-de-passe-court"],
    ["onze signes", "mot-de-passe-court"],
    ["🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑", "mot-de-passe-court"],
    ["a".repeat(257), "mot-de-passe-long"],
    ["aaaaaaaaaaaaaaaa", "mot-de-passe-courant"],
    ["123456789012", "mot-de-passe-courant"],
    ["azertyuiop123", "mot-de-passe-courant"],
    ["qsdfghjklm2024", "mot-de-passe-courant"],
    ["motdepasse123", "mot-de-passe-courant"],
    ["Mot de passe 2026 !", "mot-de-passe-courant"],
    ["P@ssw0rd12345", "mot-de-passe-courant"],
    ["passwordpassword", "mot-de-passe-courant"],
    ["Bonjour2026!!!", "mot-de-passe-courant"],
    ["soleilsoleil1", "mot-de-passe-courant"],
    ["JeTaime123456", "mot-de-passe-courant"],
    ["administrateur1", "mot-de-passe-courant"],
    ["camilledurand", "mot-de-passe-courant"],
    ["Durand_Lefebvre_52", "mot-de-passe-courant"],
    ["saintdizier2026", "mot-de-passe-courant"],
    ["abcabcabcabc", "mot-de-passe-courant"],
    ["01/01/1980 2024", "mot-de-passe-courant"],
    ["belleetoile2026", "mot-de-passe-courant"],
    ["Habitat-du-Der-52", "mot-de-passe-courant"],
    ["logement social 52", "mot-de-passe-courant"],
    ["passpasspass1", "mot-de-passe-courant"],
    ["girafegirafe", "mot-de-passe-courant"],
    ["123456654321", "mot-de-passe-courant"],
    ["1a2z3e4r5t6y", "mot-de-passe-courant"],
    ["1q2w3e4r5t6y", "mot-de-passe-courant"],
    ["1qaz2wsx3edc", "mot-de-passe-courant"],
    ["qazwsxedcrfv", "mot-de-passe-courant"],
    ["a1z2e3r4t5y6", "mot-de-passe-courant"],
    ["112233445566", "mot-de-passe-courant"],
    ["010203040506", "mot-de-passe-courant"],
    ["azeqsdwxc123", "mot-de-passe-courant"],
    ["iloveyouforever", "mot-de-passe-courant"],
    ["michaeljackson", "mot-de-passe-courant"],
    ["marinemarine!", "mot-de-passe-courant"],
    ["peanutbutter", "mot-de-passe-courant"],
    ["correct horse battery staple", "mot-de-passe-courant"],
    ["CorrectHorseBatteryStaple1!", "mot-de-passe-courant"],
    ["correct-horse-battery-staple", "mot-de-passe-courant"],
    ["Correct Horse Tortue Marée", "accepté"],
    ["nous étions sept", "accepté"],
    ["belle étoile filante grise", "accepté"],
    ["tortue marée violon", "accepté"],
    ["le chat dort sur le toit gris", "accepté"],
    ["kX9$vQ2mLw7p", "accepté"],
    ["8391 5527 0164 9930", "accepté"],
    ["camille aime les girafes bleues", "accepté"],
    ["Ces 3 noisettes roulent", "accepté"],
  ])("%s : %s", (motDePasse, attendu) => {
    expect(codeOf(motDePasse)).toBe(attendu);
  });
});

const MOTS = [...MOTS_PREMIERS, ...MOTS_COURANTS];
const PREMIERS = ["Motdepasse", "Bonjour", "jetaime", "azerty", "admin", "Mon"];
const FINS = ["", "1", "12", "123", "1234", "!", "!!", "2024", "2026", "@2025", "_52", "01", "007", "*"];
const capitalize = (mot: string) => mot.charAt(0).toUpperCase() + mot.slice(1);
const leet = (mot: string) =>
  mot.replace(/(?<=[a-z])[aeos](?=[a-z])/g, (lettre) => ({ a: "@", e: "3", o: "0", s: "$" })[lettre] ?? "");

/** Usual combinations of one or two words, of twelve signs or more. */
function* combined(): Generator<string> {
  for (const mot of MOTS) {
    for (const fin of FINS) for (const forme of [mot, capitalize(mot), leet(mot), mot + mot]) yield forme + fin;
    for (const premier of PREMIERS) yield `${premier}${mot}2026`;
  }
}

describe("words that everybody combines", () => {
  it("are refused: every form that a list by rule would try first", () => {
    const tried = [...new Set(combined())].filter((motDePasse) => motDePasse.length >= 12);
    expect(tried.length).toBeGreaterThan(20_000);
    // 13 is no multiple of the number of forms: each form and each word is met.
    const judged = tried.filter((_, rang) => rang % selon({ ci: 13, preuve: 1 }) === 0);
    expect(judged.filter((motDePasse) => codeOf(motDePasse) !== "mot-de-passe-courant").slice(0, 20)).toEqual([]);
  });

  it("are refused: every leaked password that is long enough, as it leaked, in capitals, and with what people add to be let in", () => {
    const divulgues = dictionary["passwords-common"];
    expect(divulgues.length).toBeGreaterThan(40_000);
    const longs = divulgues.filter((motDePasse) => motDePasse.length >= 12);
    expect(longs.length).toBeGreaterThan(300);
    const prolonges = divulgues
      .slice(0, 3000)
      .filter((motDePasse) => /^[a-z]{6,}$/.test(motDePasse))
      .flatMap((motDePasse) => [`${capitalize(motDePasse)}2026!!`, `${motDePasse}${motDePasse}`])
      .filter((motDePasse) => motDePasse.length >= 12);
    expect(prolonges.length).toBeGreaterThan(2000);
    const tried = [...longs, ...longs.map(capitalize), ...longs.map((mot) => mot.toUpperCase()), ...prolonges];
    expect(tried.filter((motDePasse) => codeOf(motDePasse) !== "mot-de-passe-courant")).toEqual([]);
  });

  it("leave what is drawn at random, by words or by signs", () => {
    const syllabe = fc.constantFrom("bra", "clo", "dju", "fri", "gno", "kli", "pru", "spa", "tzi", "vre", "xal", "zum");
    const mot = fc.array(syllabe, { minLength: 2, maxLength: 3 }).map((syllabes) => syllabes.join(""));
    const phrase = fc.uniqueArray(mot, { minLength: 3, maxLength: 6 }).map((mots) => mots.join(" "));
    const hasard = fc.string({
      unit: fc.constantFrom(..."abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789".split("")),
      minLength: 16,
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.oneof(phrase, hasard), (motDePasse) => {
        fc.pre(motDePasse.length >= 12 && new Set(motDePasse.toLowerCase()).size >= 8);
        return codeOf(motDePasse) === "accepté";
      }),
      { numRuns: selon({ ci: 300, preuve: 2000 }), seed: 12 },
    );
  });
});
