import { describe, expect, it } from "vitest";
import { cleOfTitre, RUBRIQUES_INFORMATION, TEXTE_MAX } from "./contenu.ts";
import { contenusFournis, contenusPublics } from "./contenus-fournis.ts";
import { readTexte } from "./texte.ts";

const ALL = RUBRIQUES_INFORMATION.flatMap(contenusFournis);

/** Sentences read aloud: an article in brackets or a quoted word is a reference, left out. */
function phrasesOf(texte: string): readonly string[] {
  return texte
    .replaceAll(/\([^)]*\)/g, "")
    .split(/[.!?:;\n]+(?:\s|$)/)
    .map((phrase) => phrase.replace(/^\s*-/, "").trim())
    .filter(Boolean);
}

describe("the texts shipped", () => {
  it.each(ALL.map((contenu) => [`${contenu.rubrique} ${contenu.cle}`, contenu] as const))(
    "%s is plain French",
    (_, contenu) => {
      const longues = phrasesOf(contenu.texte).filter((phrase) => phrase.split(/\s+/).length > 14);
      expect(longues).toEqual([]);
      expect(contenu.texte.length).toBeLessThanOrEqual(TEXTE_MAX);
      expect(`${contenu.titre}${contenu.texte}`).not.toMatch(/['"]/);
      expect(readTexte(contenu.texte).length).toBeGreaterThan(0);
      expect(contenu.cle).toBe(cleOfTitre(contenu.cle));
      // Only the persons concerned can state that a text is easy to read.
      expect(contenu.falc).toBe(false);
    },
  );

  it("have no two of the same key", () => {
    const cles = ALL.map(({ rubrique, cle }) => `${rubrique} ${cle}`);
    expect(new Set(cles).size).toBe(cles.length);
  });
});

describe("what everyone reads", () => {
  const own = { rubrique: "question", cle: "la-notre", titre: "La nôtre", texte: "Oui.", falc: false } as const;
  const cles = (contenus: readonly { readonly cle: string }[]) => contenus.map(({ cle }) => cle);

  it("is the EPCI's questions as soon as one is published, the shipped ones until then", () => {
    expect(contenusPublics("question", [])).toEqual(contenusFournis("question"));
    expect(cles(contenusPublics("question", [own]))).toEqual(["la-notre"]);
    expect(contenusPublics("glossaire", [own])).toHaveLength(contenusFournis("glossaire").length);
  });

  it("keeps the ordinary text beside the one easy to read, and each page that the EPCI did not write", () => {
    expect(contenusPublics("question", [{ ...own, falc: true }]).length).toBeGreaterThan(10);
    const page = { ...own, rubrique: "page", cle: "aide" } as const;
    expect(cles(contenusPublics("page", [page])).toSorted()).toEqual(["accueil", "aide", "conditions", "guichets"]);
  });
});
