import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { z } from "zod";
import { HORLOGE } from "#service/commandes/session.ts";
import type { Courrier, IssueCourrier, MessageCourrier } from "#socle/lectures/courrier.ts";
import { createDemoDatabase, type TestDatabase } from "../../../test/database.ts";
import { openPagesDemo, type QuiDemo } from "../../../test/fixtures/demo-personnes.ts";
import { parseIcs } from "../../../test/fixtures/ics.ts";
import { EPCI, expectSoundPage } from "../../../test/fixtures/pages.ts";
import { textOfPdf } from "../../../test/fixtures/pdf.ts";

/** Habilitations of the demonstration are valid from the day it is loaded. */
const JOUR = HORLOGE.aujourdhui();
const dans = (jours: number) => new Date(Date.parse(JOUR) + jours * 86_400_000).toISOString().slice(0, 10);

const partis: MessageCourrier[] = [];
let issue: (message: MessageCourrier) => IssueCourrier = () => ({ etat: "envoye" });
const COURRIER: Courrier = {
  adresse: "ne-pas-repondre@epci.exemple",
  depot: null,
  envoyer: async (message) => {
    partis.push(message);
    return issue(message);
  },
};

let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let organisation: string;
let compte: number;
beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, JOUR, { courrier: COURRIER });
  const [row] = await rows(
    z.object({ organisation: z.number(), compte: z.number() }),
    "select organisation, compte from habilitation where role = 'membre-coordination' and epci = $1 limit 1",
    [EPCI],
  );
  if (!row) throw new Error("the demonstration has a member of the commission");
  organisation = String(row.organisation);
  compte = row.compte;
});
afterAll(() => database.drop());

async function rows<T>(schema: z.ZodType<T>, sql: string, params: readonly unknown[] = []): Promise<readonly T[]> {
  return z.array(schema).parse((await database.pool.query(sql, [...params])).rows);
}

const ask = (qui: QuiDemo, chemin: string) => pages.ask(qui, `commission${chemin}`);
async function send(chemin: string, champs: Readonly<Record<string, string>> = {}, qui: QuiDemo = "agent-epci") {
  return pages.send(qui, `commission${chemin}`, champs);
}
async function done(chemin: string, champs: Readonly<Record<string, string>> = {}): Promise<string> {
  const { vers, text } = await send(chemin, champs);
  if (!vers?.includes("fait=")) throw new Error(`${chemin}: ${text.slice(0, 1500)}`);
  return vers;
}

const INSTANCE = { genre: "commission-coordination", nom: "Commission d’essai", frequence: "3", quorum: "50" };
const MEMBRE = { college: "bailleurs", fonction: "membre", voix: "oui" };
const REUNION = {
  titre: "Commission d’automne",
  heure: "14:00",
  duree: "120",
  lieu: "Salle 3",
  visio: "https://visio.exemple.fr/x",
};

async function createInstance(): Promise<{ readonly id: string; readonly membres: readonly string[] }> {
  const id = /instances\/(\d+)\?/.exec(await done("/instances/nouvelle", INSTANCE))?.[1] ?? "";
  await done(`/instances/${id}/membres/nouveau`, { ...MEMBRE, organisation, nom: "" });
  await done(`/instances/${id}/membres/nouveau`, { ...MEMBRE, organisation: "", nom: "Action Logement" });
  await done(`/instances/${id}/membres/nouveau`, {
    ...MEMBRE,
    organisation: "",
    nom: "Ancien membre",
    jusqua: dans(-1),
  });
  const membres = await rows(
    z.object({ id: z.number() }),
    "select id from instance_membre where instance = $1 order by id",
    [id],
  );
  return { id, membres: membres.map((membre) => String(membre.id)) };
}

async function createReunion(instance: string): Promise<string> {
  const vers = await done("/reunions/nouvelle", { ...REUNION, instance, jour: dans(20) });
  return /reunions\/(\d+)\?/.exec(vers)?.[1] ?? "";
}

async function inscrire(reunion: string): Promise<void> {
  await database.pool.query(
    "insert into reunion_point (epci, reunion, rang, nature, titre, constat) values ($1, $2, 1, 'libre', 'Point sur les objectifs', '12 sur 21')",
    [EPCI, reunion],
  );
}

const envois = (reunion: string) =>
  rows(
    z.object({
      courriel: z.string(),
      methode: z.string(),
      sequence: z.number(),
      etat: z.string(),
      motif: z.string().nullable(),
    }),
    "select courriel, methode, sequence, etat, motif from reunion_envoi where reunion = $1 order by id",
    [reunion],
  );
const convoques = (reunion: string) =>
  rows(
    z.object({ compte: z.number(), du: z.string(), au: z.string() }),
    "select compte, du::text, au::text from reunion_convoque where reunion = $1",
    [reunion],
  );

describe("instances", () => {
  it("are created, changed and closed, their members and contacts with them", async () => {
    const { id, membres } = await createInstance();
    const page = await ask("agent-epci", `/instances/${id}`);
    expectSoundPage(page.html);
    for (const dit of [
      "chaque trimestre",
      "50 % des voix",
      "Action Logement",
      "Personne à convoquer",
      "ne siège pas aujourd’hui",
    ]) {
      expect(page.text).toContain(dit);
    }
    const faux = await send(`/instances/${id}/membres/${membres[1]}/contacts`, {
      nom: "Service",
      courriel: "a@b.fr\r\nBcc: c@d.fr",
    });
    expect(faux.statut).toBe(422);
    expectSoundPage(faux.html);
    expect(faux.text).toContain("écrivez une seule adresse");
    await done(`/instances/${id}/membres/${membres[1]}/contacts`, {
      nom: "Service logement",
      courriel: "Logement@AL.exemple",
    });
    expect((await ask("agent-epci", `/instances/${id}`)).text).toContain("logement@al.exemple");
    for (const qui of ["agent-bailleur", "etat", "membre-coordination"] as const) {
      const autre = await ask(qui, `/instances/${id}`);
      expect(autre.statut).toBe(200);
      expect(autre.text).toContain("Action Logement");
      expect(autre.html).not.toMatch(/al\.exemple|Service logement|personne à convoquer/i);
    }
    expect(
      (await send(`/instances/${id}/modifier`, { ...INSTANCE, nom: "", quorum: "120", frequence: "99" })).text,
    ).toMatch(/Nom.*Fréquence.*Quorum/);
    await done(`/instances/${id}/modifier`, { ...INSTANCE, quorum: "100" });
    expect((await ask("agent-epci", "")).text).toMatch(/100\s% des voix/);
    await done(`/instances/${id}/modifier`, { ...INSTANCE, quorum: "" });
    expect((await ask("agent-epci", "")).text).toContain("aucun quorum écrit");
    await done(`/instances/${id}/membres/${membres[1]}`, {
      ...MEMBRE,
      nom: "Action Logement",
      voix: "oui",
      fonction: "invite",
      jusqua: dans(3),
    });
    expect(
      await rows(z.object({ voix: z.boolean() }), "select voix from instance_membre where id = $1", [membres[1]]),
    ).toEqual([{ voix: false }]);
    await done(`/instances/${id}/clore`, { le: JOUR });
    expect((await send(`/instances/${id}/modifier`, INSTANCE)).statut).toBe(409);
  });

  test.each(["responsable-bailleur", "etat", "gestionnaire-epci", "membre-cal", null] as const)(
    "are not written by %s",
    async (qui) => {
      const { vers, statut } = await send("/instances/nouvelle", INSTANCE, qui);
      expect(vers ?? "").not.toContain("fait=");
      expect([302, 303, 401, 403]).toContain(statut);
      expect((await ask(qui, "")).text).not.toContain("Créer une instance");
    },
  );
});

describe("a meeting", () => {
  it("is convened, moved, convened again and cancelled: each address is told once a rank", async () => {
    const { id, membres } = await createInstance();
    await done(`/instances/${id}/membres/${membres[0]}/contacts`, { nom: "Contact A", courriel: "a@membre.exemple" });
    const reunion = await createReunion(id);
    const vide = await ask("agent-epci", `/reunions/${reunion}/convoquer`);
    expect(vide.text).toContain("L’ordre du jour est vide");
    expect((await send(`/reunions/${reunion}/convoquer`, { sequence: "0" })).statut).toBe(422);
    await inscrire(reunion);
    const apercu = await ask("agent-epci", `/reunions/${reunion}/convoquer`);
    expectSoundPage(apercu.html);
    for (const dit of [
      "1 message partira",
      "Action Logement : aucun contact n’est écrit",
      "1. Point sur les objectifs",
      "1 compte habilité",
    ]) {
      expect(apercu.text).toContain(dit);
    }
    expect(apercu.text).not.toContain("Ancien membre");
    partis.length = 0;
    const deux = [1, 2].map(() => send(`/reunions/${reunion}/convoquer`, { sequence: "0" }));
    expect((await Promise.all(deux)).map(({ statut }) => statut).toSorted()).toEqual([303, 409]);
    expect(await envois(reunion)).toEqual([
      { courriel: "a@membre.exemple", methode: "REQUEST", sequence: 0, etat: "envoye", motif: null },
    ]);
    expect(await convoques(reunion)).toEqual([{ compte, du: JOUR, au: dans(80) }]);
    const [message] = partis;
    const agenda = parseIcs(message?.evenement?.contenu ?? "");
    expect(agenda.valeur("METHOD")).toBe("REQUEST");
    const uid = agenda.enfants.find(({ nom }) => nom === "VEVENT")?.valeur("UID");
    expect(uid).toMatch(/^[0-9a-f-]{36}@blaise$/);
    expect((textOfPdf(message?.pieces?.[0]?.contenu ?? new Uint8Array()) ?? "").replaceAll(/\s+/g, " ")).toContain(
      "Point sur les objectifs",
    );

    const fiche = { ...REUNION, jour: dans(21) };
    await done(`/reunions/${reunion}/modifier`, { ...fiche, jour: dans(20) });
    expect(partis).toHaveLength(1);
    await done(`/reunions/${reunion}/modifier`, fiche);
    expect((await envois(reunion)).map(({ sequence, methode, etat }) => [sequence, methode, etat])).toEqual([
      [0, "REQUEST", "envoye"],
      [1, "REQUEST", "envoye"],
    ]);
    expect(await convoques(reunion)).toEqual([{ compte, du: JOUR, au: dans(81) }]);
    const moved = parseIcs(partis[1]?.evenement?.contenu ?? "").enfants.find(({ nom }) => nom === "VEVENT");
    expect([moved?.valeur("UID"), moved?.valeur("SEQUENCE")]).toEqual([uid, "1"]);
    expect(partis[1]?.sujet).toMatch(/^Convocation modifiée/);

    await done(`/reunions/${reunion}/annuler`, { motif: "Salle indisponible" });
    const cancelled = parseIcs(partis[2]?.evenement?.contenu ?? "");
    expect(cancelled.valeur("METHOD")).toBe("CANCEL");
    const event = cancelled.enfants.find(({ nom }) => nom === "VEVENT");
    expect([event?.valeur("UID"), event?.valeur("SEQUENCE"), event?.valeur("STATUS")]).toEqual([uid, "2", "CANCELLED"]);
    expect(partis[2]?.texte).toContain("Salle indisponible");
    expect(partis).toHaveLength(3);
    expect(await convoques(reunion)).toEqual([]);
    const apres = await ask("agent-epci", `/reunions/${reunion}`);
    expectSoundPage(apres.html);
    expect(apres.text).toContain("Annulée");
    expect((await send(`/reunions/${reunion}/annuler`, { motif: "Encore une fois" })).statut).toBe(409);
    expect((await send(`/reunions/${reunion}/modifier`, fiche)).statut).toBe(409);
  });

  it("sends again what did not leave, and that alone", async () => {
    const { id, membres } = await createInstance();
    for (const nom of ["un", "deux", "trois"]) {
      await done(`/instances/${id}/membres/${membres[0]}/contacts`, { nom, courriel: `${nom}@membre.exemple` });
    }
    const reunion = await createReunion(id);
    await inscrire(reunion);
    partis.length = 0;
    issue = ({ destinataire }) =>
      destinataire.courriel.startsWith("deux")
        ? { etat: "echec", motif: "Refusée (code 550).", panne: false }
        : { etat: "envoye" };
    await done(`/reunions/${reunion}/convoquer`, { sequence: "0" });
    const page = await ask("agent-epci", `/reunions/${reunion}`);
    expect(page.text).toContain("1 message n’est pas parti");
    expect(page.text).toContain("Refusée (code 550).");
    issue = () => ({ etat: "envoye" });
    await Promise.all([done(`/reunions/${reunion}/envois`), done(`/reunions/${reunion}/envois`)]);
    expect(partis.map(({ destinataire }) => destinataire.courriel).toSorted()).toEqual([
      "deux@membre.exemple",
      "deux@membre.exemple",
      "trois@membre.exemple",
      "un@membre.exemple",
    ]);
    expect(new Set(partis.filter(({ destinataire }) => destinataire.nom === "deux").map(({ cle }) => cle)).size).toBe(
      1,
    );
    partis.length = 0;
    issue = () => ({ etat: "echec", motif: "Le serveur de courrier ne répond pas.", panne: true });
    await done(`/reunions/${reunion}/convoquer`, { sequence: "1" });
    expect(partis).toHaveLength(1);
    expect((await envois(reunion)).filter(({ sequence, etat }) => sequence === 1 && etat === "echec")).toHaveLength(3);
    issue = () => ({ etat: "envoye" });
    await done(`/reunions/${reunion}/envois`);
    expect((await envois(reunion)).filter(({ etat }) => etat !== "envoye")).toEqual([]);
  });

  it("is read by partners without addresses, taken as an event and as a feed, with its frozen documents", async () => {
    const { id, membres } = await createInstance();
    await done(`/instances/${id}/membres/${membres[0]}/contacts`, {
      nom: "Contact secret",
      courriel: "secret@membre.exemple",
    });
    const reunion = await createReunion(id);
    await inscrire(reunion);
    const cle = /<option value="((?:rapport|pack|bilan-bailleur|convention-objectif):[^"]+)"/.exec(
      (await ask("agent-epci", `/reunions/${reunion}`)).html,
    )?.[1];
    await done(`/reunions/${reunion}/pieces`, { cle: cle ?? "" });
    expect((await send(`/reunions/${reunion}/pieces`, { cle: "rapport:inconnu" })).statut).toBe(404);
    await done(`/reunions/${reunion}/convoquer`, { sequence: "0" });
    for (const qui of ["agent-bailleur", "etat", "commune", "membre-coordination"] as const) {
      const page = await ask(qui, `/reunions/${reunion}`);
      expect(page.statut).toBe(200);
      expectSoundPage(page.html);
      expect(page.text).toContain("Point sur les objectifs");
      expect(page.text).toMatch(/[0-9a-f]{64}/);
      const fichiers = await Promise.all([
        ask(qui, `/reunions/${reunion}/reunion.ics`),
        ask(qui, `/reunions.ics?instance=${id}`),
      ]);
      for (const { html } of fichiers) {
        const agenda = parseIcs(html);
        expect(agenda.valeur("METHOD")).toBe("PUBLISH");
        expect(agenda.enfants.filter(({ nom }) => nom === "VEVENT")).toHaveLength(1);
      }
      expect([page, ...fichiers].some(({ html }) => /secret/i.test(html))).toBe(false);
      expect((await send(`/reunions/${reunion}/annuler`, { motif: "Je le veux" }, qui)).statut).toBe(403);
    }
    const pdf = await ask("etat", `/reunions/${reunion}/ordre-du-jour.pdf`);
    expect((textOfPdf(pdf.octets) ?? "").replaceAll(/\s+/g, " ")).toContain("12 sur 21");
    expect((await ask("gestionnaire-epci", `/reunions/${reunion}`)).statut).toBe(403);
    expect((await ask(null, `/reunions/${reunion}`)).statut).not.toBe(200);
    const liste = await ask("etat", `/reunions?instance=${id}&etat=convoquee`);
    expectSoundPage(liste.html);
    expect(liste.text).toContain("Commission d’automne");
    expect((await ask("etat", `/reunions?instance=${id}&etat=close`)).text).toContain(
      "Aucune réunion ne répond à ces filtres",
    );
  });

  it("refuses a day that is past, a link that is not https, an hour that does not exist, and keeps what was typed", async () => {
    const { id } = await createInstance();
    const faux = await send("/reunions/nouvelle", {
      ...REUNION,
      instance: id,
      jour: dans(3),
      heure: "25:00",
      duree: "5",
    });
    expect(faux.statut).toBe(422);
    expectSoundPage(faux.html);
    expect(faux.html).toContain('value="Commission d’automne"');
    expect(faux.text).toMatch(/Heure.*Durée/);
    expect((await send("/reunions/nouvelle", { ...REUNION, instance: id, jour: dans(-1) })).text).toContain(
      "est passé",
    );
    expect(
      (await send("/reunions/nouvelle", { ...REUNION, instance: id, jour: dans(3), visio: "http://x.fr" })).text,
    ).toContain("https://");
    const nir = await send("/reunions/nouvelle", {
      ...REUNION,
      instance: id,
      jour: dans(3),
      titre: "Dossier de Mme X, logement@mairie.fr",
    });
    expect(nir.statut).toBe(422);
    expect(nir.html).toContain('name="relu"');
  });
});
