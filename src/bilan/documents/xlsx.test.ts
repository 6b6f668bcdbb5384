import { read, utils, type WorkSheet } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { BILAN_2017 } from "../../../test/fixtures/bilan-2017.ts";
import type { Bilan } from "../lectures/bilan.ts";
import { renderBilanXlsx } from "./xlsx.ts";

async function open(bilan: Bilan) {
  return read(await renderBilanXlsx(bilan), { type: "array", cellNF: true });
}

async function sheet(bilan: Bilan, nom: string): Promise<WorkSheet> {
  const found = (await open(bilan)).Sheets[nom];
  if (!found) throw new Error(`No sheet ${nom}`);
  return found;
}

async function rows(bilan: Bilan, nom: string): Promise<Record<string, unknown>[]> {
  return utils.sheet_to_json(await sheet(bilan, nom));
}

describe("renderBilanXlsx", () => {
  it("has one sheet a subject", async () => {
    expect((await open(BILAN_2017)).SheetNames).toEqual([
      "À propos",
      "Synthèse",
      "Bailleurs",
      "Trimestres",
      "Communes",
      "Secteurs",
      "Contingents",
      "Origine",
      "Profils",
      "Parc",
      "Contrôles",
      "Méthode",
      "Sources",
      "Définitions",
    ]);
  });

  it("gives back the same numbers, counts and rates apart", async () => {
    expect((await rows(BILAN_2017, "Bailleurs"))[1]).toMatchObject({
      SIREN: "655200020",
      Bailleur: "Hamaris",
      "Hors QPV : attributions": 130,
      "Hors QPV : 1er quartile ou relogés": 26,
      "Hors QPV : part": 0.2,
      "Hors QPV : borne basse": 0.17808,
      "Hors QPV : manque": 7,
      "Hors QPV : verdict": "Non atteint",
      "Non localisées": 19,
    });
    const total = (await rows(BILAN_2017, "Synthèse")).find((row) => row.Grandeur === "Hors QPV : part");
    expect(total?.Valeur).toBe(0.18333);
  });

  it("leaves empty what has no object", async () => {
    expect((await rows(BILAN_2017, "Bailleurs"))[1]).not.toHaveProperty("En QPV : part");
    expect((await rows(BILAN_2017, "Bailleurs"))[1]).toHaveProperty("En QPV : attributions", 0);
  });

  it("formats numbers as numbers, and keeps codes as text", async () => {
    const bailleurs = await sheet(BILAN_2017, "Bailleurs");
    expect(bailleurs.A2).toMatchObject({ t: "s", v: "275200012" });
    expect(bailleurs.C2).toMatchObject({ t: "n", v: 460, z: "#,##0" });
    expect(bailleurs.H2).toMatchObject({ t: "n", v: 0.25, z: "0.0%" });
  });

  it("keeps as printed a published figure that is not a whole number", async () => {
    const controles = [{ ...BILAN_2017.controles[0], imprime: "/", recalcule: "2" }] as unknown as Bilan["controles"];
    expect((await rows({ ...BILAN_2017, controles }, "Contrôles"))[0]).toMatchObject({ Imprimé: "/", Recalculé: 2 });
  });

  it.each(["=1+1", "+33", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])(
    "writes %j as text, never as a formula",
    async (nom) => {
      const bailleurs = BILAN_2017.bailleurs.map((b, i) => (i === 0 ? { ...b, nom } : b));
      const cell = (await sheet({ ...BILAN_2017, bailleurs }, "Bailleurs")).B2;
      expect(cell.t).toBe("s");
      expect(cell.f).toBeUndefined();
      // XML readers turn a carriage return into a line feed.
      expect(String(cell.v).replace("\r", "\n")).toBe(nom.replace("\r", "\n"));
    },
  );

  it("drops the characters that would make the file unreadable", async () => {
    const bailleurs = BILAN_2017.bailleurs.map((b, i) => (i === 0 ? { ...b, nom: "A\u0000\u0008B" } : b));
    expect((await sheet({ ...BILAN_2017, bailleurs }, "Bailleurs")).B2.v).toBe("AB");
  });
});
