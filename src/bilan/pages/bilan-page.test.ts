import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { transformSync } from "esbuild";
import { describe, expect, it, test } from "vitest";
import { BILAN_2017, mesuresOf } from "../../../test/fixtures/bilan-2017.ts";
import { communesFixture } from "../../../test/fixtures/communes.ts";
import { CADRE, EPCI, expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";
import type { Bilan } from "../lectures/bilan.ts";
import { renderBilanPage, renderBilanRefuse, renderBilanVide } from "./bilan-page.tsx";
import { PARTIES_BILAN, type PartieBilan } from "./questions.ts";

const choix = {
  tous: true,
  annees: [2016, 2017],
  bailleurs: BILAN_2017.bailleurs.map(({ siren, nom }) => ({ siren, nom })),
};

function render(
  changes: Partial<Bilan> = {},
  communes = communesFixture(48),
  partie: PartieBilan | null = null,
): string {
  return renderBilanPage({
    cadre: CADRE,
    bilan: { ...BILAN_2017, ...changes },
    choix,
    fond: { communes, qpv: [] },
    partie,
  });
}

const PARTIES = Object.keys(PARTIES_BILAN) as readonly PartieBilan[];
const renderPartie = (partie: PartieBilan, changes: Partial<Bilan> = {}) => render(changes, undefined, partie);
const wordsOf = (html: string) => textOf(/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "").split(" ").length;

describe("page of the bilan", () => {
  it("is sound", () => expectSoundPage(render()));

  it.each(PARTIES)("links to %s, a page of its own that is sound and leads to the others", (partie) => {
    if (partie !== "territorialises") expect(render()).toContain(`/t/${EPCI}/bilan/${partie}?`);
    const html = renderPartie(partie);
    expectSoundPage(html);
    expect(html).toContain(`href="/t/${EPCI}/bilan?annee=2017&amp;periode=annee"`);
    expect(html).not.toContain(`<a href="/t/${EPCI}/bilan/${partie}?annee=2017&amp;periode=annee">`);
  });

  it("keeps to its words, every fold open", () => {
    expect(wordsOf(render())).toBeLessThan(1200);
    for (const partie of PARTIES) expect([partie, wordsOf(renderPartie(partie)) < 1200]).toEqual([partie, true]);
  });

  it("weighs at most 30 kB with its style sheet and the map of sixty communes", () => {
    // As the build serves it, without comments and indentation.
    const source = readFileSync(new URL("#socle/pages/design/style.css", import.meta.url), "utf8");
    const css = transformSync(source, { loader: "css", minify: true }).code;
    // One style sheet for all pages: rehousing and programme took it past 4 kB.
    expect(gzipSync(css).length).toBeLessThanOrEqual(5120);
    expect(gzipSync(render()).length + gzipSync(css).length).toBeLessThanOrEqual(30_000);
  });

  it("says the three figures with their counts, floor, bounds and verdict", () => {
    const text = textOf(render());
    expect(text).toContain("18,3 % 66 sur 360");
    expect(text).toContain("Le plancher légal : il manque 24 attributions.");
    expect(text).toContain("Loi : il manque 24");
    expect(text).toContain("Plancher 25 %, soit 90.");
    expect(text).toContain("Selon ce qu’on ignore (21 non localisées) : entre 17,5 % et 19,2 %");
    expect(text).toContain("63,2 % 247 sur 391");
    expect(text).toMatch(/21 attributions sur \d{3} ne sont pas localisées\./);
    expect(text).toContain("Même dans le cas le plus favorable, le plancher de 25 % n’est pas atteint");
    expect(textOf(renderPartie("inconnues"))).toContain(
      "Hors quartier prioritaire, 21 attributions incertaines : 21 non localisées.",
    );
  });

  it("shows the fraction and not the percentage under twenty", () => {
    const row =
      /<tr role="row"><th scope="row" role="rowheader"><a [^>]*>Le Foyer Rémois<\/a>.*?<\/tr>/.exec(
        renderPartie("bailleurs"),
      )?.[0] ?? "";
    expect(textOf(row)).toContain("16 0 0 sur 16 4");
    expect(textOf(row)).toContain("moins de 20 attributions");
    expect(textOf(row)).not.toContain("%");
  });

  it("says that an undecidable verdict hangs on the unlocated", () => {
    const text = textOf(render(mesuresOf({ q1: [0, 24, 10], q24: [0, 76, 10] })));
    expect(text).toContain("Le plancher légal dépend de ce qu’on ignore.");
    expect(text).toContain("Loi : indécidable");
    expect(text).toContain("on ne peut pas dire si le plancher de 25 % est atteint");
  });

  it("says what is missing of uncertain leases, and not that none is unlocated", () => {
    const inconnus = { total: 102, situation: 0, ressources: 0, relogement: 102, doublon: 0 };
    const own = mesuresOf({ q1: [8, 24, 0], q24: [18, 0, 0] });
    const text = textOf(
      render({ ...own, horsQpv: { ...own.horsQpv, inconnus, bornes: [0.184, 1], verdict: "indecidable" } }),
    );
    expect(text).toContain(
      "102 attributions incertaines hors quartier prioritaire : 102 dont le relogement n’est pas renseigné.",
    );
    expect(text).not.toMatch(/0 attribution sur \d+ n’est pas localisée/);
  });

  it("tells the lines of the files that no figure counts", () => {
    const rejetees = { nonLues: 8, ecartees: 1, phrase: "8 lignes rejetées n’ont pas été lues." };
    expect(textOf(renderPartie("inconnues", { rejetees }))).toContain("8 lignes rejetées n’ont pas été lues.");
  });

  it("shows floor and target as two things", () => {
    const cible = {
      taux: 0.21,
      nombre: null,
      attendu: 76,
      manque: 10,
      verdict: "non-atteint",
      contredit: false,
      acte: "CIA du 5 octobre 2018",
    } as const;
    const vise = { horsQpv: { ...BILAN_2017.horsQpv, cible } };
    const text = textOf(render(vise));
    expect(text).toContain(
      "L’objectif voté : il manque 10 attributions. Le plancher légal : il manque 24 attributions.",
    );
    expect(text).toContain("Voté : il manque 10 Loi : il manque 24");
    expect(text).toContain("Convention : 21 %, soit 76 (CIA du 5 octobre 2018)");
    expect(text).toContain("Plancher 25 %, soit 90");
    expect(textOf(renderPartie("bailleurs", vise))).toContain("Il manque 24 convention : il manque 10");
  });

  it("lists the unknown of an axis, and an unknown stock or threshold as unknown", () => {
    expect(textOf(renderPartie("communes"))).toContain("Commune inconnue");
    expect(textOf(renderPartie("parc", { parc: null }))).toContain("le parc est inconnu");
    expect(textOf(renderPartie("methode", { seuilPremierQuartile: null }))).toContain(
      "Aucun seuil de ressources n’est connu pour cette année",
    );
  });

  it("escapes what files say", () => {
    const html = render({ bailleurs: BILAN_2017.bailleurs.map((b) => ({ ...b, nom: "<script>alert(1)</script>" })) });
    expect(html).not.toContain("<script>alert");
  });
});

test.each([
  ["no attribution in the period", render({ total: 0 }), "Aucune attribution publiée"],
  ["no contour", render({}, []), "les contours des communes ne sont pas importés"],
  [
    "before the law",
    render({ horsQpv: { ...BILAN_2017.horsQpv, plancherRetrospectif: true } }),
    "ne servent que de comparaison",
  ],
  ["nothing published", renderBilanVide(CADRE, EPCI), "Aucun bilan pour l’instant"],
  [
    "no parameter for the year",
    renderBilanRefuse(CADRE, { annee: 2010, periode: "annee", bailleur: null }, choix, "Aucune valeur de « x »."),
    "Ce bilan ne peut pas être calculé",
  ],
])("%s", (_, html, expected) => {
  expectSoundPage(html);
  expect(textOf(html)).toContain(expected);
});
