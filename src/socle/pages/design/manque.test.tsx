import { describe, expect, it } from "vitest";
import { LIBELLE_MANQUE, MANQUES, PHRASE_MANQUE, sayManque } from "../../regles/shared/manque.ts";
import { LegendeManques, MotManque } from "./manque.tsx";

describe("a value that is not there", () => {
  it("has one word and one sentence for each meaning", () => {
    expect(new Set(Object.values(LIBELLE_MANQUE)).size).toBe(MANQUES.length);
    expect(new Set(Object.values(PHRASE_MANQUE)).size).toBe(MANQUES.length);
  });

  it.each(MANQUES)("is written the same everywhere: %s", (manque) => {
    expect(String(<MotManque manque={manque} />)).toBe(`<span class="manque">${LIBELLE_MANQUE[manque]}</span>`);
  });

  it("is explained under its table, in text, for the words that are in it and for no other", () => {
    const html = String(<LegendeManques manques={["inconnu", null, "secret", "inconnu"]} id="mots" />);
    expect(html).toContain('id="mots"');
    expect([...html.matchAll(/<li>(.*?)<\/li>/g)].map(([, mot]) => mot)).toEqual([
      sayManque("secret"),
      sayManque("inconnu"),
    ]);
  });

  it("asks for no legend where every value is there", () => {
    expect(String(<LegendeManques manques={[null, null]} />)).not.toContain("<ul");
  });
});
