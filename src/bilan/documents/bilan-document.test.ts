import { describe, expect, it } from "vitest";
import { LIBELLE_VERDICT } from "#socle/regles/shared/format.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import { BILAN_2017 } from "../../../test/fixtures/bilan-2017.ts";
import { communesFixture } from "../../../test/fixtures/communes.ts";
import { textOfPdf } from "../../../test/fixtures/pdf.ts";
import { renderCarteBilan } from "../images/carte-bilan.ts";
import { SECTIONS } from "../lectures/rapport/ports.ts";
import { renderBilanPdf } from "./bilan-document.ts";

const carte = renderCarteBilan(BILAN_2017, communesFixture(48));

const RAPPORT = {
  numero: "2017-annee-01",
  figeLe: "2018-10-05T14:02:00.000Z",
  figePar: "Claire Martin",
  empreinte: "ab".repeat(32),
  sections: SECTIONS,
  annexes: {},
  commentaires: { synthese: '#panic("injecté") *gras* $x$ \\ "fin' },
};

function latin1(pdf: Uint8Array): string {
  return Buffer.from(pdf).toString("latin1");
}

function countPages(pdf: Uint8Array): number {
  return [...latin1(pdf).matchAll(/\/Type\s*\/Page(?![a-zA-Z])/g)].length;
}

describe("renderBilanPdf", () => {
  it("is tagged, in French, and declares PDF/UA-1", async () => {
    const text = latin1(await renderBilanPdf({ bilan: BILAN_2017, carte }));
    expect(text.startsWith("%PDF-1.7")).toBe(true);
    expect(text).toContain("/MarkInfo");
    expect(text).toContain("/StructTreeRoot");
    expect(text).toMatch(/\/Lang\s*\(fr/);
    expect(text).toMatch(/pdfuaid:part/);
  });

  it.each(Object.entries(LIBELLE_VERDICT))(
    "has a colour for the verdict « %s », and its word",
    async (verdict, mot) => {
      const horsQpv = { ...BILAN_2017.horsQpv, verdict: verdict as Verdict };
      const pdf = await renderBilanPdf({
        bilan: { ...BILAN_2017, horsQpv },
        carte: null,
        sections: ["synthese", "bailleurs"],
      });
      expect(await textOfPdf(pdf)).toContain(mot);
    },
  );

  it("embeds its own font", async () => {
    expect(latin1(await renderBilanPdf({ bilan: BILAN_2017, carte: null, sections: ["synthese"] }))).toContain(
      "SourceSans3",
    );
  });

  it("gives the same bytes for the same frozen version", async () => {
    const demande = { bilan: BILAN_2017, carte, rapport: RAPPORT };
    const [first, second] = [await renderBilanPdf(demande), await renderBilanPdf(demande)];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it("takes user text as text, whatever it looks like", async () => {
    const hostile = BILAN_2017.bailleurs.map((b, i) => (i === 0 ? { ...b, nom: '#read("/etc/passwd") <a> @b' } : b));
    const pdf = await renderBilanPdf({ bilan: { ...BILAN_2017, bailleurs: hostile }, carte, rapport: RAPPORT });
    expect(countPages(pdf)).toBeGreaterThan(3);
    const text = textOfPdf(pdf, "layout");
    if (text === null) return;
    expect(text).toContain('#panic("injecté") *gras* $x$ \\ "fin');
    expect(text).toContain("#read(");
  });

  it("prints the figures of the bilan", async ({ skip }) => {
    const text = textOfPdf(await renderBilanPdf({ bilan: BILAN_2017, carte, rapport: RAPPORT }), "layout");
    if (text === null) return skip("pdftotext is not installed");
    for (const expected of [
      "66 sur 360",
      "247 sur 391",
      "21 non localisées",
      "Indécidable",
      "2017-annee-01",
      RAPPORT.empreinte,
    ]) {
      expect(text.replaceAll("\u00A0", " ")).toContain(expected);
    }
  });
});
