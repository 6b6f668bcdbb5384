import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { JEUX_LIVRES } from "#droit/regles/livre.ts";
import editeur from "../../../../droit/editeur.json" with { type: "json" };
import { makeEditeur } from "../../../../test/droit/editeur-essai.ts";
import { readJeu } from "./lire-jeu.ts";
import { readCle, verifySignature } from "./signature.ts";

const BLAISE = readCle(editeur.cle.join("\n"), editeur.editeur);
const read = (nom: string) => readFileSync(new URL(`../../../../droit/${nom}.json`, import.meta.url), "utf8");

describe("the sets shipped", () => {
  it.each(JEUX_LIVRES.map(({ nom }) => nom))("%s is signed by its publisher: else, blaise droit signer", (nom) => {
    expect(verifySignature(readJeu(read(nom)), [BLAISE])).toBe(BLAISE);
  });

  it("are what the rules read, to the last word", () => {
    for (const jeu of JEUX_LIVRES) expect(readJeu(read(jeu.nom)).jeu).toEqual(jeu);
  });
});

describe("a signature", () => {
  const ecrit = JSON.parse(read("exploitation")) as Record<string, unknown>;
  const { signature, ...contenu } = ecrit;
  const of = (change: Record<string, unknown>) => readJeu(JSON.stringify({ ...contenu, signature, ...change }));
  const refused = (lu: ReturnType<typeof readJeu>, cles = [BLAISE]) => {
    try {
      verifySignature(lu, cles);
      return null;
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };

  it("is of the content, whatever the order of its keys", () => {
    const turned = Object.fromEntries(Object.entries({ ...contenu, signature }).reverse());
    expect(refused(readJeu(JSON.stringify(turned, null, 8)))).toBeNull();
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["another version", { version: "2999-01-01.1" }, "droit-signature"],
    ["a record less", { enregistrements: (contenu.enregistrements as unknown[]).slice(1) }, "droit-signature"],
    ["another publisher", { editeur: "Une agence" }, "droit-signature"],
    ["no signature", { signature: undefined }, "droit-non-signe"],
    ["an empty one", { signature: "" }, "droit-non-signe"],
    ["another one", { signature: "AAAA" }, "droit-signature"],
  ])("refuses %s", (_, change, code) => {
    expect(refused(of(change))).toBe(code);
  });

  it("of a publisher that the configuration knows is not one of Blaise's sets", () => {
    const agence = makeEditeur(null);
    const jeu = { editeur: "Blaise", nom: "exploitation", titre: "T", version: "2027-01-01.1", enregistrements: [] };
    expect(refused(readJeu(agence.sign(jeu)), [BLAISE, agence.cle])).toBe("droit-signature");
    const own = { ...jeu, editeur: "Une agence" };
    expect(verifySignature(readJeu(agence.sign(own)), [BLAISE, agence.cle])).toBe(agence.cle);
    expect(refused(readJeu(agence.sign(own)), [BLAISE])).toBe("droit-signature");
  });
});

describe("a file that is no set", () => {
  it.each([
    ["not JSON", "{", "ce n’est pas du JSON"],
    ["a list", "[]", "n’est pas un jeu de données du droit"],
    [
      "a confidence that does not exist",
      JSON.stringify({
        editeur: "e",
        nom: "n",
        titre: "t",
        version: "v",
        enregistrements: [{ code: "c", depuis: "2027-01-01", valeur: 1, source: "texte", confiance: "Z" }],
      }),
      "enregistrements › 0 › confiance",
    ],
    [
      "a field that nobody reads",
      JSON.stringify({ editeur: "e", nom: "n", titre: "t", version: "v", enregistrements: [], autre: 1 }),
      "n’est pas un jeu de données du droit",
    ],
  ])("%s", (_, texte, message) => {
    expect(() => readJeu(texte)).toThrow(
      expect.objectContaining({ code: "droit-illisible", message: expect.stringContaining(message) }),
    );
  });
});
