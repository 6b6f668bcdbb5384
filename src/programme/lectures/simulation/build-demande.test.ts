import { describe, expect, it, test } from "vitest";
import { CALAGE, saisieOf } from "../../../../test/fixtures/simulation.ts";
import { buildDemande } from "./build-demande.ts";
import type { Calage } from "./calage.ts";
import type { SaisieSimulation } from "./saisie.ts";
import { initialSaisie } from "./saisie-initiale.ts";

function demandeOf(champs: SaisieSimulation = {}, calage: Calage = CALAGE) {
  const { demande, erreurs } = buildDemande(calage, saisieOf(champs, calage));
  expect(erreurs).toEqual([]);
  if (demande === null) throw new Error("no demand");
  return demande;
}

function erreursOf(champs: SaisieSimulation, calage: Calage = CALAGE): readonly string[] {
  return buildDemande(calage, saisieOf(champs, calage)).erreurs.map(({ champ }) => champ);
}

describe("what is simulated", () => {
  it("is what the data say, unrounded, when the form is left as it was", () => {
    const { hypotheses, graine, tirages } = demandeOf();
    expect([graine, tirages]).toEqual([1, 1000]);
    expect(hypotheses.reference).toEqual({ annee: 2017, attributions: 360, q1: 66, sansLieu: 21 });
    expect(hypotheses.attributionsAnnuelles).toEqual({ horsQpv: 360, qpv: 391 });
    expect(hypotheses.horizon).toEqual({ debut: 2018, fin: 2026 });
    expect(hypotheses.parc.qpv).toEqual({ logements: 3648, occupes: 3112, rotation: 391 / 3112, neufs: [] });
    expect(hypotheses.parc.horsQpv?.rotation).toBe(360 / 2508);
    expect(hypotheses.leviers).toEqual({
      partHorsQpv: 0.35,
      reconstitution: 0.4,
      partPlai: 0.6,
      partPlaiQ1: 0.5,
      gainAnnuel: 0,
    });
    expect(hypotheses.groupes.map(({ logements, occupes, annee }) => [logements, occupes, annee])).toEqual([
      [104, 56, 2019],
      [80, 62, 2022],
      [40, 29, 2023],
      [80, 64, 2023],
      [16, 11, 2021],
    ]);
    expect(hypotheses.calendrierNeufs.map(({ annee }) => annee)).toEqual([2021, 2022, 2023, 2024]);
    expect(hypotheses.bailleurs.map(({ partRelogements }) => partRelogements)).toEqual([1600 / 2613, 1013 / 2613]);
  });

  it("aims at the convention's rates, at the law's in the years for which it writes none", () => {
    const { cibles, periode } = demandeOf().hypotheses;
    expect(periode).toEqual({ debut: 2021, fin: 2023, cible: 0.25 });
    expect(cibles.map(({ annee, taux }) => [annee, taux])).toEqual([
      [2018, 0.21],
      [2019, 0.22],
      [2020, 0.23],
      [2024, 0.25],
      [2025, 0.25],
      [2026, 0.25],
    ]);
  });

  it("says of each value whether it is measured, written in the programme, or typed by a person", () => {
    const left = demandeOf().hypotheses.justifications;
    expect(left.reference).toEqual({ source: "Attributions, baux signés en 2017", confiance: "M" });
    expect(left.groupes).toEqual({ source: "Registre du programme", confiance: "S" });
    expect(left.cibles?.confiance).toBe("S");
    expect(left.etalement?.source).toContain("60 % la première année");
    const typed = demandeOf({ "parc.qpv.vacants": "500", "groupe.operation-2.annee": "2024", "periode.cible": "24" });
    const { parcQpv, parcHorsQpv, groupes, cibles } = typed.hypotheses.justifications;
    for (const one of [parcQpv, groupes, cibles]) {
      expect(one).toEqual({ source: "Saisi pour ce scénario, sans source", confiance: "B" });
    }
    expect(parcHorsQpv?.confiance).toBe("M");
    expect(typed.hypotheses.parc.qpv?.occupes).toBe(3148);
  });

  it("moves the tornado within what each lever can be", () => {
    const { bornes } = demandeOf({ partHorsQpv: "5", partPlaiQ1: "100" }).hypotheses;
    expect(bornes.partHorsQpv).toEqual({ bas: 0, haut: 0.2 });
    expect(bornes.partPlaiQ1).toEqual({ bas: 0.7, haut: 1 });
    expect(bornes.attributionsHorsQpv).toEqual({ bas: 324, haut: 396 });
    expect(bornes.decalage).toEqual({ bas: -1, haut: 1 });
  });
});

describe("what nobody published", () => {
  const sans: Calage = {
    ...CALAGE,
    reference: null,
    parc: null,
    bailleurs: [],
    groupes: CALAGE.groupes.map((groupe) => ({ ...groupe, occupes: null, annee: null })),
  };

  it("is asked for, field by field", () => {
    expect(erreursOf({}, sans)).toEqual([
      ...sans.groupes.flatMap(({ code }) => [`groupe.${code}.occupes`, `groupe.${code}.annee`]),
      "neufs.debut",
      "neufs.fin",
      "reference.attributions",
      "reference.q1",
      "attributions.hors",
    ]);
  });

  it("and said to be typed; a stock that is left empty is unknown, never empty", () => {
    const typed = Object.fromEntries(
      sans.groupes.flatMap(({ code }) => [
        [`groupe.${code}.occupes`, "10"],
        [`groupe.${code}.annee`, "2022"],
      ]),
    );
    const champs = {
      ...typed,
      "neufs.debut": "2023",
      "neufs.fin": "2024",
      "reference.attributions": "100",
      "reference.q1": "20",
      "attributions.hors": "100",
    };
    const { parc, justifications, attributionsAnnuelles } = demandeOf(champs, sans).hypotheses;
    expect(parc).toEqual({ qpv: null, horsQpv: null });
    expect(attributionsAnnuelles.qpv).toBeNull();
    expect(justifications.reference?.confiance).toBe("B");
    expect(justifications.groupes?.confiance).toBe("B");
  });
});

describe("what is refused, each with its field", () => {
  test.each<[string, SaisieSimulation, readonly string[]]>([
    ["a lever that nobody chose", { partHorsQpv: "" }, ["partHorsQpv"]],
    ["a share above all", { reconstitution: "130" }, ["reconstitution"]],
    ["a word", { partPlai: "beaucoup" }, ["partPlai"]],
    ["a gain of a hundred points", { gainAnnuel: "100" }, ["gainAnnuel"]],
    ["a spread that does not make a whole", { "etalement.1": "30" }, ["etalement.0"]],
    ["new dwellings that end before they begin", { "neufs.fin": "2019" }, ["neufs.fin"]],
    ["more vacant dwellings than dwellings", { "parc.qpv.vacants": "4000" }, ["parc.qpv.vacants"]],
    ["a stock without what is left of it", { "parc.hors.rotation": "" }, ["parc.hors.rotation"]],
    ["a period before the year of reference", { "periode.debut": "2016" }, ["periode.debut"]],
    ["a period that ends before it begins", { "periode.fin": "2020" }, ["periode.fin"]],
    ["years that stop before the period does", { "horizon.fin": "2022" }, ["horizon.fin"]],
    ["a century", { "horizon.fin": "2099" }, ["horizon.fin"]],
    ["too many draws", { tirages: "1000000" }, ["tirages"]],
    ["more of the first quartile than leases", { "reference.q1": "361" }, ["reference.q1"]],
    ["no lease at all", { "reference.attributions": "0", "reference.q1": "0" }, ["reference.attributions"]],
    ["everything at once", { partHorsQpv: "x", graine: "-1" }, ["partHorsQpv", "graine"]],
  ])("%s", (_, champs, expected) => {
    expect(erreursOf(champs)).toEqual(expected);
  });

  it("reads French numbers: a comma, and a true minus", () => {
    const { leviers } = demandeOf({ partHorsQpv: "12,5", gainAnnuel: "−0,5" }).hypotheses;
    expect([leviers.partHorsQpv, leviers.gainAnnuel]).toEqual([0.125, -0.005]);
  });
});

describe("the form of a former scenario", () => {
  it("gives its choices back, on the data of today", () => {
    const former = demandeOf({ "groupe.operation-1.annee": "2020", "parc.qpv.vacants": "500", "horizon.fin": "2030" });
    const saisie = initialSaisie({ ...CALAGE, parc: null }, former);
    expect(saisie).toMatchObject({
      partHorsQpv: "35",
      "groupe.operation-1.annee": "2020",
      "horizon.fin": "2030",
      tirages: "1000",
      "parc.qpv.vacants": "",
    });
  });
});
