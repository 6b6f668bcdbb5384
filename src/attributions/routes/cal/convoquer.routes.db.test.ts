import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { envoyerEnAttente } from "#service/commandes/courriers.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import type { MessageCourrier } from "#socle/lectures/courrier.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { openSql } from "#socle/sql/sql.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { type Commission, EPCI_CAL, freeLogement, openCommission } from "../../../../test/fixtures/cal.ts";
import { COURRIER_ESSAI } from "../../../../test/fixtures/courrier.ts";
import { DEPS_ENVOI } from "../../../../test/fixtures/envoi.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { textOf } from "../../../../test/fixtures/pages.ts";
import { addOrganisation } from "../../../../test/journal/personnes.ts";

const JOUR = HORLOGE.aujourdhui();
const T = `/t/${EPCI_CAL}/cal`;
const horloge = { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T10:00:00.000Z` };
const SEANCE = {
  mode: "presentiel",
  jour: JOUR,
  heure: "10:00",
  duree: "90",
  fenetre: "",
  visio: "https://visio.invalid/cal",
  lieu: "Salle du conseil",
};

let database: TestDatabase;
let commission: Commission;
const messages: MessageCourrier[] = [];
let panne = false;
const courrier = {
  ...COURRIER_ESSAI,
  envoyer: async (message: MessageCourrier) => {
    if (panne) return { etat: "echec", motif: "Rien ne répond.", panne: true } as const;
    messages.push(message);
    return { etat: "envoye" } as const;
  },
};
beforeAll(async () => {
  database = await createDatabase();
  commission = await openCommission(database.pool, database.bases, JOUR);
});
afterAll(() => database.drop());

async function request(acteur: Acteur, chemin: string, champs?: Readonly<Record<string, string>>) {
  const app = createTestApp(database.bases, { horloge, courrier }, acteur);
  const response = await app.request(chemin, {
    headers: { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" },
    ...(champs && { method: "POST", body: new URLSearchParams(champs) }),
  });
  const html = await response.text();
  return { statut: response.status, html, text: textOf(html), vers: response.headers.get("location") ?? "" };
}

/** A session with one dwelling, not convened. */
async function prepare(): Promise<{ readonly seance: string; readonly liberation: number }> {
  const liberation = await freeLogement(database.pool, commission, 3);
  const { vers } = await request(commission.secretaire, `${T}/preparer`, SEANCE);
  const seance = vers.replace(/\?.*/, "");
  await request(commission.secretaire, `${seance}/inscrire`, { logement: String(liberation) });
  return { seance, liberation };
}

const compose = (champs: Readonly<Record<string, string>>) =>
  request(commission.secretaire, `${T}/composition`, { bailleur: String(commission.organisation), ...champs });

async function courrielOf({ compte }: { readonly compte: number }): Promise<string> {
  const { rows } = await database.pool.query<{ courriel: string }>("select courriel from compte where id = $1", [
    compte,
  ]);
  return rows[0]?.courriel ?? "";
}

describe("who sits", () => {
  it("a réservataire for its contingent, a mayor for a commune, and never without", async () => {
    const reservataire = await addOrganisation(database.pool, "reservataire", "Réservataire d’essai");
    const siege = {
      geste: "ajouter",
      qualite: "reservataire",
      designation: "Contingent d’essai",
      depuis: "2020-01-01",
    };
    const sans = await compose(siege);
    expect(sans.statut).toBe(422);
    expect(sans.text).toContain("choisissez l’organisme");
    expect((await compose({ ...siege, reservataire: "987654" })).statut).toBe(422);
    expect((await compose({ ...siege, reservataire: String(reservataire) })).statut).toBe(303);
    const arrondissement = await compose({ ...siege, qualite: "arrondissement", designation: "Arrondissement" });
    expect(arrondissement.text).toContain("choisissez-la");
    const president = await compose({ ...siege, qualite: "prefet", designation: "État", president: "oui" });
    expect(president.text).toContain("Le président est élu parmi les membres du bailleur");
    for (const qualite of ["prefet", "epci", "mandant", "insertion"]) {
      expect((await compose({ ...siege, qualite, designation: `Siège ${qualite}` })).statut, qualite).toBe(303);
    }
    const page = await compose({ geste: "retirer", membre: "987654" });
    expect(page.text).toContain("Contingent de Réservataire d’essai");
    expect(page.text).toContain("Organisme agréé pour l’insertion (CCH, art. L. 365-3) : consultatif");
    expect(page.text).toContain("Saint-Dizier");
  });
});

describe("a convocation", () => {
  it("writes once to each account that sits that day, and says who is left to a letter", async () => {
    const { seance } = await prepare();
    const [, deux] = commission.membres;
    if (!deux) throw new Error("a second member");
    // Withdrawn after the session was prepared: yesterday was their last day.
    await database.pool.query("update cal_membre set jusqua = $1::date - 1 where compte = $2", [JOUR, deux.compte]);
    expect((await request(commission.secretaire, `${seance}/convoquer`, {})).statut).toBe(303);
    const vers = messages.map(({ destinataire }) => destinataire.courriel);
    expect(vers).toContain(await courrielOf(commission.maire));
    expect(vers).not.toContain(await courrielOf(deux));
    expect(vers).not.toContain(await courrielOf(commission.secretaire));
    // Five members, two mayors, the commune.
    expect(vers).toHaveLength(8);
    const [premier] = messages;
    expect(premier?.texte).toContain("Salle du conseil");
    expect(premier?.texte).toContain("https://visio.invalid/cal");
    expect(premier?.texte).toContain(`${seance}\n`);
    expect(JSON.stringify(messages)).not.toMatch(/Durré|rue de l’Essai/);
    const page = await request(commission.secretaire, seance);
    expect(page.text).toContain("8 messages partis");
    expect(page.text).toContain("5 sièges sans compte : convoquez-les par lettre");
    expect(page.text).toContain("Contingent d’essai");
    expect((await request(commission.maire, seance)).text).not.toContain("sièges sans compte");
    await request(commission.secretaire, `${seance}/convoquer`, {});
    expect(messages).toHaveLength(8);
    await database.pool.query("update cal_membre set jusqua = null where compte = $1", [deux.compte]);
  });

  it("is done when the mail server is not there: what waits leaves later, once", async () => {
    const { seance } = await prepare();
    messages.length = 0;
    panne = true;
    expect((await request(commission.secretaire, `${seance}/convoquer`, {})).statut).toBe(303);
    expect((await request(commission.secretaire, seance)).text).toContain("0 message parti, 9 en attente");
    panne = false;
    const later = { ...horloge, maintenant: () => `${JOUR}T12:00:00.000Z` };
    const send = () => envoyerEnAttente(openSql(database.pool), { ...DEPS_ENVOI, courrier, horloge: later });
    expect(await send()).toEqual({ partis: 9, echecs: 0, panne: null });
    expect(await send()).toEqual({ partis: 0, echecs: 0, panne: null });
    expect(messages).toHaveLength(9);
    expect((await request(commission.secretaire, seance)).text).toContain("9 messages partis");
  });
});

describe("who the candidates are", () => {
  it("is a link for the secretary alone, once the rules open it, and leaves its line in the journal", async () => {
    const { seance, liberation } = await prepare();
    const { responsable, secretaire, membres } = commission;
    await request(responsable, `${T}/composition/reglement`, {
      bailleur: String(commission.organisation),
      depuis_reglement: "2020-01-01",
      quorum: "3",
      fenetre: "48",
      modes: "ecrit",
      noms: "oui",
      source: "Règlement d’essai",
    });
    const logement = `${seance}/logements/${liberation}`;
    // « demandes/cotation » is of the menu.
    const DEMANDE = /href="([^"]*\/demandes\/(?!cotation")[^"]+)"/;
    expect((await request(secretaire, logement)).html).not.toMatch(DEMANDE);
    await request(secretaire, `${seance}/convoquer`, {});
    const page = await request(secretaire, logement);
    expect(page.text).toContain("ouvre les demandes au secrétariat, et à lui seul");
    expect(page.html).not.toContain("Durré");
    for (const autre of [membres[0], commission.maire, commission.mairie]) {
      if (autre) expect((await request(autre, logement)).html).not.toMatch(DEMANDE);
    }
    const demande = DEMANDE.exec(page.html)?.[1] ?? "";
    expect((await request(secretaire, demande)).text).toContain("Pourquoi l’ouvrez-vous");
    await request(secretaire, `${demande}/ouvrir`, { motif: "commission" });
    expect((await request(secretaire, demande)).text).toContain("Durré");
    const { rows } = await database.pool.query(
      "select count(*)::integer as n from journal.entree where acte = 'dossier-lu' and objet = 'demande:' || $1",
      [demande.split("/").at(-1)],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});
