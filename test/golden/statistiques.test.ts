import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { printedPourcent } from "#droit/regles/arrondi.ts";
import { boundShare, PART_VIDE } from "#droit/regles/part.ts";
import { countIssuesJointes } from "#socle/calculs/identification/jointe.ts";
import { boundClopperPearson, boundWilson, testMidP } from "#socle/calculs/petit-effectif/intervalle.ts";
import { quantileBetaBinomiale, surviveBetaBinomiale } from "#socle/calculs/projection/beta-binomiale.ts";
import {
  computeBesoin,
  computeProbabilite,
  computeProbabiliteMelange,
  computeQuantilesTaux,
} from "#socle/calculs/projection/projeter.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import { neededInDocument } from "./document-arrondi.ts";
import { expectNear } from "./near.ts";

type Paire = readonly [number, number];
type Taux = {
  readonly part: number;
  readonly total: number;
  readonly inconnusPart: number;
  readonly inconnusAutres: number;
  readonly taux: number;
  readonly bornes: Paire;
  readonly wilson95: Paire;
  readonly clopperPearson95: Paire;
};
type Intervalles = {
  readonly part: number;
  readonly total: number;
  readonly wilson95: Paire;
  readonly wilson90: Paire;
  readonly clopperPearson95: Paire;
  readonly clopperPearson90: Paire;
};
type PetitEffectif = {
  readonly tolerance: number;
  readonly tauxPublies: readonly {
    readonly annee: number;
    readonly qui: string;
    readonly horsQpv: Taux & {
      readonly requis25: number;
      readonly requisExact25: number;
      readonly manque25: number;
      readonly test25: Readonly<Record<"auPlus" | "auMoins" | "midAuPlus" | "midAuMoins", number>>;
    };
    readonly qpv: Taux;
  }[];
  readonly intervalles: readonly Intervalles[];
};

type Depuis = { readonly part: number; readonly total: number; readonly taux: number };
type Projections = {
  readonly tolerance: number;
  readonly toleranceMelange: number;
  readonly fermes: readonly (Depuis & {
    readonly restantes: number;
    readonly prior: Paire;
    readonly besoin: number;
    readonly tauxDuBesoin: number | null;
    readonly probabilite: number;
    readonly quantiles: Readonly<Record<"0.05" | "0.5" | "0.95", number>>;
  })[];
  readonly melanges: readonly (Depuis & {
    readonly moyenne: number;
    readonly prior: Paire;
    readonly probabilite: number;
  })[];
  readonly besoins: readonly (Depuis & { readonly restantes: number; readonly besoin: number })[];
  readonly survies: readonly {
    readonly k: number;
    readonly m: number;
    readonly a: number;
    readonly b: number;
    readonly survie: number;
  }[];
  readonly quantiles: readonly {
    readonly probabilite: number;
    readonly m: number;
    readonly a: number;
    readonly b: number;
    readonly quantile: number;
  }[];
};

type Arrondis = {
  readonly tolerance: number;
  readonly deltas: readonly {
    readonly cas: string;
    readonly part: number;
    readonly total: number;
    readonly requisExact: number;
    readonly manqueExact: number;
    readonly manqueStrict: number;
    readonly manqueTronque: number;
    readonly cibleImprimee: number | null;
    readonly deltaImprime: number;
  }[];
  readonly objectifs: readonly {
    readonly annee: number;
    readonly total: number;
    readonly taux: number;
    readonly tauxDesBailleurs: readonly number[];
    readonly cible: number;
    readonly requis: number;
  }[];
};

type Jointes = {
  readonly jointes: readonly (Readonly<
    Record<"horsQpv" | "autresHorsQpv" | "premierQpv" | "autresQpv" | "inconnusPremier" | "inconnusAutres", number>
  > & {
    readonly cas: string;
    readonly issues: Readonly<Record<"total" | "objectif1" | "objectif2" | "lesDeux", number>>;
  })[];
};

const petitEffectif = read<PetitEffectif>("petit-effectif");
const projection = read<Projections>("projection");
const arrondi = read<Arrondis>("arrondi");
const identification = read<Jointes>("identification");

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`statistiques/${name}.json`, import.meta.url), "utf8")) as T;
}

describe("small counts", () => {
  const { tolerance, tauxPublies, intervalles } = petitEffectif;

  test.each(tauxPublies.map((row) => [`${row.annee} ${row.qui}`, row] as const))("%s", (_, { horsQpv, qpv }) => {
    for (const { part, total, taux, ...row } of [horsQpv, qpv]) {
      expectNear(part / total, taux, tolerance);
      expectNear(boundWilson(part, total), row.wilson95, tolerance);
      expectNear(boundClopperPearson(part, total), row.clopperPearson95, tolerance);
      expectNear(boundShare({ ...PART_VIDE, part, total, ...row }), row.bornes, tolerance);
    }
    const { part, total, test25 } = horsQpv;
    expect(ceilShare(total, 0.25)).toBe(horsQpv.requis25);
    expectNear(total * 0.25, horsQpv.requisExact25, tolerance);
    expect(computeBesoin({ part, total }, 0, { taux: 0.25 })).toBe(horsQpv.manque25);
    const found = testMidP(part, total, 0.25);
    for (const key of ["auPlus", "auMoins", "midAuPlus", "midAuMoins"] as const) {
      expectNear(found?.[key] ?? null, test25[key], tolerance);
    }
  });

  test.each(intervalles.map((row) => [row.part, row.total, row] as const))("%i of %i", (part, total, row) => {
    expectNear(boundWilson(part, total), row.wilson95, tolerance);
    expectNear(boundWilson(part, total, 0.9), row.wilson90, tolerance);
    expectNear(boundClopperPearson(part, total), row.clopperPearson95, tolerance);
    expectNear(boundClopperPearson(part, total, 0.9), row.clopperPearson90, tolerance);
  });
});

describe("projection", () => {
  const { tolerance, toleranceMelange } = projection;

  test.each(projection.fermes.map((row) => [row.part, row.total, row.restantes, row.taux, row] as const))(
    "%i of %i, %i to come, at least %d",
    (part, total, restantes, taux, row) => {
      const prior = { a: row.prior[0], b: row.prior[1] };
      const besoin = computeBesoin({ part, total }, restantes, { taux });
      expect(besoin).toBe(row.besoin);
      if (row.tauxDuBesoin !== null) expectNear(besoin / restantes, row.tauxDuBesoin, tolerance);
      expectNear(computeProbabilite({ part, total }, restantes, { taux }, prior), row.probabilite, tolerance);
      const quantiles = computeQuantilesTaux({ part, total }, restantes, prior, [0.05, 0.5, 0.95] as const);
      expectNear(quantiles, [row.quantiles["0.05"], row.quantiles["0.5"], row.quantiles["0.95"]], tolerance);
    },
  );

  test.each(projection.melanges.map((row) => [row.part, row.total, row.moyenne, row] as const))(
    "%i of %i, some %d to come",
    (part, total, moyenne, row) => {
      const prior = { a: row.prior[0], b: row.prior[1] };
      const found = computeProbabiliteMelange({ part, total }, moyenne, { taux: row.taux }, prior);
      expectNear(found, row.probabilite, toleranceMelange);
    },
  );

  test.each(projection.besoins.map((row) => [row.part, row.total, row.restantes, row] as const))(
    "needs, from %i of %i with %i to come",
    (part, total, restantes, row) => {
      expect(computeBesoin({ part, total }, restantes, { taux: row.taux })).toBe(row.besoin);
    },
  );

  test.each(projection.survies.map((row) => [row.k, row.m, row] as const))(
    "P(X ≥ %i) of %i",
    (k, m, { a, b, survie }) => {
      const found = surviveBetaBinomiale(k, m, { a, b });
      expectNear(found, survie, tolerance);
      // A far tail must be right too, not merely near 0.
      expectNear(found / survie, 1, tolerance);
    },
  );

  test.each(projection.quantiles.map((row) => [row.probabilite, row.m, row] as const))(
    "quantile %d of %i",
    (probabilite, m, { a, b, quantile }) => {
      expect(quantileBetaBinomiale(probabilite, m, { a, b })).toBe(quantile);
    },
  );
});

describe("joint identification", () => {
  test.each(identification.jointes.map((row) => [row.cas, row] as const))("%s", (_, row) => {
    const found = countIssuesJointes({
      horsQpv: { part: row.horsQpv, total: row.horsQpv + row.autresHorsQpv, taux: 0.25 },
      qpv: { part: row.autresQpv, total: row.premierQpv + row.autresQpv, taux: 0.5 },
      inconnusPremier: row.inconnusPremier,
      inconnusAutres: row.inconnusAutres,
    });
    const { total, objectif1, objectif2, lesDeux } = row.issues;
    expect(found).toEqual({ total, horsQpv: objectif1, qpv: objectif2, lesDeux });
  });
});

describe("what the document prints", () => {
  test.each(arrondi.deltas.map((row) => [row.cas, row] as const))("delta %s", (_, row) => {
    expectNear(row.total * 0.25, row.requisExact, arrondi.tolerance);
    expectNear(row.total * 0.25 - row.part, row.manqueExact, arrondi.tolerance);
    expect(ceilShare(row.total, 0.25) - row.part).toBe(row.manqueStrict);
    expect(neededInDocument(row.total, 0.25) - row.part).toBe(row.manqueTronque);
    if (row.cibleImprimee !== null) expect(ceilShare(row.total, 0.25)).toBe(row.cibleImprimee);
  });

  it("prints deltas that round down, but Plurial's of 2016, which no rounding gives", () => {
    const wrong = arrondi.deltas.filter(({ manqueTronque, deltaImprime }) => manqueTronque !== deltaImprime);
    expect(wrong.map(({ cas, deltaImprime }) => [cas, deltaImprime])).toEqual([["2016 PLURIAL", 17]]);
  });

  const assiettes = [120, 130, 87, 16, 7];

  test.each(arrondi.objectifs.map((row) => [row.annee, row] as const))("objectives of %i", (_, row) => {
    expectNear(row.total / 360, row.taux, arrondi.tolerance);
    expect(ceilShare(360, row.cible)).toBe(row.requis);
    const nombres = row.tauxDesBailleurs.map((taux, i) => taux * (assiettes[i] ?? Number.NaN));
    for (const nombre of nombres) expectNear(nombre, Math.round(nombre), arrondi.tolerance * 100);
    expect(nombres.reduce((sum, nombre) => sum + Math.round(nombre), 0)).toBe(row.total);
  });

  it("needs 83 for 23 % of 360, where the bailleurs' numbers add up to 85: 23,6 %", () => {
    const row = arrondi.objectifs.find(({ annee }) => annee === 2020);
    expect([row?.requis, row?.total, printedPourcent(85, 360, "demi-superieur", 1)]).toEqual([83, 85, 23.6]);
  });
});
