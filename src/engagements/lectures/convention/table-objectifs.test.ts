import { describe, expect, it } from "vitest";
import { ENGAGEMENTS } from "../../../../test/fixtures/convention.ts";
import type { Engagement } from "../../regles/convention/engagement.ts";
import { compareEngagements, tableObjectifs } from "./table-objectifs.ts";

const NOMS = { "999000011": "OPH de Saint-Dizier", "999000029": "Hamaris", "999000052": "Vitry Habitat" };

describe("the table of objectives", () => {
  const [horsQpv, qpv] = tableObjectifs(ENGAGEMENTS, NOMS);

  it("has a table for each object, its years, its bearers, the EPCI apart", () => {
    expect(horsQpv).toMatchObject({ objet: "hors-qpv", annees: [2018, 2019], reference: 2017 });
    expect(horsQpv?.lignes.map(({ nom }) => nom)).toEqual(["OPH de Saint-Dizier", "Hamaris", "Vitry Habitat"]);
    expect(horsQpv?.ensemble?.cellules.map((cellule) => cellule?.nombre)).toEqual([76, 80]);
    expect(qpv).toMatchObject({ objet: "qpv", annees: [2018], reference: null, ensemble: null, somme: null });
    expect(tableObjectifs([], NOMS)).toEqual([]);
  });

  it("keeps the number, the written rate and the number's own, Hamaris 32 of 130 for « 25 % »", () => {
    expect(horsQpv?.lignes[1]?.cellules[0]).toMatchObject({ nombre: 32, taux: 0.25, tauxDuNombre: 32 / 130 });
    expect(qpv?.lignes[0]?.cellules[0]).toMatchObject({ nombre: null, tauxDuNombre: null, reference: null });
  });

  it("adds bailleurs up on their own bases, only where all of them have a number", () => {
    const [first, second] = horsQpv?.somme?.cellules ?? [];
    expect(first).toMatchObject({ nombre: 63, taux: null, tauxDuNombre: 63 / 257 });
    expect(first?.reference).toEqual({ annee: 2017, assiette: 257 });
    expect(second).toBeNull();
  });

  it("has no sum of bases when one is of another year, nor a common reference", () => {
    const other = ENGAGEMENTS.map(
      (one, rank): Engagement => (rank === 0 ? { ...one, reference: { annee: 2016, assiette: 120 } } : one),
    );
    const [table] = tableObjectifs(other, NOMS);
    expect(table?.reference).toBeNull();
    expect(table?.somme?.cellules[0]).toMatchObject({ nombre: 63, tauxDuNombre: null, reference: null });
  });

  it("names by its SIREN a bailleur that nobody named", () => {
    expect(tableObjectifs(ENGAGEMENTS, {})[0]?.lignes[1]?.nom).toBe("SIREN 999000029");
  });
});

describe("what an avenant changes", () => {
  const [first, ...others] = ENGAGEMENTS;

  it("is nothing when only a base moved", () => {
    const moved = ENGAGEMENTS.map((one) => ({ ...one, reference: { annee: 2018, assiette: 1 } }));
    expect(compareEngagements(ENGAGEMENTS, moved, NOMS)).toEqual([]);
  });

  it("is each line added, removed or rewritten, once", () => {
    const added: Engagement = {
      annee: 2021,
      objet: "hors-qpv",
      porteur: { type: "epci" },
      nombre: null,
      taux: 0.25,
      reference: null,
    };
    const raised = others.map((one, rank): Engagement => (rank === 0 ? { ...one, nombre: 33 } : one));
    const changes = compareEngagements(ENGAGEMENTS, [...raised, added], NOMS);
    expect(changes.map(({ annee, nom, avant, apres }) => [annee, nom, avant?.nombre, apres?.nombre])).toEqual([
      [2018, "OPH de Saint-Dizier", first?.nombre, undefined],
      [2018, "Hamaris", 32, 33],
      [2021, "EPCI", undefined, null],
    ]);
  });
});
