import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Effort } from "#bilan/lectures/effort/effort.ts";
import { AUCUN_DROIT } from "#socle/pages/design/cadre.ts";
import { CHOIX_2018, EFFORT_2018, effortOf } from "../../../../test/fixtures/effort-2018.ts";
import { CADRE, EPCI, expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import {
  type ObjectifsPageProps,
  renderObjectifsPage,
  renderObjectifsRefuse,
  renderObjectifsSansLigne,
  renderObjectifsVide,
} from "./objectifs-page.tsx";
import { PARTIES_OBJECTIFS, type PartieObjectifs } from "./questions.ts";

const HAMARIS = "655200020";

type Vue = Pick<ObjectifsPageProps, "objet" | "partie" | "regle">;

function render(effort = EFFORT_2018, cadre = CADRE, vue: Vue = {}): string {
  return renderObjectifsPage({ cadre, effort, choix: CHOIX_2018, ...vue });
}

const renderPartie = (partie: PartieObjectifs, effort = EFFORT_2018, vue: Vue = {}) =>
  render(effort, CADRE, { ...vue, partie });
const PARTIES = (Object.keys(PARTIES_OBJECTIFS) as readonly PartieObjectifs[]).filter(
  (partie) => partie !== "territorialises",
);
const wordsOf = (html: string) => textOf(/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "").split(" ").length;

/** As the page writes it: the typography of the sources may be finer than the reader's. */
const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, " ");

function rowOf(html: string, nom: string): string {
  const rows = html.match(/<tr role="row">.*?<\/tr>/gs) ?? [];
  return textOf(rows.find((row) => textOf(row).startsWith(nom)) ?? "");
}

describe("page of the objectives", () => {
  it("is sound, light, and answers first", () => {
    const html = render();
    expectSoundPage(html);
    const css = readFileSync(new URL("#socle/pages/design/style.css", import.meta.url));
    expect(gzipSync(html).length + gzipSync(css).length).toBeLessThanOrEqual(30_000);
    const phrase = EFFORT_2018.blocs[0]?.ensemble?.cible?.phrase ?? "no answer";
    expect(html.indexOf('class="phrase"')).toBeLessThan(html.indexOf("<table"));
    expect(textOf(html)).toContain(plain(phrase));
  });

  it.each(PARTIES)("leads to %s, a page of its own", (partie) => {
    expect(render()).toContain(`/t/${EPCI}/objectifs/${partie}?`);
    expectSoundPage(renderPartie(partie));
  });

  it("keeps to its words, every fold open", () => {
    for (const { objet } of EFFORT_2018.blocs) {
      expect([objet, wordsOf(render(EFFORT_2018, CADRE, { objet })) < 1200]).toEqual([objet, true]);
    }
    for (const partie of PARTIES) expect([partie, wordsOf(renderPartie(partie)) < 1200]).toEqual([partie, true]);
  });

  it("says every sentence of the result", () => {
    const text = EFFORT_2018.blocs
      .flatMap(({ objet }) => [
        render(EFFORT_2018, CADRE, { objet }),
        renderPartie("reponse", EFFORT_2018, { objet }),
        renderPartie("lectures", EFFORT_2018, { objet }),
      ])
      .map(textOf)
      .join(" ");
    const said = EFFORT_2018.blocs.flatMap(({ reponse, ensemble, lignes }) => [
      ...reponse,
      ...[...(ensemble ? [ensemble] : []), ...lignes].flatMap(({ lecture: { phrases } }) => Object.values(phrases)),
    ]);
    expect(said.length).toBeGreaterThan(30);
    expect(said.filter((phrase) => phrase !== null && !text.includes(plain(phrase)))).toEqual([]);
  });

  it("says who must sign what: count, what is written, what remains, chances", () => {
    const html = render();
    expect(rowOf(html, "Hamaris")).toMatch(
      /^Hamaris 25 sur 97 25,8 % 32, imprimé 25 % \(en fait 24,6 %\) 7 des 33 prochaines environ \d chances? sur 10 .*En cours indécidable à ce jour 6 inconnues$/,
    );
    expect(rowOf(html, "OPH de Saint-Dizier")).toContain("27 sur 86 31,4 % 30, soit 25 % 3 des 30 prochaines");
    expect(rowOf(html, "Ensemble du territoire")).toContain("63 sur 261 24,1 % 21 % 11 des 90 prochaines");
    expect(rowOf(html, "Vitry Habitat")).toContain("plus rien acquis");
  });

  it("writes the fraction and no rate of its own under twenty", () => {
    expect(rowOf(render(), "Le Foyer Rémois")).toMatch(/^Le Foyer Rémois 1 sur 12 2, imprimé 12 %/);
  });

  it("never says a sure thing of what is not", () => {
    const text = textOf(render());
    expect(text).not.toMatch(/\b(0|100) %? ?chances? sur/);
    expect(text).not.toContain("100 % de chances");
  });

  it("keeps the legal floor and the convention's target apart, with the notice", () => {
    const figures = textOf(renderPartie("reponse"));
    expect(figures).toContain("Objectif de la convention 21 % 11 des 90 prochaines");
    expect(figures).toContain("Plancher légal 25 % 25 des 90 prochaines");
    expect(textOf(render())).toContain(plain(EFFORT_2018.blocs[0]?.plancher?.alerte ?? "no notice"));
  });

  it("says of a floor that is not sure that it is to be confirmed", () => {
    const doubtful = EFFORT_2018.blocs.map((bloc) => ({
      ...bloc,
      plancher: bloc.plancher && { ...bloc.plancher, confiance: "B" as const },
    }));
    for (const { objet } of doubtful) {
      const count = (effort: Effort) => (renderPartie("reponse", effort, { objet }).match(/à confirmer/g) ?? []).length;
      expect(count({ ...EFFORT_2018, blocs: doubtful }) - count(EFFORT_2018)).toBe(1);
    }
  });

  it("links to what is to be located only for whoever may locate", () => {
    expect(render()).toContain(`href="/t/${EPCI}/donnees/localiser"`);
    const seul = render(EFFORT_2018, { ...CADRE, droits: AUCUN_DROIT });
    expect(seul).not.toContain("donnees/localiser");
    expect(seul).not.toContain("objectifs.pdf");
  });

  it("gives the figures of the drawing as a table too", () => {
    const html = render();
    expect(html).toContain("Les valeurs du graphique");
    expect(textOf(html)).toMatch(/décembre \(projeté\) \d+,\d %/);
  });

  it("prefills the leases expected, says what former years signed, and keeps the estimate beside", () => {
    const html = renderPartie("hypotheses");
    expect(textOf(html)).toContain("Mêmes mois : 33 en 2017, 33 en 2016, soit 33 en moyenne.");
    expect(html).toMatch(/<input[^>]* name="m\.bailleur:655200020" type="number"[^>]* value="33"/);
    expect(html).toContain('<input type="hidden" name="e.bailleur:655200020" value="33"/>');
    expect(html).not.toContain("Remettre l’estimation");
  });
});

describe("what a person supposed", () => {
  it("is in the addresses of the documents, and can be taken back", async () => {
    const attentes = new Map([[`bailleur:${HAMARIS}`, 40]]);
    const effort = await effortOf({ attentes, prior: "annee-precedente" });
    const page = render(effort);
    expect(rowOf(page, "Hamaris")).toContain("7 des 40 prochaines");
    expect(page).toContain(
      `/objectifs.pdf?annee=2018&amp;mois=9&amp;prior=annee-precedente&amp;m.bailleur%3A${HAMARIS}=40"`,
    );
    const html = renderPartie("hypotheses", effort);
    expect(html).toContain(`/objectifs?annee=2018&amp;mois=9&amp;prior=annee-precedente">Remettre l’estimation`);
    expect(html).not.toContain(`name="e.bailleur:${HAMARIS}"`);
    expect(html).toContain('<option value="annee-precedente" selected="">');
  });
});

describe("states of the page", () => {
  it("one bailleur alone: its own objective, nothing of the territory's counts", async () => {
    const effort = await effortOf({ bailleur: HAMARIS });
    const html = render(effort) + renderPartie("reponse", effort);
    expectSoundPage(render(effort));
    const text = textOf(html);
    expect(text).toContain("Objectifs 2018, Hamaris");
    expect(text).toContain("Objectif de la convention 32 32, imprimé 25 % (en fait 24,6 %)");
    expect(text).toContain("Celui de l’ensemble du territoire");
    expect(text).not.toContain("63 sur 261");
    expect(text).not.toContain("Ensemble du territoire");
    expect(html).not.toContain("bailleur=275200012");
  });

  it("no convention in force: the floor only, and said", async () => {
    const effort = await effortOf({}, { sansConvention: true });
    const html = render(effort);
    expectSoundPage(html);
    const text = textOf(html + renderPartie("reponse", effort));
    expect(text).toContain("Aucune convention n’est en vigueur pour 2018");
    expect(text).not.toContain("Objectif de la convention");
    expect(text).not.toContain("Écrit dans la convention");
    expect(rowOf(html, "Plurial Novilia")).toContain("12 des 21 prochaines pour le plancher légal");
  });

  it("the year finished: a result, no projection", async () => {
    const html = render(await effortOf({}, { acheve: true }));
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("Baux signés en 2018, année entière");
    expect(text).toContain("Résultat");
    expect(text).not.toMatch(/À signer|chances? sur|prochaines/);
    expect(text).toContain("Objectif 2018 de la convention, 21 % : atteint.");
    expect(rowOf(html, "Hamaris")).toContain("il manque 7");
    expect(html).not.toContain("objectifs/hypotheses");
    expect(html).not.toContain("<figure");
  });

  it("nothing published, nothing of one's own, a rule without its parameter", () => {
    const question = { annee: 1999, mois: null, bailleur: null, prior: "jeffreys", attentes: new Map() } as const;
    for (const [html, said] of [
      [renderObjectifsVide(CADRE), "Aucune attribution n’est publiée"],
      [renderObjectifsSansLigne(CADRE, "bailleur"), "rattaché à votre organisation"],
      [renderObjectifsRefuse(CADRE, question, CHOIX_2018, "Aucun plancher en 1999."), "Aucun plancher en 1999."],
    ] as const) {
      expectSoundPage(html);
      expect(textOf(html)).toContain(said);
    }
  });
});
