import { describe, expect, it, test } from "vitest";
import { MESURES_2017, MESURES_FERMEES, NATIONAUX } from "../../../../test/fixtures/mesures.ts";
import { CADRE, expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { type MesuresPageProps, renderMesuresPage } from "./mesures-page.tsx";

const PROPS: MesuresPageProps = {
  cadre: CADRE,
  partie: null,
  mesures: MESURES_2017,
  nationaux: NATIONAUX,
  annees: [2016, 2017],
  aujourdhui: "2018-11-05",
  droits: { proposer: true, decider: true, exporter: true, deposer: true },
  saisie: null,
  annonce: null,
  erreur: null,
  aRelire: false,
};
const AUCUN = { proposer: false, decider: false, exporter: false, deposer: false };
const render = (more: Partial<MesuresPageProps> = {}) => renderMesuresPage({ ...PROPS, ...more });

test.each<[string, Partial<MesuresPageProps>]>([
  ["with every right", {}],
  ["without any", { droits: AUCUN }],
  ["with the figures closed", { mesures: MESURES_FERMEES, droits: AUCUN }],
  ["of the national results", { partie: "nationaux" }],
  ["without a national result", { partie: "nationaux", nationaux: [] }],
  ["after an act", { annonce: "La décision est enregistrée." }],
  ["after a refusal", { erreur: "Donnez la date.", saisie: { code: null, id: 7, date: "", motif: "x", decision: "" } }],
])("is sound %s", (_, more) => {
  expectSoundPage(render(more));
});

describe("the page", () => {
  it("has its headings in order", () => {
    for (const partie of [null, "nationaux"] as const) {
      const levels = [...render({ partie }).matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
      for (const [rang, level] of levels.entries()) expect(level - (levels[rang - 1] ?? 0)).toBeLessThanOrEqual(1);
    }
  });

  it("gives a state its word, and a name to every field", () => {
    const html = render();
    for (const mot of ["À décider", "Peut être proposée", "Fermée", "à confirmer"]) expect(html).toContain(mot);
    const ids = [...html.matchAll(/<(?:input|textarea)[^>]* id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(html).toContain(`for="${id}"`);
  });

  it("offers a form where a rung is open, a decision where a measure waits", () => {
    expect(render().match(/Enregistrer la proposition/g)).toHaveLength(2);
    expect(render().match(/action="[^"]*\/mesures\/7\/decision"/g)).toHaveLength(1);
    expect(render({ droits: AUCUN })).not.toContain('method="post" action="/t/200068666/mesures');
  });

  it("keeps what was typed in the form that was refused, and there alone", () => {
    const saisie = {
      code: "avenant-objectifs" as const,
      id: null,
      date: "2018-11-01",
      motif: "Un motif",
      decision: "",
    };
    const html = render({ saisie, erreur: "Refusé", aRelire: true });
    expect(html.match(/>Un motif</g)).toHaveLength(1);
    expect(html.match(/J’ai relu ce motif/g)).toHaveLength(1);
    expect(html).toMatch(/<title>Erreur/);
  });

  it("shows masked figures as unknown, and a year without ours as it is printed", () => {
    expect(render()).toContain("mesures?annee=2017&amp;partie=nationaux");
    const text = textOf(render({ partie: "nationaux" }));
    expect(text).toContain("Résultat national imprimé inconnu 280 19,6 %");
    expect(text).toContain("66 sur 360, taux imprimé 18,3 %");
    expect(text).toContain("Aucune attribution n’est publiée ici pour 2017.");
    expect(text).toContain("seul le taux se compare");
  });

  it("asks for the file when there is none, whoever may deposit it", () => {
    const vide = { partie: "nationaux", nationaux: [] } as const;
    expect(render(vide)).toContain("Déposer le fichier annuel");
    expect(render({ ...vide, droits: AUCUN })).not.toContain("Déposer le fichier annuel");
  });

  it("writes a text as text", () => {
    const motif = '<script>alert("x")</script>';
    const html = render({ saisie: { code: "avenant-objectifs", id: null, date: "", motif, decision: "" } });
    expect(html).not.toContain("<script>alert");
    expect(html).toContain("&lt;script&gt;");
  });
});
