import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { findCharte } from "#engagements/regles/charte/valeur-charte.ts";
import { bailOf, DEMOLITIONS, demolitionOf, dossierOf, offreOf, refusOf } from "../../../test/fixtures/dossiers.ts";
import { ETATS_RELOGEMENT } from "../regles/etat.ts";
import type { DossierRelogement } from "./ports.ts";
import type { Suivi } from "./suivi.ts";
import { computeSuivi, type MatiereSuivi } from "./suivi-compute.ts";

function suiviOf(dossiers: readonly DossierRelogement[], more: Partial<MatiereSuivi> = {}): Suivi {
  return computeSuivi({
    territoire: "200068666",
    jour: "2024-12-31",
    dossiers,
    operations: [demolitionOf(1, "Orcades", 80, 62, 2022)],
    regles: { charte: findCharte([], "2024-12-31"), premiersEntretiens: new Map() },
    couverture: () => "tout",
    ...more,
  });
}

function compteurOf(dossiers: readonly DossierRelogement[], more: Partial<MatiereSuivi> = {}) {
  const { ensemble } = suiviOf(dossiers, more);
  if (!ensemble) throw new Error("nothing was counted");
  return ensemble;
}

const reloge = (id: number, ...[logement, signeLe]: Parameters<typeof bailOf>) =>
  dossierOf(id, { etat: "reloge", offres: [bailOf(logement, signeLe)] });

describe("the buildings of the signed document (action 11), before anybody is met", () => {
  const suivi = suiviOf([], { operations: DEMOLITIONS });

  it("counts 320 dwellings, 222 occupied, 45 to rehouse in new ones", () => {
    expect(suivi.ensemble).toMatchObject({ logements: 320, occupes: 222, menages: 0, reloges: 0 });
    expect(suivi.ensemble?.cible).toMatchObject({ attendu: 45, manque: 45, restants: 222, etat: "possible" });
  });

  it("by year of start, each with its target", () => {
    expect(suivi.immeubles.map(({ depuis, compteur }) => [depuis, compteur?.occupes, compteur?.cible.attendu])).toEqual(
      [
        [2019, 56, 12],
        [2021, 11, 3],
        [2022, 62, 13],
        [2023, 29, 6],
        [2023, 64, 13],
      ],
    );
  });

  it("says that the targets of the buildings add up to more than the one that was signed", () => {
    expect(suivi.ciblesImmeubles).toBe(47);
    expect(suivi.reserves.join(" ")).toContain("totalise 47 ; celle de l’ensemble, 45");
  });

  it("says both the households known and the dwellings occupied", () => {
    expect(suivi.phrases[0]).toBe("0 sur 222 relogés ; 0\u00A0ménage connu pour 222\u00A0logements occupés.");
  });
});

describe("new dwellings", () => {
  it("are those first let, or under an agreement, since five years before the lease", () => {
    const { neufs } = compteurOf([
      reloge(1, { premiereLocationLe: "2019-04-15" }, "2024-04-15"),
      reloge(2, { premiereLocationLe: "2019-04-14" }, "2024-04-15"),
      reloge(3, { premiereLocationLe: "1990-01-01", conventionneLe: "2021-01-01" }),
      reloge(4, { premiereLocationLe: null }),
    ]);
    expect(neufs).toMatchObject({ oui: 2, non: 1, inconnus: 1, total: 4, bornes: [0.5, 0.75] });
  });

  it("still to find, with what the unknown leaves", () => {
    const { cible } = compteurOf([reloge(1), reloge(2, { premiereLocationLe: null })]);
    expect(cible).toMatchObject({ attendu: 13, manque: 12, manqueAuMieux: 11, restants: 60, etat: "possible" });
    expect(suiviOf([reloge(1), reloge(2, { premiereLocationLe: null })]).phrases[1]).toBe(
      "Relogés dans un logement neuf ou conventionné depuis moins de 5 ans : 1 sur 2 (entre 50,0\u00A0% et 100,0\u00A0% : ancienneté inconnue pour 1). " +
        "Objectif 20\u00A0% des ménages à reloger, soit 13 : il en manque entre 11 et 12, encore possible sur 60\u00A0ménages à reloger.",
    );
  });

  it("out of reach when too many have left", () => {
    const gone = Array.from({ length: 52 }, (_, rang) => dossierOf(rang + 1, { etat: "depart" }));
    expect(compteurOf(gone).cible).toMatchObject({ manque: 13, restants: 10, etat: "hors-atteinte" });
  });

  it("more files than dwellings counted: those are to rehouse too", () => {
    const all = Array.from({ length: 64 }, (_, rang) => dossierOf(rang + 1));
    expect(compteurOf(all)).toMatchObject({ menages: 64, occupes: 62, cible: { restants: 64 } });
  });
});

describe("what is unknown", () => {
  it("a dwelling that nobody located is neither in nor out of the neighbourhood", () => {
    const { horsQpv } = compteurOf([reloge(1), reloge(2, { situation: "qpv" }), reloge(3, { situation: "inconnue" })]);
    expect(horsQpv).toMatchObject({ oui: 1, non: 1, inconnus: 1, total: 3 });
  });

  it("a file closed without its offer is rehoused, and unknown of all the rest", () => {
    const compteur = compteurOf([dossierOf(1, { etat: "reloge", closLe: "2024-05-01" })]);
    expect(compteur).toMatchObject({ reloges: 1, neufs: { inconnus: 1 }, horsQpv: { inconnus: 1 } });
    expect(compteur.resteACharge.euros).toEqual({ valeur: null, connus: 0, inconnus: 1 });
  });

  it("a building whose occupied dwellings nobody counted leaves the whole unknown, not smaller", () => {
    const operations = [demolitionOf(1, "Orcades", 80, 62, 2022), demolitionOf(2, "Ibiza", 40, null, 2023)];
    const suivi = suiviOf([reloge(1)], { operations });
    expect(suivi.ensemble).toMatchObject({ occupes: null, cible: { attendu: null, etat: "inconnue" } });
    expect(suivi.ciblesImmeubles).toBeNull();
    expect(suivi.phrases.slice(0, 2).join(" ")).toContain("non connu");
  });

  it("first meetings that are not read leave the delay unknown, and it is told", () => {
    const suivi = suiviOf([reloge(1)]);
    expect(suivi.ensemble?.delais.rencontreBail).toEqual({ valeur: null, connus: 0, inconnus: 1 });
    expect(suivi.reserves.join(" ")).toContain("du premier entretien au bail n’est pas connu");
  });
});

describe("reste à charge", () => {
  const own = { code: "hausse-euros", depuis: "2024-01-01", valeur: 30, source: "Charte de 2024" } as const;
  const regles = { premiersEntretiens: new Map<number, string>(), charte: findCharte([own], "2024-12-31") };
  const dossiers = [
    reloge(1), // 160 → 210 : +50 €, 2 → 3.5 €/m²
    reloge(2, { apl: 290 }), // +10 €
    reloge(3, { apl: null }), // between -160 and +300
  ];

  it("the median of the known, with how many are not", () => {
    const { euros, parM2 } = compteurOf(dossiers).resteACharge;
    expect(euros).toEqual({ valeur: 10, connus: 2, inconnus: 1 });
    expect(parM2).toEqual({ valeur: 0.83, connus: 2, inconnus: 1 });
  });

  it("beyond the limit of the charte, when it has one", () => {
    expect(compteurOf(dossiers).resteACharge).toMatchObject({ auDela: null, indecidables: null });
    expect(compteurOf(dossiers, { regles }).resteACharge).toMatchObject({ auDela: 1, indecidables: 1 });
    expect(suiviOf(dossiers, { regles }).phrases.join(" ")).toContain(
      "+10\u00A0€, +0,83\u00A0€/m² (sur 2\u00A0ménages, inconnue pour 1) ; au-delà de la limite de la charte : 1, indécidable pour 1.",
    );
    expect(suiviOf(dossiers).phrases.join(" ")).toContain("pas de limite chiffrée (à confirmer)");
  });
});

describe("offers, delays and rights", () => {
  const dossiers = [
    dossierOf(1, {
      etat: "reloge",
      beneficiaireActionLogement: "oui",
      offres: [refusOf("taille"), offreOf({ reponse: "retiree" }), bailOf({ droitActionLogement: "oui" })],
    }),
    dossierOf(2, { etat: "offres", beneficiaireActionLogement: "oui", offres: [refusOf("taille"), refusOf()] }),
    dossierOf(3, { etat: "bloque", beneficiaireActionLogement: "inconnu" }),
    dossierOf(4, { etat: "reloge", decohabitationDe: 1, offres: [bailOf({}, "2023-02-01")] }),
  ];
  const premiersEntretiens = new Map([[1, "2024-01-06"]]);
  const suivi = suiviOf(dossiers, {
    regles: { charte: findCharte([], "2024-12-31"), premiersEntretiens },
  });

  it("withdrawn offers count for nothing, refusals by reason", () => {
    expect(suivi.ensemble?.offres).toEqual({
      faites: 4,
      menages: 2,
      refus: 3,
      parMotif: [
        { motif: "taille", nombre: 2 },
        { motif: "localisation", nombre: 1 },
      ],
    });
  });

  it("names nobody: references of those at two refusals, and blocked", () => {
    expect(suivi.ensemble).toMatchObject({ deuxRefus: ["ORC-002"], bloques: ["ORC-003"] });
  });

  it("days from the first meeting to the lease, from the offer to its reply", () => {
    expect(suivi.ensemble?.delais).toEqual({
      rencontreBail: { valeur: 100, connus: 1, inconnus: 0 },
      offreReponse: { valeur: 7, connus: 4, inconnus: 0 },
    });
  });

  it("Action Logement: its beneficiaries, and those rehoused on its rights", () => {
    expect(suivi.ensemble?.actionLogement).toMatchObject({
      beneficiaires: { oui: 2, inconnus: 1 },
      reloges: 1,
      surDroits: { oui: 1, total: 1 },
    });
  });

  it("a décohabitation is another household: out of n / N, in the leases of its year", () => {
    expect(suivi.ensemble).toMatchObject({ menages: 3, reloges: 1, decohabitations: { menages: 1, reloges: 1 } });
    expect(suivi.baux.map(({ annee, baux }) => [annee, baux])).toEqual([
      [2023, 1],
      [2024, 1],
    ]);
  });
});

describe("buildings that this person does not read", () => {
  const operations = [demolitionOf(1, "Orcades", 80, 62, 2022), demolitionOf(2, "Ibiza", 40, 29, 2023)];

  it("are not counted as empty", () => {
    const suivi = suiviOf([dossierOf(1)], { operations, couverture: ({ id }) => (id === 1 ? "tout" : "rien") });
    expect(suivi.immeubles[1]?.compteur).toBeNull();
    expect(suivi.ensemble).toMatchObject({ occupes: 62, menages: 1 });
    expect(suivi.reserves.join(" ")).toContain("1\u00A0immeuble n’est pas ouvert");
  });

  it("read in part, they enter no total", () => {
    const suivi = suiviOf([dossierOf(1)], { operations, couverture: () => "partie" });
    expect(suivi.ensemble).toBeNull();
    expect(suivi.immeubles[0]?.compteur?.menages).toBe(1);
  });

  test.each(["refusee", "abandonnee"] as const)("a demolition that is %s rehouses nobody", (etat) => {
    expect(suiviOf([], { operations: [{ ...demolitionOf(1, "Orcades", 80, 62, 2022), etat }] }).immeubles).toEqual([]);
  });
});

it("every household is in one state and no other, whatever their files", () => {
  const etat = fc.constantFrom(...ETATS_RELOGEMENT);
  fc.assert(
    fc.property(fc.array(fc.record({ etat, operation: fc.constantFrom(1, 2) })), (drawn) => {
      const dossiers = drawn.map(({ etat: one, operation }, rang) => dossierOf(rang + 1, { etat: one, operation }));
      const operations = [demolitionOf(1, "Orcades", 80, 62, 2022), demolitionOf(2, "Ibiza", 40, 29, 2023)];
      const { ensemble, immeubles } = suiviOf(dossiers, { operations });
      const total = Object.values(ensemble?.parEtat ?? {}).reduce((sum, nombre) => sum + nombre, 0);
      expect(total).toBe(dossiers.length);
      expect(immeubles.reduce((sum, { compteur }) => sum + (compteur?.menages ?? 0), 0)).toBe(dossiers.length);
      expect(ensemble?.neufs.total).toBe(ensemble?.reloges);
    }),
  );
});
