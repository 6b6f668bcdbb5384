import { afterAll, beforeAll, expect, it } from "vitest";
import { createDemoDatabase, type TestDatabase } from "../../../test/database.ts";
import { openPagesDemo } from "../../../test/fixtures/demo-personnes.ts";
import { HORLOGE } from "./session.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDemoDatabase();
});
afterAll(() => database.drop());

it("the synthetic secretary, member and commune see the session of the demonstration, and no name", async () => {
  const { ask } = openPagesDemo(database, HORLOGE.aujourdhui());
  const { rows } = await database.pool.query<{ seance: number; liberation: number }>(
    "select seance, liberation from seance_logement",
  );
  expect(rows).toHaveLength(1);
  const chemin = `cal/${rows[0]?.seance}`;
  const noms = await database.pool.query<{ nom: string }>(
    "select nom from nominatif.demandeur d join candidature c on c.demandeur = d.id where c.liberation = $1",
    [rows[0]?.liberation],
  );
  for (const role of ["secretaire-cal", "membre-cal", "commune"] as const) {
    const seance = await ask(role, chemin);
    expect(seance.text, role).toContain("Convoquée");
    expect(seance.text, role).toContain("Donnée synthétique");
    const logement = await ask(role, `${chemin}/logements/${rows[0]?.liberation}`);
    expect(logement.statut, role).toBe(200);
    for (const { nom } of noms.rows) expect(logement.html, role).not.toContain(nom);
  }
  const membre = await ask("membre-cal", `${chemin}/logements/${rows[0]?.liberation}`);
  expect(membre.text).toContain("Candidat 3");
  // Frozen by the bailleur, since a member reads no bilan.
  const enJeu = await ask("membre-cal", `${chemin}/logements/${rows[0]?.liberation}?vue=en-jeu`);
  expect(enJeu.text).toContain("jour où le bailleur a orienté le logement");
  expect(enJeu.text).toMatch(/Si le ménage est des quartiles 2 à 4 \d+ sur \d+ Sinon \d+ sur \d+/);
  expect(membre.text).toMatch(/Compterait : \d+ sur \d+|Ne compterait pas : \d+ sur \d+|inconnu : \d+ ou \d+ sur \d+/);
  expect((await ask("membre-cal", "bilan")).statut).toBe(403);
  expect((await ask("secretaire-cal", "a-faire")).text).toContain("à ouvrir");
  expect((await ask("membre-cal", "a-faire")).text).toContain("Vous y êtes convoqué : 1 logement");
  expect((await ask("commune", "a-faire")).text).toContain("avis de la commune sur 1 logement");
  expect((await ask("secretaire-cal", chemin)).text).toContain("8 sièges sans compte");
  const fiche = /observatoire\/residences\/[^"]+/.exec(membre.html + enJeu.html)?.[0];
  expect((await ask("membre-cal", fiche ?? "")).statut).toBe(200);
  expect((await ask("secretaire-cal", fiche ?? "")).statut).toBe(200);
});
