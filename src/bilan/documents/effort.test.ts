import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { read, utils } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { SUR_COMPTES } from "#engagements/regles/convention/format-objectif.ts";
import { EFFORT_2018, effortOf } from "../../../test/fixtures/effort-2018.ts";
import { renderEffortCsv, renderEffortPdf, renderEffortXlsx } from "./effort.ts";
import { roundProportion } from "./effort-colonnes.ts";
import { toEffortJson } from "./effort-json.ts";

/** Words of a PDF in reading order, with single spaces; null without poppler. */
function extractText(pdf: Uint8Array): string | null {
  const folder = mkdtempSync(join(tmpdir(), "blaise-effort-"));
  try {
    writeFileSync(join(folder, "effort.pdf"), pdf);
    const run = spawnSync("pdftotext", [join(folder, "effort.pdf"), "-"], { encoding: "utf8" });
    return run.error ? null : plain(run.stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, " ");

describe("renderEffortPdf", () => {
  it("is tagged, in French, and says the sentences of the page", async ({ skip }) => {
    const pdf = await renderEffortPdf(EFFORT_2018);
    expect(Buffer.from(pdf).toString("latin1")).toMatch(/pdfuaid:part/);
    const text = extractText(pdf);
    if (text === null) return skip("pdftotext is not installed");
    for (const { reponse, plancher } of EFFORT_2018.blocs) {
      for (const phrase of reponse) expect(text).toContain(plain(phrase));
      if (plancher?.alerte) expect(text).toContain(plain(plancher.alerte));
    }
    for (const words of [
      "Hamaris",
      "25 sur 97",
      "7 des 33",
      "part cumulée depuis janvier",
      "Données de démonstration",
    ]) {
      expect(text).toContain(words);
    }
  });

  it("says what was typed", async ({ skip }) => {
    const attentes = new Map([["bailleur:655200020", 40]]);
    const text = extractText(await renderEffortPdf(await effortOf({ attentes })));
    if (text === null) return skip("pdftotext is not installed");
    expect(text).toContain("7 des 40");
    expect(text).toContain("nombre saisi");
  });
});

describe("a year without a lease that a printed table counts", () => {
  const effort = { ...EFFORT_2018, surComptes: true };

  it("says so in the document and in the workbook", async ({ skip }) => {
    const book = read(await renderEffortXlsx(effort), { type: "array" });
    expect(JSON.stringify(utils.sheet_to_json(book.Sheets.Réponse ?? {}))).toContain(SUR_COMPTES);
    const text = extractText(await renderEffortPdf(effort));
    if (text === null) return skip("pdftotext is not installed");
    expect(text).toContain(plain(SUR_COMPTES));
    expect(extractText(await renderEffortPdf(EFFORT_2018))).not.toContain("sur comptes");
  });
});

describe("renderEffortXlsx", async () => {
  const book = read(await renderEffortXlsx(EFFORT_2018), { type: "array", cellNF: true });
  const rows = (nom: string): Record<string, unknown>[] => utils.sheet_to_json(book.Sheets[nom] ?? {});

  it("has one sheet a subject", () => {
    expect(book.SheetNames).toEqual([
      "À propos",
      "Réponse",
      "Objectifs",
      "Mois",
      "Baux attendus",
      "Méthode",
      "Sources",
      "Définitions",
    ]);
  });

  it("has one row a bearer of an objective, numbers as numbers", () => {
    const all = rows("Objectifs");
    const lines = EFFORT_2018.blocs.map(({ ensemble, lignes }) => lignes.length + (ensemble ? 1 : 0));
    expect(all).toHaveLength(lines.reduce((sum, n) => sum + n, 0));
    expect(all.find((row) => row.Nom === "Hamaris")).toMatchObject({
      Attributions: 97,
      Comptées: 25,
      Part: 0.25773,
      "Écrit : nombre": 32,
      "Écrit : taux imprimé": 0.25,
      "Écrit : taux du nombre": 0.24615,
      "Baux attendus": 33,
      "Convention : baux à signer qui comptent": 7,
    });
    const whole = all.find((row) => row.Porteur === "epci");
    expect(whole).not.toHaveProperty("Écrit : nombre");
    expect(whole).toMatchObject({ "Plancher légal": 0.25, "Écrit : taux imprimé": 0.21 });
  });

  it("has the fan month by month: what is signed, then what is projected", () => {
    const own = rows("Mois").filter((row) => row.Porteur === "epci" && row.Objet === "hors-qpv");
    expect(own.map((row) => row.Mois)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(own.filter((row) => row.Nature === "projeté").map((row) => row["Fin de"])).toEqual([
      "octobre",
      "novembre",
      "décembre",
    ]);
    expect(own[8]).toMatchObject({ Médiane: 0.24138, "5 %": 0.24138 });
  });
});

describe("renderEffortCsv", () => {
  it("writes every bearer under stable headers", () => {
    const [header = "", ...lines] = renderEffortCsv(EFFORT_2018, "ouvert").trimEnd().split("\n");
    const columns = header.split(",");
    expect(new Set(columns).size).toBe(columns.length);
    const hamaris = lines.find((line) => line.includes("bailleur:655200020"));
    expect(hamaris).toContain(
      `${EFFORT_2018.territoire},2018,2018-09-30,hors-qpv,bailleur:655200020,Hamaris,97,25,0.25773,6,1,5`,
    );
  });
});

describe("what is not sure", () => {
  it("is never rounded to none nor to all", () => {
    expect([0.999_999_9, 0.000_000_1, 0, 1, 0.25, null].map(roundProportion)).toEqual([
      0.99999,
      0.00001,
      0,
      1,
      0.25,
      null,
    ]);
  });

  it("stays so in JSON, whose object is the result's own", () => {
    const json = toEffortJson(EFFORT_2018);
    expect(Object.keys(json)).toEqual(Object.keys(EFFORT_2018));
    const projections = json.blocs.flatMap(({ ensemble, lignes }) =>
      [...(ensemble ? [ensemble] : []), ...lignes].flatMap((ligne) => [ligne.cible, ligne.plancher]),
    );
    for (const projection of projections) {
      if (projection?.issue !== "possible") continue;
      expect(projection.probabilite).toBeGreaterThan(0);
      expect(projection.probabilite).toBeLessThan(1);
    }
    expect(json.blocs[0]?.ensemble?.lecture.taux).toBe(0.24138);
  });
});
