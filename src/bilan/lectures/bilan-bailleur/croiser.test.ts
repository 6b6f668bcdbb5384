import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import { modalitesOf } from "../ventile.ts";
import type { AxeCroise } from "./bilan-bailleur.ts";
import { buildCroisement, buildOrigines } from "./croiser.ts";
import { AXES_CROISES, type CelluleCroisee, LIGNES_CROISEES } from "./ports.ts";

const LECTURE = { noms: new Map([["52448", "Saint-Dizier"]]), nulles: "q2-4" as const };

const VALEURS: Readonly<Record<AxeCroise, readonly string[]>> = {
  quartile: ["q1", "q2-4", "inconnu", "nulles"],
  situation: ["qpv", "hors-qpv", "inconnu"],
  menage: modalitesOf("menage").map(({ code }) => code),
  age: modalitesOf("age").map(({ code }) => code),
  origine: ["mutation", "nouvelle-entree", "inconnu"],
  prioritaire: ["oui", "non", "inconnu"],
};

/** Leases with an answer on every axis, and the cells that the database would count. */
const bail = fc.record({
  contingent: fc.constantFrom(...CONTINGENTS),
  secteur: fc.constantFrom("Vert-Bois", "Centre", "inconnu"),
  commune: fc.constantFrom("52448", "51001", "inconnu"),
  ...(Object.fromEntries(AXES_CROISES.map((axe) => [axe, fc.constantFrom(...VALEURS[axe])])) as Record<
    AxeCroise,
    fc.Arbitrary<string>
  >),
});

function cellulesOf(baux: readonly Readonly<Record<string, string>>[]): readonly CelluleCroisee[] {
  const counts = new Map<string, CelluleCroisee>();
  for (const one of baux) {
    for (const lignesDe of LIGNES_CROISEES) {
      for (const axe of AXES_CROISES) {
        const [cle, valeur] = [one[lignesDe] ?? "", one[axe] ?? ""];
        const key = [lignesDe, cle, axe, valeur].join();
        counts.set(key, { lignesDe, cle, axe, valeur, nombre: (counts.get(key)?.nombre ?? 0) + 1 });
      }
    }
  }
  return [...counts.values()];
}

describe("leases crossed by two answers", () => {
  it("are each counted once: lines, columns and total agree, and the unknown has its line and its column", () => {
    fc.assert(
      fc.property(fc.array(bail, { maxLength: 40 }), (baux) => {
        const cellules = cellulesOf(baux);
        for (const lignesDe of LIGNES_CROISEES) {
          for (const axe of AXES_CROISES) {
            const croisement = buildCroisement(lignesDe, axe, cellules, LECTURE);
            const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
            expect(croisement.total).toBe(baux.length);
            expect(sum(croisement.totaux)).toBe(baux.length);
            expect(sum(croisement.lignes.map(({ total }) => total))).toBe(baux.length);
            for (const { valeurs, total } of croisement.lignes) expect(sum(valeurs)).toBe(total);
            expect(croisement.modalites.at(-1)?.code).toBe("inconnu");
            expect(croisement.lignes.at(-1)?.code).toBe("inconnu");
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("count a lease at 0 € where the rule in force does", () => {
    const cellules: CelluleCroisee[] = [
      { lignesDe: "secteur", cle: "Centre", axe: "quartile", valeur: "nulles", nombre: 3 },
      { lignesDe: "secteur", cle: "Centre", axe: "quartile", valeur: "q1", nombre: 2 },
    ];
    const totals = (nulles: "q1" | "q2-4" | "exclues") =>
      buildCroisement("secteur", "quartile", cellules, { ...LECTURE, nulles }).totaux;
    expect(totals("q2-4")).toEqual([2, 3, 0]);
    expect(totals("q1")).toEqual([5, 0, 0]);
    expect(totals("exclues")).toEqual([2, 0, 3]);
  });

  it("refuse to lose a value that no column has", () => {
    const cellule: CelluleCroisee = { lignesDe: "secteur", cle: "x", axe: "age", valeur: "90+", nombre: 1 };
    expect(() => buildCroisement("secteur", "age", [cellule], LECTURE)).toThrow("unknown value of age: 90+");
  });

  it("name communes and contingents, and keep a code that nobody names", () => {
    const cell = (lignesDe: CelluleCroisee["lignesDe"], cle: string): CelluleCroisee => ({
      lignesDe,
      cle,
      axe: "situation",
      valeur: "qpv",
      nombre: 1,
    });
    const labels = (lignesDe: CelluleCroisee["lignesDe"], ...cles: string[]) =>
      buildCroisement(
        lignesDe,
        "situation",
        cles.map((cle) => cell(lignesDe, cle)),
        LECTURE,
      ).lignes.map(({ libelle }) => libelle);
    expect(labels("commune", "52448", "51001")).toEqual(["51001", "Saint-Dizier", "Commune inconnue"]);
    expect(labels("contingent", "COLACT")).toEqual(["Action Logement", "Contingent inconnu"]);
  });
});

describe("origin of demandeurs", () => {
  it("keeps the three answers on the DALO, in the order of the SNE’s list, and every lease", () => {
    const lignes = buildOrigines([
      { contingent: "inconnu", origine: "inconnue", dalo: "inconnu", nombre: 1 },
      { contingent: "PPRIOR", origine: "mutation", dalo: "oui", nombre: 2 },
      { contingent: "PPRIOR", origine: "mutation", dalo: "non", nombre: 3 },
      { contingent: "COLTER", origine: "nouvelle-entree", dalo: "inconnu", nombre: 4 },
    ]);
    expect(lignes.map(({ contingent, origine, dalo, total }) => [contingent, origine, dalo, total])).toEqual([
      ["COLTER", "nouvelle-entree", { oui: 0, non: 0, inconnu: 4 }, 4],
      ["PPRIOR", "mutation", { oui: 2, non: 3, inconnu: 0 }, 5],
      ["inconnu", "inconnue", { oui: 0, non: 0, inconnu: 1 }, 1],
    ]);
  });
});
