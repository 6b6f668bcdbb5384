import { describe, expect, it, test } from "vitest";
import { guideOf } from "#socle/regles/plan/lieu.ts";
import { PLAN, type Salle } from "#socle/regles/plan/plan.ts";
import { ancreOf, readChapitre, readGuide } from "./read-guide.ts";
import { searchGuide } from "./search-guide.ts";

const GUIDE = readGuide();

describe("the guide that ships", () => {
  it("begins with the way from a file to the bilan, then follows its own list", () => {
    expect(GUIDE.slice(0, 3).map(({ code }) => code)).toEqual(["bilan", "qui-peut-quoi", "convention"]);
    expect(GUIDE.length).toBeGreaterThan(8);
  });

  const pages = (PLAN as readonly Salle[]).flatMap((salle) =>
    salle.pages.flatMap((page) => [page, ...(page.vues ?? [])]),
  );
  it.each(pages.map(({ chemin }) => chemin))("speaks of %s in a chapter that exists", (chemin) => {
    const [code, ancre] = (guideOf(chemin) ?? "").split("/");
    const chapitre = GUIDE.find((un) => un.code === code);
    expect(chapitre).toBeDefined();
    if (ancre !== undefined) expect(chapitre?.sections.map((une) => une.ancre)).toContain(ancre);
  });

  it("leads nowhere that is not a page, and two sections of a chapter have two addresses", () => {
    const liens = GUIDE.flatMap(({ sections }) =>
      sections.flatMap(({ html }) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? "")),
    );
    const codes = new Set(GUIDE.map(({ code }) => `/aide/${code}`));
    expect(liens.filter((href) => href.startsWith("/aide") && !codes.has(href.split("#")[0] ?? ""))).toEqual([]);
    for (const { sections } of GUIDE) expect(new Set(sections.map(({ ancre }) => ancre)).size).toBe(sections.length);
  });
});

describe("a chapter", () => {
  const chapitre = readChapitre(
    "essai",
    "# Essai\n\nPour voir ![image](x.png).\n\n## 2. Été & « hiver »\n\n| a | b |\n|---|---|\n| 1 | <2 |\n\nLire [la suite](relogement.md#x) et [le début](README.md).\n",
  );

  it("has its title, its chapo and its sections", () => {
    expect(chapitre.titre).toBe("Essai");
    expect(chapitre.sections.map(({ ancre, titre }) => [ancre, titre])).toEqual([
      ["essai", "Essai"],
      ["ete-hiver", "2. Été & « hiver »"],
    ]);
    expect(chapitre.sections[0]?.html).toBe("<p>Pour voir .</p>\n");
  });

  it("names its tables and their columns, and escapes what is no mark", () => {
    const html = chapitre.sections[1]?.html ?? "";
    expect(html).toContain('<caption class="lu">2. Été &amp; « hiver »</caption>');
    expect(html).toContain('<th scope="col">a</th>');
    expect(html).toContain("<td>&lt;2</td>");
    expect(html).toContain('href="/aide/relogement#x"');
    expect(html).toContain('href="/aide/bilan"');
    expect(chapitre.sections[1]?.texte).toBe("2. Été & « hiver » a b 1 <2 Lire la suite et le début .");
  });

  test.each([
    ["1. Rassembler les fichiers", "rassembler-les-fichiers"],
    ["Qui voit quoi ?", "qui-voit-quoi"],
    ["2018", "2018"],
  ])("%s has a lasting address", (titre, ancre) => {
    expect(ancreOf(titre)).toBe(ancre);
  });
});

describe("the search of the guide", () => {
  const titres = (question: string) => searchGuide(GUIDE, question).map(({ section }) => section.titre);

  it("forgives accents and case, wants all the words, and puts titles first", () => {
    expect(titres("LOCALISER")[0]).toBe("3. Localiser");
    expect(titres("pérIMètre commune").length).toBeGreaterThan(0);
    expect(titres("localiser zzz")).toEqual([]);
  });

  it.each([[""], ["   "], ["%"], ["a"], ["<zzz>"]])("finds nothing for %j, and does not fail", (question) => {
    expect(searchGuide(GUIDE, question)).toEqual([]);
  });

  it("shows the words around what was found", () => {
    const [first] = searchGuide(GUIDE, "fusion commune périmètre");
    expect(first?.extrait).toMatch(/… |fusion/);
  });
});
