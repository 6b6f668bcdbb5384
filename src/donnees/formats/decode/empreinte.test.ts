import fc from "fast-check";
import { expect, it, test } from "vitest";
import { hashTexte } from "./empreinte.ts";

const whole = (texte: string) => hashTexte(texte, 0, texte.length);

test.each([
  ["an odd number of characters", "abc", "abd"],
  ["an even number", "abcd", "abce"],
  ["one character", "a", "b"],
  ["the first of many", "xbcdefg", "abcdefg"],
  ["a character more", "abc", "abcd"],
])("two texts that differ by one have two fingerprints: %s", (_, un, autre) => {
  expect(whole(un)).not.toBe(whole(autre));
});

it("tells any change of one character, wherever it is", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.nat(), (texte, at) => {
      const rang = at % texte.length;
      const autre = texte.slice(0, rang) + String.fromCharCode(texte.charCodeAt(rang) ^ 1) + texte.slice(rang + 1);
      expect(whole(autre)).not.toBe(whole(texte));
    }),
  );
});

it("is of the piece alone, not of what is around it", () => {
  expect(hashTexte("xxabcyy", 2, 5)).toBe(whole("abc"));
  expect(hashTexte("xxabcyy", 2, 5)).not.toBe(hashTexte("xxabcyy", 2, 6));
});
