import { describe, expect, it } from "vitest";
import { judgeCompatible } from "../partenaire/compatible.ts";
import { bitOf, compareCandidats, compterPertes } from "./classer.ts";
import { eligibilite } from "./examen.ts";
import { examiner } from "./examiner.ts";
import type { DemandeExaminee, LogementExamine, SeuilsRapprochement } from "./faits.ts";

const JOUR = "2026-06-01";

const LOGEMENT: LogementExamine = {
  commune: "52448",
  secteur: "Nord",
  typologie: "T3",
  surface: 62,
  loyer: 400,
  charges: 100,
  acces: "rez-de-chaussee-ou-ascenseur",
  financement: "PLUS",
  contingent: "AUCUN",
  bailleurSiren: "111111111",
};

const DEMANDE: DemandeExaminee = {
  demandeur: "a",
  reference: "D-AAAA-BBBB",
  ancienneteLe: "2024-02-10",
  nature: "acces",
  bailleurActuel: null,
  typologies: ["T3"],
  piecesMin: 3,
  personnes: 3,
  adultes: 1,
  enfants: 2,
  quartile: "q1",
  rfr: 15_000,
  categoriePlafond: 4,
  positionPlafond: "plai",
  revenuMensuel: 1500,
  uniteConso: 1.6,
  aide: 200,
  chargesDeclarees: 0,
  communes: ["52448"],
  secteurs: [],
  elargir: false,
  priorite: "non",
  salarie: "oui",
  actionLogement: "oui",
  agentEtat: "non",
  urgence: "ordinaire",
  relogement: "inconnu",
  besoinAcces: "aucun",
  cotation: { grille: 1, points: 20, min: 18, max: 25 },
};

const SEUILS: SeuilsRapprochement = {
  depuis: "2026-01-01",
  effortMax: 330,
  resteAVivre: 12,
  forfaits: { T3: 45 },
  reference: "Essai",
  confiance: "B",
  propre: true,
};

function examen(
  demande: Partial<DemandeExaminee>,
  logement: Partial<LogementExamine> = {},
  seuils: SeuilsRapprochement | null = SEUILS,
) {
  return examiner({ ...DEMANDE, ...demande }, { logement: { ...LOGEMENT, ...logement }, seuils, jour: JOUR });
}

const verdict = (filtre: string, of: ReturnType<typeof examen>) =>
  of.filtres.find((one) => one.filtre === filtre)?.verdict;

describe("each filter lets through, excludes, or cannot tell", () => {
  it.each([
    ["typologie", {}, {}, "passe"],
    ["typologie", { typologies: ["T2", "T4"] }, {}, "echoue"],
    ["typologie", { typologies: [] }, {}, "indecidable"],
    ["typologie", {}, { typologie: null }, "indecidable"],
    ["typologie", { typologies: ["chambre"] }, { typologie: "T1" }, "echoue"],
    ["secteur", { communes: ["52121"] }, {}, "echoue"],
    ["secteur", { communes: ["52121"], elargir: true }, {}, "passe"],
    ["secteur", { communes: [], secteurs: ["Nord"] }, {}, "passe"],
    ["secteur", { communes: [] }, {}, "indecidable"],
    // Category 4, elsewhere than Île-de-France, 2026: PLUS 45 374, PLAI 25 092.
    ["plafond", { rfr: 45_374 }, {}, "passe"],
    ["plafond", { rfr: 45_375 }, {}, "echoue"],
    ["plafond", { rfr: 25_093 }, { financement: "PLAI" }, "echoue"],
    // Position kept in the file, without the resources.
    ["plafond", { rfr: null, positionPlafond: "pls" }, {}, "echoue"],
    ["plafond", { rfr: null, positionPlafond: "plus" }, {}, "passe"],
    ["plafond", { rfr: null, positionPlafond: "inconnue" }, {}, "indecidable"],
    ["plafond", {}, { financement: "PLI" }, "indecidable"],
    ["plafond", {}, { financement: "inconnu" }, "indecidable"],
    // (400 + 100 + 45 − 200) / 1 500 = 23 %.
    ["effort", {}, {}, "passe"],
    ["effort", { revenuMensuel: 1000 }, {}, "echoue"],
    // Unknown aid: 145 to 545 over 1 500, 9.7 to 36.3 %.
    ["effort", { aide: null }, {}, "indecidable"],
    ["effort", { aide: null, revenuMensuel: 430 }, {}, "echoue"],
    ["effort", { aide: null, revenuMensuel: 2000 }, {}, "passe"],
    ["effort", { revenuMensuel: null }, {}, "indecidable"],
    ["effort", { revenuMensuel: 0 }, {}, "indecidable"],
    ["effort", {}, { charges: null }, "indecidable"],
    ["reservation", {}, { contingent: "COLACT" }, "passe"],
    ["reservation", { actionLogement: "non" }, { contingent: "COLACT" }, "echoue"],
    ["reservation", { actionLogement: "inconnu" }, { contingent: "COLACT" }, "indecidable"],
    ["reservation", {}, { contingent: "PPRIOR" }, "echoue"],
    ["reservation", {}, { contingent: "PFONCT" }, "echoue"],
    ["reservation", {}, { contingent: "COLTER" }, "passe"],
    ["reservation", {}, { contingent: "inconnu" }, "indecidable"],
    ["accessibilite", { besoinAcces: "accessible-fauteuil" }, {}, "echoue"],
    ["accessibilite", { besoinAcces: "rez-de-chaussee-ou-ascenseur" }, {}, "passe"],
    ["accessibilite", { besoinAcces: "inconnu" }, {}, "indecidable"],
    ["accessibilite", { besoinAcces: "inconnu" }, { acces: "logement-adapte" }, "passe"],
    ["accessibilite", { besoinAcces: "logement-adapte" }, { acces: "inconnu" }, "indecidable"],
  ] as const)("%s of %j in %j: %s", (filtre, demande, logement, attendu) => {
    expect(verdict(filtre, examen(demande, logement))).toBe(attendu);
  });

  it("without a threshold nobody is excluded by it, and it is said", () => {
    expect(verdict("effort", examen({ revenuMensuel: 400 }, {}, null))).toBe("sans-seuil");
  });
});

it("keeps every reason, marks the first, and says the smallest change that lifts each", () => {
  const { motifs, contrefactuels } = examen({
    typologies: ["T2"],
    communes: ["52121"],
    rfr: 50_000,
    revenuMensuel: 1000,
  });
  expect(motifs).toEqual([
    { filtre: "typologie", premier: true, valeur: null, detail: "T3" },
    { filtre: "secteur", premier: false, valeur: null, detail: "52448" },
    { filtre: "plafond", premier: false, valeur: 4626, detail: "PLUS" },
    // 345 for 330 at most.
    { filtre: "effort", premier: false, valeur: 15, detail: null },
  ]);
  expect(contrefactuels.map(({ changement, valeur }) => [changement, valeur])).toEqual([
    ["demander-typologie", null],
    ["ajouter-commune", null],
    ["ressources-sous-plafond", 4626],
    ["loyer-moins-cher", 15],
  ]);
});

it("each counterfactual is enough: what it says lifts its reason, and one euro less does not", () => {
  const trop = { rfr: 50_000, revenuMensuel: 1000 };
  expect(verdict("plafond", examen({ ...trop, rfr: 50_000 - 4626 }))).toBe("passe");
  expect(verdict("plafond", examen({ ...trop, rfr: 50_000 - 4625 }))).toBe("echoue");
  expect(verdict("effort", examen(trop, { loyer: 400 - 15 }))).toBe("passe");
  expect(verdict("effort", examen(trop, { loyer: 400 - 14 }))).toBe("echoue");
});

it("gives one rate when the aid is known, and bounds when it is not", () => {
  const { effort, resteAVivre } = examen({});
  expect([effort.taux, effort.bornes, effort.forfait, effort.seuil]).toEqual([23, null, 45, 33]);
  expect([resteAVivre.valeur, resteAVivre.repere]).toEqual([24.06, 12]);
  const inconnue = examen({ aide: null });
  expect([inconnue.effort.taux, inconnue.effort.bornes]).toEqual([null, { min: 9.7, max: 36.3 }]);
  expect(inconnue.resteAVivre.bornes).toEqual({ min: 19.9, max: 28.23 });
  expect(examen({ revenuMensuel: null }).effort).toMatchObject({ taux: null, bornes: null });
});

it("compares with the norms of occupation, and says when nobody knows", () => {
  // Nine persons in 62 m²: 70 m² are enough for eight and more.
  expect(examen({ personnes: 9 }).occupation).toMatchObject({ surOccupe: true, sousOccupe: false });
  expect(examen({ personnes: 1 }).occupation).toMatchObject({ surOccupe: false, sousOccupe: true });
  expect(examen({ personnes: null }).occupation).toMatchObject({ surOccupe: null, sousOccupe: null });
});

it("knows whether a mutation is within the same bailleur", () => {
  expect(examen({}).memeBailleur).toBe("non");
  expect(examen({ nature: "mutation", bailleurActuel: "111111111" }).memeBailleur).toBe("oui");
  expect(examen({ nature: "mutation", bailleurActuel: "222222222" }).memeBailleur).toBe("non");
  expect(examen({ nature: "mutation" }).memeBailleur).toBe("inconnu");
});

it.each([
  [{}, "oui"],
  [{ aide: null }, "indecidable"],
  [{ aide: null, communes: ["52121"] }, "non"],
] as const)("eligible, %j: %s", (demande, attendu) => {
  expect(eligibilite(examen(demande))).toBe(attendu);
});

it("ranks by points, then seniority, then identifier; who is not scored or not dated comes last", () => {
  const of = (demandeur: string, points: number | null, ancienneteLe: string | null) => ({
    demandeur,
    ancienneteLe,
    cotation: points === null ? null : { grille: 1, points, min: points, max: points },
  });
  const rangs = [
    of("f", null, "2010-01-01"),
    of("e", 10, null),
    of("c", 10, "2020-01-01"),
    of("b", 10, "2020-01-01"),
    of("d", 10, "2021-01-01"),
    of("a", 12, "2025-01-01"),
  ];
  expect(rangs.toSorted(compareCandidats).map(({ demandeur }) => demandeur)).toEqual(["a", "b", "c", "d", "e", "f"]);
});

it("counts what each filter costs: alone, in order, and what would be left without it", () => {
  const echecs = [
    examen({}),
    examen({ typologies: ["T2"] }),
    examen({ typologies: ["T2"], communes: ["52121"] }),
    examen({ communes: ["52121"] }),
    examen({ communes: ["52121"], rfr: 50_000 }),
  ].map(({ motifs }) => motifs.reduce((bits, { filtre }) => bits | bitOf(filtre), 0));
  const { total, eligibles, pertes } = compterPertes(echecs.map((one) => ({ echecs: one, nombre: 2 })));
  expect([total, eligibles]).toEqual([10, 2]);
  expect(pertes.slice(0, 3)).toEqual([
    { filtre: "typologie", ecartes: 4, premiers: 4, sansLui: 4 },
    { filtre: "secteur", ecartes: 6, premiers: 4, sansLui: 4 },
    { filtre: "plafond", ecartes: 2, premiers: 0, sansLui: 2 },
  ]);
});

describe("a dwelling beside a listed household", () => {
  const judge = (demande: Partial<DemandeExaminee>, logement: Partial<LogementExamine> = {}) =>
    judgeCompatible({ ...DEMANDE, ...demande }, { ...LOGEMENT, ...logement }, JOUR);

  it.each([
    ["the three agree", {}, {}, "oui", []],
    ["another size", {}, { typologie: "T2" }, "non", []],
    ["another place", { communes: ["52550"] }, {}, "non", []],
    ["above the ceiling", { rfr: 90_000 }, {}, "non", []],
    ["a size that nobody wrote", {}, { typologie: null }, "inconnu", ["typologie-logement"]],
    ["no wish of a place", { communes: [] }, {}, "inconnu", ["souhaits"]],
    ["an unknown funding", {}, { financement: "inconnu" }, "inconnu", ["financement"]],
    ["excluded by one, unknown by another", { communes: [] }, { typologie: "T2" }, "non", ["souhaits"]],
  ] as const)("%s", (_, demande, logement, etat, manque) => {
    expect(judge(demande, logement)).toMatchObject({ etat, manque });
  });

  it("is unknown, and not dropped, when the demande is not read; its rent, its access and its contingent exclude nobody", () => {
    expect(judgeCompatible(null, LOGEMENT, JOUR)).toMatchObject({ etat: "inconnu", manque: ["dossier"] });
    expect(judge({ revenuMensuel: 100, actionLogement: "non" }, { loyer: 900, contingent: "COLACT" }).etat).toBe("oui");
  });
});
