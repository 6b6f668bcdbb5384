import { describe, expect, it } from "vitest";
import { renderBilanDocx } from "#bilan/documents/bilan-document.ts";
import { renderCarteBilan } from "#bilan/images/carte-bilan.ts";
import { BILAN_2017 } from "../../../test/fixtures/bilan-2017.ts";
import { communesFixture } from "../../../test/fixtures/communes.ts";
import { unzip } from "../../../test/fixtures/unzip.ts";
import type { DocumentMisEnPage } from "./document.ts";
import { renderDocumentDocx } from "./rendre.ts";
import { tableauTextes } from "./tableau-textes.ts";

async function documentXml(demande: Parameters<typeof renderBilanDocx>[0]): Promise<string> {
  return (
    unzip(await renderBilanDocx(demande))
      .get("word/document.xml")
      ?.toString("utf8") ?? ""
  );
}

const carte = renderCarteBilan(BILAN_2017, communesFixture());

describe("renderBilanDocx", () => {
  it("has real headings, tables whose header repeats, and editable words", async () => {
    const xml = await documentXml({ bilan: BILAN_2017, carte: null });
    expect(xml.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(17);
    expect(xml.match(/<w:tblHeader\/>/g)?.length).toBeGreaterThan(10);
    expect(xml).toContain("66 sur 360");
    expect(xml).toContain("Non atteint");
  });

  it("puts the map as an image with its alternative text", async () => {
    const demande = { bilan: BILAN_2017, carte, sections: ["carte"] as const };
    const entries = unzip(await renderBilanDocx(demande));
    const image = [...entries].find(([name]) => name.startsWith("word/media/"));
    expect(image?.[1].subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(entries.get("word/document.xml")?.toString("utf8")).toContain("Carte des communes colorées");
  });

  it("carries comments as text, escaped", async () => {
    const rapport = {
      numero: "2017-annee-01",
      figeLe: "2018-10-05T14:02:00.000Z",
      figePar: "Claire Martin",
      empreinte: "ab".repeat(32),
      sections: ["synthese"] as const,
      annexes: {},
      commentaires: { synthese: "<w:t>A & B</w:t>\u0000" },
    };
    const xml = await documentXml({ bilan: BILAN_2017, carte: null, rapport });
    expect(xml).toContain("&lt;w:t&gt;A &amp; B&lt;/w:t&gt;</w:t>");
    expect(xml.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(7);
  });

  it("lets in no control character, which Word refuses, from whatever text", async () => {
    const sale = "a\u0002b";
    const contenu: DocumentMisEnPage = {
      titre: sale,
      territoire: sale,
      entete: sale,
      pied: sale,
      bandeau: sale,
      couverture: [{ terme: sale, valeur: sale }],
      sections: [
        {
          titre: sale,
          blocs: [
            { kind: "chiffres", chiffres: [{ valeur: sale, intitule: sale, lignes: [sale], verdict: null }] },
            tableauTextes(sale, [[sale, 1]], [[sale]], { note: sale }),
            {
              kind: "tableau",
              titre: sale,
              colonnes: [{ titre: sale, part: 1, droite: false }],
              lignes: [[{ kind: "verdict", verdict: "atteint", lignes: [sale] }]],
              total: null,
              note: null,
            },
          ],
        },
      ],
      date: null,
    };
    const xml = [...unzip(await renderDocumentDocx(contenu))].filter(([nom]) => nom.endsWith(".xml"));
    expect(xml.filter(([, octets]) => octets.includes(2)).map(([nom]) => nom)).toEqual([]);
  });

  it("opens on the answer, then why, what changed, the curve, the map and what to do, before its tables", async () => {
    const xml = await documentXml({ bilan: BILAN_2017, carte, sections: ["bailleurs"] });
    const titres = [...xml.matchAll(/<w:pStyle w:val="Heading1"\/>.*?<w:t[^>]*>([^<]*)</g)].map(([, titre]) => titre);
    expect(titres).toEqual([
      "Pourquoi",
      "Ce qui a changé",
      "Hors quartier, année par année",
      "Hors quartier, commune par commune",
      "Ce qu’il y a à faire",
      "Ce document",
      "Par bailleur",
    ]);
    expect(xml).toContain("il manque 24\u00A0attributions pour le plancher de 25\u00A0%");
  });
});
