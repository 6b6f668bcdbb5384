import { read, utils } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import type { Bloc } from "#socle/documents/document.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { AVENANT, CONVENTION, VERSION_SIGNEE } from "../../../test/fixtures/convention.ts";
import { tableObjectifs } from "../lectures/convention/table-objectifs.ts";
import { formatObjectif } from "../regles/convention/format-objectif.ts";
import { composeConvention, renderConventionXlsx } from "./convention-document.ts";

const HAMARIS = formatObjectif({ nombre: 32, taux: 0.25, tauxDuNombre: 32 / 130 }).replaceAll("\u00a0", " ");

const demandeOf = (lue = VERSION_SIGNEE) => ({
  convention: CONVENTION,
  lue,
  tables: tableObjectifs(lue.engagements, CONVENTION.noms),
});

function textsOf(bloc: Bloc): readonly string[] {
  if (bloc.kind !== "tableau") return [JSON.stringify(bloc)];
  return [...bloc.lignes, ...(bloc.total ? [bloc.total] : [])].map((row) =>
    row.map((cell) => (cell.kind === "texte" ? cell.texte : "")).join(" | "),
  );
}

describe("the document of the convention", () => {
  const contenu = composeConvention(demandeOf());
  const lines = contenu.sections
    .flatMap(({ blocs }) => blocs.flatMap(textsOf))
    .map((line) => line.replaceAll("\u00a0", " "));

  it("has the parts of the page, in its order", () => {
    expect(contenu.sections.map(({ titre }) => titre)).toEqual([
      "Objectifs",
      "Contrôles",
      "Étapes",
      "Signataires",
      "Actions",
    ]);
    expect(contenu.bandeau).toContain("démonstration");
    expect(contenu.couverture).toContainEqual({ terme: "Révision", valeur: "avant le 5 octobre 2021 (à jour)" });
    expect(contenu.pied).toBe("Convention intercommunale d’attribution 2018-2020, lue au 1er février 2019");
  });

  it.each([
    ["a bailleur's row, both rates", `Hamaris | 130 | ${HAMARIS} | ${HAMARIS}`],
    ["a year about which nothing is written", "OPH de Saint-Dizier | 120 | 30, soit 25 % | aucun"],
    ["an unknown date", "Projet | date inconnue (non donnée par le document) | document cadre de la conférence"],
    ["a step that we are not sure of", "Avis du comité du PDALHPD (à confirmer) | à venir | "],
    ["a signature", "OPH de Saint-Dizier | la directrice générale | 5 octobre 2018"],
    ["who has not to sign", "À vérifier | Vitry Habitat a des objectifs et ne figure pas parmi les signataires."],
  ])("says %s", (_, line) => expect(lines).toContain(line));

  it("keeps the notice on a rate under the floor", () => {
    expect(contenu.sections[0]?.blocs[0]).toMatchObject({ kind: "alerte", texte: VERSION_SIGNEE.derogation });
    expect(JSON.stringify(composeConvention(demandeOf(AVENANT)))).not.toContain("alerte");
  });

  it("prints as a tagged PDF", async () => {
    const text = Buffer.from(await renderDocumentPdf(contenu)).toString("latin1");
    expect(text).toMatch(/pdfuaid:part/);
    expect(text).toContain("/StructTreeRoot");
  });
});

describe("the workbook", async () => {
  const book = read(await renderConventionXlsx(demandeOf()), { type: "array" });
  const rows = (nom: string): Record<string, unknown>[] => utils.sheet_to_json(book.Sheets[nom] ?? {});

  it("writes an objective a line, numbers as numbers, the unknown left empty", () => {
    const hamaris = rows("Objectifs").find((row) => row.Porteur === "Hamaris");
    expect(hamaris).toMatchObject({ "Nombre écrit": 32, "Taux écrit": 0.25, "Attributions de référence": 130 });
    expect(hamaris?.["Taux du nombre"]).toBeCloseTo(32 / 130, 12);
    const qpv = rows("Objectifs").at(-1);
    expect(qpv).toMatchObject({ SIREN: "999000011", "Taux écrit": 0.5 });
    expect(qpv).not.toHaveProperty("Nombre écrit");
    expect(qpv).not.toHaveProperty("Attributions de référence");
  });

  it("has every objective, control, step, signatory and action", () => {
    expect(["Objectifs", "Contrôles", "Étapes", "Signataires", "Actions"].map((nom) => rows(nom).length)).toEqual([
      7, 1, 3, 2, 1,
    ]);
  });
});
