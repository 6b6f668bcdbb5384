import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import type { ProfilCsv } from "#socle/documents/table-csv.ts";
import { BILAN_2017 } from "../../../test/fixtures/bilan-2017.ts";
import type { Bilan } from "../lectures/bilan.ts";
import { renderBilanCsv } from "./csv.ts";

function parse(bilan: Bilan, profil: ProfilCsv): Record<string, string>[] {
  const text = renderBilanCsv(bilan, profil).replace(/^\uFEFF/, "");
  const parsed = Papa.parse<Record<string, string>>(text, {
    header: true,
    delimiter: profil === "tableur" ? ";" : ",",
    skipEmptyLines: true,
  });
  expect(parsed.errors).toEqual([]);
  return parsed.data;
}

function find(bilan: Bilan, profil: ProfilCsv, axe: string, code: string) {
  return parse(bilan, profil).find((row) => row.axe === axe && row.code === code);
}

describe("renderBilanCsv", () => {
  it("writes the two conventions byte for byte", () => {
    const tableur = renderBilanCsv(BILAN_2017, "tableur");
    const ouvert = renderBilanCsv(BILAN_2017, "ouvert");
    expect(tableur.startsWith("\uFEFFterritoire;annee;periode;axe;code;libelle;total;hors_qpv_assiette;")).toBe(true);
    expect(ouvert.startsWith("territoire,annee,periode,axe,code,libelle,total,hors_qpv_assiette,")).toBe(true);
    expect(tableur.split("\r\n").length).toBe(ouvert.split("\n").length);
    expect(ouvert).not.toContain("\r");
  });

  it.each([
    ["tableur", "0,18333"],
    ["ouvert", "0.18333"],
  ] as const)("reads back in %s", (profil, taux) => {
    expect(find(BILAN_2017, profil, "epci", "200068666")).toMatchObject({
      annee: "2017",
      libelle: "CA de Saint-Dizier, Der et Blaise",
      hors_qpv_assiette: "360",
      hors_qpv_realise: "66",
      hors_qpv_taux: taux,
      hors_qpv_attendu: "90",
      hors_qpv_manque: "24",
      hors_qpv_verdict: "non-atteint",
      qpv_realise: "247",
      non_localisees: "21",
      sans_ressources: "7",
      ressources_nulles: "3",
    });
  });

  it("has one row a measured part, quarters under their own period", () => {
    const data = parse(BILAN_2017, "ouvert");
    const axes = [...new Set(data.map((row) => row.axe))];
    expect(axes.slice(0, 5)).toEqual(["epci", "bailleur", "trimestre", "cumul", "commune"]);
    expect(find(BILAN_2017, "ouvert", "cumul", "cumul-T3")).toMatchObject({ periode: "cumul-T3", total: "572" });
  });

  it("leaves unknown figures empty and writes a real 0", () => {
    const vitry = find(BILAN_2017, "ouvert", "bailleur", "785100058");
    expect(vitry).toMatchObject({ qpv_assiette: "0", qpv_taux: "", qpv_borne_basse: "", qpv_propositions: "" });
  });

  it.each(["=1+1", "+33", "-2", "@x", "\t=1", "\r=1", "＝1"])(
    "takes the formula out of %j in both conventions",
    (nom) => {
      const bailleurs = BILAN_2017.bailleurs.map((b, i) => (i === 0 ? { ...b, nom } : b));
      for (const profil of ["tableur", "ouvert"] as const) {
        expect(find({ ...BILAN_2017, bailleurs }, profil, "bailleur", "275200012")?.libelle).toBe(`'${nom}`);
      }
    },
  );

  it("quotes separators, quotes and line ends", () => {
    const nom = 'A;B,"C"\nD';
    const bailleurs = BILAN_2017.bailleurs.map((b, i) => (i === 0 ? { ...b, nom } : b));
    for (const profil of ["tableur", "ouvert"] as const) {
      expect(find({ ...BILAN_2017, bailleurs }, profil, "bailleur", "275200012")?.libelle).toBe(nom);
    }
  });
});
