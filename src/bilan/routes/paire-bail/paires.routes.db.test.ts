import { afterAll, beforeAll, expect, it } from "vitest";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { annulationOf } from "../../../../test/fixtures/annulation.ts";
import { openRegistre, signCommission } from "../../../../test/fixtures/baux-reloges.ts";
import { openPagesDemo } from "../../../../test/fixtures/demo-personnes.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";

const CHEMIN = "bilan/paires";
let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let registre: Awaited<ReturnType<typeof openRegistre>>;
beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, "2026-11-30");
});
afterAll(() => database.drop());

/** A line of 2018 of that account's bailleur. */
async function readLigne() {
  const { rows } = await database.pool.query(
    `select f.bailleur, f.bail_signe_le::text as "signeLe", f.commune, f.situation, f.quartile, f.menage, f.age
       from fait_attribution f
       join publication p on p.lot = f.lot and p.periode like '2018%'
       join organisation o on o.siren = f.bailleur
       join habilitation h on h.organisation = o.id and h.role = 'responsable-bailleur'
       join compte c on c.id = h.compte and c.courriel = 'responsable-bailleur@demonstration.invalid'
      where f.situation = 'hors-qpv' and f.quartile = 'q2-4' and f.menage <> 'inconnu' and f.age <> 'inconnu'
      order by f.bail_signe_le, f.ligne limit 1`,
  );
  return rows[0];
}

/** Signs a rehousing lease with the same facts. */
async function signTwin(): Promise<void> {
  const { bailleur, ...bail } = await readLigne();
  registre = await openRegistre(database, bailleur);
  await registre.signer([bail]);
}

/** Signs two leases of those facts, absent from the file: a rehoused household's, with a number that no line has, and one decided by a commission. */
async function signInternes(): Promise<void> {
  const { bailleur, signeLe, ...faits } = await readLigne();
  const { organisation } = registre;
  await registre.signer([{ ...faits, signeLe, cle: "absent-du-fichier" }]);
  const commission = { organisation, bailleur, signe_le: signeLe, ...faits, relogement: "oui" };
  await signCommission(database, commission);
}

it("nothing to settle: the page says so, and who may not read the bilan has no page", async () => {
  const { statut, html, text } = await pages.ask("responsable-bailleur", CHEMIN);
  expect(statut).toBe(200);
  expectSoundPage(html);
  expect(text).toContain("Aucun bail à départager");
  expect((await pages.ask("agent-epci", "bilan?annee=2018")).text).not.toContain("Départager ces baux");
  expect((await pages.ask("guichet", CHEMIN)).statut).toBe(403);
});

it("a pair is said on the bilan and in the tasks, read by the agglomeration, settled by its bailleur, taken back", async () => {
  await signTwin();
  const bilan = await pages.ask("agent-epci", "bilan?annee=2018");
  expect(bilan.text).toContain("1 peut-être déjà dans le fichier");
  expect(bilan.text).toContain("Départager ces baux");
  expect((await pages.ask("responsable-bailleur", "a-faire")).text).toContain(
    "1 bail peut-être compté deux fois, à départager",
  );
  expect((await pages.ask("agent-epci", "a-faire/toutes")).text).toContain("que leur bailleur doit départager");
  const lu = await pages.ask("agent-epci", CHEMIN);
  expectSoundPage(lu.html);
  expect(lu.text).toContain("Chaque bailleur répond pour ses baux");
  expect(lu.html).not.toContain('<form method="post" action="/t/200068666/bilan/paires');
  const { html, text } = await pages.ask("responsable-bailleur", CHEMIN);
  expectSoundPage(html);
  expect(text).toContain("En accord : le jour du bail (le même), la commune");
  const id = Number(/bilan\/paires\/(\d+)"/.exec(html)?.[1]);
  expect((await pages.send("agent-epci", `${CHEMIN}/${id}`, { decision: "meme" })).statut).toBe(403);
  expect((await pages.send("responsable-bailleur", `${CHEMIN}/${id}`, {})).statut).toBe(422);
  const said = await pages.send("responsable-bailleur", `${CHEMIN}/${id}`, { decision: "meme" });
  expect([said.statut, said.vers]).toEqual([303, expect.stringMatching(/bilan\/paires\?fait=meme&annuler=\d+$/)]);
  const late = await pages.send("responsable-bailleur", `${CHEMIN}/${id}`, { decision: "distincts" });
  expect(late.statut).toBe(404);
  expectSoundPage(late.html);
  expect(late.text).toContain("n’est plus proposée : quelqu’un l’a tranchée");
  expect(late.text).toContain("Réponses en vigueur");
  const apres = await pages.ask("responsable-bailleur", said.vers ?? "");
  expectSoundPage(apres.html);
  expect(apres.text).toContain("C’est retenu : le même bail, compté une fois.");
  expect(apres.text).toContain("Réponses en vigueur");
  expect((await pages.ask("agent-epci", "bilan?annee=2018")).text).toContain("Chaque bail est compté une fois.");
  const prise = Number(/paires\/decisions\/(\d+)"/.exec(apres.html)?.[1]);
  expect(annulationOf(apres.html)).toMatchObject({ chemin: `${CHEMIN}/decisions/${prise}`, champs: {} });
  // The agglomeration reads the page, and answers for no bailleur.
  expect(annulationOf((await pages.ask("agent-epci", said.vers ?? "")).html)).toBeNull();
  const reprise = await pages.send("responsable-bailleur", `${CHEMIN}/decisions/${prise}`);
  expect(reprise.vers).toBe("/t/200068666/bilan/paires?fait=reprise");
  expect((await pages.send("responsable-bailleur", `${CHEMIN}/decisions/${prise}`)).statut).toBe(404);
  expect((await pages.ask("agent-epci", "bilan?annee=2018")).text).toContain("1 peut-être déjà dans le fichier");
});

it("what leaves the bilan says the same", async () => {
  const json = JSON.parse((await pages.ask("agent-epci", "bilan.json?annee=2018")).html);
  expect(json.relogements).toMatchObject({ signes: 1, horsFichier: 0, possibles: 1, possiblesCommission: 0 });
  expect(json.relogements.phrase).toContain("peut-être déjà dans le fichier");
  expect(json.horsQpv.inconnus.doublon).toBe(1);
});

it("two leases signed here are said, settled and taken back like the others", async () => {
  await signInternes();
  const avant = await pages.ask("agent-epci", "bilan?annee=2018");
  expect(avant.text).toContain("1 bail signé après une commission est peut-être celui d’un ménage relogé");
  expect(avant.text).not.toContain("Chaque bail est compté une fois.");
  const json = JSON.parse((await pages.ask("agent-epci", "bilan.json?annee=2018")).html);
  expect(json.relogements).toMatchObject({ signes: 2, possibles: 1, possiblesCommission: 0, possiblesRegistre: 1 });
  const lu = await pages.ask("responsable-bailleur", CHEMIN);
  expectSoundPage(lu.html);
  const section = lu.html.split("<section").find((one) => one.includes("Bail signé après une commission, dans Blaise"));
  expect(section).toContain("Bail d’un ménage relogé, dans Blaise");
  expect(section).not.toContain("Ligne du fichier SNE");
  const id = Number(/bilan\/paires\/(\d+)"/.exec(section ?? "")?.[1]);
  expect((await pages.send("agent-epci", `${CHEMIN}/${id}`, { decision: "meme" })).statut).toBe(403);
  const said = await pages.send("responsable-bailleur", `${CHEMIN}/${id}`, { decision: "meme" });
  expect(said.statut).toBe(303);
  const apres = await pages.ask("responsable-bailleur", CHEMIN);
  expectSoundPage(apres.html);
  expect(apres.text).toContain("Bail d’un ménage relogé, dans Blaise, ");
  expect((await pages.ask("agent-epci", "bilan?annee=2018")).text).not.toContain("peut-être celui d’un ménage relogé");
  const prise = Number(/paires\/decisions\/(\d+)"/.exec(apres.html)?.[1]);
  const reprise = await pages.send("responsable-bailleur", `${CHEMIN}/decisions/${prise}`);
  expect(reprise.vers).toBe("/t/200068666/bilan/paires?fait=reprise");
  expect((await pages.ask("agent-epci", "bilan?annee=2018")).text).toContain("peut-être celui d’un ménage relogé");
});
