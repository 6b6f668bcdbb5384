import { expect, it } from "vitest";
import { CADRE, expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { type RattachementProps, renderRattachementPage } from "./rattachement-page.tsx";

const WASSY = { commune: "52550", nom: "Wassy", baux: 7, annees: [2018, 2017] };
const SANS_NOM = { commune: "52001", nom: null, baux: 2, annees: [2018] };

const props = (changes: Partial<RattachementProps> = {}): RattachementProps => ({
  cadre: CADRE,
  dehors: [WASSY, SANS_NOM],
  courante: WASSY,
  effet: null,
  historique: [],
  annonce: null,
  erreur: null,
  saisie: { motif: "", aRelire: false },
  ...changes,
});

it("names its columns above its rows, the communes that hold most first", () => {
  const html = renderRattachementPage(props());
  expectSoundPage(html);
  const table = textOf(/<table[^>]*>(.*?)<\/table>/s.exec(html)?.[1] ?? "");
  expect(table).toMatch(/Commune Baux Années Wassy \(52550\) 7 .*52001 2 2018$/);
  expect(textOf(html)).toContain("9 baux publiés, dans 2 communes");
});

it("says that nothing is set apart rather than an empty table", () => {
  const html = renderRattachementPage(props({ dehors: [], courante: null }));
  expect(textOf(html)).toContain("Aucune commune mise à part");
  expect(html).not.toContain("<table");
});
