import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { findContradictions } from "./composer.ts";
import { DROIT_LIVRE, JEUX_LIVRES } from "./livre.ts";
import { verifyJeu } from "./verifier-jeu.ts";

const RACINE = new URL("../../../", import.meta.url);

/** Every « parametre.taux("…") » of the sources, on one line or two. */
function lues(): readonly { readonly fichier: string; readonly forme: string; readonly code: string }[] {
  const FORMES: Readonly<Record<string, string>> = { ouiNon: "oui-non" };
  return readdirSync(new URL("src", RACINE), { recursive: true, encoding: "utf8" })
    .filter((fichier) => fichier.endsWith(".ts") && !fichier.endsWith(".test.ts"))
    .flatMap((fichier) => {
      const texte = readFileSync(new URL(`src/${fichier}`, RACINE), "utf8");
      return [...texte.matchAll(/\bparametre\.(\w+)(?:<[^;]*?>)?\(\s*"([a-z0-9-]+)",?\s*\)/g)].map(
        ([, forme = "", code = ""]) => ({ fichier, forme: FORMES[forme] ?? forme, code }),
      );
    })
    .filter(({ fichier }) => fichier !== "droit/regles/parametre.ts");
}

describe("the sets shipped", () => {
  it.each(JEUX_LIVRES.map((jeu) => [jeu.nom, jeu] as const))("%s: nothing is wrong", (_, jeu) => {
    expect(verifyJeu(jeu, DROIT_LIVRE, () => [])).toEqual([]);
  });

  it("never say two things of a day, between them", () => {
    expect(findContradictions(JEUX_LIVRES)).toEqual([]);
  });

  it("declare each parameter once", () => {
    const codes = JEUX_LIVRES.flatMap(({ parametres }) => parametres.map(({ code }) => code));
    expect(codes.filter((code, rang) => codes.indexOf(code) !== rang)).toEqual([]);
  });

  it("are those that the folder holds", () => {
    const fichiers = readdirSync(new URL("droit", RACINE)).filter((fichier) => fichier !== "editeur.json");
    expect(fichiers.map((fichier) => fichier.replace(".json", "")).sort()).toEqual(
      JEUX_LIVRES.map(({ nom }) => nom).sort(),
    );
  });
});

test("what the rules read is declared with the form that they expect, and nothing else is declared", () => {
  const read = lues();
  const wrong = read.filter(({ forme, code }) => DROIT_LIVRE.get(code)?.forme !== forme);
  expect(wrong).toEqual([]);
  const codes = new Set(read.map(({ code }) => code));
  expect([...DROIT_LIVRE.keys()].filter((code) => !codes.has(code))).toEqual([]);
});

test("no source holds a dated value of its own", () => {
  const holders = readdirSync(new URL("src", RACINE), { recursive: true, encoding: "utf8" })
    .filter((fichier) => /\.tsx?$/.test(fichier) && !/\.test\.tsx?$/.test(fichier))
    .filter((fichier) =>
      /\bdepuis: "\d{4}-\d{2}-\d{2}",\s*(jusque: "[\d-]+",\s*)?valeur:/.test(
        readFileSync(new URL(`src/${fichier}`, RACINE), "utf8"),
      ),
    );
  expect(holders).toEqual([]);
});
