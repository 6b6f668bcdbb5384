import { describe, expect, it } from "vitest";
import type { EcartOccupation, UniteAnalysee } from "#observatoire/lectures/desequilibre/analyse.ts";
import { analyserDesequilibres } from "#observatoire/lectures/desequilibre/analyser.ts";
import { analyserTaux, compte, donnees, residence } from "../fixtures/desequilibre.ts";

function ecart(unite: UniteAnalysee | undefined, indicateur = "apl"): EcartOccupation {
  const found = unite?.populations.occupants.ecarts.find((one) => one.indicateur === indicateur);
  if (!found) throw new Error(`no ${indicateur}`);
  return found;
}

/**
 * The five bailleurs of the signed table (« attributions hors QPV, 1er quartile », 2017) read as five résidences. Probabilities, means and
 * quantiles of the Beta laws by scipy 1.17; mid-p values of the shared vectors; q by hand over the four tests that are made, since the fifth
 * has seven answers: 0.0240·4/1 = .0962, .0362·4/2 = .0725, .0545·4/3 = .0726, .5398, then the least from the right.
 */
const BAILLEURS_2017 = [
  ["oph", 30, 120],
  ["hamaris", 26, 130],
  ["plurial", 10, 87],
  ["foyer", 0, 16],
  ["vitry", 0, 7],
] as const;

describe("one rate against the rest of the territory", () => {
  const { residences } = analyserTaux(BAILLEURS_2017);
  const attendu = [
    ["ecart-etabli", "sur", 0.15, 0.9969579920229, 0.2362550785004, 0.0240434737518, 0.0724724252529],
    // Three chances in four of being above, by 2.6 points: under what matters.
    ["non-distinguable", null, 0.1739130434783, 0.7616848549122, 0.1967769794644, 0.539808248627, 0.539808248627],
    ["ecart-etabli", "sous", 0.2051282051282, 0.017670872051, 0.1329806933383, 0.0544758368575, 0.0726344491433],
    ["ecart-etabli", "sous", 0.1918604651163, 0.0798339129722, 0.1211424256599, 0.0362362021264, 0.0724724042529],
  ] as const;

  it.each(attendu.map((row, rank) => [BAILLEURS_2017[rank]?.[0], rank, ...row] as const))(
    "%s",
    (_, rank, classe, sens, reference, probabilite, ajuste, midP, q) => {
      const found = ecart(residences[rank]);
      expect([found.classe, found.sens]).toEqual([classe, sens]);
      expect(found.reference).toBeCloseTo(reference, 10);
      expect(found.probabilite).toBeCloseTo(probabilite, 8);
      expect(found.ajuste).toBeCloseTo(ajuste, 10);
      expect(found.midP).toBeCloseTo(midP, 9);
      expect(found.q).toBeCloseTo(q, 6);
    },
  );

  it("says nothing of seven answers, not even their rate", () => {
    const found = ecart(residences[4]);
    expect(found.classe).toBe("effectif-faible");
    expect([found.taux, found.ajuste, found.intervalle, found.midP, found.q, found.probabilite]).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(found).toMatchObject({ effectif: 0, repondants: 7 });
  });

  it("reads a 90 % interval on the drawn rate", () => {
    expect(ecart(residences[0]).intervalle?.[0]).toBeCloseTo(0.181645996885, 8);
    expect(ecart(residences[0]).intervalle?.[1]).toBeCloseTo(0.294843611553, 8);
  });

  it("keeps the plain ratio beside: 30/120 is over 1.25 × 66/360, 26/130 is not", () => {
    expect(ecart(residences[0]).rapportDepasse).toBe(true);
    expect(ecart(residences[1]).rapportDepasse).toBe(false);
  });
});

describe("what is counted of a résidence", () => {
  // Twelve résidences at 5/20, one at 18/20 on two indicators: 1 and 2 count, « titulaire-65-plus » is not asked.
  const ordinaires = Array.from({ length: 12 }, (_, i) => `r${i}`);
  const analyse = analyserDesequilibres(
    donnees({
      parc: [...ordinaires, "fragile"].map((cle) => residence(cle)),
      occupations: [
        ...ordinaires.flatMap((cle) => [compte(cle, "apl", [5, 20]), compte(cle, "famille-monoparentale", [5, 20])]),
        compte("fragile", "apl", [18, 20]),
        compte("fragile", "famille-monoparentale", [18, 20]),
      ],
      tirages: 50,
    }),
  );
  const fragile = analyse.residences.at(-1);

  it("established over-representations, and the source's own indicator beside them", () => {
    expect(fragile?.populations.occupants).toMatchObject({
      classe: "ecart-etabli",
      surrepresentations: 2,
      diagnostic: { surrepresentations: 2, sousPlai: null },
    });
    expect(analyse.residences[0]?.populations.occupants).toMatchObject({ surrepresentations: 0 });
  });

  it("a rank that owes nothing to chance: always the first of the thirteen", () => {
    expect(fragile?.populations.occupants.stabilite).toBe(1);
    expect(analyse.residences[0]?.populations.occupants.stabilite).toBe(0);
  });

  it("an index by hand: with K = p(1−p)/v−1, both indicators alike, it is 100 × drawn rate / 78/260", () => {
    const { ajuste } = ecart(fragile);
    expect(ajuste).not.toBeNull();
    expect(fragile?.populations.occupants.indice).toBeCloseTo((100 * (ajuste ?? 0)) / (78 / 260), 9);
  });

  it("no answer from recent entrants is unknown, not nought", () => {
    expect(fragile?.populations["emmenages-recents"]).toMatchObject({ classe: "inconnu", surrepresentations: null });
  });
});

describe("recent entrants against those already there", () => {
  /** 18 of 20 entrants, 30 of the 60 others (48 of 80 in all): + 40 points, Newcombe [.1645, .5423]. */
  const evolutionOf = (entrants: readonly [number, number], occupants: readonly [number, number]) =>
    analyserDesequilibres(
      donnees({
        parc: [residence("a")],
        occupations: [compte("a", "apl", occupants), compte("a", "apl", entrants, "emmenages-recents")],
      }),
    ).residences[0];

  it("is worse when the whole interval is above nought", () => {
    const unite = evolutionOf([18, 20], [48, 80]);
    const apl = unite?.evolutions.find(({ indicateur }) => indicateur === "apl");
    expect(apl?.evolution).toBe("s-aggrave");
    expect(apl?.difference).toBeCloseTo(0.4, 12);
    expect(apl?.intervalle?.[0]).toBeCloseTo(0.1645058609, 9);
    expect(apl?.intervalle?.[1]).toBeCloseTo(0.5422891688, 9);
    expect(unite?.evolution).toBe("s-aggrave");
  });

  it.each([
    ["noise", [9, 12], [69, 100], "non-distinguable"],
    ["better", [2, 20], [32, 80], "s-ameliore"],
    ["ten entrants are too few", [9, 10], [39, 70], "inconnu"],
    ["ten others are too few", [9, 20], [15, 30], "inconnu"],
    ["more entrants than occupants: the survey contradicts itself", [15, 20], [12, 40], "inconnu"],
  ] as const)("%s", (_, entrants, occupants, attendu) => {
    expect(evolutionOf(entrants, occupants)?.evolution).toBe(attendu);
  });
});

describe("functioning, on its own axis", () => {
  const parc = [
    ...Array.from({ length: 12 }, (_, i) => residence(`r${i}`, { loues: 19, vacants: 1 })),
    residence("vide", { loues: 8, vacants: 12 }),
    residence("travaux", { modeConnu: 20, loues: 10, vacants: 0, vides: 10 }),
    residence("demolie", { loues: 5, vacants: 5, vides: 10 }),
  ];
  const exclusion = {
    id: 1,
    cle: "demolie",
    motif: "demolition",
    depuis: "2018-01-01",
    jusquA: null,
    acte: "CIA",
  } as const;
  const analyse = analyserDesequilibres(donnees({ parc, exclusions: [exclusion] }));

  it("tells commercial from technical vacancy, and never adds them to the first axis", () => {
    const [vide, travaux] = [analyse.residences[12], analyse.residences[13]];
    const classes = (unite: UniteAnalysee | undefined) =>
      Object.fromEntries((unite?.fonctionnement.ecarts ?? []).map(({ indicateur, classe }) => [indicateur, classe]));
    expect(classes(vide)).toMatchObject({ "vacance-commerciale": "ecart-etabli", "impaye-3-mois": "inconnu" });
    expect(classes(travaux)).toMatchObject({ "vacance-technique": "ecart-etabli" });
    expect(vide?.fonctionnement.dysfonctionnements).toBe(1);
    expect(vide?.populations.occupants.surrepresentations).toBeNull();
  });

  it("a résidence to be demolished is in no reference, and all that is empty in it is strategic", () => {
    expect(analyse.residences.map(({ cle }) => cle)).not.toContain("demolie");
    expect(analyse.exclues[0]?.vacance).toEqual({ commerciale: 0, strategique: 15, technique: 0 });
    // 12 × 1 + 12 offered, 10 under works, 15 to be demolished.
    expect(analyse.territoire.vacance).toEqual({ commerciale: 24, strategique: 15, technique: 10 });
    expect(analyse.territoire.logements).toBe(14 * 20);
  });
});

it("a secteur is read like a résidence: 30/100 here, 10/100 there", () => {
  const parc = [
    residence("a", { logements: 40 }),
    residence("b", { logements: 60 }),
    residence("c", { commune: "52550" }),
  ];
  const analyse = analyserDesequilibres(
    donnees({
      parc,
      communes: new Map([
        ["52448", { nom: "Saint-Dizier", secteur: "Secteur 1" }],
        ["52550", { nom: "Wassy", secteur: "Secteur 5" }],
      ]),
      occupations: [compte("a", "apl", [20, 40]), compte("b", "apl", [10, 60]), compte("c", "apl", [10, 100])],
    }),
  );
  expect(analyse.secteurs.map(({ nom, logements }) => [nom, logements])).toEqual([
    ["Secteur 1", 100],
    ["Secteur 5", 20],
  ]);
  expect(ecart(analyse.secteurs[0])).toMatchObject({ effectif: 30, repondants: 100, taux: 0.3, reference: 0.1 });
});
