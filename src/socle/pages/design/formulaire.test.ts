import { describe, expect, test } from "vitest";
import { readFacture } from "../../../../test/html/facture.ts";
import {
  Champ,
  Choix,
  type EtatFormulaire,
  isRelu,
  Liste,
  Plusieurs,
  Refuse,
  Relire,
  SANS_REFUS,
  type SaisieFormulaire,
  TexteLong,
} from "./formulaire.tsx";

const OPTIONS = [
  { code: "a", libelle: "Premier" },
  { code: "b", libelle: "Second" },
];
const etatOf = (saisie: SaisieFormulaire, ...faux: readonly string[]): EtatFormulaire => ({
  saisie,
  refus: { message: null, erreurs: faux.map((champ) => ({ champ, message: `${champ} est faux` })) },
});
const rendu = (element: unknown) => String(element ?? "");
const fautesOf = (html: string) => readFacture(`<main>${html}</main>`).fautes;

describe("a line", () => {
  const base = { nom: "loyer", libelle: "Loyer" };
  test("first shown: its label, that it may be left empty, nothing filled in by the browser", () => {
    expect(rendu(Champ({ ...base, etat: etatOf({}) }))).toBe(
      '<div class="champ"><label for="loyer">Loyer<span class="facultatif"> (facultatif)</span></label>' +
        '<span class="avec-unite"><input id="loyer" name="loyer" type="text" value="" autocomplete="off"/></span></div>',
    );
  });

  test("asked for, helped, refused: what was typed comes back, tied to its help and to what is wrong", () => {
    const etat = etatOf({ loyer: ["<b>"] }, "loyer");
    const html = rendu(Champ({ ...base, etat, aide: "Par mois", requis: true, nombre: true, unite: "€" }));
    expect(html).toBe(
      '<div class="champ"><label for="loyer">Loyer</label><span class="aide" id="loyer-aide">Par mois</span>' +
        '<span class="erreur-saisie" id="loyer-erreur">loyer est faux</span><span class="avec-unite">' +
        '<input id="loyer" name="loyer" type="text" class="court" inputmode="decimal" value="&lt;b&gt;" required="" autocomplete="off" ' +
        'aria-describedby="loyer-aide loyer-erreur" aria-invalid="true"/><span class="unite">€</span></span></div>',
    );
    expect(fautesOf(html)).toEqual([]);
  });

  test("of another kind has its bounds and what a browser may know", () => {
    const html = rendu(
      Champ({ ...base, etat: etatOf({}), type: "date", min: "2026-01-01", max: "2026-12-31", remplissage: "bday" }),
    );
    expect(html).toContain('type="date" value="" min="2026-01-01" max="2026-12-31" autocomplete="bday"/>');
  });
});

test("a text keeps its lines, its limit and its mistake", () => {
  const etat = etatOf({ avis: ["a\n</textarea><script>"] }, "avis");
  const html = rendu(TexteLong({ etat, nom: "avis", libelle: "Avis", limite: 500, requis: true }));
  expect(html).toContain(
    '<textarea id="avis" name="avis" rows="4" maxlength="500" required="" aria-describedby="avis-erreur"',
  );
  expect(html).toContain(">a\n&lt;/textarea&gt;&lt;script&gt;</textarea>");
});

describe("a list", () => {
  const liste = (saisie: SaisieFormulaire, vide?: string) =>
    rendu(Liste({ etat: etatOf(saisie), nom: "motif", libelle: "Motif", options: OPTIONS, ...(vide ? { vide } : {}) }));
  test("shows what was chosen, and that alone", () => {
    expect(liste({ motif: ["b"] })).toContain('<option value="a">Premier</option><option value="b" selected="">');
    expect(liste({ motif: ["x"] })).not.toContain("selected");
  });

  test("says what is meant by nothing chosen, when that is an answer", () => {
    expect(liste({}, "Inconnu")).toContain('<select id="motif" name="motif"><option value="">Inconnu</option>');
    expect(liste({})).toContain('<select id="motif" name="motif"><option value="a">');
  });
});

describe("a group", () => {
  const groupe = { nom: "sens", libelle: "Sens", options: OPTIONS };
  test("of one answer: the first holds the id that a mistake leads to", () => {
    const html = rendu(Choix({ ...groupe, etat: etatOf({ sens: ["b"] }), requis: true }));
    expect(html).toBe(
      '<fieldset class="champ"><legend>Sens</legend><div class="cases">' +
        '<label class="case"><input id="sens" type="radio" name="sens" value="a" required=""/>Premier</label>' +
        '<label class="case"><input type="radio" name="sens" value="b" checked="" required=""/>Second</label></div></fieldset>',
    );
  });

  test("of several: boxes are ticked as they were, none is asked for, each tied to the mistake", () => {
    const html = rendu(Plusieurs({ ...groupe, etat: etatOf({ sens: ["a", "b"] }, "sens"), requis: true }));
    expect(html.match(/ checked=""/g)).toHaveLength(2);
    expect(html).not.toContain("required");
    expect(html.match(/aria-describedby="sens-erreur"/g)).toHaveLength(2);
    expect(fautesOf(html)).toEqual([]);
  });
});

describe("what was refused", () => {
  test.each([
    ["nothing", SANS_REFUS, ""],
    [
      "the whole",
      { message: "Rechargez.", erreurs: [] },
      '<div class="message erreur" role="alert" tabindex="-1" autofocus=""><h2>Non enregistré</h2><p>Rechargez.</p></div>',
    ],
    [
      "a field",
      { message: null, erreurs: [{ champ: "loyer", message: "Loyer : écrivez-le." }] },
      '<div class="message erreur" role="alert" tabindex="-1" autofocus=""><h2>Non enregistré</h2><ul><li><a href="#loyer">Loyer : écrivez-le.</a></li></ul></div>',
    ],
  ])("%s", (_, refus, html) => {
    expect(rendu(Refuse({ refus }))).toBe(html);
  });

  test.each([
    [{ relu: ["oui"] }, true],
    [{ relu: ["non"] }, false],
    [{ relu: [""] }, false],
    [{}, false],
  ])("a text is read again by whoever says so: %j", (saisie, relu) => {
    expect(isRelu(saisie)).toBe(relu);
  });

  test("a text to read again is confirmed by a box, asked for then alone", () => {
    expect(rendu(Relire({ affiche: false }))).toBe("");
    expect(rendu(Relire({ affiche: true }))).toContain('<input type="checkbox" name="relu" value="oui"/>');
  });
});
