import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HORLOGE } from "#service/commandes/session.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { type CommissionDouble, EPCI_CAL, freeLogement, openDouble, VOISIN } from "../../../../test/fixtures/cal.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { textOf } from "../../../../test/fixtures/pages.ts";
import { demandeurOf } from "../../../../test/journal/personnes.ts";

const JOUR = HORLOGE.aujourdhui();
const T = `/t/${EPCI_CAL}/cal`;
const V = `/t/${VOISIN.epci}/cal`;
const horloge = { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T10:00:00.000Z` };

let database: TestDatabase;
let commission: CommissionDouble;
let ici: number;
let labas: number;
let seance: string;
beforeAll(async () => {
  database = await createDatabase();
  commission = await openDouble(database.pool, database.bases, JOUR);
  ici = await freeLogement(database.pool, commission, 3);
  labas = await freeLogement(database.pool, commission, 3, VOISIN);
});
afterAll(() => database.drop());

type Paires = [string, string][];

async function request(acteur: Acteur, chemin: string, champs?: Record<string, string> | Paires) {
  const app = createTestApp(database.bases, { horloge }, acteur);
  const response = await app.request(chemin, {
    headers: { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" },
    ...(champs && { method: "POST", body: new URLSearchParams(champs) }),
  });
  const html = await response.text();
  return { statut: response.status, html, text: textOf(html), vers: response.headers.get("location") ?? "" };
}

const auVoisin = (chemin: string) => chemin.replace(T, V);

async function deciderPar(acteur: Acteur, logement: string) {
  const { html } = await request(acteur, logement);
  const champs = [...html.matchAll(/name="decision-(\d+)" value="attribution"/g)].flatMap(
    ([, id], i): Paires => [
      [`decision-${id}`, "attribution"],
      [`rang-${id}`, String(i + 1)],
    ],
  );
  return request(acteur, `${logement}/decision`, [["jeton", randomUUID()], ["geste", "decider"], ...champs]);
}

describe("a session over two EPCI, on its pages", () => {
  it("takes the dwellings of both, of whoever holds the commission in both", async () => {
    const { secretaire } = commission;
    const saisie = { mode: "presentiel", jour: JOUR, heure: "10:00", duree: "90", fenetre: "", lieu: "", visio: "" };
    seance = (await request(secretaire, `${T}/preparer`, saisie)).vers.replace(/\?.*/, "");
    const page = await request(secretaire, seance);
    expect(page.text).toContain("Inscrire des logements libérés de Voisin");
    const seul = { ...secretaire, habilitations: secretaire.habilitations.filter(({ epci }) => epci === EPCI_CAL) };
    expect((await request(seul, seance)).text).not.toContain("Voisin");
    const refuse = await request(seul, `${seance}/inscrire`, [["logement", String(labas)]]);
    expect(refuse.statut).toBe(409);
    expect(refuse.text).toContain("il est sur un territoire où vous ne tenez pas sa commission");
    // Whoever reads the dwelling as an officer of the bailleur there does not hold its commission.
    const agent = { ...habilitationOf(seul), id: 9, role: "agent-bailleur" as const, epci: VOISIN.epci };
    const lecteur = { ...seul, habilitations: [...seul.habilitations, agent] };
    const interdit = await request(lecteur, `${seance}/inscrire`, [["logement", String(labas)]]);
    expect(interdit.statut).toBe(403);
    expect(interdit.text).toContain("sur le territoire Voisin : il faut y être aussi secrétaire");
    const deux = [ici, labas].map((id): [string, string] => ["logement", String(id)]);
    expect((await request(secretaire, `${seance}/inscrire`, deux)).statut).toBe(303);
    const inscrite = await request(secretaire, seance);
    expect(inscrite.text).toContain("elle porte aussi sur des logements de Voisin");
    expect(inscrite.text).toContain("Territoire");
    expect((await request(secretaire, V)).text).toContain("CAL-");
  });

  it("is convened by nobody who holds one of the two, and opens to each what concerns them", async () => {
    const { secretaire, officier, officierVoisin, maire } = commission;
    const seul = { ...secretaire, habilitations: secretaire.habilitations.filter(({ epci }) => epci === EPCI_CAL) };
    const refuse = await request(seul, `${seance}/convoquer`, {});
    expect(refuse.statut).toBe(403);
    expect(refuse.text).toContain("il faut y être aussi secrétaire");
    expect((await request(officierVoisin, auVoisin(seance))).statut).toBe(404);
    expect((await request(secretaire, `${seance}/convoquer`, {})).statut).toBe(303);
    for (const acteur of [officier, maire]) {
      const page = await request(acteur, seance);
      expect(page.html).toContain(`/logements/${ici}`);
      expect(page.html).not.toContain(`/logements/${labas}`);
      expect((await request(acteur, `${seance}/logements/${labas}`)).statut).toBe(404);
    }
    const voisine = await request(officierVoisin, auVoisin(seance));
    expect(voisine.html).toContain(`/logements/${labas}`);
    expect(voisine.html).not.toContain(`/logements/${ici}`);
    expect((await request(officierVoisin, seance)).statut).toBe(404);
    const membre = await request(commission.membres[0] ?? secretaire, seance);
    expect(membre.html).toContain(`/logements/${ici}`);
    expect(membre.html).toContain(`/logements/${labas}`);
  });

  it("has one attendance and one quorum; each votes on what they read", async () => {
    const { secretaire, officierVoisin, membres } = commission;
    const [membre] = membres;
    if (!membre) throw new Error("a member");
    await request(secretaire, `${seance}/ouvrir`, {});
    const { html } = await request(secretaire, seance);
    const sieges = [...html.matchAll(/name="(presence-\d+)"/g)].map(([, nom]): [string, string] => [nom ?? "", ""]);
    await request(secretaire, `${seance}/presences`, [...sieges, ["autres", "present"]]);
    for (const [acteur, chemin] of [
      [secretaire, seance],
      [officierVoisin, auVoisin(seance)],
    ] as const) {
      expect((await request(acteur, chemin)).text).toContain("6 membres du bailleur présents ou représentés");
    }
    for (const [acteur, chemin] of [
      [membre, `${seance}/logements/${labas}`],
      [officierVoisin, auVoisin(`${seance}/logements/${labas}`)],
    ] as const) {
      const page = await request(acteur, chemin);
      const [, candidat] = /name="vote-(\d+)"/.exec(page.html) ?? [];
      const bulletin = { jeton: randomUUID(), [`vote-${candidat}`]: "attribution", [`rangvote-${candidat}`]: "1" };
      expect((await request(acteur, `${chemin}/vote`, bulletin)).statut).toBe(303);
    }
    const lu = await request(secretaire, `${seance}/logements/${labas}`);
    expect(lu.text).toContain("2 voix pour l’attribution");
  });

  it("decides, closes with one PV and sends each household back to its own territory", async () => {
    const { secretaire, officierVoisin } = commission;
    await deciderPar(secretaire, `${seance}/logements/${ici}`);
    const manque = await request(secretaire, `${seance}/clore`, { jeton: randomUUID() });
    expect(manque.text).toContain("Il manque ce qui suit");
    await deciderPar(secretaire, `${seance}/logements/${labas}`);
    expect((await request(secretaire, `${seance}/clore`, { jeton: randomUUID() })).statut).toBe(303);
    expect((await request(officierVoisin, auVoisin(`${seance}/cloture`))).text).toContain("Figé, numéro CAL-");
    expect((await request(officierVoisin, auVoisin(`${seance}/pv.pdf`))).html.slice(0, 5)).toBe("%PDF-");
    expect((await request(secretaire, `${seance}/cloture`)).text).toContain("Notifier 6 décisions");
    expect((await request(secretaire, `${seance}/notifier`, {})).statut).toBe(303);
    const { rows } = await database.pool.query<{ demandeur: string }>(
      "select demandeur from candidature where liberation = $1 order by ordre limit 1",
      [labas],
    );
    const menage = demandeurOf(rows[0]?.demandeur ?? "");
    expect((await request(menage, `/ma-demande/${VOISIN.epci}`)).text).toContain("Elle vous attribue ce logement");
  });
});

function habilitationOf({ habilitations: [premiere] }: Acteur) {
  if (!premiere) throw new Error("a habilitation");
  return premiere;
}
