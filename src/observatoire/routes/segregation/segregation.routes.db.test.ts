import { afterAll, beforeAll, expect, it } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs();
});
afterAll(() => visiteurs.close());

const ask = (role: RoleHabilite, chemin: string) => visiteurs.ask(role, chemin);

it("shows each index beside what chance gives, and the bailleurs to whoever reads them all", async () => {
  const { statut, html: texte } = await ask("agent-epci", "observatoire/segregation");
  expect(statut).toBe(200);
  expectSoundPage(texte);
  const text = textOf(texte);
  expect(text).toContain("quand le hasard seul donnerait");
  expect(text).toContain("entre bailleurs et quartiers");
  expect(text).toContain("22,9 %");
});

it("says to the others why bailleurs are not told apart", async () => {
  const { statut, html: texte } = await ask("commune", "observatoire/segregation");
  expect(statut).toBe(200);
  expect(textOf(texte)).toContain("Rien n’en est montré plutôt qu’une partie");
  expect(textOf(texte)).not.toContain("entre bailleurs et quartiers");
  expect((await ask("commune", "observatoire/segregation/figures/segregation-bailleurs.csv")).statut).toBe(404);
});

it("gives its figures as files", async () => {
  const { statut, html: texte } = await ask("commune", "observatoire/segregation/figures/segregation-qpv.ouvert.csv");
  expect(statut).toBe(200);
  expect(texte).toContain(",0.22915,");
  expect(texte).toContain(",0.03246,");
});

it("is closed to whoever has no right to the indicators", async () => {
  expect((await ask("dpo", "observatoire/segregation")).statut).toBe(403);
});
