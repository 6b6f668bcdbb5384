import { describe, expect, it, test } from "vitest";
import { findCharte } from "#engagements/regles/charte/valeur-charte.ts";
import { dossierOf, offreOf, operationOf } from "../../../test/fixtures/fiches-relogement.ts";
import { logementOf } from "../../../test/fixtures/relogements.ts";
import { stampOf } from "../actes/fiche-ecrire.ts";
import { findAlertes } from "./fiche-alertes.ts";
import { sayHistorique } from "./fiche-historique.ts";
import { findRetards, sayChiffres } from "./fiche-immeubles.ts";
import { sayOffres } from "./fiche-menages.ts";
import { sayOffre, sayPlace } from "./fiche-offres.ts";
import { saySouhait } from "./fiche-rubriques.ts";
import type { DossierRelogement } from "./ports.ts";
import { computeCompteur } from "./suivi-compteur.ts";

const JOUR = "2026-03-20";
const SANS_LIMITE = { euros: null, part: null };
const contexte = {
  modifiable: true,
  decider: true,
  limite: SANS_LIMITE,
  communes: new Map([["52448", "Saint-Dizier"]]),
};
const refusee = (numero: number, more: Parameters<typeof offreOf>[0] = {}) =>
  offreOf({ numero, reponse: "refusee", reponduLe: "2026-03-12", motifRefus: "taille", ...more });

describe("what a file calls for", () => {
  const filtres = (dossier: DossierRelogement, depuis: number | null = null) =>
    findAlertes(dossier, { jour: JOUR, depuis, limite: SANS_LIMITE }).map(({ filtre }) => filtre);

  test.each<[string, Partial<DossierRelogement>, readonly (string | null)[]]>([
    ["nothing is due", { etat: "diagnostic" }, []],
    ["one refusal", { etat: "offres", offres: [refusee(1)] }, []],
    ["two refusals", { etat: "offres", offres: [refusee(1), refusee(2)] }, ["deux-refus"]],
    ["three refusals", { etat: "offres", offres: [1, 2, 3].map((numero) => refusee(numero)) }, ["deux-refus"]],
    [
      "a withdrawn offer is not a refusal",
      { etat: "offres", offres: [refusee(1), offreOf({ numero: 2, reponse: "retiree", reponduLe: "2026-03-12" })] },
      [],
    ],
    [
      "its step is missed",
      { etat: "diagnostic", prochaineEtape: { quoi: "visite", le: "2026-03-19" } },
      ["etape-depassee"],
    ],
    ["its step is today", { etat: "diagnostic", prochaineEtape: { quoi: "visite", le: JOUR } }, []],
    [
      "sixteen days without a reply",
      { etat: "offres", offres: [offreOf({ proposeeLe: "2026-03-04" })] },
      ["reponse-attendue"],
    ],
    ["fifteen days without a reply", { etat: "offres", offres: [offreOf({ proposeeLe: "2026-03-05" })] }, []],
    [
      "Action Logement, without an offer on its rights",
      { etat: "offres", beneficiaireActionLogement: "oui", offres: [offreOf()] },
      ["sans-offre-al"],
    ],
    [
      "Action Logement, with one",
      {
        etat: "offres",
        beneficiaireActionLogement: "oui",
        offres: [offreOf({ logement: logementOf(2, { droitActionLogement: "oui" }) })],
      },
      [],
    ],
    [
      "more than the household can pay",
      { etat: "offres", souhait: { ...dossierOf().souhait, resteAChargeMax: 199 }, offres: [offreOf()] },
      ["reste-a-charge"],
    ],
    ["the household is gone", { etat: "depart", offres: [refusee(1), refusee(2)] }, []],
  ])("%s", (_, more, expected) => {
    expect(filtres(dossierOf(more))).toEqual(expected);
  });

  it("goes beyond the charte, when it has a limit in figures", () => {
    const dossier = dossierOf({ etat: "offres", offres: [offreOf()] });
    // 200 − 165,50 = 34,50 more each month.
    const told = (euros: number) => findAlertes(dossier, { jour: JOUR, depuis: null, limite: { euros, part: null } });
    expect(told(35)).toEqual([]);
    expect(told(34)).toEqual([
      {
        filtre: "reste-a-charge",
        mot: "Reste à charge : +35\u00A0€",
        phrase: "Offre 1 : le reste à charge (+35\u00A0€) dépasse la limite de la charte.",
      },
    ]);
  });

  it("has never met a household whose building is being emptied", () => {
    expect(filtres(dossierOf(), 2026)).toEqual(["jamais-rencontre"]);
    expect(filtres(dossierOf(), 2027)).toEqual([]);
    expect(filtres(dossierOf())).toEqual([]);
  });
});

describe("an offer", () => {
  const say = (more: Parameters<typeof offreOf>[0] = {}, dossier: Partial<DossierRelogement> = {}) => {
    const offre = offreOf(more);
    const fiche = sayOffre(dossierOf({ etat: "offres", offres: [offre], ...dossier }), offre, contexte);
    return { fiche, ligne: (libelle: string) => fiche.lignes.find((one) => one.libelle === libelle)?.valeur };
  };

  it("tells the reste à charge before and after, in euros and by square metre", () => {
    const { ligne } = say();
    // 310,50 + 95 − 240 = 165,50 for 76 m²; 390 + 70 − 260 = 200 for 68 m².
    expect(ligne("Reste à charge avant")).toBe("166\u00A0€, 2,18 €/m²");
    expect(ligne("Reste à charge après")).toBe("200\u00A0€, 2,94 €/m²");
    expect(ligne("Différence")).toBe("+35\u00A0€, +0,76\u00A0€/m²");
    expect(ligne("Ancienneté")).toBe("Neuf ou conventionné depuis moins de 5 ans");
    expect(ligne("Commune")).toBe("Saint-Dizier");
  });

  it("bounds what an unknown APL leaves, and says nothing of an unknown rent", () => {
    const { ligne } = say({ logement: logementOf(2, { apl: null }) });
    expect(ligne("Reste à charge après")).toBe("entre 0\u00A0€ et 460\u00A0€, APL inconnue");
    expect(ligne("Différence")).toBe("entre -165\u00A0€ et +295\u00A0€");
    expect(say({ logement: logementOf(2, { loyer: null }) }).ligne("Reste à charge après")).toBeNull();
    expect(say({ logement: logementOf(2, { situation: "inconnue" }) }).ligne("Quartier")).toBeNull();
  });

  test.each<[string, Parameters<typeof offreOf>[0], readonly string[]]>([
    ["awaited", {}, ["reponse", "visite"]],
    ["visited", { visiteeLe: "2026-03-12" }, ["reponse"]],
    ["accepted", { reponse: "acceptee", reponduLe: "2026-03-12" }, ["bail", "reponse"]],
    ["refused", { reponse: "refusee", reponduLe: "2026-03-12", motifRefus: "taille" }, []],
    ["signed", { reponse: "acceptee", reponduLe: "2026-03-12", bailSigneLe: "2026-03-14" }, []],
  ])("%s, waits for its acts", (_, more, acts) => {
    expect(say(more).fiche.actes.map(({ chemin }) => chemin.split("/").at(-1))).toEqual(acts);
  });

  it("offers nothing to whoever only follows", () => {
    const dossier = dossierOf({ etat: "offres", offres: [offreOf()] });
    expect(sayOffre(dossier, offreOf(), { ...contexte, modifiable: false }).actes).toEqual([]);
  });

  it("keeps its rank among those that count when one before it was withdrawn", () => {
    const offres = [offreOf({ numero: 1, reponse: "retiree", reponduLe: "2026-03-12" }), offreOf({ numero: 2 })];
    const dossier = dossierOf({ etat: "offres", offres });
    expect(offres.map((offre) => sayOffre(dossier, offre, contexte).titre)).toEqual([
      "Offre retirée : T3, 3 rue de l’Essai",
      "Offre 1 : T3, 3 rue de l’Essai",
    ]);
    expect(sayPlace(dossier, contexte).titre).toBe("Offre 2 sur 3");
  });
});

describe("the place of the next offer", () => {
  const trois = [1, 2, 3].map((numero) => refusee(numero));
  const decision = {
    id: 4,
    relogement: 1,
    objet: "quatrieme-offre",
    le: "2026-03-15",
    motif: "…",
    offre: null,
  } as const;

  test.each<[string, Partial<DossierRelogement>, string, string | null]>([
    ["nobody met them", {}, "fermee", null],
    ["the first", { etat: "diagnostic" }, "ouverte", "offre"],
    [
      "one is accepted",
      { etat: "offres", offres: [offreOf({ reponse: "acceptee", reponduLe: "2026-03-12" })] },
      "fermee",
      null,
    ],
    ["three were made", { etat: "offres", offres: trois }, "comite", "decision"],
    ["the comité opens one", { etat: "offres", offres: trois, decisions: [decision] }, "ouverte", "offre"],
    [
      "that one was made",
      { etat: "offres", offres: trois, decisions: [{ ...decision, offre: 9 }] },
      "comite",
      "decision",
    ],
    ["blocked", { etat: "bloque" }, "fermee", null],
    ["gone", { etat: "depart" }, "fermee", null],
  ])("%s", (_, more, etat, chemin) => {
    const place = sayPlace(dossierOf(more), contexte);
    expect([place.etat, place.acte?.chemin ?? null]).toEqual([etat, chemin]);
    expect(sayPlace(dossierOf(more), { ...contexte, modifiable: false }).acte).toBeNull();
  });

  it("leaves the decision to those who may record it", () => {
    expect(sayPlace(dossierOf({ etat: "offres", offres: trois }), { ...contexte, decider: false }).acte).toBeNull();
  });
});

describe("in a list", () => {
  test.each<[readonly Parameters<typeof offreOf>[0][], string]>([
    [[], "0 sur 3"],
    [[{}], "1 en cours, 2 possibles"],
    [
      [
        { reponse: "refusee", motifRefus: "taille" },
        { reponse: "refusee", motifRefus: "taille" },
      ],
      "2 refusées, 1 possible",
    ],
    [[{ reponse: "acceptee" }], "1 acceptée"],
    [[{ reponse: "acceptee", bailSigneLe: "2026-03-14" }], "Bail signé"],
    [[{ reponse: "retiree" }], "0 sur 3"],
  ])("offers %j are « %s »", (offres, phrase) => {
    expect(
      sayOffres({ offres: offres.map((more, rang) => offreOf({ numero: rang + 1, ...more })) }).replaceAll(
        "\u00A0",
        " ",
      ),
    ).toBe(phrase);
  });

  it("a wish is a few words, and what was not asked is not a wish", () => {
    const { souhait } = dossierOf();
    expect(saySouhait(souhait)).toBe("Non recueilli");
    expect(saySouhait({ ...souhait, typologies: ["T3", "T4"], zone: "hors-qpv" })).toBe("T3 ou T4, hors quartier");
    expect(saySouhait({ ...souhait, acces: "accessible-fauteuil", accession: "oui" })).toBe(
      "accessible en fauteuil, accession",
    );
  });
});

describe("what happened", () => {
  it("is told the latest first, without the interviews of others", () => {
    const offre = offreOf({ reponse: "refusee", reponduLe: "2026-03-12", motifRefus: "taille" });
    const dossier = dossierOf({ etat: "offres", etatDepuis: "2026-03-10", offres: [offre] });
    const entretien = { id: 1, le: "2026-02-01", mode: "domicile", texte: "Noté" } as const;
    expect(sayHistorique(dossier, [entretien]).map(({ le, phrase }) => `${le} ${phrase}`)).toEqual([
      "2026-03-12 Offre 1 refusée, trop petit ou trop grand",
      "2026-03-10 État : offres",
      "2026-03-10 Offre 1 proposée : 3 rue de l’Essai",
      "2026-02-01 Entretien au domicile",
    ]);
    expect(sayHistorique(dossier, []).some(({ phrase }) => phrase.startsWith("Entretien"))).toBe(false);
  });
});

describe("the state that a form gives back", () => {
  const dossier = dossierOf({ etat: "offres", offres: [offreOf()] });
  const before = stampOf(dossier, 1);

  test.each<[string, Partial<DossierRelogement>, number]>([
    ["a field", { revision: 2 }, 1],
    ["the state", { etat: "bloque" }, 1],
    ["an offer", { offres: [offreOf(), offreOf({ numero: 2 })] }, 1],
    ["a visit", { offres: [offreOf({ visiteeLe: "2026-03-12" })] }, 1],
    ["a reply", { offres: [refusee(1)] }, 1],
    ["an interview", {}, 2],
  ])("changes with %s", (_, more, entretiens) => {
    expect(stampOf({ ...dossier, ...more }, entretiens)).not.toBe(before);
  });

  it("does not change by itself", () => {
    expect(stampOf({ ...dossier }, 1)).toBe(before);
  });
});

describe("a building", () => {
  const regles = { charte: findCharte([], JOUR), premiersEntretiens: new Map<number, string>() };
  const operation = operationOf({ depuis: 2024 });
  const compteur = (dossiers: readonly DossierRelogement[]) => computeCompteur(dossiers, [operation], regles);

  it("is late by what should be over, or begun", () => {
    const chantier = {
      phase: "chantier",
      debutPrevu: "2026-03-01",
      finPrevue: null,
      debutReel: null,
      finReelle: null,
    } as const;
    const late = findRetards({ ...operation, etapes: [chantier] }, compteur([dossierOf()]), JOUR);
    expect(late.map((phrase) => phrase.replaceAll("\u00A0", " "))).toEqual([
      "Démolition prévue le 1er mars 2026 : 62 ménages restent à reloger.",
      "Relogement commencé en 2024 : 1 ménage jamais rencontré.",
    ]);
    expect(
      findRetards(
        { ...operation, etapes: [{ ...chantier, debutPrevu: JOUR }] },
        compteur([dossierOf({ etat: "diagnostic" })]),
        JOUR,
      ),
    ).toEqual([]);
  });

  it("that has no file is late as soon as its rehousing has started", () => {
    expect(findRetards(operation, compteur([]), JOUR)).toEqual([
      "Relogement commencé en 2024 : aucun dossier n’est ouvert.",
    ]);
    expect(findRetards(operationOf({ depuis: 2027 }), compteur([]), JOUR)).toEqual([]);
  });

  it("has four figures, each with what it is compared with", () => {
    const reloge = dossierOf({
      etat: "reloge",
      closLe: "2026-03-14",
      offres: [offreOf({ reponse: "acceptee", reponduLe: "2026-03-12", bailSigneLe: "2026-03-14" })],
    });
    const said = sayChiffres(compteur([reloge])).map(({ valeur, libelle, notes }) =>
      `${valeur} | ${libelle} | ${notes.join(" ; ")}`.replaceAll(/[\u00A0\u202F]/g, " "),
    );
    expect(said).toEqual([
      "1 | ménage relogé sur 62 | 1 dossier ouvert",
      "100 % | 1 sur 1 dans du neuf ou conventionné depuis moins de 5 ans | Objectif 20 % des logements occupés, soit 13 : il manque 12",
      "0 | ménage à deux refus ou plus | ",
      "+35 € | reste à charge médian, après moins avant | limite de la charte à confirmer : aucun chiffre",
    ]);
  });
});
