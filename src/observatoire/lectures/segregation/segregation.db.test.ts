import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Base } from "#socle/lectures/base.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { textOf } from "../../../../test/fixtures/pages.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import { computeSegregationLue } from "./compute-segregation.ts";

const EPCI = "200068666";

let database: TestDatabase;
let organisation: number;
beforeAll(async () => {
  database = await createDemoDatabase();
  organisation = await addOrganisation(database.pool, "epci", "Organisation d’essai");
});
afterAll(() => database.drop());

async function as(role: RoleHabilite): Promise<Base> {
  const acteur = await addPersonne(database.pool, role, [{ role, epci: EPCI, organisation }]);
  return database.bases.pour(acteur, { ressource: "indicateur-interne", action: "lire" });
}

const rowOf = (figures: readonly Figure[], code: string, cle: string) =>
  figures.find((figure) => figure.code === code)?.lignes.find((ligne) => ligne.cle === cle)?.cellules;

describe("the segregation of a territory", () => {
  it("is that of the signed document's counts in 2017: D = .229, chance .0325, M 48 % between sides and 52 % between bailleurs", async () => {
    const { figures, annees, phrases, sansBailleurs } = await computeSegregationLue(await as("agent-epci"), EPCI);
    expect(annees).toEqual([2016, 2017, 2018]);
    expect(rowOf(figures, "segregation-qpv", "2017")).toMatchObject({
      baux: { valeur: 751 },
      premier_quartile: { valeur: 210 },
      non_localises: { valeur: 21 },
      dissimilarite: { valeur: expect.closeTo(0.22915, 5) },
      hasard: { valeur: expect.closeTo(0.03246, 5) },
      corrigee: { valeur: expect.closeTo(0.2033, 4) },
    });
    // 4 of the first quartile and 17 others may be on either side.
    const bornes = rowOf(figures, "segregation-qpv", "2017")?.dissimilarite?.bornes ?? [1, 0];
    expect(bornes[0]).toBeLessThan(0.2291);
    expect(bornes[1]).toBeGreaterThan(0.2292);
    expect(rowOf(figures, "segregation-bailleurs", "2017")).toMatchObject({
      part_cotes: { valeur: expect.closeTo(0.480867, 4) },
      part_dedans: { valeur: expect.closeTo(0.519133, 4) },
      baux: { valeur: 751 },
    });
    expect(sansBailleurs).toBeNull();
    expect(textOf(phrases.join(" "))).toContain("quand le hasard seul donnerait");
  });

  it("says what chance adds to each level: between communes, all of it", async () => {
    const { figures } = await computeSegregationLue(database.base, EPCI);
    const bailleurs = rowOf(figures, "segregation-bailleurs", "2017");
    expect(bailleurs).toMatchObject({ hasard_cotes: { valeur: expect.closeTo(0.031, 3) } });
    expect(bailleurs?.hasard_dedans?.valeur).toBeLessThan(0.25);
    expect(rowOf(figures, "segregation-communes", "2017")?.hasard_dedans?.valeur).toBe(1);
  });

  it("never shows an index without what chance gives, and more of it between smaller units", async () => {
    const { figures } = await computeSegregationLue(await as("etat"), EPCI);
    for (const figure of figures) {
      expect(figure.colonnes.map(({ code }) => code)).toEqual(
        expect.arrayContaining(["dissimilarite", "hasard", "corrigee"]),
      );
      for (const { cellules } of figure.lignes) {
        expect(cellules.hasard?.manque).toBe(cellules.dissimilarite?.manque);
      }
    }
    const hasard = (code: string) => Number(rowOf(figures, code, "2017")?.hasard?.valeur);
    expect(hasard("segregation-bailleurs")).toBeGreaterThan(hasard("segregation-qpv"));
    expect(hasard("segregation-communes")).toBeGreaterThan(hasard("segregation-qpv"));
  });

  it.each(["commune", "reservataire", "agent-bailleur", "guichet"] as const)(
    "%s reads sides and communes, true figures, and no bailleur",
    async (role) => {
      const { figures, sansBailleurs } = await computeSegregationLue(await as(role), EPCI);
      expect(rowOf(figures, "segregation-qpv", "2017")).toMatchObject({
        dissimilarite: { valeur: expect.closeTo(0.22915, 5) },
      });
      expect(figures.map(({ code }) => code)).not.toContain("segregation-bailleurs");
      expect(sansBailleurs).toContain("Rien n’en est montré plutôt qu’une partie");
    },
  );
});
