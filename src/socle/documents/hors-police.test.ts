import { describe, expect, it } from "vitest";
import { renderBilanPdf } from "#bilan/documents/bilan-document.ts";
import { renderCarteBilan } from "#bilan/pages/carte.ts";
import { BILAN_2017 } from "../../../test/fixtures/bilan-2017.ts";
import { printWithFont } from "./hors-police.ts";

const carte = renderCarteBilan(BILAN_2017, { communes: [], qpv: [] });
const print = (nom: string) =>
  renderBilanPdf({
    bilan: { ...BILAN_2017, bailleurs: BILAN_2017.bailleurs.map((bailleur) => ({ ...bailleur, nom })) },
    carte,
    rapport: undefined,
  });

describe("a text that the font cannot show", () => {
  it.each(["Habitat 🏠", "＋1", "שלום", "\u202eeugolana", "𝒂𝒍𝒆𝒓𝒕", "a\u0300\u0301\u0302b", "漢字", "\u0001x"])(
    "%j gives a PDF all the same",
    async (nom) => {
      expect(
        Buffer.from(await print(nom))
          .subarray(0, 5)
          .toString(),
      ).toBe("%PDF-");
    },
  );

  it("another error goes on up, as it is", () => {
    const fail = () => {
      throw new Error("disk full");
    };
    expect(() => printWithFont(fail, {})).toThrow("disk full");
  });

  it("only what cannot be shown is replaced", () => {
    const seen: string[] = [];
    const printed = printWithFont(
      (json) => {
        seen.push(json);
        if (seen.length === 1)
          throw new Error(
            '[SourceDiagnostic { message: "PDF/UA-1 error: the text `\\"🏠\\"` could not be displayed" }]',
          );
        return json;
      },
      { nom: "Habitat 🏠 → é", n: 1 },
    );
    expect(JSON.parse(printed)).toEqual({ nom: "Habitat ? → é", n: 1 });
  });
});
