import { describe, expect, it, test } from "vitest";
import { sayExtractions } from "#droit/regles/patrimoine/dire-localisation.ts";
import { mesuresOf } from "../../../test/fixtures/bilan-2017.ts";
import type { Mesures } from "./bilan.ts";
import { confront, readExtractions as read } from "./extractions.ts";
import type { ResultatPublie } from "./ports.ts";

/** Compares with completely known leases. */
const readExtractions = (resultats: readonly ResultatPublie[], bailleur: string | null, mesures: Mesures) =>
  read(resultats, bailleur, { mesures, comptes: [], nonLues: 0, nulles: "q2-4" });

const table = (source: string, cellules: Readonly<Record<string, number | null>>, bailleur: string | null = null) =>
  Object.entries(cellules).map(
    ([grandeur, valeur]): ResultatPublie => ({
      fichier: "resultats.csv",
      deposeLe: "2017-03-01",
      epci: "200068666",
      annee: 2016,
      bailleur,
      grandeur,
      valeur,
      source,
      explication: null,
      imprime: String(valeur),
    }),
  );
/** The signed document, 2016: the EPCI's extraction, with 101 unlocated leases. */
const EPCI_2016 = table("Infocentre", {
  "q1-qpv": 156,
  "q1-hors-qpv": 55,
  "q1-inconnue": 21,
  "q24-qpv": 228,
  "q24-hors-qpv": 225,
  "q24-inconnue": 80,
});
/** The bailleurs' extraction, for the same 765 leases. */
const OURS = mesuresOf({ q1: [169, 56, 7], q24: [256, 235, 42] });

describe("another extraction of the same year", () => {
  it("has its own interval and verdict beside ours, side by side, and may not settle what ours does", () => {
    const [hors, qpv] = readExtractions(EPCI_2016, null, OURS);
    expect(hors).toMatchObject({
      objet: "hors-qpv",
      realise: 55,
      assiette: 280,
      inconnues: 101,
      verdict: "indecidable",
      contredit: false,
      bornes: [55 / 360, 76 / 301],
    });
    expect(qpv).toMatchObject({ objet: "qpv", realise: 228, assiette: 384, inconnues: 101, verdict: "atteint" });
    expect(hors?.phrase.replaceAll("\u00A0", " ")).toBe(
      "Une autre extraction (Infocentre) compte 55 sur 280 hors quartier prioritaire, 101 non localisées, taux entre 15,3 % et 25,2 % : indécidable d’après elle seule.",
    );
    expect(confront(OURS, readExtractions(EPCI_2016, null, OURS)).horsQpv.verdict).toBe("non-atteint");
  });

  it("takes our verdict away when both are sure and differ", () => {
    const sure = table("Autre", { "q1-hors-qpv": 90, "q24-hors-qpv": 210, "q1-inconnue": 0, "q24-inconnue": 0 });
    const extractions = readExtractions(sure, null, OURS);
    expect(extractions).toMatchObject([{ objet: "hors-qpv", verdict: "atteint", contredit: true }]);
    const { horsQpv, qpv } = confront(OURS, extractions);
    expect([horsQpv.verdict, qpv.verdict, horsQpv.realise]).toEqual(["indecidable", "atteint", 56]);
    expect(sayExtractions(extractions).at(-1)).toContain("se contredisent");
  });

  test.each([
    [
      "the same counts",
      table("Même", { "q1-hors-qpv": 56, "q24-hors-qpv": 235, "q1-inconnue": 7, "q24-inconnue": 42 }),
      null,
    ],
    ["a cell that is missing", table("Sans", { "q1-hors-qpv": 55, "q24-hors-qpv": 225, "q1-inconnue": 21 }), null],
    [
      "a cell that is masked",
      table("Masquée", { "q1-hors-qpv": 55, "q24-hors-qpv": 225, "q1-inconnue": null, "q24-inconnue": 80 }),
      null,
    ],
    [
      "cells of two tables",
      [
        ...table("Une", { "q1-hors-qpv": 55, "q24-hors-qpv": 225 }),
        ...table("Deux", { "q1-inconnue": 21, "q24-inconnue": 80 }),
      ],
      null,
    ],
    ["a bailleur's own", EPCI_2016, "999000029"],
  ] as const)("says nothing: %s", (_, resultats, bailleur) => {
    expect(readExtractions(resultats, bailleur, OURS)).toEqual([]);
  });

  it("that does not know who is rehoused is the same one", () => {
    const avec = { ...OURS, horsQpv: { ...OURS.horsQpv, realise: 61, reloges: 5 } };
    const sans = table("Sans relogés", {
      "q1-hors-qpv": 56,
      "q24-hors-qpv": 235,
      "q1-inconnue": 7,
      "q24-inconnue": 42,
    });
    expect(readExtractions(sans, null, avec)).toEqual([]);
  });

  it("is compared with what the State counts, nothing deduced", () => {
    const deduits = {
      ...OURS,
      horsQpv: { ...OURS.horsQpv, realise: 57, assiette: 305, etat: { realise: 56, assiette: 291 } },
    };
    const meme = table("Même", { "q1-hors-qpv": 56, "q24-hors-qpv": 235, "q1-inconnue": 7, "q24-inconnue": 42 });
    expect(readExtractions(meme, null, deduits)).toEqual([]);
  });
});
