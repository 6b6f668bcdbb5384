import fc from "fast-check";
import { expect, test } from "vitest";
import { attenteApres, etatApresEchec, TENTATIVES_MAX } from "./envoi.ts";
import { composeCourriel, composeSms, MODELES_COURRIER, numeroSms } from "./modeles.ts";

const CHEMIN = fc.stringMatching(/^\/[a-z0-9]{1,12}$/).map((chemin) => `https://x.exemple${chemin}`);
const LIEN = "https://blaise.exemple.fr/ma-demande/200068666";

test.each(MODELES_COURRIER)("« %s » says that there is something to read, and nothing of whom or why", (modele) => {
  const { sujet, texte } = composeCourriel(modele, LIEN);
  const sms = composeSms(modele, LIEN);
  for (const ecrit of [sujet, texte.replaceAll(LIEN, ""), sms.replaceAll(LIEN, "")]) {
    expect(ecrit).not.toMatch(/\d|@|madame|monsieur|loyer|handicap|violence|dalo|commune de|rue /i);
    expect(ecrit).not.toMatch(/undefined|null|\{|\}/);
  }
  expect(sujet.length).toBeLessThanOrEqual(60);
  // Two SMS at most with a link of a hundred characters, accents included (GSM 7 bits: 306).
  expect(sms.length - LIEN.length).toBeLessThanOrEqual(110);
  expect(sms).not.toMatch(/[’\u00a0\u202f]/);
  expect(texte.split(LIEN)).toHaveLength(2);
});

test("the link is all that differs from one household to the other", () => {
  fc.assert(
    fc.property(fc.constantFrom(...MODELES_COURRIER), CHEMIN, CHEMIN, (modele, un, autre) => {
      const neutre = (lien: string) => composeCourriel(modele, lien).texte.replace(lien, "·");
      expect(neutre(un)).toBe(neutre(autre));
    }),
    { numRuns: 100, seed: 8 },
  );
});

test.each([
  ["06 12 34 56 78", "+33612345678"],
  ["+33 (0)7.12.34.56.78", "+33712345678"],
  ["0033612345678", "+33612345678"],
  ["01 99 00 12 34", null],
  ["0612", null],
])("%s reaches %s", (saisi, numero) => {
  expect(numeroSms(saisi)).toBe(numero);
});

test("attempts are bounded and further and further apart", () => {
  expect(Array.from({ length: TENTATIVES_MAX }, (_, rang) => attenteApres(rang))).toEqual([0, 5, 10, 20, 40]);
  expect([1, 4, 5].map(etatApresEchec)).toEqual(["echec", "echec", "abandonne"]);
});
