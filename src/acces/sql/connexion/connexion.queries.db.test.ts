// @module-tag moteur
import { afterAll, beforeAll, expect, it } from "vitest";
import { type BaseConnexion, EPCI, openBaseConnexion } from "../../../../test/connexion/base-connexion.ts";
import type { ConnexionQueries } from "../../lectures/connexion/ports.ts";

let base: BaseConnexion;
let queries: ConnexionQueries;

const JOUR = "2026-03-10";
const INSTANT = "2026-03-10T09:00:00.000Z";
const empreinte = (n: number) => n.toString(16).padStart(64, "0");

beforeAll(async () => {
  base = await openBaseConnexion();
  queries = base.queries;
});
afterAll(() => base.drop());

let suite = 0;
async function addCompte(): Promise<number> {
  suite += 1;
  return queries.createCompte({
    courriel: `agent${suite}@exemple.fr`,
    prenom: "Ada",
    nom: `Agent ${suite}`,
    demonstration: false,
    invitePour: null,
  });
}

async function grant(compte: number, debut: string, fin: string): Promise<number | null> {
  const organisation = await base.machine.ensureOrganisation({
    type: "epci",
    nom: "Agglo",
    siren: "200068666",
    demonstration: true,
  });
  return base.machine.grantFromMachine({
    compte,
    organisation,
    role: "agent-epci",
    epci: EPCI,
    communes: [],
    sensible: false,
    debut,
    fin,
    motif: "essai",
  });
}

it("reads a session with what its person may do that very day", async () => {
  const compte = await addCompte();
  const active = await grant(compte, "2026-01-01", "2026-03-10");
  await queries.openSession({
    empreinte: empreinte(1),
    compte,
    moyen: "proconnect",
    ouverteLe: INSTANT,
    vueLe: INSTANT,
    expireLe: "2026-03-10T19:00:00.000Z",
    idToken: "jeton",
  });
  const found = await queries.findSession(empreinte(1), JOUR);
  expect(found).toMatchObject({ session: { idToken: "jeton", fermeeLe: null }, compte: { id: compte } });
  expect(found?.acteur).toMatchObject({
    compte,
    habilitations: [{ id: active, role: "agent-epci", epci: EPCI, siren: "200068666", nomOrganisation: "Agglo" }],
  });
  // The last day is included.
  expect((await queries.findSession(empreinte(1), "2026-03-11"))?.acteur.habilitations).toEqual([]);
  await base.sql.query("update habilitation set revoquee_le = now() where id = $1", [active]);
  expect((await queries.findSession(empreinte(1), JOUR))?.acteur.habilitations).toEqual([]);
  expect(await queries.findSession(empreinte(2), JOUR)).toBeNull();
});

it("closes the other sessions of an account, and no other's", async () => {
  const [one, other] = [await addCompte(), await addCompte()];
  for (const [n, compte] of [
    [11, one],
    [12, one],
    [13, other],
  ] as const) {
    const expireLe = "2026-03-10T19:00:00.000Z";
    const base = { moyen: "mot-de-passe", ouverteLe: INSTANT, vueLe: INSTANT, expireLe, idToken: null } as const;
    await queries.openSession({ empreinte: empreinte(n), compte, ...base });
  }
  expect(await queries.closeSessionsOf(one, INSTANT, empreinte(11))).toBe(1);
  expect((await queries.listSessions(one, INSTANT)).map((s) => s.empreinte)).toEqual([empreinte(11)]);
  expect(await queries.listSessions(other, INSTANT)).toHaveLength(1);
  await queries.touchSession(empreinte(12), "2026-03-10T09:05:00.000Z");
  expect((await queries.findSession(empreinte(12), JOUR))?.session.vueLe).toBe(INSTANT);
  expect(await queries.closeSessionsOf(one, INSTANT, null)).toBe(1);
});

it("gives a link and a challenge once, and not after their time", async () => {
  const lien = { usage: "premier-administrateur", compte: null, creeLe: INSTANT } as const;
  await queries.createLien({
    parCourriel: false,
    ...lien,
    empreinte: empreinte(21),
    expireLe: "2026-03-11T09:00:00.000Z",
  });
  expect(await queries.useLien(empreinte(21), "2026-03-11T09:00:00.000Z")).toBe(false);
  expect(await queries.useLien(empreinte(21), INSTANT)).toBe(true);
  expect(await queries.useLien(empreinte(21), INSTANT)).toBe(false);
  await queries.createLien({
    parCourriel: false,
    ...lien,
    empreinte: empreinte(22),
    expireLe: "2026-03-11T09:00:00.000Z",
  });
  await queries.voidLiens("premier-administrateur", null, INSTANT);
  expect(await queries.useLien(empreinte(22), INSTANT)).toBe(false);

  const defi = { usage: "proconnect", compte: null, contenu: { state: "s" } } as const;
  const expireLe = "2026-03-10T09:10:00.000Z";
  for (const n of [31, 32, 33]) await queries.createDefi({ ...defi, empreinte: empreinte(n), expireLe }, INSTANT);
  expect(await queries.takeDefi(empreinte(31), "proconnect", INSTANT)).toMatchObject({ contenu: { state: "s" } });
  expect(await queries.takeDefi(empreinte(31), "proconnect", INSTANT)).toBeNull();
  expect(await queries.takeDefi(empreinte(32), "cle-acces", INSTANT)).toBeNull();
  expect(await queries.takeDefi(empreinte(33), "proconnect", expireLe)).toBeNull();
});

it("links one subject to one account, for good", async () => {
  const [one, other] = [await addCompte(), await addCompte()];
  const lien = { emetteur: "https://pc.exemple.fr", sujet: "s1" };
  expect(await queries.linkProConnect(one, lien)).toBe(true);
  expect(await queries.linkProConnect(other, lien)).toBe(false);
  expect(await queries.linkProConnect(one, { ...lien, sujet: "s2" })).toBe(false);
  expect((await queries.findCompteBySujet(lien.emetteur, "s1"))?.id).toBe(one);
});

it("advances the counter of a key once", async () => {
  const compte = await addCompte();
  const cle = {
    identifiant: "k1",
    compte,
    clePublique: new Uint8Array([1, 2]),
    compteur: 5,
    transports: ["usb"],
    nom: "Clé",
  };
  expect(await queries.addCle(cle, INSTANT)).toBe(true);
  expect(await queries.addCle(cle, INSTANT)).toBe(false);
  expect(await queries.recordCle("k1", 5, 6, INSTANT)).toBe(true);
  expect(await queries.recordCle("k1", 5, 6, INSTANT)).toBe(false);
  expect((await queries.findCle("k1"))?.clePublique).toEqual(new Uint8Array([1, 2]));
  await queries.removeCle("k1", compte + 1);
  expect(await queries.listCles(compte)).toHaveLength(1);
  await queries.removeCle("k1", compte);
  expect(await queries.listCles(compte)).toEqual([]);
});

it("keeps the newer hash when a password changes while its hash is upgraded", async () => {
  const compte = await addCompte();
  expect(await queries.readMotDePasse(compte)).toBeNull();
  await queries.writeMotDePasse(compte, "ancienne", INSTANT);
  await queries.writeMotDePasse(compte, "changee", INSTANT);
  await queries.upgradeMotDePasse(compte, "ancienne", "mieux");
  expect(await queries.readMotDePasse(compte)).toBe("changee");
});

it("writes in the journal once per territory of the person, or for the platform", async () => {
  const [ici, nulle] = [await addCompte(), await addCompte()];
  await grant(ici, "2026-01-01", "2026-12-31");
  await queries.recordActe("connexion", ici, JOUR, "cle-acces");
  await queries.recordActe("connexion-refusee", nulle, JOUR);
  const { rows } = await base.sql.query(
    "select epci, acte, objet, motif from journal.entree where acte like 'connexion%' order by objet",
  );
  expect(rows).toEqual([
    { epci: EPCI, acte: "connexion", objet: `compte:${ici}`, motif: "cle-acces" },
    { epci: null, acte: "connexion-refusee", objet: `compte:${nulle}`, motif: null },
  ]);
});

it("refuses a second account at an address, and a role already held", async () => {
  const compte = await addCompte();
  const { courriel } = (await queries.findCompte(compte)) ?? { courriel: "" };
  await expect(
    queries.createCompte({ courriel, prenom: "A", nom: "B", demonstration: false, invitePour: null }),
  ).rejects.toMatchObject({
    code: "compte-existant",
  });
  expect(await grant(compte, JOUR, "2027-01-01")).not.toBeNull();
  expect(await grant(compte, JOUR, "2027-01-01")).toBeNull();
  expect(await queries.listHabilitations(compte, JOUR)).toMatchObject([
    { nomTerritoire: "Territoire", fin: "2027-01-01" },
  ]);
});
