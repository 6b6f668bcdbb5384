import { read, utils } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import type { Bloc } from "#socle/documents/document.ts";
import { CONSTAT, NATIONAUX, VUE_2017, VUE_FERMEE } from "../../../test/fixtures/mesures.ts";
import {
  composeConstat,
  composeMesures,
  renderConstatPdf,
  renderMesuresPdf,
  renderMesuresXlsx,
} from "./mesures-document.ts";

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

function textsOf(blocs: readonly Bloc[]): string {
  const said = blocs.map((bloc) =>
    bloc.kind === "tableau"
      ? [
          ...bloc.lignes.map((row) =>
            row.map((cell) => (cell.kind === "texte" ? cell.texte : JSON.stringify(cell))).join(" | "),
          ),
          bloc.note,
        ].join("\n")
      : JSON.stringify(bloc),
  );
  return plain(said.join("\n"));
}

describe("the document of the page", () => {
  const contenu = composeMesures(VUE_2017);
  const said = textsOf(contenu.sections.flatMap(({ blocs }) => blocs));

  it("has the parts of the page, in its order", () => {
    expect(contenu.sections.map(({ titre }) => titre)).toEqual([
      "La réponse",
      "L’échelle des mesures",
      "Constat de carence",
      "Résultat national de 2016",
      "Résultat national de 2017",
      "Repères nationaux",
    ]);
    expect(contenu.bandeau).toContain("démonstration");
  });

  it("says the sentences of the page, and the steps that add up", () => {
    for (const phrase of VUE_2017.mesures.reponse.phrases) expect(said).toContain(plain(phrase));
    expect(said).toContain("Notre chiffre légal | 61 | 291 | 21,0 %");
    expect(said).toContain("Sans les ménages relogés | −5 | 0 | −1,8 point");
    expect(said).toContain("Résiduel | inconnu | −11 | +0,4 point");
    expect(said).toContain("Résultat national imprimé | inconnu | 280 | 19,6 %");
    expect(said).toContain("à confirmer");
  });

  it("explains what is missing only where something is", () => {
    expect(said).toContain("de 21 à 29, quel que soit ce qu’on ignore");
    const { mesures } = VUE_2017;
    const { chiffres } = mesures;
    const lignes = chiffres?.cotes.map(({ ligne }) => ({ ...ligne, plancher: null, cible: null })) ?? [];
    const sans = chiffres && {
      ...chiffres,
      bailleurs: [],
      cotes: chiffres.cotes.map((cote, rang) => ({ ...cote, ligne: lignes[rang] ?? cote.ligne })),
    };
    const words = composeMesures({ ...VUE_2017, mesures: { ...mesures, chiffres: sans } });
    expect(textsOf(words.sections.flatMap(({ blocs }) => blocs))).not.toContain("quel que soit ce qu’on ignore");
  });

  it("says nothing of figures that are not open to whoever asks", () => {
    const closed = composeMesures(VUE_FERMEE);
    const words = textsOf(closed.sections.flatMap(({ blocs }) => blocs));
    expect(words).toContain("ne sont pas ouverts à votre habilitation");
    expect(words).not.toContain("Notre chiffre légal");
  });

  it("prints as a tagged PDF", async () => {
    const text = Buffer.from(await renderMesuresPdf(VUE_2017)).toString("latin1");
    expect(text).toMatch(/pdfuaid:part/);
    expect(text).toContain("/StructTreeRoot");
  });
});

describe("the workbook", async () => {
  const book = read(await renderMesuresXlsx(VUE_2017), { type: "array" });
  const rows = (nom: string) => utils.sheet_to_json<unknown[]>(book.Sheets[nom] ?? {}, { header: 1, defval: null });

  it("writes numbers as numbers, and leaves the unknown empty", () => {
    const residuel = rows("Résultats nationaux").find((row) => row[2] === "Résiduel");
    expect(residuel?.slice(3, 6)).toEqual([null, -11, 0.004]);
    const national = rows("Résultats nationaux").find((row) => row[2] === "Résultat national imprimé");
    expect(national?.slice(3, 6)).toEqual([null, 280, 0.196]);
  });

  it("keeps the floor and the target apart, and no target where there is none", () => {
    const [entete, epci] = rows("Objectifs");
    expect(entete?.[7]).toBe("Plancher : taux");
    expect(epci?.slice(2, 4)).toEqual([66, 360]);
    expect(epci?.slice(13)).toEqual([null, null, null, null, null, null]);
  });

  it("names no figure that is not open", async () => {
    const closed = read(await renderMesuresXlsx(VUE_FERMEE), { type: "array" });
    expect(utils.sheet_to_json(closed.Sheets.Objectifs ?? {})).toEqual([]);
  });
});

describe("the draft of the constat", () => {
  const contenu = composeConstat(CONSTAT);

  it("says on its first page what it is not", () => {
    expect(contenu.titre).toContain("projet");
    expect(contenu.pied).toContain("sans valeur de décision");
    expect(contenu.couverture.at(-1)?.valeur).toContain("ne décide rien");
  });

  it("gives each bailleur its line, then the EPCI", () => {
    const lines = textsOf(contenu.sections[2]?.blocs ?? []);
    expect(lines).toContain("Bailleur A | 26 sur 130");
    expect(lines.indexOf("Bailleur A")).toBeLessThan(lines.indexOf("66 sur 360"));
    expect(lines).toContain("manque 24 (21 à 29)");
  });

  it("prints as a tagged PDF", async () => {
    const text = Buffer.from(await renderConstatPdf(CONSTAT)).toString("latin1");
    expect(text).toMatch(/pdfuaid:part/);
  });
});

it("has a fixture whose years are both told", () => {
  expect(NATIONAUX.map(({ annee }) => annee)).toEqual([2016, 2017]);
});
