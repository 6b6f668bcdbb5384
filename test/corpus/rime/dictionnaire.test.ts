import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { foldEntete } from "#donnees/formats/decode/entete.ts";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { renderRimeModele } from "#relogement/documents/rime-classeur.ts";
import { readRime } from "#relogement/formats/rime/read-rime.ts";
import { preparerRime } from "#relogement/lectures/rime/preparer.ts";
import {
  COLONNES_RIME,
  type CodeMenageRime,
  type CodeOffreRime,
  FEUILLES_RIME,
  VALEURS_RIME,
} from "#relogement/regles/rime-colonnes.ts";
import { AUJOURDHUI, baseRime, dossierOf } from "../../fixtures/rime.ts";
import { tableOf } from "./table-guide.ts";

const GUIDE = readFileSync(new URL("../../../docs/guide/relogement-fichier.md", import.meta.url), "utf8");

describe("the dictionary of the workbook", () => {
  test.each(FEUILLES_RIME)("no two columns of « %s » answer to the same header", (feuille) => {
    const names = COLONNES_RIME[feuille].flatMap(({ code, entete, alias }) => [
      ...new Set([code, entete, ...alias].map(foldEntete)),
    ]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it("gives the words of each closed list, once each", () => {
    for (const { code, genre } of FEUILLES_RIME.flatMap((feuille) => [...COLONNES_RIME[feuille]])) {
      const valeurs = VALEURS_RIME[code as CodeMenageRime | CodeOffreRime];
      expect([code, valeurs !== undefined]).toEqual([code, genre === "liste" || genre === "listes"]);
      const mots = Object.values(valeurs ?? {});
      expect(new Set(mots).size).toBe(mots.length);
    }
  });

  test.each(FEUILLES_RIME)("the guide's table of « %s » is this one", (feuille) => {
    expect(GUIDE).toContain(tableOf(feuille));
  });

  it("its examples are a household and its offer, read without any reproach", async () => {
    const octets = await renderRimeModele();
    const lu = await readRime([fichierOf("modele.xlsx", octets)], { aujourdhui: AUJOURDHUI, colonnes: {} });
    const anomalies = [...lu.menages, ...lu.offres].flatMap((ligne) => ligne.anomalies);
    expect([anomalies, lu.inconnues, lu.avertissements]).toEqual([[], [], []]);
    expect([lu.menages.length, lu.offres.length]).toEqual([1, 1]);
    const base = baseRime([dossierOf({ id: 3, reference: "ORC-003" })]);
    const { apercu } = await preparerRime(base, { epci: "200068666", lu, aujourdhui: AUJOURDHUI });
    // An example of each column cannot be one coherent household: what is blocked is not accepted too.
    expect(apercu.problemes.every(({ code }) => !code.endsWith("-invalide") && code !== "valeur-inconnue")).toBe(true);
  });
});
