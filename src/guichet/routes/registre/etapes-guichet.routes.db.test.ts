import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { HORLOGE } from "#service/commandes/session.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

const EPCI = "200068666";
const AUJOURDHUI = HORLOGE.aujourdhui();

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: AUJOURDHUI });
  // Without the threshold of the year, the quartile would be unknown.
  await visiteurs.database.pool.query(
    `insert into seuil (lot, epci, ligne, annee, seuil_annuel_uc, date_effet)
     select lot, epci, 1 + (select max(t.ligne) from seuil t where t.lot = s.lot), $2, 12000, $3
       from seuil s where epci = $1 order by annee desc limit 1`,
    [EPCI, Number(AUJOURDHUI.slice(0, 4)), `${AUJOURDHUI.slice(0, 4)}-01-01`],
  );
});
afterAll(() => visiteurs.close());

const one = async <T extends z.ZodType>(schema: T, text: string, id: string): Promise<z.infer<T>> =>
  schema.parse((await visiteurs.database.pool.query(text, [id])).rows[0]);
const send = (chemin: string, champs: Readonly<Record<string, string>> = {}) =>
  visiteurs.send("guichet", `demandes/${chemin}`, champs);
const ask = (chemin: string) => visiteurs.ask("guichet", `demandes/${chemin}`);

async function create(champs: Readonly<Record<string, string>>): Promise<string> {
  const { vers, text } = await send("nouvelle", {
    civilite: "madame",
    nom: "Étape",
    prenom: "Lou",
    naissance: "1984-02-29",
    telephone: "06 39 98 00 77",
    personnes: "1",
    revenu: "900",
    typologie: "T2",
    logement: "hlm",
    commune_1: "52448",
    guichet: String(visiteurs.organisation),
    ...champs,
  });
  const id = /demandes\/([0-9a-f-]{36})\?fait=ouverte$/.exec(vers ?? "")?.[1];
  if (!id) throw new Error(text.slice(0, 900));
  return id;
}

const menageOf = (id: string) =>
  one(z.looseObject({ reponses: z.looseObject({}) }), "select * from nominatif.menage where demandeur = $1", id);

const MENAGE = { personnes: 1, typologie: "T2", nature: "mutation", logement_actuel: "hlm", revenu_mensuel: 900 };

describe("a demande opened at the desk", () => {
  it("holds the same draft as the portal's: answers, what is derived of them, points", async () => {
    const id = await create({});
    expect(await menageOf(id)).toMatchObject({
      ...MENAGE,
      pieces_min: 1,
      unite_conso: 1,
      quartile: "q1",
      categorie_plafond: null,
      reponses: {
        repondues: { "vous/identite": 1, "vous/joindre": 1, "menage/composition": 1 },
        menage: { seul: true },
        revenus: { mensuel: 900 },
        logementActuel: { mode: "hlm" },
        recherche: { typologies: ["T2"] },
      },
    });
    const cotation = await one(
      z.object({ points: z.number(), calculee_le: z.string() }),
      "select points, calculee_le::text from nominatif.cotation where demandeur = $1",
      id,
    );
    expect(cotation.calculee_le).toBe(AUJOURDHUI);
    // The count of persons is known, and nothing is derived from who they are.
    const trois = await menageOf(await create({ personnes: "3", nom: "Trois", revenu: "" }));
    expect(trois).toMatchObject({ personnes: 3, unite_conso: null, quartile: "inconnu", revenu_mensuel: null });
  });

  it("goes on with the steps, in the name of the household and signed by the desk", async () => {
    const id = await create({ nom: "Suite", personnes: "2", prenom: "Dominique" });
    // The purpose must be stated first, as for every act.
    expect((await ask(`${id}/etapes`)).vers).toBe(`/t/${EPCI}/demandes/${id}`);
    expect((await send(`${id}/etapes/vous/situation`, { revision: "0", situation: "veuf" })).vers).toBe(
      `/t/${EPCI}/demandes/${id}`,
    );
    await send(`${id}/ouvrir`, { motif: "instruction" });
    expect((await ask(id)).html).toContain(`/demandes/${id}/etapes"`);
    const debut = await ask(`${id}/etapes`);
    expect(debut.vers).toBe(`/t/${EPCI}/demandes/${id}/etapes/vous/situation`);
    const page = await ask(`${id}/etapes/vous/situation`);
    expectSoundPage(page.html);
    expect(page.text).toContain("Posez ces questions à la personne");
    // Answers of the short form are filled in, and asked again when it held only a part.
    expect((await ask(`${id}/etapes/logement-actuel/logement`)).html).toMatch(/value="hlm" (checked|selected)/);
    expect((await ask(`${id}/etapes/recherche/logement`)).html).toMatch(/value="T2" checked/);
    expect((await ask(`${id}/etapes/vous/identite`)).html).toContain('value="Dominique"');

    const situation = await send(`${id}/etapes/vous/situation`, { revision: "0", situation: "veuf" });
    expect([situation.statut, situation.vers]).toEqual([303, `/t/${EPCI}/demandes/${id}/etapes/menage/composition`]);
    const composition = await ask(`${id}/etapes/menage/composition`);
    expectSoundPage(composition.html);
    const enfant = { revision: "0", qualite: "a-charge", prenom: "Noa", nom: "Suite", naissance: "2019-03-01" };
    expect((await send(`${id}/etapes/menage/personnes/1`, enfant)).vers).toBe(
      `/t/${EPCI}/demandes/${id}/etapes/menage/composition?fait=personne-changee`,
    );
    expect((await send(`${id}/etapes/menage/composition`, { revision: "0" })).statut).toBe(303);
    expect(await menageOf(id)).toMatchObject({ personnes: 2, unite_conso: 1.3, pieces_min: 3, quartile: "q1" });
    const tard = await send(`${id}/etapes/vous/situation`, { revision: "0", situation: "marie" });
    expect([tard.statut, tard.text.includes("dans une autre fenêtre")]).toEqual([409, true]);

    const evenements = await one(
      z.object({ lignes: z.array(z.string()) }),
      `select array_agg(distinct code || ' ' || auteur || ' ' || coalesce(organisation::text, '')) as lignes
         from nominatif.evenement where demandeur = $1 and code in ('demande-deposee','etape-enregistree')`,
      id,
    );
    const qui = `organisme ${visiteurs.organisation}`;
    expect(evenements.lignes.toSorted()).toEqual([`demande-deposee ${qui}`, `etape-enregistree ${qui}`]);
    const reponses = await ask(`${id}/etapes/verifier`);
    expectSoundPage(reponses.html);
    expect(reponses.text).toContain("Veuf");
    expect(reponses.text).toContain("Revenir au dossier");
  });

  it("keeps the priority that sealed answers alone have made", async () => {
    const id = await create({ nom: "Scellée" });
    await send(`${id}/ouvrir`, { motif: "instruction" });
    await visiteurs.database.pool.query("update nominatif.menage set priorite = 'oui' where demandeur = $1", [id]);
    await send(`${id}/etapes/vous/situation`, { revision: "0", situation: "veuf" });
    expect(await menageOf(id)).toMatchObject({ priorite: "oui" });
    // The motive « 01 » had made the priority: once it is replaced, the priority is unknown again.
    await send(`${id}/etapes/recherche/motifs`, { revision: "0", principal: "01" });
    await send(`${id}/etapes/recherche/motifs`, { revision: "1", principal: "13" });
    expect(await menageOf(id)).toMatchObject({ priorite: "inconnu" });
  });

  it("asks nothing sensitive there, and is nobody else's", async () => {
    const id = await create({ nom: "Garde" });
    await send(`${id}/ouvrir`, { motif: "instruction" });
    for (const question of ["vous/nationalite", "menage/handicap", "recherche/violences", "recherche/dalo"]) {
      expect([question, (await ask(`${id}/etapes/${question}`)).statut]).toEqual([question, 404]);
    }
    expect((await visiteurs.ask("etat", `demandes/${id}/etapes/vous/identite`)).statut).toBe(403);
    expect((await visiteurs.ask("agent-bailleur", `demandes/${id}/etapes`)).statut).toBe(403);
    // A draft of the portal that was sent to no desk.
    await visiteurs.database.pool.query("update nominatif.demandeur set etat = 'brouillon' where id = $1", [id]);
    expect((await ask(`${id}/etapes/vous/identite`)).statut).toBe(404);
  });
});
