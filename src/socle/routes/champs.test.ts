import { describe, expect, it } from "vitest";
import {
  brut,
  type Champ,
  choix,
  choixOuVide,
  collectChamps,
  compteOuVide,
  entierOuVide,
  Faute,
  groupe,
  jourOuVide,
  jourPasse,
  montantOuVide,
  numeroCache,
  numeroChoisi,
  numeroOuVide,
  parmi,
  plusieurs,
  plusieursDe,
  propre,
  readChamps,
  relu,
  requis,
  texte,
  texteLibre,
  texteOuVide,
} from "./champs.ts";

/** The value of a field, or its error message. */
function read<T>(champ: Champ<T>, ...valeurs: readonly string[]): T | string | undefined {
  const { data, error } = champ.safeParse(valeurs);
  return error ? `! ${error.issues.map(({ message }) => message).join(" ")}` : data;
}

describe("a day", () => {
  const le = jourPasse("Signature", "2026-03-01");
  it("is one that has come", () => {
    expect(read(le, "2026-03-01")).toBe("2026-03-01");
    expect(read(le, "2026-03-02")).toBe("! Signature\u00A0: le 2 mars 2026 n’est pas encore passé.");
    expect(read(le)).toBe("! Signature\u00A0: donnez la date, jour, mois et année.");
  });
  it.each(["2026-02-30", "hier", "0026-03-01", "2200-01-01"])("is not %s", (valeur) => {
    expect(read(le, valeur)).toBe("! Signature\u00A0: écrivez une date qui existe.");
  });
  it("may be left out, and is then unknown", () => {
    expect(read(jourOuVide("Le"), " ")).toBeNull();
  });
});

describe("a number", () => {
  const loyer = montantOuVide("Loyer");
  it("is read as it is written in French, and empty is not 0", () => {
    expect([read(loyer, "1\u202f234,50 €"), read(loyer, "0"), read(loyer, "")]).toEqual([1234.5, 0, null]);
  });
  it.each(["12,345", "-3", "1e3", "100000,01"])("is not %s", (valeur) => {
    expect(read(loyer, valeur)).toMatch(/^! Loyer\u00A0: écrivez un nombre/);
  });
  it("is more than 0 where 0 says nothing", () => {
    expect(read(montantOuVide("Surface", { positif: true }), "0")).toMatch(/plus grand que 0/);
  });
  it("has so many digits at most", () => {
    const habitants = compteOuVide("Habitants", { chiffres: 5, ecrire: "écrivez un nombre entier" });
    expect([read(habitants, "60 000"), read(habitants, "")]).toEqual([60_000, null]);
    expect(read(habitants, "600 000")).toBe("! Habitants\u00A0: écrivez un nombre entier.");
  });
  it("is between two bounds, where there are some", () => {
    const mois = compteOuVide("Mois", { chiffres: 2, min: 1, max: 60, ecrire: "de 1 à 60" });
    expect([read(mois, "1"), read(mois, "60"), read(mois, "")]).toEqual([1, 60, null]);
    expect([read(mois, "0"), read(mois, "61")]).toEqual(["! Mois\u00A0: de 1 à 60.", "! Mois\u00A0: de 1 à 60."]);
  });
  it("that the form wrote is nothing’s when it was changed", () => {
    expect([read(numeroCache(), "12"), read(numeroCache(), "douze"), read(numeroChoisi("Organisme"), "x")]).toEqual([
      12, -1, -1,
    ]);
    expect(read(numeroChoisi("Organisme"), "")).toBe("! Organisme\u00A0: choisissez dans la liste.");
    expect([read(numeroOuVide(), ""), read(numeroOuVide(), "12"), read(numeroOuVide(), "x")]).toEqual([null, 12, -1]);
  });
  it("is not below what it counts from", () => {
    expect([read(entierOuVide("Rang", 1), "2"), read(entierOuVide("Rang", 1), "")]).toEqual([2, null]);
    expect(read(entierOuVide("Rang", 1), "0")).toBe(
      "! Rang\u00A0: écrivez un nombre entier, à partir de 1, ou laissez vide.",
    );
  });
});

describe("an answer", () => {
  it("is one of the list", () => {
    expect(read(choix("Issue", ["oui", "non"]), "non")).toBe("non");
    expect(read(choix("Issue", ["oui", "non"]), "peut-être")).toBe("! Issue\u00A0: choisissez une réponse.");
    expect(read(choixOuVide("Issue", ["oui"]), "")).toBeNull();
  });
  it("is one of those of the territory", () => {
    expect(read(parmi("Commune", ["06029"]), "06029")).toBe("06029");
    expect(read(parmi("Commune", ["06029"]), "")).toBe("! Commune\u00A0: choisissez dans la liste.");
  });
  it("has a form of its own, in which nothing may be one", () => {
    const heure = propre(
      (valeur) => (valeur === "" ? null : /^\d\d$/.test(valeur) ? valeur : undefined),
      "Deux chiffres.",
    );
    expect([read(heure, "14"), read(heure, ""), read(heure, "1")]).toEqual(["14", null, "! Deux chiffres."]);
  });
  it("may be several, of which those of the list are kept", () => {
    expect(read(plusieurs(["a", "b", "c"]), "c", "a", "z")).toEqual(["a", "c"]);
    expect(read(plusieursDe(/^\d$/), "1", "x", "2")).toEqual(["1", "2"]);
  });
  it("is yes when it says yes", () => {
    expect([read(relu(), "oui"), read(relu(), "on"), read(relu())]).toEqual([true, false, false]);
  });
});

describe("a text", () => {
  it("is never cut", () => {
    expect(read(texte("Motif", 5), "abcdef")).toMatch(/5 caractères au plus/);
    expect([read(texte("Motif"), " a\r\nb "), read(texteOuVide(), "  "), read(brut(), " a ")]).toEqual([
      "a\nb",
      null,
      " a ",
    ]);
    expect(read(texte("Motif"), " ")).toBe("! Motif\u00A0: écrivez-le.");
    expect([read(texteLibre(5), " "), read(texteLibre(5), "abcdef")]).toEqual([
      "",
      expect.stringMatching(/5 caractères/),
    ]);
  });
});

describe("a group of fields", () => {
  const saisie = (du: string, au: string) => ({ "du-1": [du], "au-1": [au] });
  const sejour = (du: string, au: string) =>
    groupe(
      saisie(du, au),
      { du: requis(jourOuVide("Du"), "Donnez le premier jour."), au: jourOuVide("Au") },
      (jours) => (jours.au !== null && jours.au < jours.du ? new Faute("Avant le premier jour.", "au-1") : jours),
      "-1",
    );
  const ecarts = (du: string, au: string) => collectChamps({ sejour: sejour(du, au) }, {}).ecarts;
  it("is one value once each of them is right", () => {
    expect(readChamps({ sejour: sejour("2026-03-01", "") }, {})).toEqual({ sejour: { du: "2026-03-01", au: null } });
  });
  it("says each mistake beside its own, what they say together last", () => {
    expect(ecarts("", "hier").map(({ champ, message }) => `${champ}\u00A0: ${message}`)).toEqual([
      "du-1\u00A0: Donnez le premier jour.",
      "au-1\u00A0: Au\u00A0: écrivez une date qui existe.",
    ]);
    expect(ecarts("2026-03-02", "2026-03-01")).toEqual([{ champ: "au-1", message: "Avant le premier jour." }]);
  });
});

describe("a form", () => {
  it("says all that is wrong at once, each beside its field, and gives nothing then", () => {
    const champs = { motif: texte("Motif"), issue: choix("Issue", ["oui", "non"]), note: brut() };
    expect(readChamps(champs, { motif: ["Un"], issue: ["non"] })).toEqual({ motif: "Un", issue: "non", note: "" });
    expect(() => readChamps(champs, { note: ["a"] })).toThrow(
      expect.objectContaining({
        code: "saisie-a-corriger",
        details: {
          ecarts: [
            { champ: "motif", message: "Motif\u00A0: écrivez-le." },
            { champ: "issue", message: "Issue\u00A0: choisissez une réponse." },
          ],
        },
      }),
    );
  });
});
