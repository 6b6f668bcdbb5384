import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openServiceSne } from "#service/commandes/service-sne.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

const AUJOURDHUI = HORLOGE.aujourdhui();
/** Milliseconds: enough for a replay, short for a service that never answers. */
const DELAI_MS = 300;

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: AUJOURDHUI, serviceSne: await openServiceSne("demo/sne", DELAI_MS) });
});
afterAll(() => visiteurs.close());

const rowOf = async <T extends z.ZodType>(schema: T, text: string, id: string): Promise<z.infer<T>> =>
  schema.parse((await visiteurs.database.pool.query(text, [id])).rows[0]);
const send = (chemin: string, champs: Readonly<Record<string, string>> = {}) =>
  visiteurs.send("guichet", `demandes/${chemin}`, champs);

/** A person of the recorded exchanges (demo/sne/echanges.json), whose file is open at the desk. */
async function create(champs: Readonly<Record<string, string>>): Promise<string> {
  const { vers, text } = await send("nouvelle", {
    civilite: "madame",
    nom: "Exemple",
    guichet: String(visiteurs.organisation),
    commune_1: "52448",
    ...champs,
  });
  const id = /demandes\/([0-9a-f-]{36})\?fait=ouverte$/.exec(vers ?? "")?.[1];
  if (!id) throw new Error(text.slice(0, 900));
  await send(`${id}/ouvrir`, { motif: "instruction" });
  return id;
}

const DOMINIQUE = { prenom: "Dominique", naissance: "1985-06-02", personnes: "1", typologie: "T2", logement: "hotel" };
const demander = (id: string, champs: Readonly<Record<string, string>> = {}) =>
  send(`${id}/enregistrer`, { numero: "", sne: "demander", anciennete: AUJOURDHUI, ...champs });
const vieOf = (id: string) =>
  rowOf(
    z.object({ etat: z.string(), numero: z.boolean(), evenements: z.number() }),
    `select etat, numero_hash is not null as numero,
            (select count(*)::integer from nominatif.evenement e where e.demandeur = d.id and e.code = 'demande-enregistree') as evenements
       from nominatif.demandeur d where id = $1`,
    id,
  );
const A_ENREGISTRER = { etat: "a-enregistrer", numero: false, evenements: 0 };

describe("a number asked of the national system", () => {
  it("is written, and the demande is scored on that day", async () => {
    const camille = { prenom: "Camille", naissance: "1990-01-15", personnes: "2", typologie: "T3", logement: "hotel" };
    const id = await create(camille);
    await send(`${id}/etapes/recherche/motifs`, { revision: "0", principal: "13" });
    await visiteurs.database.pool.query(
      "update nominatif.cotation set calculee_le = calculee_le - 30, points = -1 where demandeur = $1",
      [id],
    );
    const page = await visiteurs.ask("guichet", `demandes/${id}/enregistrer`);
    expectSoundPage(page.html);
    expect(page.text).toContain("Demander le numéro au système national");
    const fait = await demander(id);
    expect([fait.statut, fait.vers?.endsWith("fait=enregistrer"), fait.statut === 303 ? "" : fait.text]).toEqual([
      303,
      true,
      "",
    ]);
    expect(await vieOf(id)).toEqual({ etat: "active", numero: true, evenements: 1 });
    expect((await visiteurs.ask("guichet", `demandes/${id}`)).text).toContain("052180000000000001");
    const cotation = await rowOf(
      z.object({ points: z.number(), le: z.string() }),
      "select points, calculee_le::text as le from nominatif.cotation where demandeur = $1",
      id,
    );
    expect([cotation.points >= 0, cotation.le]).toEqual([true, AUJOURDHUI]);
  });

  it("refused, leaves the file to be registered, and by hand it still may be", async () => {
    const id = await create(DOMINIQUE);
    const refus = await demander(id);
    expect([refus.statut, refus.text.includes("une demande est déjà active pour cette personne")]).toEqual([422, true]);
    expect(await vieOf(id)).toEqual(A_ENREGISTRER);
    expect((await send(`${id}/enregistrer`, { numero: "052042600555", anciennete: AUJOURDHUI })).statut).toBe(303);
    expect(await vieOf(id)).toEqual({ etat: "active", numero: true, evenements: 1 });
  });

  it("typed, wants the day of presentation when nothing here says it", async () => {
    const id = await create({ ...DOMINIQUE, prenom: "Andrea" });
    await visiteurs.database.pool.query("update nominatif.demandeur set deposee_le = null where id = $1", [id]);
    const sans = await send(`${id}/enregistrer`, { numero: "052042600557", anciennete: "" });
    expect([sans.statut, sans.text.includes("Le jour de présentation n’est pas connu ici.")]).toEqual([422, true]);
    expect(await vieOf(id)).toEqual(A_ENREGISTRER);
  });

  it("unanswered, says so within its delay, and nothing is half done", async () => {
    const id = await create({ ...DOMINIQUE, prenom: "Alix", naissance: "1979-11-30", typologie: "T1" });
    const muet = await demander(id);
    expect([muet.statut, muet.text.includes("n’a pas répondu. Rien n’est enregistré ici")]).toEqual([422, true]);
    expect(await vieOf(id)).toEqual(A_ENREGISTRER);
  });

  it("is asked only for a file that may be registered, and not beside a number that was typed", async () => {
    const id = await create({ ...DOMINIQUE, prenom: "Inconnue" });
    const deux = await demander(id, { numero: "052042600556" });
    expect([deux.statut, deux.text.includes("pas les deux")]).toEqual([422, true]);
    // No exchange is recorded for this person: no number is made up.
    expect((await demander(id)).text).toContain("aucun numéro n’est inventé");
    expect(await vieOf(id)).toEqual(A_ENREGISTRER);
    const tard = await create({ ...DOMINIQUE, nom: "Tard" });
    expect((await demander(tard, { anciennete: addMonths(AUJOURDHUI, 2) })).text).toContain("est à venir");
  });
});
