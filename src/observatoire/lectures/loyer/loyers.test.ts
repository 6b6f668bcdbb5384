import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { SANS_PRIX } from "#donnees/regles/loyer/prix.ts";
import { type Besoin, coutMensuel } from "../../regles/loyer/accessible.ts";
import { CLASSES_LOYER } from "../../regles/loyer/classe.ts";
import { figureClasses, figureSerie } from "./figures-niveau.ts";
import { readHypotheses } from "./hypotheses.ts";
import { CoutsLoyer } from "./offre.ts";
import type { GroupeLoyer } from "./ports.ts";
import { ResumesLoyer, resumeLoyers } from "./resume.ts";
import { keepChosen, type VueLoyers } from "./vue.ts";

type Cellule = readonly [surface: number | null, loyer: number | null, nombre: number, vacants?: number];

function groupe(cellules: readonly Cellule[], cles: Partial<Omit<GroupeLoyer, "cellules">> = {}): GroupeLoyer {
  return {
    bailleur: "1",
    commune: "52448",
    situation: "qpv",
    financement: "13",
    periode: "1975-1989",
    pieces: 3,
    modes: 1,
    ...cles,
    cellules: {
      surfaces: cellules.map(([surface]) => surface),
      loyers: cellules.map(([, loyer]) => loyer),
      nombres: cellules.map(([, , nombre]) => nombre),
      vacants: cellules.map(([, , , vacants]) => vacants ?? 0),
    },
  };
}

const cellule = fc
  .tuple(
    fc.option(fc.integer({ min: 9, max: 150 })),
    fc.option(fc.integer({ min: 0, max: 8000 })),
    fc.integer({ min: 1, max: 30 }),
    fc.nat(30),
  )
  .map(([surface, loyer, nombre, vacants]): Cellule => [surface, loyer, nombre, Math.min(nombre, vacants)]);
const stock = fc.array(
  fc
    .tuple(fc.array(cellule, { minLength: 1, maxLength: 8 }), fc.option(fc.integer({ min: 1, max: 9 })))
    .map(([cellules, pieces]) => groupe(cellules, { pieces })),
  { maxLength: 6 },
);

describe("resumeLoyers", () => {
  it("is the State's mean, and quartiles in which each dwelling weighs one", () => {
    const resume = resumeLoyers([
      groupe([
        [50, 200, 2],
        [100, 600, 1],
        [60, 0, 3],
        [60, null, 1],
        [10, 900, 1],
      ]),
    ]);
    expect(resume).toMatchObject({ logements: 8, connus: 3, moyenne: 1000 / 200, quartiles: [4, 4, 6] });
    expect(resume.comptes).toMatchObject({
      nul: 3,
      "non-renseigne": 1,
      invraisemblable: 1,
      "de-4-a-5": 2,
      "de-6-a-7": 1,
    });
    // Five unknown: one of them may be the median of eight dwellings.
    expect(resume.bornesMediane).toEqual([0, 50]);
  });

  it("has no mean of nothing", () => {
    expect(resumeLoyers([groupe([[60, 0, 3]])])).toMatchObject({ connus: 0, moyenne: null, quartiles: null });
    expect(resumeLoyers([])).toMatchObject({ logements: 0, moyenne: null, quartiles: null, bornesMediane: null });
  });

  it("sums its bands to the stock, whatever the file says", () => {
    fc.assert(
      fc.property(stock, (groupes) => {
        const { comptes, connus, logements } = resumeLoyers(groupes);
        const sum = (classes: readonly (keyof typeof comptes)[]) =>
          classes.reduce((total, classe) => total + comptes[classe], 0);
        expect(sum(CLASSES_LOYER)).toBe(connus);
        expect(sum([...CLASSES_LOYER, ...SANS_PRIX])).toBe(logements);
        expect(logements).toBe(groupes.flatMap(({ cellules }) => cellules.nombres).reduce((a, b) => a + b, 0));
      }),
    );
  });

  it("keeps the median within its bounds, and the mean between the extremes", () => {
    fc.assert(
      fc.property(stock, (groupes) => {
        const { quartiles, bornesMediane, moyenne } = resumeLoyers(groupes);
        if (quartiles === null || moyenne === null) return;
        expect(quartiles[0]).toBeLessThanOrEqual(quartiles[1]);
        expect(quartiles[1]).toBeLessThanOrEqual(quartiles[2]);
        expect(moyenne).toBeGreaterThan(0);
        expect(moyenne).toBeLessThanOrEqual(50);
        if (bornesMediane === null) return;
        expect(bornesMediane[0]).toBeLessThanOrEqual(quartiles[1]);
        expect(bornesMediane[1]).toBeGreaterThanOrEqual(quartiles[1]);
      }),
    );
  });

  it("does not depend on how the stock is cut", () => {
    fc.assert(
      fc.property(stock, (groupes) => {
        const singles = groupes.flatMap(({ cellules, ...cles }) =>
          cellules.nombres.map((nombre, i) =>
            groupe([[cellules.surfaces[i] ?? null, cellules.loyers[i] ?? null, nombre]], cles),
          ),
        );
        expect(resumeLoyers(singles)).toEqual(resumeLoyers(groupes));
      }),
    );
  });
});

const besoin = fc
  .record({ budget: fc.integer({ min: 0, max: 200_000 }), min: fc.integer({ min: 1, max: 6 }), plus: fc.nat(2) })
  .map(({ budget, min, plus }): Besoin => ({ budget, ressources: budget * 3, pieces: [min, min + plus] }));

type Logement = { readonly pieces: number | null; readonly cout: (charges: number) => number | null };

function writeOut({ pieces, cellules }: GroupeLoyer): Logement[] {
  return cellules.nombres.flatMap((nombre, i) =>
    Array.from({ length: nombre }, () => ({
      pieces,
      cout: (charges: number) => coutMensuel(cellules.loyers[i] ?? null, cellules.surfaces[i] ?? null, charges),
    })),
  );
}

/** Excluded by either criterion, else unknown by either. */
function answer({ pieces, cout }: Logement, { pieces: [min, max], budget }: Besoin, charges: number): string {
  const euros = cout(charges);
  if (pieces !== null && !(pieces >= min && pieces <= max)) return "non";
  if (euros !== null && euros > budget) return "non";
  return pieces === null || euros === null ? "inconnue" : "oui";
}

describe("CoutsLoyer", () => {
  it("counts as one would dwelling by dwelling", () => {
    fc.assert(
      fc.property(stock, besoin, fc.integer({ min: 0, max: 600 }), (groupes, voulu, charges) => {
        const reponses = groupes.flatMap(writeOut).map((logement) => answer(logement, voulu, charges));
        const count = (asked: string) => reponses.filter((reponse) => reponse === asked).length;
        const { accessibles, incertains } = new CoutsLoyer(charges).offre(groupes, voulu);
        expect([accessibles, incertains]).toEqual([count("oui"), count("inconnue")]);
      }),
    );
  });

  it("never loses a dwelling when the effort limit rises, and never finds more vacant than accessible", () => {
    fc.assert(
      fc.property(stock, besoin, fc.nat(50_000), (groupes, voulu, plus) => {
        const couts = new CoutsLoyer(200);
        const [low, high] = [
          couts.offre(groupes, voulu),
          couts.offre(groupes, { ...voulu, budget: voulu.budget + plus }),
        ];
        expect(high.accessibles).toBeGreaterThanOrEqual(low.accessibles);
        expect(high.accessibles + high.incertains).toBeGreaterThanOrEqual(low.accessibles + low.incertains);
        expect(high.adaptes).toBe(low.adaptes);
        expect(high.vacants?.accessibles ?? 0).toBeLessThanOrEqual(high.accessibles);
        expect(couts.payables(groupes, voulu.budget).oui).toBeGreaterThanOrEqual(low.accessibles);
      }),
    );
  });

  it("takes a rent of 0 for unknown, never for free, and no budget for none", () => {
    const stock = [
      groupe([
        [60, 0, 5, 2],
        [60, 120, 4, 1],
      ]),
      groupe([[60, 120, 7]], { pieces: null }),
    ];
    const voulu = { budget: 24_000, ressources: 0, pieces: [3, 4] } as const;
    expect(new CoutsLoyer(200).offre(stock, voulu)).toEqual({
      adaptes: 9,
      inadaptes: 0,
      piecesInconnues: 7,
      accessibles: 4,
      incertains: 12,
      vacants: { accessibles: 1, incertains: 2 },
    });
    expect(new CoutsLoyer(200).offre(stock, { ...voulu, budget: 23_999 }).accessibles).toBe(0);
  });
});

describe("readHypotheses", () => {
  const seuil = (annee: number, seuilAnnuelUc: number) => ({
    epci: "200068666",
    libelle: null,
    annee,
    seuilAnnuelUc,
    arrete: "arrêté",
    dateEffet: `${annee}-01-01`,
  });
  const seuils = [seuil(2016, 7000), seuil(2018, 7400)];
  const vides = {
    annee: null,
    ressources: null,
    charges: null,
    effort: null,
    pieces: null,
    mobilite: null,
    revision: null,
    seuil: null,
    menage: null,
  };
  const mobilite = { mobiles: 126, possibles: 1000 };

  test.each([
    ["2018-01-01", null, 7400],
    // Without a threshold of that year: the last before, else the first after.
    ["2017-01-01", null, 7000],
    ["2015-01-01", null, 7000],
    ["2018-01-01", 2016, 7000],
  ])("vintage of %s, year asked %s: %i", (jour, annee, ressources) => {
    const read = readHypotheses({ saisies: { ...vides, annee }, seuils, mobilite, jour });
    expect(read?.hypotheses.ressources).toBe(ressources);
  });

  it("says nothing without a threshold nor resources", () => {
    expect(readHypotheses({ saisies: vides, seuils: [], mobilite, jour: "2017-01-01" })).toBeNull();
    expect(readHypotheses({ saisies: { ...vides, annee: 2019 }, seuils, mobilite, jour: "2017-01-01" })).toBeNull();
  });

  it("marks what nobody wrote as to be confirmed, and what the reader wrote as theirs", () => {
    const read = readHypotheses({ saisies: vides, seuils, mobilite, jour: "2017-01-01" });
    expect(read?.liste.map(({ confiance }) => confiance)).toEqual(["R", "B", "B", "B", "M", "B"]);
    expect(read?.mobilite).toBe(0.126);
    const saisies = {
      ...vides,
      ressources: 6000,
      charges: 2.35,
      effort: 29,
      pieces: 0,
      mobilite: 10,
      revision: 2,
      seuil: 6,
      menage: "couple",
    };
    const written = readHypotheses({ saisies, seuils: [], mobilite, jour: "2017-01-01" });
    expect(written?.hypotheses).toEqual({ ressources: 6000, charges: 235, taux: 0.29, piecesEnPlus: 0 });
    expect(written?.liste.every(({ confiance }) => confiance === null)).toBe(true);
    expect(written?.menage.libelle).toBe("Couple");
    expect(written?.phrase).toContain("plancher");
  });

  it("leaves mobility unknown where the file says nothing", () => {
    const read = readHypotheses({ saisies: vides, seuils, mobilite: { mobiles: 0, possibles: 0 }, jour: "2017-01-01" });
    expect(read?.mobilite).toBeNull();
  });
});

describe("figureSerie", () => {
  const groupes = [groupe([[60, 300, 20]])];
  const vue: VueLoyers = {
    millesime: "2018",
    jour: "2018-01-01",
    quand: "au 1er janvier 2018",
    source: "RPLS",
    filtre: null,
    tous: groupes,
    choisis: groupes,
    maille: "commune",
    zones: { communes: new Map(), quartiers: [], communesQpv: new Set<string>() },
    resumes: new ResumesLoyer(),
    noms: { communes: new Map(), bailleurs: new Map(), secteurs: new Map() },
  };
  const before = { cle: "2017", libelle: "1er janvier 2017", groupes: [groupe([[60, 240, 20]])] };
  const now = { cle: "2018", libelle: "1er janvier 2018", groupes };

  it("draws a line from two vintages on, and says that one is not enough", () => {
    const { lignes, graphique, lecture } = figureSerie(vue, [before, now]);
    expect(lignes.map(({ cellules }) => cellules.mediane?.valeur)).toEqual([4, 5]);
    expect([graphique?.genre, lecture]).toEqual(["courbes", null]);
    const alone = figureSerie(vue, [now]);
    expect(alone.graphique).toBeNull();
    expect(alone.lecture).toContain("Un seul millésime est publié, au 1er janvier 2018");
  });

  it("counts no dwelling in a band when no rent is written, nor a share of the whole stock: it is unknown", () => {
    const classesOf = (cellules: readonly Cellule[]) => {
      const groupes = [groupe(cellules)];
      const cut = [{ cle: "52448", libelle: "Saint-Dizier", groupes }];
      return figureClasses({ ...vue, tous: groupes, choisis: groupes }, cut).lignes[0]?.cellules;
    };
    expect(classesOf([[60, null, 20]])).toMatchObject({
      classe_de_4_a_5: { valeur: null, manque: "inconnu", bornes: [0, 20] },
      part_bas_loyers: { valeur: null, manque: "inconnu", bornes: [0, 1] },
      part_bas_loyers_document: { valeur: null, manque: "inconnu" },
      loyer_nul: { manque: "inconnu" },
      loyer_inconnu: { valeur: 20 },
    });
    expect(classesOf([[60, 330, 20]])).toMatchObject({
      classe_de_4_a_5: { valeur: 0 },
      loyer_nul: { valeur: 0 },
      loyer_inconnu: { valeur: 0 },
      part_bas_loyers: { valeur: 0, sur: 20 },
      part_bas_loyers_document: { valeur: 0, sur: 20 },
    });
  });

  it("gives neither a mean nor a share of ten rents, and gives those of eleven", () => {
    const at = (nombre: number) =>
      figureSerie(vue, [{ ...now, groupes: [groupe([[60, 300, nombre]])] }]).lignes[0]?.cellules;
    expect(at(10)).toMatchObject({
      loyers_connus: { valeur: 10 },
      moyenne: { valeur: null, manque: "effectif-faible" },
    });
    expect(at(11)).toMatchObject({ moyenne: { valeur: 5 }, part_bas_loyers: { valeur: 0, sur: 11 } });
  });
});

it("keeps what every filter keeps", () => {
  const groupes = [groupe([[60, 300, 1]]), groupe([[60, 300, 2]], { commune: "52500", bailleur: "2" })];
  const noms = { communes: new Map(), bailleurs: new Map(), secteurs: new Map([["52500", "Der"]]) };
  const vide = { secteur: null, commune: null, bailleur: null };
  expect(keepChosen(groupes, vide, noms)).toEqual(groupes);
  expect(keepChosen(groupes, { ...vide, secteur: "Der" }, noms)).toEqual(groupes.slice(1));
  expect(keepChosen(groupes, { ...vide, commune: "52448", bailleur: "2" }, noms)).toEqual([]);
});
