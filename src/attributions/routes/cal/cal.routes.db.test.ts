import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HORLOGE } from "#service/commandes/session.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { type Commission, EPCI_CAL, freeLogement, openCommission } from "../../../../test/fixtures/cal.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { textOf } from "../../../../test/fixtures/pages.ts";
import { demandeurOf } from "../../../../test/journal/personnes.ts";

const JOUR = HORLOGE.aujourdhui();
const T = `/t/${EPCI_CAL}/cal`;
/** Ten in the morning, when the session begins. */
const horloge = { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T10:00:00.000Z` };

let database: TestDatabase;
let commission: Commission;
beforeAll(async () => {
  database = await createDatabase();
  commission = await openCommission(database.pool, database.bases, JOUR);
});
afterAll(() => database.drop());

async function request(acteur: Acteur, chemin: string, champs?: Readonly<Record<string, string>>) {
  const app = createTestApp(database.bases, { horloge }, acteur);
  const response = await app.request(chemin, {
    headers: { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" },
    ...(champs && { method: "POST", body: new URLSearchParams(champs) }),
  });
  const octets = new Uint8Array(await response.arrayBuffer());
  const html = new TextDecoder().decode(octets);
  return { statut: response.status, html, octets, text: textOf(html), vers: response.headers.get("location") ?? "" };
}

describe("a session on its pages", () => {
  let seance = "";
  let logement = "";
  let candidats: readonly number[] = [];

  it("is prepared, takes its dwellings and convenes", async () => {
    const { secretaire, maire } = commission;
    const liberation = await freeLogement(database.pool, commission, 3);
    expect((await request(secretaire, T)).text).toContain("Aucune séance");
    expect((await request(secretaire, `${T}/preparer`)).text).toContain("Préparer une séance");
    const faux = await request(secretaire, `${T}/preparer`, {
      mode: "asynchrone",
      jour: "",
      heure: "9",
      duree: "5",
      fenetre: "0",
    });
    expect(faux.statut).toBe(422);
    expect(faux.text).toContain("donnez la date");
    const saisie = {
      mode: "presentiel",
      jour: JOUR,
      heure: "10:00",
      duree: "90",
      fenetre: "",
      lieu: "Salle du conseil",
      visio: "",
    };
    const { vers } = await request(secretaire, `${T}/preparer`, saisie);
    seance = vers.replace(/\?.*/, "");
    expect(seance).toMatch(new RegExp(`^${T}/\\d+$`));
    const page = await request(secretaire, seance);
    expect(page.text).toContain("L-0001, 12 rue de l’Essai (3 candidats)");
    expect((await request(secretaire, `${seance}/inscrire`, {})).text).toContain("Cochez un logement");
    await request(secretaire, `${seance}/inscrire`, { logement: String(liberation) });
    logement = `${seance}/logements/${liberation}`;
    expect((await request(maire, seance)).statut).toBe(404);
    expect((await request(secretaire, `${seance}/convoquer`, {})).statut).toBe(303);
    expect((await request(maire, seance)).text).toContain("Convoquée");
    const ics = await request(maire, `${seance}/seance.ics`);
    expect(ics.html).toContain("BEGIN:VEVENT");
    expect(ics.html).not.toMatch(/Durré|Camille/);
  });

  it("hears the commune before it opens, and nobody else in its place", async () => {
    const { mairie, maire } = commission;
    expect((await request(mairie, logement)).text).toContain("Donner cet avis");
    expect((await request(maire, logement)).text).not.toContain("Donner cet avis");
    expect((await request(mairie, `${logement}/avis`, { avis: "reserve", motif_avis: "" })).text).toContain(
      "dites pourquoi",
    );
    expect(
      (await request(mairie, `${logement}/avis`, { avis: "reserve", motif_avis: "L’école est pleine." })).statut,
    ).toBe(303);
    expect((await request(maire, logement)).text).toContain("Réservé");
    expect((await request(maire, `${logement}/avis`, { avis: "favorable", motif_avis: "" })).statut).toBe(403);
  });

  it("shows candidates without a name, takes votes and keeps what was typed when it refuses", async () => {
    const { secretaire, membres, maire } = commission;
    const [un] = membres;
    if (!un) throw new Error("a member");
    await request(secretaire, `${seance}/ouvrir`, {});
    const page = await request(maire, logement);
    expect(page.text).toContain("Candidat 3");
    expect(page.html).not.toMatch(/Durré|Camille/);
    candidats = [...page.html.matchAll(/name="vote-(\d+)"/g)].map(([, id]) => Number(id));
    expect(candidats).toHaveLength(3);
    const jeton = randomUUID();
    const bulletin = { jeton, [`vote-${candidats[0]}`]: "attribution", [`rangvote-${candidats[0]}`]: "1" };
    for (const fois of [1, 2]) {
      expect((await request(maire, `${logement}/vote`, bulletin)).statut, `sending ${fois}`).toBe(303);
    }
    expect((await request(un, logement)).text).toContain("1 voix pour l’attribution");
    const refuse = await request(secretaire, `${logement}/decision`, {
      jeton: randomUUID(),
      geste: "decider",
      ...decisions(),
      [`rang-${candidats[1]}`]: "1",
    });
    expect(refuse.statut).toBe(422);
    expect(refuse.text).toContain("il en faut 3 : quorum non atteint");
    expect(refuse.html).toContain("Un T4 conviendrait.");
    const message = await request(un, `${logement}/messages`, {
      jeton: randomUUID(),
      nature: "message",
      texte: "Le loyer me paraît élevé.",
    });
    expect(message.statut).toBe(303);
    expect((await request(maire, logement)).text).toContain("Le loyer me paraît élevé.");
  });

  const decisions = () => ({
    [`decision-${candidats[0]}`]: "attribution",
    [`rang-${candidats[0]}`]: "1",
    [`decision-${candidats[1]}`]: "attribution",
    [`rang-${candidats[1]}`]: "2",
    [`decision-${candidats[2]}`]: "non-attribution",
    [`motif-${candidats[2]}`]: "composition",
    [`precision-${candidats[2]}`]: "Un T4 conviendrait.",
  });

  it("shows what households will read, then decides once, closes and notifies", async () => {
    const { secretaire, maire } = commission;
    await request(secretaire, `${seance}/presences`, { ...(await presences()), autres: "present" });
    expect((await request(secretaire, seance)).text).toContain("le quorum est atteint");
    expect((await request(secretaire, `${seance}/cloture`)).text).toContain("logement attend sa décision");
    const jeton = randomUUID();
    const apercu = await request(secretaire, `${logement}/decision`, { jeton, geste: "relire", ...decisions() });
    expect(apercu.text).toContain("Elle ne vous attribue pas ce logement, parce que la taille");
    expect(apercu.text).toContain("Un T4 conviendrait.");
    for (const fois of [1, 2]) {
      const { statut } = await request(secretaire, `${logement}/decision`, { jeton, geste: "decider", ...decisions() });
      expect(statut, `sending ${fois}`).toBe(303);
    }
    const autre = await request(secretaire, `${logement}/decision`, {
      jeton: randomUUID(),
      geste: "decider",
      ...decisions(),
    });
    expect(autre.statut).toBe(409);
    expect(
      (await request(maire, `${logement}/decision`, { jeton: randomUUID(), geste: "decider", ...decisions() })).statut,
    ).toBe(403);
    expect((await request(maire, logement)).text).toContain("Attribution, rang 2");
    expect((await request(secretaire, `${seance}/clore`, { jeton: randomUUID() })).statut).toBe(303);
    const cloture = await request(secretaire, `${seance}/cloture`);
    expect(cloture.text).toContain("Notifier 3 décisions");
    // Letters are for whoever sends them.
    expect((await request(maire, `${seance}/cloture`)).text).not.toContain("Elle ne vous attribue pas");
    const pv = await request(maire, `${seance}/pv.pdf`);
    expect(pv.html.slice(0, 5)).toBe("%PDF-");
    expect((await request(secretaire, `${seance}/notifier`, {})).statut).toBe(303);
    const { rows } = await database.pool.query<{ demandeur: string }>(
      "select demandeur from candidature where id = $1",
      [candidats[2]],
    );
    const menage = await request(demandeurOf(rows[0]?.demandeur ?? ""), `/ma-demande/${EPCI_CAL}`);
    expect(menage.text).toContain("la taille de ce logement ne correspond pas");
    expect(menage.text).not.toContain("rang 2");
  });

  async function presences(): Promise<Readonly<Record<string, string>>> {
    const page = await request(commission.secretaire, seance);
    return Object.fromEntries([...page.html.matchAll(/name="(presence-\d+)"/g)].map(([, nom]) => [nom ?? "", ""]));
  }
});

describe("what a commission is made of", () => {
  it("is written by its secretary, its rules by whoever answers for the bailleur", async () => {
    const { secretaire, responsable, maire } = commission;
    const page = await request(secretaire, `${T}/composition`);
    expect(page.text).toContain("Aucun règlement n’est écrit ici");
    expect(page.text).toContain("à confirmer");
    expect(page.text).toContain("Maire de la commune du logement");
    expect((await request(maire, `${T}/composition`)).statut).toBe(403);
    const saisie = {
      depuis_reglement: "2026-01-01",
      quorum: "4",
      fenetre: "72",
      modes: "ecrit",
      source: "Règlement du 12 mars 2026",
    };
    expect((await request(responsable, `${T}/composition/reglement`, saisie)).statut).toBe(303);
    expect((await request(responsable, `${T}/composition/reglement`, saisie)).statut).toBe(409);
    expect((await request(secretaire, `${T}/composition`)).text).toContain("4 membres");
    const membre = {
      geste: "ajouter",
      qualite: "maire",
      compte: "",
      designation: "",
      commune: "",
      depuis: "2026-01-01",
    };
    expect((await request(secretaire, `${T}/composition`, membre)).text).toContain("choisissez-la");
    // The third member of the bailleur again: it would have two voices.
    const { compte } = commission.membres[2] ?? secretaire;
    const encore = { ...membre, qualite: "bailleur", compte: String(compte) };
    const deja = await request(secretaire, `${T}/composition`, encore);
    expect(deja.statut).toBe(409);
    expect(deja.text).toContain("siège déjà à ce titre");
  });
});

describe("what a member may read", () => {
  it("is the observatory of the territory too: its imbalances and its map", async () => {
    for (const acteur of [commission.maire, commission.secretaire]) {
      for (const page of ["observatoire/desequilibres", "observatoire/carte"]) {
        expect((await request(acteur, `/t/${EPCI_CAL}/${page}`)).statut, page).toBe(200);
      }
    }
  });
});
