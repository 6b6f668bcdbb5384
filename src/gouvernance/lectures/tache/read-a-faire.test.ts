import { expect, test } from "vitest";
import { abreger, type SourceTaches, type Tache } from "#socle/lectures/tache.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { baseOf } from "../../../../test/fixtures/base.ts";
import { questionOf } from "../../../../test/fixtures/taches.ts";
import { readAFaire } from "./read-a-faire.ts";

function tacheOf(code: string, echeance: string | null): Tache {
  return { code, titre: code, pourquoi: "", action: "Voir", chemin: "bilan", echeance };
}

const source = (...taches: Tache[]): SourceTaches => ({ quoi: "les essais", list: async () => taches });
const fails = (error: Error): SourceTaches => ({ quoi: "les essais", list: () => Promise.reject(error) });
const read = (...sources: SourceTaches[]) => readAFaire(baseOf({}), questionOf("2018-10-05"), sources);

test("tasks are read by how soon, whatever they come from", async () => {
  const { groupes, total } = await read(
    source(tacheOf("sans", null), tacheOf("loin", "2018-10-13"), tacheOf("aujourdhui", "2018-10-05")),
    source(tacheOf("hier", "2018-10-04"), tacheOf("semaine", "2018-10-12"), tacheOf("vieille", "2018-01-01")),
  );
  expect(total).toBe(6);
  expect(groupes.map(({ delai, taches }) => [delai, ...taches.map(({ code }) => code)])).toEqual([
    ["en-retard", "vieille", "hier"],
    ["cette-semaine", "aujourdhui", "semaine"],
    ["plus-tard", "loin"],
    ["sans-date", "sans"],
  ]);
});

test("a source that refuses is said, and the others are shown", async () => {
  const { total, illisibles } = await read(
    fails(new Refus("parametre-absent", "Le seuil manque.")),
    source(tacheOf("une", null)),
  );
  expect({ total, illisibles }).toEqual({ total: 1, illisibles: [{ quoi: "les essais", raison: "Le seuil manque." }] });
});

test("a defect is not a refusal", async () => {
  await expect(read(fails(new Error("boom")))).rejects.toThrow("boom");
});

test("a long text is cut between two words", () => {
  expect(abreger("Court.")).toBe("Court.");
  const long = abreger("mot ".repeat(60));
  expect(long.length).toBeLessThanOrEqual(161);
  expect(long).toMatch(/mot…$/);
});
