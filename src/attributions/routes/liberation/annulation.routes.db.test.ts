import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { type LogementSigne, offrirEtAccepter, signerBailDemo } from "../../../../test/fixtures/bail-signe.ts";
import { openPagesDemo } from "../../../../test/fixtures/demo-personnes.ts";

const JOUR = "2018-11-15";
const QUI = "responsable-bailleur";
let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let logement: LogementSigne;

beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, JOUR);
  logement = await offrirEtAccepter(ou());
});
afterAll(() => database.drop());

const ou = () => ({ database, pages, qui: QUI, jour: JOUR }) as const;

async function one<T>(text: string, params: readonly unknown[] = []): Promise<T> {
  const { rows } = await database.pool.query<{ v: T }>(text, [...params]);
  return rows[0]?.v as T;
}

/** State of everything that a lease changes. */
async function etat() {
  const { liberation, demandeur } = logement;
  return {
    bilan: await one(
      `select sum(c.nombre)::integer as v from cube_attribution c join publication p on p.lot = c.lot and p.epci = c.epci
        where p.source = 'sne-attributions' and c.mois >= '2018-01-01'`,
    ),
    baux: await one(
      `select sum(c.nombre)::integer as v from cube_bail c join publication p on p.lot = c.lot and p.epci = c.epci
        where p.source = 'sne-attributions' and c.mois >= '2018-01-01'`,
    ),
    contingent: await one(
      `select sum(c.nombre)::integer as v from cube_attribution c join publication p on p.lot = c.lot and p.epci = c.epci
        where p.source = 'sne-attributions' and c.mois >= '2018-01-01' and c.contingent = 'AUCUN'`,
    ),
    delais: await one("select count(*)::integer as v from liberation where bail_le is not null"),
    ouverte: await one("select close_le is null as v from liberation where id = $1", [liberation]),
    demande: await one("select etat as v from nominatif.demandeur where id = $1", [demandeur]),
    suivis: await one("select count(*)::integer as v from bail_suivi where source = 'blaise'"),
    relogement: await one("select count(*)::integer as v from relogement where bail_commission_le is not null"),
    candidatures: (
      await database.pool.query<{ etat: string }>("select etat from candidature where liberation = $1 order by ordre", [
        liberation,
      ])
    ).rows.map((row) => row.etat),
  };
}

const annuler = (champs: Readonly<Record<string, string>>, qui: "agent-bailleur" | typeof QUI = QUI) =>
  pages.send(qui, `liberations/${logement.liberation}/annulation`, champs);

const ERREUR = { annulation_cause: "erreur", annulation_motif: "Le bail saisi est celui du palier voisin." };

describe("a signed lease that is taken back", () => {
  it("moves everything by one when it is signed, the file of rehousing of its household included", async () => {
    await database.pool.query(
      "update relogement set demandeur = $1 where id = (select min(id) from relogement where etat not in ('reloge','depart'))",
      [logement.demandeur],
    );
    const avant = await etat();
    expect(await signerBailDemo(ou(), logement)).toBe(303);
    expect(await etat()).toEqual({
      ...avant,
      bilan: Number(avant.bilan) + 1,
      baux: Number(avant.baux) + 1,
      contingent: Number(avant.contingent) + 1,
      delais: Number(avant.delais) + 1,
      suivis: Number(avant.suivis) + 1,
      relogement: 1,
      ouverte: false,
      demande: "radiee",
      candidatures: ["logee", "sans-suite"],
    });
  });

  it("tells the officer of the household, who alone closes its file of rehousing", async () => {
    await database.pool.query(
      `insert into mission_relogement (epci, operation, compte, du)
       select r.epci, r.operation, (select id from compte where courriel = 'relogement@demonstration.invalid'), '2018-01-01'
         from relogement r where r.bail_commission_le is not null
       on conflict do nothing`,
    );
    const [id, reference] = [
      await one<number>("select id::integer as v from relogement where bail_commission_le is not null"),
      await one<string>("select reference as v from relogement where bail_commission_le is not null"),
    ];
    const { text, html } = await pages.ask("relogement", "a-faire");
    expect(text).toContain(`${reference} : bail signé le 15 novembre 2018 après une commission`);
    expect(html).toContain(`relogement/menages/${id}`);
  });

  it("is refused to whoever is not its bailleur’s responsible, and without a reason", async () => {
    expect((await annuler(ERREUR, "agent-bailleur")).statut).toBe(403);
    const court = await annuler({ ...ERREUR, annulation_motif: "x" });
    expect(court.statut).toBe(422);
    expect(court.text).toContain("écrivez-la en quelques mots");
    expect((await annuler({ annulation_motif: "Sans cause dite." })).statut).toBe(422);
  });

  it("is refused once a published file has that very lease", async () => {
    const pris = [
      `select r.epci, r.id, r.bailleur, p.lot from bail r join publication p on p.epci = r.epci and p.source = 'sne-attributions'
        where r.liberation = $1 order by p.periode desc limit 1`,
    ];
    await database.pool.query(
      `insert into rapprochement_bail (lot, ligne, epci, bailleur, bail) select lot, 987654, epci, bailleur, id from (${pris[0]}) x`,
      [logement.liberation],
    );
    const refuse = await annuler(ERREUR);
    expect(refuse.statut).toBe(409);
    expect(refuse.text).toContain("contient ce bail : annulé ici, il y compterait encore");
    await database.pool.query("delete from rapprochement_bail where ligne = 987654");
  });

  it("entered by mistake, gives all back by one, the accepted offer to sign again, and says so to the household", async () => {
    const signe = await etat();
    const lus = await one<number>("select count(*)::integer as v from nominatif.evenement where demandeur = $1", [
      logement.demandeur,
    ]);
    expect((await annuler(ERREUR)).statut).toBe(303);
    expect(await etat()).toEqual({
      ...signe,
      bilan: Number(signe.bilan) - 1,
      baux: Number(signe.baux) - 1,
      contingent: Number(signe.contingent) - 1,
      delais: Number(signe.delais) - 1,
      suivis: Number(signe.suivis) - 1,
      relogement: 0,
      ouverte: true,
      demande: "active",
      candidatures: ["offerte", "attribuee"],
    });
    const { rows } = await database.pool.query<{ code: string }>(
      "select code from nominatif.evenement where demandeur = $1 order by id offset $2",
      [logement.demandeur, lus],
    );
    expect(rows.map(({ code }) => code)).toEqual(["bail-annule", "demande-reactivee"]);
    expect(await one("select etat as v from bail where liberation = $1", [logement.liberation])).toBe("annule");
    const { text } = await pages.ask(QUI, `liberations/${logement.liberation}`);
    expect(text).toContain("annulé le 15 novembre 2018. Saisi par erreur");
    expect(text).toContain("palier voisin");
    expect((await annuler(ERREUR)).text).toContain("Aucun bail n’est signé");
    expect(await one("select count(*)::integer as v from journal.entree where acte = 'bail-annule'")).toBe(1);
  });

  it("signed again, then never moved into, leaves the dwelling to the next rank and the demande alive", async () => {
    expect(await signerBailDemo(ou(), logement)).toBe(303);
    const motif = { annulation_cause: "non-entre", annulation_motif: "Les clés n’ont jamais été prises." };
    expect((await annuler(motif)).statut).toBe(303);
    expect(await etat()).toMatchObject({ ouverte: true, demande: "active", candidatures: ["refusee", "attribuee"] });
    const suivante = `liberations/${logement.liberation}/candidatures/${logement.candidatures[1]}/offre`;
    expect((await pages.send(QUI, suivante, { repondre_avant: "2018-11-26" })).statut).toBe(303);
  });

  it("is never deleted, nor signed again as it is, whoever asks", async () => {
    expect(await one("select count(*)::integer as v from bail where liberation = $1", [logement.liberation])).toBe(2);
    const client = await database.pool.connect();
    try {
      await client.query("begin");
      await client.query("select set_config('blaise.acteur', '{}', true)");
      const again = "update bail set etat = 'signe' where liberation = $1";
      await expect(client.query(again, [logement.liberation])).rejects.toThrow("it was taken back");
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});

describe("a household that is being rehoused, named by its bailleur", () => {
  it("is frozen as rehoused when its examination says so, and is not said « no » when nobody saw its file", async () => {
    const siens = { ...ou(), qui: "agent-bailleur" } as const;
    const [oui, inconnu] = [await offrirEtAccepter(siens), await offrirEtAccepter(siens)];
    await database.pool.query(
      "update candidature set examen = jsonb_set(examen, '{relogement}', '\"oui\"') where id = $1",
      [oui.candidatures[0]],
    );
    for (const un of [oui, inconnu]) expect(await signerBailDemo(siens, un)).toBe(303);
    const reloge = (un: LogementSigne) =>
      one("select relogement as v from bail where liberation = $1", [un.liberation]);
    expect(await reloge(oui)).toBe("oui");
    expect(await reloge(inconnu)).toBe("inconnu");
  });
});

describe("a lease of a year without any published file", () => {
  it("counts at once, provisional, for whoever reads it", async () => {
    await database.pool.query(
      `insert into bail (epci, organisation, bailleur, signe_le, etat)
       select l.epci, l.organisation, o.siren, '2031-02-01', 'signe'
         from liberation l join organisation o on o.id = l.organisation where l.id = $1`,
      [logement.liberation],
    );
    for (const role of ["agent-epci", "etat", QUI] as const) {
      const { text } = await pages.ask(role, "bilan?annee=2031");
      expect(text).toContain("Dont 1 bail signé dans Blaise, provisoire (1 au T1)");
      expect(text).toContain("1 attribution suivie d’un bail signé");
      expect((await pages.ask(role, "bilan/recoupement?annee=2031")).text).toContain("1 en attente d’un fichier");
    }
    expect((await pages.ask("agent-bailleur", "bilan?annee=2031")).text).toContain("Aucune attribution publiée");
  });
});
