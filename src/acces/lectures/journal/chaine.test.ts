import fc from "fast-check";
import { expect, test } from "vitest";
import type { LigneChaine } from "#socle/lectures/journal/ports.ts";
import { hashGenese, hashLigne } from "./chaine.ts";

const LIGNE: LigneChaine = {
  organisation: "3",
  numero: "41",
  le: "1767225600000123",
  compte: null,
  auteur: "Camille Durré",
  epci: "200068666",
  acte: "dossier-lu",
  ressource: "lot",
  objet: "",
  demandeur: null,
  motif: "a|b",
  precedent: "00ff",
  empreinte: "",
};

test("the hash of a line is that of this very text: another form would break every chain ever written", () => {
  // printf '%s' '1:3|2:41|16:1767225600000123|-|14:Camille Durré|9:200068666|10:dossier-lu|3:lot|0:|-|3:a|b|4:00ff' | sha256sum
  expect(hashLigne(LIGNE)).toBe("9df9e9dd72cc45a2d7270c7cade0907a10e1c8d3049fea26fd6f532d994b0049");
  // printf '%s' 'blaise:3' | sha256sum
  expect(hashGenese(3)).toBe("0ab56aa1d8bf3a4788ea0c8b058298387180e7b5b930d1ae20f622087b0785e9");
});

test("two different lines never have the same text, whatever their fields hold", () => {
  const champ = fc.oneof(fc.constant(null), fc.stringMatching(/^[0-9:|é-]{0,6}$/));
  const ligne = fc.record({ epci: champ, objet: champ, demandeur: champ, motif: champ });
  fc.assert(
    fc.property(ligne, ligne, (one, other) => {
      const same = JSON.stringify(one) === JSON.stringify(other);
      expect(hashLigne({ ...LIGNE, ...one }) === hashLigne({ ...LIGNE, ...other })).toBe(same);
    }),
    { numRuns: 2000, seed: 41 },
  );
});
