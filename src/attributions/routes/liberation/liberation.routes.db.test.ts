import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openPagesDemo } from "../../../../test/fixtures/demo-personnes.ts";

const JOUR = "2018-11-15";
let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let id = 0;

beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, JOUR);
});
afterAll(() => database.drop());

async function one<T>(text: string, params: readonly unknown[] = []): Promise<T> {
  const { rows } = await database.pool.query<{ v: T }>(text, [...params]);
  return rows[0]?.v as T;
}

/** Files that the bailleur's agent reads because of the households' wishes. */
async function references(nombre: number): Promise<string[]> {
  const { rows } = await database.pool.query<{ reference: string }>(
    `select r.reference from nominatif.registre r
      where r.etat = 'active' and exists (
        select from unnest(r.ouvert_a) o
         where o = r.epci || ':' || (select h.organisation from habilitation h join compte c on c.id = h.compte
                                      where c.courriel = 'agent-bailleur@demonstration.invalid'))
      order by r.reference limit $1`,
    [nombre],
  );
  return rows.map(({ reference }) => reference);
}

const path = (suite = "") => `liberations/${id}${suite}`;
const agent = (suite: string, champs: Readonly<Record<string, string>>) =>
  pages.send("agent-bailleur", path(suite), champs);

async function candidatures(): Promise<{ id: number; etat: string; rang: number | null }[]> {
  const { rows } = await database.pool.query<{ id: number; etat: string; rang: number | null }>(
    "select id::integer, etat, rang from candidature where liberation = $1 order by ordre, id",
    [id],
  );
  return rows;
}

/** Decides as the commission, whose own acts have their own tests. */
async function decide(ids: readonly number[]): Promise<void> {
  for (const [rang, candidature] of ids.entries()) {
    await database.pool.query(
      "update candidature set etat = 'attribuee', rang = $2, decidee_le = '2018-11-15' where id = $1",
      [candidature, rang + 1],
    );
  }
}

describe("from the notice to the lease", () => {
  it("frees a dwelling of one's own, once", async () => {
    const logement = await one<string>(
      `select s.id::text as v from logement_suivi s
        where s.situation = 'hors-qpv' and s.organisation = (
          select h.organisation from habilitation h join compte c on c.id = h.compte
           where c.courriel = 'agent-bailleur@demonstration.invalid')
          and not exists (select from liberation l where l.logement = s.id) order by s.id limit 1`,
    );
    const champs = {
      logement,
      origine: "conge",
      filiere: "ordinaire",
      financement: "PLUS",
      meuble: "non",
      contingent: "AUCUN",
      cause_vacance: "inconnue",
      preavis: "2018-10-01",
      depart_prevu: "2018-11-30",
    };
    const { statut, vers } = await pages.send("agent-bailleur", "liberations", champs);
    expect(statut).toBe(303);
    id = Number(/liberations\/(\d+)/.exec(vers ?? "")?.[1]);
    const again = await pages.send("agent-bailleur", "liberations", champs);
    expect(again.statut).toBe(409);
    expect(again.text).toContain("déjà dans la liste des logements à attribuer");
    const page = await pages.ask("agent-bailleur", path());
    expect(page.text).toContain("Il manque 3 candidats");
    expect(page.text).toContain("Hors quartier prioritaire");
  });

  it("shows what is at stake, with the figures of the pages of the objectives", async () => {
    const { text } = await pages.ask("agent-bailleur", path());
    expect(text).toContain("Effet d’un bail signé aujourd’hui");
    const objectifs = await pages.ask("agent-bailleur", "objectifs?annee=2018");
    const [fraction] = /\d+ sur \d+|\d+\/\d+/.exec(text.slice(text.indexOf("Effet d’un bail"))) ?? [""];
    expect(fraction).not.toBe("");
    expect(objectifs.statut).toBe(200);
  });

  it("refuses a day that is to come, keeps what was typed, and says at which field", async () => {
    const { statut, text, html } = await agent("/dates", {
      revision: "1",
      filiere: "ordinaire",
      financement: "PLUS",
      meuble: "non",
      contingent: "AUCUN",
      cause_vacance: "inconnue",
      preavis: "2018-10-01",
      disponible: "2018-12-24",
    });
    expect(statut).toBe(422);
    expect(text).toContain("n’est pas encore passé");
    expect(html).toContain('value="2018-12-24"');
  });

  it("keeps the orientation with its reason", async () => {
    expect((await agent("/orientation", { orientation: "q1-hors-qpv", motif: "court" })).statut).toBe(422);
    const { statut } = await agent("/orientation", {
      orientation: "q1-hors-qpv",
      motif: "Objectif hors quartier non atteint à ce jour.",
    });
    expect(statut).toBe(303);
    expect((await pages.ask("agent-bailleur", path())).text).toContain("Objectif hors quartier non atteint");
  });

  it("names candidates that the person reads, once each, and nobody else's", async () => {
    const [a = "", b = "", c = ""] = await references(3);
    for (const reference of [a, b, c]) expect((await agent("/candidatures", { reference })).statut).toBe(303);
    expect((await agent("/candidatures", { reference: a })).statut).toBe(409);
    const unknown = await agent("/candidatures", { reference: "D-ZZZZ-ZZZZ" });
    expect(unknown.statut).toBe(404);
    const { text } = await pages.ask("agent-bailleur", path());
    expect(text).toContain("Les 3 candidats que demande la loi sont réunis");
    expect(await one("select proposee_le::text as v from liberation where id = $1", [id])).toBe(JOUR);
  });

  it("proposes a visit that the household reads", async () => {
    const [first] = await candidatures();
    const past = await agent(`/candidatures/${first?.id}/visite`, { visite: "2018-11-01" });
    expect(past.statut).toBe(422);
    expect((await agent(`/candidatures/${first?.id}/visite`, { visite: "2018-11-20" })).statut).toBe(303);
    expect(await one("select nature as v from proposition where candidature = $1", [first?.id])).toBe("visite");
    const noted = { visite_faite: JOUR, suite: "interesse" };
    expect((await agent(`/candidatures/${first?.id}/visite-faite`, noted)).statut).toBe(303);
  });

  it("offers to the first rank, then to the next once it has refused", async () => {
    const [a, b, c] = await candidatures();
    const offre = { repondre_avant: "2018-11-26" };
    expect((await agent(`/candidatures/${a?.id}/offre`, offre)).statut).toBe(409);
    await decide([a?.id ?? 0, b?.id ?? 0, c?.id ?? 0]);
    const skip = await agent(`/candidatures/${b?.id}/offre`, offre);
    expect(skip.statut).toBe(409);
    expect(skip.text).toContain("rang 1 passe avant");
    expect((await agent(`/candidatures/${a?.id}/offre`, { repondre_avant: "2018-11-20" })).statut).toBe(422);
    expect((await candidatures())[0]?.etat).toBe("attribuee");
    expect((await agent(`/candidatures/${a?.id}/offre`, offre)).statut).toBe(303);
    expect((await agent(`/candidatures/${a?.id}/reponse`, { reponse: "refusee", motif: "localisation" })).statut).toBe(
      303,
    );
    expect((await agent(`/candidatures/${b?.id}/offre`, offre)).statut).toBe(303);
    expect((await agent(`/candidatures/${b?.id}/bail`, { bail_le: JOUR })).statut).toBe(409);
    expect((await agent(`/candidatures/${b?.id}/reponse`, { reponse: "acceptee" })).statut).toBe(303);
    expect((await candidatures()).map(({ etat }) => etat)).toEqual(["refusee", "offerte", "attribuee"]);
  });

  it("signs: bilan, contingent, delays and the shared follow-up all move by one", async () => {
    const [, b] = await candidatures();
    const cube = () =>
      one<number>(
        `select sum(c.nombre)::integer as v from cube_attribution c join publication p on p.lot = c.lot and p.epci = c.epci
          where p.source = 'sne-attributions' and c.mois >= '2018-01-01'`,
      );
    const [avant, demandeur] = [
      await cube(),
      await one<string>("select demandeur as v from candidature where id = $1", [b?.id]),
    ];
    const evenements = () =>
      one<number>("select count(*)::integer as v from nominatif.evenement where demandeur = $1", [demandeur]);
    const lus = await evenements();
    expect((await agent(`/candidatures/${b?.id}/bail`, { bail_le: JOUR })).statut).toBe(303);
    expect(await cube()).toBe(avant + 1);
    expect(await one("select etat as v from nominatif.demandeur where id = $1", [demandeur])).toBe("radiee");
    expect(await evenements()).toBe(lus + 2);
    expect((await candidatures()).map(({ etat }) => etat)).toEqual(["refusee", "logee", "sans-suite"]);
    const { rows } = await database.pool.query(
      `select b.etat, b.situation, b.contingent, b.commune is not null as commune, l.cloture, l.bail_le::text as le, s.etat as logement
         from bail b join liberation l on l.id = b.liberation join logement_suivi s on s.id = l.logement where l.id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        etat: "signe",
        situation: "hors-qpv",
        contingent: "AUCUN",
        commune: true,
        cloture: "bail",
        le: JOUR,
        logement: "loue",
      },
    ]);
    const delais = await pages.ask("agent-bailleur", "liberations/delais?depuis=2018-01-01");
    expect(delais.text).toContain("Délais par étape");
    expect((await pages.ask("agent-bailleur", "liberations?etat=closes")).text).toContain("Loué");
  });

  it("never changes a signed lease, and keeps what Action Logement says afterwards beside what was known before", async () => {
    expect((await agent("/action-logement", { action_logement: "oui" })).statut).toBe(303);
    const { rows } = await database.pool.query(
      "select action_logement_apres as apres, action_logement_le::text as le from bail where liberation = $1",
      [id],
    );
    expect(rows).toEqual([{ apres: "oui", le: JOUR }]);
    expect(await one<number>("select count(*)::integer as v from bail where liberation = $1", [id])).toBe(1);
  });

  it("is the same to whoever has no right to it as if it were not there", async () => {
    for (const role of ["commune", "guichet", "dpo"] as const) {
      expect([403, 404]).toContain((await pages.ask(role, path())).statut);
    }
    expect((await pages.ask("agent-bailleur", "liberations/987654")).statut).toBe(404);
  });
});
