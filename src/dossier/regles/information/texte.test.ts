import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleOfTitre, matchesRecherche } from "./contenu.ts";
import { readTexte } from "./texte.ts";

describe("the writing of the public's texts", () => {
  it("has paragraphs, lists and links", () => {
    expect(
      readTexte("Bonjour.\nVenez.\n\nIl faut :\n- une pièce\n- [le formulaire](https://service-public.fr/x)\n\nFin"),
    ).toEqual([
      { kind: "paragraphe", morceaux: [{ kind: "mots", mots: "Bonjour. Venez." }] },
      { kind: "paragraphe", morceaux: [{ kind: "mots", mots: "Il faut :" }] },
      {
        kind: "liste",
        elements: [
          [{ kind: "mots", mots: "une pièce" }],
          [{ kind: "lien", mots: "le formulaire", href: "https://service-public.fr/x" }],
        ],
      },
      { kind: "paragraphe", morceaux: [{ kind: "mots", mots: "Fin" }] },
    ]);
  });

  it.each(["[x](javascript:alert(1))", "[x](data:text/html,1)", "[x](//ailleurs.test)", "<b>gras</b>", "[x](ftp://y)"])(
    "leaves %s as it was typed",
    (texte) => {
      expect(readTexte(texte)).toEqual([{ kind: "paragraphe", morceaux: [{ kind: "mots", mots: texte }] }]);
    },
  );

  it("never leads but to http, https or this site, whatever is typed", () => {
    const mot = fc.constantFrom(
      "[",
      "]",
      "(",
      ")",
      "a",
      "\n",
      "- ",
      "https://b.test",
      "javascript:",
      "//c",
      "/d",
      " ",
      "<",
    );
    fc.assert(
      fc.property(fc.array(mot, { maxLength: 30 }), (mots) => {
        const blocs = readTexte(mots.join(""));
        const morceaux = blocs.flatMap((bloc) => (bloc.kind === "liste" ? bloc.elements.flat() : bloc.morceaux));
        for (const morceau of morceaux) {
          if (morceau.kind === "lien") expect(morceau.href).toMatch(/^(https?:\/\/|\/[a-z])/);
        }
      }),
    );
  });
});

describe("a text is found and named", () => {
  it("by its words, accents aside", () => {
    const contenu = { titre: "Quels délais ?", texte: "Un an, à renouveler." };
    expect(["delais", "RENOUVELER an", "", "loyer"].map((mots) => matchesRecherche(contenu, mots))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it("by a key without accents", () => {
    expect(["Qui peut demander ?", "L’œuvre", "???"].map(cleOfTitre)).toEqual([
      "qui-peut-demander",
      "l-oeuvre",
      "texte",
    ]);
  });
});
