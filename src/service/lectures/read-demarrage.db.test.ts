import { afterAll, beforeAll, expect, it } from "vitest";
import type { CodeEtape, EtatEtape } from "#gouvernance/lectures/tache/demarrage.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { acteurOf, seedOf } from "../../../test/fixtures/habilitations.ts";
import { createTestApp } from "../../../test/fixtures/http.ts";
import { attribution, logement, stageRows } from "../../../test/fixtures/lots.ts";
import { EPCI, expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";

const horloge = { aujourdhui: () => "2026-03-10", maintenant: () => "2026-03-10T09:00:00.000Z" };

let db: TestDatabase;
let ids: {
  readonly epci: number;
  readonly gerante: number;
  readonly agent: number;
  readonly hAgent: () => Promise<number>;
};

beforeAll(async () => {
  db = await createDatabase();
  const { territoire, compte, organisation, habilitation } = seedOf(db.pool);
  await territoire();
  const epci = await organisation("epci", "L’agglomération", EPCI);
  const gerante = await compte("Gerante", "2026-03-09T10:00:00Z");
  await habilitation(gerante, epci, "gestionnaire-epci");
  const agent = await compte("Agent");
  ids = { epci, gerante, agent, hAgent: () => habilitation(agent, epci, "agent-epci") };
});
afterAll(() => db.drop());

async function page(qui: "gerante" | "agent" | "bailleur", chemin: string) {
  const role = { gerante: "gestionnaire-epci", agent: "agent-epci", bailleur: "agent-bailleur" } as const;
  const acteur = acteurOf(qui === "gerante" ? ids.gerante : ids.agent, role[qui], { organisation: ids.epci });
  const response = await createTestApp(db.bases, { horloge }, acteur).request(`/t/${EPCI}/${chemin}`, {
    headers: { accept: "text/html" },
  });
  const html = await response.text();
  expect(response.status).toBe(200);
  expectSoundPage(html);
  return { html, text: textOf(html) };
}

const TITRES: Readonly<Record<CodeEtape, string>> = {
  inviter: "Inviter les agents",
  deposer: "Déposer les fichiers",
  reparer: "Réparer ce qui ne se lit pas",
  publier: "Publier",
  relire: "Relire le rapport",
  figer: "Figer le rapport",
  pdf: "Remettre le PDF",
};
const MOTS: Readonly<Record<EtatEtape, string>> = {
  faite: "Fait",
  ici: "Ici",
  "a-venir": "À venir",
  cachee: "À d’autres",
};

function expectEtapes(text: string, etats: Readonly<Partial<Record<CodeEtape, EtatEtape>>>): void {
  for (const [code, etat] of Object.entries(etats)) {
    expect(text).toContain(`${TITRES[code as CodeEtape]} ${MOTS[etat]}`);
  }
}

it("puts the way to the first report before whoever has a part in it, and nobody else", async () => {
  const { text, html } = await page("gerante", "a-faire");
  expectEtapes(text, { inviter: "ici" });
  const etapes = (await page("gerante", "demarrage")).text;
  expectEtapes(etapes, { inviter: "ici", deposer: "cachee", publier: "cachee", figer: "cachee" });
  expect(html).toContain(`/t/${EPCI}/habilitations/accorder?role=agent-epci`);
  expect((await page("bailleur", "a-faire")).text).not.toContain("Premier bilan");
  expect((await page("bailleur", "demarrage")).text).toContain("Rien ne vous attend ici");
});

it("fills what is already known of an agent to invite", async () => {
  const { html } = await page("gerante", "habilitations/accorder?role=agent-epci");
  expect(html).toMatch(/value="agent-epci" checked/);
  expect(html).toContain(`<option value="${ids.epci}" selected`);
  expect(html).toContain("pour le premier bilan du territoire");
});

it("sends an invitation again in one act, as long as nobody has come", async () => {
  const id = await ids.hAgent();
  const { text, html } = await page("gerante", "demarrage");
  expectEtapes(text, { inviter: "faite" });
  expect(text).toContain("Agent Essai : aucune connexion encore.");
  expect(html).toContain(`action="/t/${EPCI}/habilitations/${id}/lien"`);
});

it("follows what is there: deposited, published, frozen", async () => {
  expectEtapes((await page("agent", "a-faire")).text, { deposer: "ici" });
  expectEtapes((await page("agent", "demarrage")).text, { inviter: "faite", deposer: "ici", publier: "a-venir" });
  const baux = await stageRows(db.base, "sne-attributions", [attribution({}, 1), attribution({}, 2)]);
  await stageRows(db.base, "rpls", [logement({}, 1)], { periode: "2017" });
  const depose = await page("agent", "demarrage");
  expect(depose.text).toContain("Il manque : Périmètres des quartiers prioritaires et Seuils du 1er quartile.");
  expect(depose.text).toContain("2 fichiers prêts à publier.");
  await publishLot(db.base, baux);
  const publie = await page("agent", "demarrage");
  expect(publie.text).toContain("1 fichier prêt à publier.");
});

it("does not call repaired what is rejected and nobody has decided of", async () => {
  await db.pool.query(
    `insert into lot_rejet (lot, epci, ligne, brut, anomalies)
     select id, epci, 9, '\\x41', '[]' from lot where statut = 'publie' limit 1`,
  );
  const rejetee = await page("agent", "demarrage");
  expect(rejetee.text).toContain("1 ligne rejetée à corriger");
  expect(rejetee.text).not.toContain("Rien à réparer");
  expect((await page("agent", "a-faire/toutes")).text).toContain("1 ligne rejetée à corriger : sne-attributions.csv");
  await db.pool.query("update lot_rejet set ecartee_motif = 'vendu', ecartee_le = now(), ecartee_par = 'Agent'");
  expect((await page("agent", "a-faire/toutes")).text).not.toContain("ligne rejetée à corriger");
});
