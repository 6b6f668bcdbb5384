import { describe, expect, it } from "vitest";
import { readChamps } from "#socle/routes/champs.ts";
import { type Defait, defaitsOf, parametresOf } from "#socle/routes/defaire.ts";
import { baseOf } from "../fixtures/base.ts";
import { createTestApp } from "../fixtures/http.ts";

const { routes } = createTestApp(baseOf({}));
const ENVOIS = new Set(routes.filter(({ method }) => method === "POST").map(({ path }) => path));
const DECLAREES = routes
  .filter(({ method }) => method === "GET")
  .flatMap(({ path, handler }) => defaitsOf(handler).map((defait) => ({ page: path, ...defait })));

const OFFRES = DECLAREES.filter(({ acte }) => acte !== undefined);

/** What an act may name: a row, the instant of a decision, a page, a document. */
const VALEURS = ["bilan", "12", "1764662400123456", "rapport:R-1"];

function valeurOf({ defaire: { forme } }: Defait): string {
  return VALEURS.find((valeur) => (forme ?? /^\d+$/).test(valeur)) ?? "";
}

function sentBy(offre: Defait): Readonly<Record<string, string>> {
  const { vise = [], champs = {} } = offre.defaire;
  const saisis = vise.filter((nom) => !parametresOf(offre.adresse).includes(nom));
  return { ...champs, ...Object.fromEntries(saisis.map((nom) => [nom, valeurOf(offre)])) };
}

describe("an act that says how it is taken back", () => {
  it("they are known: none comes, none goes, without being read here", () => {
    const nommes = OFFRES.map(({ page, fait, defaire }) => `${page.replace("/t/:epci/", "")} ${fait} < ${defaire.par}`);
    expect(nommes.map((nom) => nom.replaceAll(/\{[^}]*\}(?:\})?/g, "")).sort()).toMatchInlineSnapshot(`
      [
        "actions/:numero fait < retireFait",
        "actions/:numero jalon < retire",
        "bilan/paires distincts < reprise",
        "bilan/paires meme < reprise",
        "commission/instances/:id contact < retrait",
        "commission/reunions/:reunion pieces < retrait",
        "commission/reunions/:reunion retrait < pieces",
        "commission/reunions/:reunion/ordre-du-jour libre < geste",
        "contingents/conventions/:id ligne < retrait",
        "convention/versions/:numero signataire < signataire-retire",
        "demandes/veille clore < rouvrir",
        "demandes/veille prendre < rendre",
        "donnees/bailleurs ecrit < annule",
        "donnees/hors-territoire rattachee < annule",
        "donnees/localiser ecarte < annule",
        "donnees/localiser groupe < annulees",
        "donnees/localiser localise < annule",
        "donnees/lots/:id publie < annule",
        "donnees/lots/:id/rejets ecarte < repris",
        "donnees/perimetre ecrit < annule",
        "donnees/zones ouverte < fermee",
        "observatoire/desequilibres/listes proposee < abandon",
        "programme/operations/:id financement < retrait",
        "reperes demarche < demarche-retiree",
        "reperes population < population-retiree",
        "reprendre epinglee < retiree",
        "reprendre retiree < epinglee",
      ]
    `);
  });

  it.each(OFFRES.map((offre) => [`${offre.page} ${offre.fait}`, offre] as const))(
    "%s: the page has the act, which takes what it is sent",
    (_, offre) => {
      const { acte, adresse, page, defaire } = offre;
      expect(ENVOIS).toContain(adresse);
      const connus = [...parametresOf(page), ...(defaire.vise ?? [])];
      expect(parametresOf(adresse).filter((nom) => !connus.includes(nom))).toEqual([]);
      const champs = typeof acte?.champs === "object" ? acte.champs : {};
      const saisie = sentBy(offre);
      expect(Object.keys(champs)).toEqual(expect.arrayContaining(Object.keys(saisie)));
      expect(() =>
        readChamps(champs, Object.fromEntries(Object.entries(saisie).map(([nom, v]) => [nom, [v]]))),
      ).not.toThrow();
      expect(Object.values(saisie)).not.toContain("");
    },
  );

  it("is announced by a page that has the other act, when that of its form does not", () => {
    const offered = new Set(OFFRES.map(({ defaire }) => defaire));
    const perdus = DECLAREES.filter(({ defaire }) => !offered.has(defaire));
    expect(perdus.map(({ page, fait, defaire: { par } }) => `${page} ${fait} < ${par}`)).toEqual([]);
  });

  it("what it puts in a form is never words: no space, no mark, no quote", () => {
    const formes = OFFRES.flatMap(({ defaire: { forme } }) => forme ?? []);
    const mots = ["", "deux mots", "<b>", '"', "'", "é", "javascript:alert(1)", "//ailleurs.fr", "../lots"];
    expect(formes.flatMap((forme) => mots.filter((mot) => forme.test(mot)))).toEqual([]);
  });
});
