import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { computeEffort } from "#bilan/lectures/effort/compute-effort.ts";
import { prepareConvention } from "#convention/actes/prepare-convention.ts";
import type { ConventionDeps } from "#engagements/actes/convention/deps.ts";
import { prepareAvenant } from "#engagements/actes/convention/prepare-avenant.ts";
import { recordEtape } from "#engagements/actes/convention/record-etape.ts";
import { saveEngagements } from "#engagements/lectures/convention/save-engagements.ts";
import type { Application } from "#engagements/regles/convention/application-avenant.ts";
import type { Engagement } from "#engagements/regles/convention/engagement.ts";
import { ETAPES } from "#engagements/regles/convention/etape.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDatabase, type TestDatabase } from "../../database.ts";
import { baux, PREMIER, publish } from "../../fixtures/annee-2019.ts";
import { acteurOf } from "../../fixtures/habilitations.ts";
import { EPCI, openTerritoireEssai } from "../../fixtures/lots.ts";

/**
 * Scenario (c): a convention of 1 January 2018 at 21 % hors QPV, an avenant of 15 November 2018 at 30 %. 120 leases hors QPV: 100 signed from January to
 * 14 November, 22 of the first quartile; 20 from 15 November on, 5 of the first quartile. Five of each side of 15 November are of that very month.
 *
 * À toute l’année: 27 of 120, of which 30 % ask 36: missed by 9.
 * À compter de sa date: 22 of 100 reach 21 % (21); 5 of 20 miss 30 % (6) by 1.
 * Au prorata des jours: 318 days at 21 % and 47 at 30 % make (66.78 + 14.1) / 365 = 22.158904 %, that is 26.59 leases of 120, hence 27: reached.
 */
let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  await publish(
    database,
    "sne-attributions",
    [
      ...signed("2018-02-10", 8, 25),
      ...signed("2018-05-10", 6, 25),
      ...signed("2018-08-10", 6, 25),
      ...signed("2018-11-14", 2, 3),
      ...signed("2018-11-15", 1, 4),
      ...signed("2018-12-10", 4, 11),
    ],
    { periode: "2018" },
  );
});
afterEach(() => database.drop());

const horlogeAt = (jour: string) => ({ aujourdhui: () => jour, maintenant: () => `${jour}T09:00:00.000Z` });

let rang = 0;
function signed(jour: string, premiers: number, autres: number) {
  rang += 200;
  const given = { bailSigneLe: jour, situationDeclaree: "hors-qpv" } as const;
  return [
    ...baux(premiers, { ...PREMIER, ...given }, rang),
    ...baux(autres, { quartileDeclare: "q2-4", revenuMensuel: 3000, ...given }, rang + 100),
  ];
}

const taux = (rate: number): Engagement[] => [
  { annee: 2018, objet: "hors-qpv", porteur: { type: "epci" }, taux: rate, nombre: null, reference: null },
];

const VALIDER = { ressource: "objectif", action: "valider" } as const;

async function enterVigueur(deps: ConventionDeps, numero: number, le: string): Promise<void> {
  for (const nature of ETAPES) {
    const base = nature === "accord-prefet" ? database.bases.pour(acteurOf(1, "etat"), VALIDER) : deps.base;
    await recordEtape(
      { ...deps, base },
      { epci: EPCI, numero, etape: { nature, date: le, acte: `Acte « ${nature} »` } },
    );
  }
}

/** The acts by which it was made, the avenant being written in December. */
async function openConvention(application: Application): Promise<ConventionDeps> {
  const deps = { base: database.base, horloge: horlogeAt("2018-12-20") };
  await prepareConvention(deps, { epci: EPCI, titre: "Convention", objet: "21 %", reprise: true, dureeAns: 3 });
  await saveEngagements(deps, { epci: EPCI, numero: 0, engagements: taux(0.21) });
  await enterVigueur(deps, 0, "2018-01-01");
  await prepareAvenant(deps, { epci: EPCI, titre: "Avenant n° 1", objet: "30 %", application });
  await saveEngagements(deps, { epci: EPCI, numero: 1, engagements: taux(0.3) });
  return deps;
}

const bilan = () => computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2018), bailleur: null });
const effort = () =>
  computeEffort(database.base, {
    epci: EPCI,
    annee: 2018,
    bailleur: null,
    dernierMois: null,
    prior: "jeffreys",
    attentes: new Map(),
  });

describe("an avenant of 15 November 2018", () => {
  it("re-judges January only when it says so", async () => {
    await enterVigueur(await openConvention("annee-entiere"), 1, "2018-11-15");
    const { cible } = (await bilan()).horsQpv;
    expect(cible).toMatchObject({ taux: 0.3, attendu: 36, manque: 9, verdict: "non-atteint", acte: "Avenant n° 1" });
    expect(cible?.parts).toBeUndefined();
  });

  it("holds from its day: each version is held to on the leases of its own days", async () => {
    await enterVigueur(await openConvention("a-compter"), 1, "2018-11-15");
    const { cible } = (await bilan()).horsQpv;
    expect(cible).toMatchObject({ attendu: 27, manque: 1, verdict: "non-atteint" });
    expect(cible?.parts).toEqual([
      part(["2018-01-01", "2018-11-14"], { taux: 0.21, acte: "Convention" }, [22, 100, 21, 0], "atteint"),
      part(["2018-11-15", "2018-12-31"], { taux: 0.3, acte: "Avenant n° 1" }, [5, 20, 6, 1], "non-atteint"),
    ]);
  });

  it("is in the effort what it is in the bilan, and what remains is of its own leases", async () => {
    await enterVigueur(await openConvention("a-compter"), 1, "2018-11-15");
    const ensemble = (await effort()).blocs.find(({ objet }) => objet === "hors-qpv")?.ensemble;
    expect(ensemble?.parts).toEqual((await bilan()).horsQpv.cible?.parts);
    expect(ensemble?.cible).toMatchObject({ objectif: { taux: 0.3 }, besoin: 1, verdict: "non-atteint" });
    expect(ensemble?.lecture.reference).toMatchObject({ nature: "plancher" });
  });

  it("weighs by its days: one rate for the year, and how it was made", async () => {
    await enterVigueur(await openConvention("prorata"), 1, "2018-11-15");
    const { cible } = (await bilan()).horsQpv;
    expect(cible).toMatchObject({ attendu: 27, manque: 0, verdict: "atteint", acte: "Convention et Avenant n° 1" });
    expect(cible?.taux).toBeCloseTo(0.22158904, 8);
    expect(cible?.calcul).toBe("Au prorata des jours : 318\u00A0jours à 21\u00A0% et 47\u00A0jours à 30\u00A0%.");
  });

  it("is refused until it says how: no lease is re-judged by default", async () => {
    const deps = await openConvention("a-compter");
    await database.pool.query("update convention_version set application = null where numero = 1");
    await expect(enterVigueur(deps, 1, "2018-11-15")).rejects.toMatchObject({ code: "version-incoherente" });
  });

  it("leaves what it does not change as one objective of the year", async () => {
    const deps = await openConvention("a-compter");
    await saveEngagements(deps, { epci: EPCI, numero: 1, engagements: taux(0.21) });
    await enterVigueur(deps, 1, "2018-11-15");
    const { cible } = (await bilan()).horsQpv;
    expect(cible).toMatchObject({ taux: 0.21, attendu: 26, manque: 0, verdict: "atteint" });
    expect(cible?.parts).toBeUndefined();
  });
});

/** Scenario (b): a convention that asks for more than the law, 30 % where 25 % bind: 27 of 120 miss both, by 9 and by 3. */
it("a convention of 30 % is judged at 30 %, and the law beside it", async () => {
  const deps = { base: database.base, horloge: horlogeAt("2018-12-20") };
  await prepareConvention(deps, { epci: EPCI, titre: "Convention", objet: "30 %", reprise: true, dureeAns: 3 });
  await saveEngagements(deps, { epci: EPCI, numero: 0, engagements: taux(0.3) });
  await enterVigueur(deps, 0, "2018-01-01");
  const { horsQpv } = await bilan();
  expect(horsQpv).toMatchObject({ realise: 27, assiette: 120, plancher: 0.25, attendu: 30, manque: 3 });
  expect(horsQpv.cible).toMatchObject({ taux: 0.3, attendu: 36, manque: 9, verdict: "non-atteint" });
  expect((await effort()).blocs[0]?.plancher).toMatchObject({ taux: 0.25, alerte: null });
});

function part(
  [du, au]: readonly [string, string],
  { taux: rate, acte }: { readonly taux: number; readonly acte: string },
  [realise, assiette, attendu, manque]: readonly [number, number, number, number],
  verdict: string,
) {
  return { du, au, taux: rate, nombre: null, acte, realise, assiette, attendu, manque, inconnus: 0, verdict };
}
