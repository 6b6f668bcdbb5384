import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openServiceSne } from "#service/commandes/service-sne.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import { addDays, addMonths } from "#socle/regles/shared/calendrier.ts";
import { createTestApp } from "../../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";
import { demandeurOf } from "../../../../test/journal/personnes.ts";

const AUJOURDHUI = HORLOGE.aujourdhui();
/** A demande presented eleven months ago: its year ends in one. */
const PRESENTEE = addMonths(AUJOURDHUI, -11);
const NUMERO = (rang: number) => `0521800000000010${rang}`.padEnd(18, "0");

const demande = (prenom: string, autres = {}) => ({
  nom: "Exemple",
  prenom,
  naissance: "1990-01-15",
  personnes: 2,
  typologie: "T3",
  motif: null,
  communes: ["52448"],
  ...autres,
});
const lue = (numero: string, autres = {}) => ({
  numero,
  creeLe: PRESENTEE,
  renouveleLe: null,
  etat: "active",
  ...autres,
});

/** What the national system answers, as if it had been recorded on that day. */
const ECHANGES = [
  { acte: "deposer", envoi: demande("Un"), reponse: { numero: NUMERO(1) } },
  {
    acte: "renouveler",
    envoi: { numero: NUMERO(1), le: AUJOURDHUI },
    reponse: lue(NUMERO(1), { renouveleLe: AUJOURDHUI }),
  },
  { acte: "modifier", envoi: { numero: NUMERO(1), demande: demande("Un", { personnes: 3 }) }, reponse: lue(NUMERO(1)) },
  { acte: "deposer", envoi: demande("Deux"), reponse: { muet: true } },
  {
    acte: "deposer",
    envoi: demande("Trois"),
    reponse: { code: "CTRL_DEM_0042", refus: "une demande est déjà active pour cette personne." },
  },
  { acte: "deposer", envoi: demande("Trois", { personnes: 1 }), reponse: { numero: NUMERO(3) } },
  {
    acte: "radier",
    envoi: { numero: NUMERO(4), motif: "RADABA", le: AUJOURDHUI },
    reponse: lue(NUMERO(4), { etat: "radiee" }),
  },
  { acte: "lire", envoi: { numero: NUMERO(5) }, reponse: lue(NUMERO(5), { renouveleLe: addDays(AUJOURDHUI, -20) }) },
  { acte: "lire", envoi: { numero: NUMERO(6) }, reponse: lue(NUMERO(6), { etat: "radiee" }) },
];

let visiteurs: Visiteurs;
beforeAll(async () => {
  const dossier = await mkdtemp(join(tmpdir(), "blaise-sne-"));
  const fichier = {
    synthetique: true,
    echanges: ECHANGES.map(({ reponse, ...echange }) => ({
      ...echange,
      reponse: "refus" in reponse ? { refus: reponse.refus, code: reponse.code } : reponse,
    })),
  };
  await writeFile(join(dossier, "echanges.json"), JSON.stringify(fichier));
  visiteurs = await openVisiteurs({ jour: AUJOURDHUI, serviceSne: await openServiceSne(dossier, 300) });
});
afterAll(() => visiteurs.close());

const rows = async (text: string, params: readonly unknown[] = []) =>
  (await visiteurs.database.pool.query<Record<string, unknown>>(text, [...params])).rows;
const send = (chemin: string, champs: Readonly<Record<string, string | readonly string[]>> = {}) =>
  visiteurs.send("guichet", `demandes/${chemin}`, champs);
const page = () => visiteurs.ask("guichet", "demandes/sne");

/** A person of the recorded exchanges, whose file is open at the desk. */
async function create(prenom: string): Promise<string> {
  const { vers, text } = await send("nouvelle", {
    civilite: "madame",
    nom: "Exemple",
    prenom,
    naissance: "1990-01-15",
    personnes: "2",
    typologie: "T3",
    logement: "hotel",
    guichet: String(visiteurs.organisation),
    commune_1: "52448",
  });
  const id = /demandes\/([0-9a-f-]{36})\?fait=ouverte$/.exec(vers ?? "")?.[1];
  if (!id) throw new Error(text.slice(0, 900));
  await send(`${id}/ouvrir`, { motif: "instruction" });
  return id;
}

async function register(prenom: string, numero: string): Promise<string> {
  const id = await create(prenom);
  await visiteurs.database.pool.query("update nominatif.demandeur set deposee_le = $2 where id = $1", [id, PRESENTEE]);
  const fait = await send(`${id}/enregistrer`, { numero, anciennete: PRESENTEE });
  expect([fait.statut, fait.statut === 303 ? "" : fait.text]).toEqual([303, ""]);
  return id;
}

/** Rows of one file, in order: « modification:a-envoyer ». */
const etatsOf = async (id: string) =>
  (
    await rows("select nature || ':' || etat as dit from nominatif.transmission where demandeur = $1 order by id", [id])
  ).map(({ dit }) => dit);
const lignesOf = async (id: string) =>
  (
    await rows("select id::text from nominatif.transmission where demandeur = $1 and close_le is null order by id", [
      id,
    ])
  ).map((row) => String(row.id));
const transmettre = async (id: string) => send("sne/transmettre", { lignes: await lignesOf(id) });
const suivre = async (id: string, champs: Readonly<Record<string, string>>) =>
  send("sne/suivre", { lignes: await lignesOf(id), refus: "", reponse: "", ...champs });

describe("a registration owed to the national system", () => {
  it("is due from the deposit, with the day of the préfet, and leaves with a number", async () => {
    const id = await create("Un");
    expect(await etatsOf(id)).toEqual(["enregistrement:a-envoyer"]);
    const { html, text } = await page();
    expectSoundPage(html);
    expect(text).toMatch(/À envoyer \(\d+\)/);
    expect(html).toContain(`value="${(await lignesOf(id))[0]}"`);
    const fait = await transmettre(id);
    expect(fait.text).toContain("1 ligne acceptée par le système national.");
    expect(await etatsOf(id)).toEqual(["enregistrement:acceptee"]);
    expect(await rows("select etat from nominatif.demandeur where id = $1", [id])).toEqual([{ etat: "active" }]);
    // Whoever ticks it again reads that it has changed, and nothing leaves.
    const [{ id: ligne }] = (await rows("select id::text from nominatif.transmission where demandeur = $1", [id])) as [
      { id: string },
    ];
    const deux = await send("sne/transmettre", { lignes: [ligne] });
    expect([deux.statut, deux.text]).toEqual([409, expect.stringContaining("a changé d’état")]);
  });

  it("without an answer is kept as sent, and is never sent again before somebody has looked", async () => {
    const id = await create("Deux");
    expect((await transmettre(id)).text).toContain("Le système national n’a pas répondu.");
    expect(await etatsOf(id)).toEqual(["enregistrement:envoyee"]);
    expect((await page()).text).toContain("Envoyées, sans réponse (1)");
    const formulaire = await visiteurs.ask("guichet", `demandes/${id}/enregistrer`);
    expectSoundPage(formulaire.html);
    expect(formulaire.text).toContain("Un numéro est déjà demandé");
    const encore = await send(`${id}/enregistrer`, { numero: "", sne: "demander", anciennete: PRESENTEE });
    expect([encore.statut, encore.text]).toEqual([409, expect.stringContaining("déjà partie, sans réponse")]);
    expect(await rows("select essais from nominatif.transmission where demandeur = $1", [id])).toEqual([{ essais: 1 }]);
    // The agent has looked: it leaves once more, and is as silent.
    await send(`${id}/enregistrer`, { numero: "", sne: "verifie", anciennete: PRESENTEE });
    expect(await rows("select etat, essais from nominatif.transmission where demandeur = $1", [id])).toEqual([
      { etat: "envoyee", essais: 2 },
    ]);
    // A registration is confirmed by its number alone.
    const sans = await suivre(id, { suite: "faite" });
    expect([sans.statut, sans.text]).toEqual([409, expect.stringContaining("se confirme par le numéro unique")]);
    expect((await send(`${id}/enregistrer`, { numero: NUMERO(2), anciennete: PRESENTEE })).statut).toBe(303);
    expect(await rows("select etat, voie from nominatif.transmission where demandeur = $1", [id])).toEqual([
      { etat: "acceptee", voie: "main" },
    ]);
  });

  it("refused, says why to the desk and to the household, and is due again once the file has changed", async () => {
    const id = await create("Trois");
    expect((await transmettre(id)).text).toContain("une demande est déjà active pour cette personne");
    expect(await rows("select etat, refus, reponse from nominatif.transmission where demandeur = $1", [id])).toEqual([
      { etat: "refusee", refus: "CTRL_DEM_0042", reponse: "une demande est déjà active pour cette personne." },
    ]);
    const { text } = await page();
    expect(text).toContain("Refusées (1)");
    expect(text).toContain("Code CTRL_DEM_0042 : une demande est déjà active pour cette personne.");
    const encore = await transmettre(id);
    expect(encore.text).toContain("Le système national l’a refusée : corrigez");
    expect((await suivre(id, { suite: "fermer" })).text).toContain(
      "reste à enregistrer tant qu’elle n’a pas de numéro",
    );
    await send(`${id}/etapes/menage/composition`, { revision: "0", seul: "oui" });
    expect(await etatsOf(id)).toEqual(["enregistrement:a-envoyer"]);
  });
});

describe("what changes in a registered demande", () => {
  it("is owed in its order: one writing travels at a time, and the answers that changed are named", async () => {
    const id = await register("Quatre", "052180000000007777");
    expect(await etatsOf(id)).toEqual(["enregistrement:acceptee"]);
    const renouvele = await send(`${id}/renouveler`, { renouvelee: "" });
    expect(renouvele.statut).toBe(303);
    await send(`${id}/etapes/logement-actuel/taille`, { revision: "0", habitants: "3" });
    await send(`${id}/etapes/vous/situation`, { revision: "0", situation: "celibataire" });
    expect(await etatsOf(id)).toEqual([
      "enregistrement:acceptee",
      "renouvellement:a-envoyer",
      "modification:a-envoyer",
    ]);
    expect(
      await rows(
        "select avant::text, etapes from nominatif.transmission where demandeur = $1 and close_le is null order by id",
        [id],
      ),
    ).toEqual([
      { avant: addMonths(PRESENTEE, 12), etapes: [] },
      { avant: null, etapes: expect.arrayContaining(["vous/situation"]) },
    ]);
    const { text } = await page();
    expect(text).toContain("après la ligne plus ancienne de ce dossier");
    expect((await visiteurs.ask("guichet", `demandes/${id}`)).text).toContain(
      "Renouvellement : à transmettre depuis le",
    );
    const [premiere, seconde] = await lignesOf(id);
    expect((await send("sne/transmettre", { lignes: [seconde ?? ""] })).text).toContain("elle part d’abord");
    expect(
      (await send("sne/suivre", { lignes: [premiere ?? ""], suite: "faite", refus: "", reponse: "" })).statut,
    ).toBe(303);
    expect(
      (await send("sne/suivre", { lignes: [premiere ?? ""], suite: "faite", refus: "", reponse: "" })).statut,
    ).toBe(409);
    expect((await visiteurs.ask("guichet", `demandes/${id}`)).text).toContain(
      "Confirmé par le système national (renouvellement)",
    );
  });

  it("is owed no more when its day comes from the national system", async () => {
    const id = await register("Cinq", "052180000000005555");
    await send(`${id}/renouveler`, { renouvelee: addDays(AUJOURDHUI, -3) });
    expect(await etatsOf(id)).toEqual(["enregistrement:acceptee", "renouvellement:acceptee"]);
  });

  it("refused by hand wants its reason, and may be closed", async () => {
    const id = await register("Six", "052180000000006666");
    await send(`${id}/renouveler`, { renouvelee: "" });
    const sans = await suivre(id, { suite: "refusee" });
    expect([sans.statut, sans.text]).toEqual([422, expect.stringContaining("Choisissez pourquoi le SNE l’a refusée")]);
    expect((await suivre(id, { suite: "refusee", refus: "radiee", reponse: "Déjà radiée le 2." })).statut).toBe(303);
    expect((await page()).text).toContain("La demande y est déjà radiée : Déjà radiée le 2.");
    expect((await suivre(id, { suite: "fermer" })).statut).toBe(303);
    expect((await etatsOf(id)).at(-1)).toBe("renouvellement:sans-objet");
    expect((await suivre(id, { suite: "remettre" })).text).toContain("Cochez au moins une ligne");
  });

  it("ends with a radiation, which makes the rest useless and is taken back with it", async () => {
    const id = await register("Sept", NUMERO(4));
    await send(`${id}/renouveler`, { renouvelee: "" });
    await send(`${id}/radier`, { motif: "renonciation", sortie: "inconnue" });
    expect((await etatsOf(id)).slice(1)).toEqual(["renouvellement:sans-objet", "radiation:a-envoyer"]);
    expect((await transmettre(id)).text).toContain("1 ligne acceptée");
    expect((await etatsOf(id)).at(-1)).toBe("radiation:acceptee");
    await rows("update nominatif.demandeur set etat = 'active', radie_le = null, radie_motif = null where id = $1", [
      id,
    ]);
    expect((await etatsOf(id)).at(-1)).toBe("reactivation:a-envoyer");
    await rows(
      "update nominatif.demandeur set etat = 'radiee', radie_le = $2, radie_motif = 'attribution' where id = $1",
      [id, AUJOURDHUI],
    );
    expect((await transmettre(id)).text).toContain("Le guichet du bailleur qui a signé le bail l’écrit dans le SNE");
    await rows("update nominatif.demandeur set etat = 'active', radie_le = null, radie_motif = null where id = $1", [
      id,
    ]);
    // It had never left: nothing is to be taken back there.
    expect((await etatsOf(id)).slice(-2)).toEqual(["reactivation:sans-objet", "radiation:sans-objet"]);
    await rows(
      "update nominatif.demandeur set etat = 'radiee', radie_le = $2, radie_motif = 'non-renouvellement' where id = $1",
      [id, AUJOURDHUI],
    );
    expect((await etatsOf(id)).slice(-1)).toEqual(["radiation:sans-objet"]);
  });

  it("travels one at a time, whoever sends it", async () => {
    const id = await register("Huit", "052180000000008888");
    await send(`${id}/renouveler`, { renouvelee: "" });
    const [ligne = ""] = await lignesOf(id);
    const deux = await Promise.all([1, 2].map(() => send("sne/transmettre", { lignes: [ligne] })));
    // No exchange is recorded: the one that left comes back to be sent, the other is told that the line has changed.
    expect(deux.map(({ text }) => /aucun numéro n’est inventé|a changé d’état/.test(text))).toEqual([true, true]);
    expect((await etatsOf(id)).at(-1)).toBe("renouvellement:a-envoyer");
  });
});

it("a state with more lines than are shown says so, counts them all, and gives them when it is asked", async () => {
  const tards = await Promise.all(["Douze", "Treize", "Quatorze", "Quinze", "Seize", "Dixsept", "Dixhuit"].map(create));
  const ancienne = addDays(AUJOURDHUI, -40);
  await rows("update nominatif.demandeur set deposee_le = $2 where id = any ($1)", [tards, ancienne]);
  const lignes = (await Promise.all(tards.map(lignesOf))).flat();
  const partie = await create("Dixneuf");
  await rows("update nominatif.transmission set etat = 'envoyee' where demandeur = $1", [partie]);
  const shownIn = (html: string) => lignes.filter((ligne) => html.includes(`value="${ligne}"`)).length;

  const toutes = await page();
  expect(shownIn(toutes.html)).toBe(6);
  expect(toutes.text).toMatch(/dont ([7-9]|\d{2}) au-delà de leur date/);
  // A state does not hide another one.
  expect(toutes.text).toMatch(/Envoyées, sans réponse \(\d+\)/);
  expect(toutes.html).toContain("?etat=a-envoyer#transmissions");

  const une = await visiteurs.ask("guichet", "demandes/sne?etat=a-envoyer");
  expectSoundPage(une.html);
  expect(shownIn(une.html)).toBe(lignes.length);
  expect(une.text).not.toMatch(/Envoyées, sans réponse \(/);
  expect(une.text).toContain("Revenir à tous les états");
  expect((await visiteurs.ask("guichet", "demandes/sne?etat=ailleurs")).text).toMatch(/Envoyées, sans réponse \(\d+\)/);
});

it("what is typed by hand comes in a file, under the names of the message", async () => {
  const id = await register("Neuf", "052180000000009999");
  await send(`${id}/renouveler`, { renouvelee: "" });
  const { statut, octets } = await send("sne/a-saisir", { type: "csv" });
  expect(statut).toBe(200);
  const csv = new TextDecoder().decode(octets);
  expect(csv).toMatch(/typeFichier;numUnique;reference/);
  expect(csv).toMatch(/REN;052180000000009999;/);
  const xlsx = await send("sne/a-saisir", { type: "xlsx" });
  expect([xlsx.statut, xlsx.octets[0], xlsx.octets[1]]).toEqual([200, 0x50, 0x4b]);
  const journal = await rows("select objet from journal.entree where acte = 'demandes-exportees' order by numero");
  expect(journal.map(({ objet }) => objet)).toEqual([
    expect.stringMatching(/^a-saisir-sne\.csv:\d+:saisie-sne$/),
    expect.stringMatching(/^a-saisir-sne\.xlsx:\d+:saisie-sne$/),
  ]);
  for (const role of ["agent-epci", "agent-bailleur", "commune"] as const) {
    expect((await visiteurs.send(role, "demandes/sne/a-saisir", { type: "csv" })).statut, role).toBe(403);
    expect((await visiteurs.send(role, "demandes/sne/transmettre", { lignes: [] })).statut, role).toBe(403);
  }
});

describe("a number that the household obtained elsewhere", () => {
  const declare = async (id: string, numero: string) => {
    const horloge = { aujourdhui: () => AUJOURDHUI, maintenant: () => `${AUJOURDHUI}T09:00:00.000Z` };
    const app = createTestApp(visiteurs.database.bases, { horloge }, demandeurOf(id));
    return app.request(`/ma-demande/${EPCI}/numero`, {
      method: "POST",
      body: new URLSearchParams({ numero }),
      headers: { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" },
    });
  };

  it("is attached without being typed again, once its bearer has been seen, with the days of the national system", async () => {
    const id = await create("Dix");
    expect((await declare(id, "12")).status).toBe(422);
    expect((await declare(id, NUMERO(5))).status).toBe(303);
    const page = await visiteurs.ask("guichet", `demandes/${id}/enregistrer`);
    expectSoundPage(page.html);
    expect(page.text).toContain(`Prendre ce numéro, qui finit par ${NUMERO(5).slice(-4)}`);
    expect(page.html).not.toContain(NUMERO(5));
    const sans = await send(`${id}/enregistrer`, { numero: "", declare: "oui" });
    expect([sans.statut, sans.text]).toEqual([422, expect.stringContaining("Voyez d’abord sa pièce d’identité")]);
    expect((await send(`${id}/enregistrer`, { numero: "", declare: "oui", identite: "oui" })).statut).toBe(303);
    expect(
      await rows(
        "select etat, anciennete_le::text, renouvelee_le::text, numero_declare, numero_hash is not null as numero from nominatif.demandeur where id = $1",
        [id],
      ),
    ).toEqual([
      {
        etat: "active",
        anciennete_le: PRESENTEE,
        renouvelee_le: addDays(AUJOURDHUI, -20),
        numero_declare: null,
        numero: true,
      },
    ]);
    expect(await etatsOf(id)).toEqual(["enregistrement:acceptee"]);
    expect((await visiteurs.ask("guichet", `demandes/${id}`)).text).toContain("identité vérifiée en présence");
    expect((await declare(id, NUMERO(5))).status).toBe(409);
  });

  it("of a demande that the national system has struck off is not attached", async () => {
    const id = await create("Onze");
    await declare(id, NUMERO(6));
    const radie = await send(`${id}/enregistrer`, { numero: "", declare: "oui", identite: "oui" });
    expect([radie.statut, radie.text]).toEqual([
      409,
      expect.stringContaining("demande radiée dans le système national"),
    ]);
    expect(await etatsOf(id)).toEqual(["enregistrement:a-envoyer"]);
  });
});
