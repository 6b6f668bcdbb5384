import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HORLOGE } from "#service/commandes/session.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { type Commission, freeLogement, openCommission, openSeance } from "../../../../test/fixtures/cal.ts";
import { DEPS_ENVOI } from "../../../../test/fixtures/envoi.ts";
import { demandeurOf } from "../../../../test/journal/personnes.ts";
import { composePv, contenuPv, hashPv, joinPv } from "../../lectures/cal/pv.ts";
import { decisionDe, readSeance } from "../../lectures/cal/seance-lue.ts";
import type { DecisionSaisie } from "../../regles/cal/decider.ts";
import { cloreSeance } from "./clore.ts";
import { adopterReglement } from "./composer.ts";
import { convoquerSeance } from "./convoquer.ts";
import { deciderLogement } from "./decider.ts";
import { notifierSeance, prevoirNotifications } from "./notifier.ts";
import { inscrireLogements, preparerSeance, retirerLogement } from "./preparer.ts";
import { direPresencesCal, donnerAvis } from "./tenir.ts";
import { parler, voter } from "./voter.ts";

const JOUR = HORLOGE.aujourdhui();
const MAINTENANT = `${JOUR}T09:00:00.000Z`;
const RIEN = { rang: null, motif: null, precision: null, piece: null, methode: null } as const;

let database: TestDatabase;
let commission: Commission;
beforeAll(async () => {
  database = await createDatabase();
  commission = await openCommission(database.pool, database.bases, JOUR);
});
afterAll(() => database.drop());

const baseDe = (acteur: Acteur) => commission.baseOf(acteur);
const lire = (seance: number, acteur: Acteur = commission.secretaire) =>
  readSeance(baseDe(acteur), commission.epci, seance);
const refuse = (code: string) => expect.objectContaining({ code });

async function arrive(seance: number): Promise<void> {
  const { membres } = await lire(seance);
  await direPresencesCal(baseDe(commission.secretaire), {
    epci: commission.epci,
    seance,
    maintenant: MAINTENANT,
    presences: membres.map(({ id }) => ({ membre: id, presence: "present", mandataire: null })),
  });
}

async function candidatsDe(seance: number): Promise<readonly number[]> {
  return (await lire(seance)).candidats.map(({ id }) => id);
}

const decide = (
  seance: number,
  liberation: number,
  decisions: readonly DecisionSaisie[],
  jeton: string = randomUUID(),
) =>
  deciderLogement(baseDe(commission.secretaire), {
    epci: commission.epci,
    seance,
    liberation,
    jeton,
    decisions,
    relu: true,
    aujourdhui: JOUR,
    maintenant: MAINTENANT,
  });

const rangs = (candidats: readonly number[], premiers: number): readonly DecisionSaisie[] =>
  candidats.map((candidature, i) =>
    i < premiers
      ? { ...RIEN, candidature, decision: "attribution", rang: i + 1 }
      : { ...RIEN, candidature, decision: "non-attribution", motif: "mieux-classe" },
  );

const vote = (
  acteur: Acteur,
  seance: number,
  liberation: number,
  candidature: number,
  sens: "attribution" | "non-attribution",
  jeton: string = randomUUID(),
) =>
  voter(baseDe(acteur), {
    epci: commission.epci,
    seance,
    liberation,
    jeton,
    maintenant: MAINTENANT,
    membre: null,
    votes: [{ candidature, sens, rang: sens === "attribution" ? 1 : null }],
  });

describe("a session that meets", () => {
  it("goes from its agenda to the letters: candidates follow, ranks are written once, households read their own", async () => {
    const { pool } = database;
    const liberation = await freeLogement(pool, commission, 3);
    const seance = await openSeance(commission, [liberation], JOUR);
    const candidats = await candidatsDe(seance);
    expect(candidats).toHaveLength(3);
    await expect(decide(seance, liberation, rangs(candidats, 2))).rejects.toThrow(refuse("cal-quorum"));
    await arrive(seance);
    const jeton = randomUUID();
    expect(await decide(seance, liberation, rangs(candidats, 2), jeton)).toBe(true);
    // Sent twice: the same answer, and nothing more.
    expect(await decide(seance, liberation, rangs(candidats, 2), jeton)).toBe(false);
    await expect(decide(seance, liberation, rangs(candidats, 3))).rejects.toThrow(refuse("cal-deja-decide"));
    const { rows } = await pool.query("select etat, rang from candidature where liberation = $1 order by ordre", [
      liberation,
    ]);
    expect(rows).toEqual([
      { etat: "attribuee", rang: 1 },
      { etat: "attribuee", rang: 2 },
      { etat: "non-attribuee", rang: null },
    ]);
    const freed = await pool.query("select commission_le as le, etape from liberation where id = $1", [liberation]);
    expect(freed.rows).toEqual([{ le: JOUR, etape: "commission" }]);

    const ordre = { epci: commission.epci, seance, maintenant: MAINTENANT };
    const cloture = randomUUID();
    expect(await cloreSeance(baseDe(commission.secretaire), { ...ordre, jeton: cloture })).toBe(true);
    expect(await cloreSeance(baseDe(commission.secretaire), { ...ordre, jeton: cloture })).toBe(false);
    const pv = joinPv(await baseDe(commission.secretaire).cal.pv(seance));
    const contenu = contenuPv.parse(pv?.contenu);
    expect(pv?.empreinte).toBe(hashPv(contenu));
    expect(contenu.logements[0]?.candidats.map(({ decision }) => decision)).toEqual([
      "Attribution, rang 1",
      "Attribution, rang 2",
      "Non-attribution",
    ]);
    expect(JSON.stringify(contenu)).not.toMatch(/Durré|Camille/);

    const [menage] = (
      await pool.query<{ demandeur: string }>("select demandeur from candidature where id = $1", [candidats[2]])
    ).rows;
    const own = database.bases.pour(demandeurOf(menage?.demandeur ?? ""));
    expect(await own.cal.ofDemandeur(commission.epci, menage?.demandeur ?? "")).toEqual([]);
    const prevues = prevoirNotifications(await lire(seance));
    expect(prevues.map(({ notifiee }) => notifiee)).toEqual([false, false, false]);
    expect(prevues[2]?.phrases?.join(" ")).toContain("classés avant le vôtre");
    const notify = () => notifierSeance(baseDe(commission.secretaire), DEPS_ENVOI, { ...ordre, aujourdhui: JOUR });
    expect(await notify()).toBe(3);
    expect(await notify()).toBe(0);
    const lues = await own.cal.ofDemandeur(commission.epci, menage?.demandeur ?? "");
    expect(lues).toMatchObject([{ decision: "non-attribution", motif: "mieux-classe", rang: null }]);
    // One household, one decision: nothing of the two others.
    const { rows: tout } = await pool.query("select count(*)::integer as n from decision where seance = $1", [seance]);
    expect(tout).toEqual([{ n: 3 }]);
    const events = await pool.query("select code from nominatif.evenement where demandeur = $1", [menage?.demandeur]);
    expect(events.rows).toEqual([{ code: "commission-decide" }]);
    const envois = await pool.query("select modele from nominatif.envoi where demandeur = $1", [menage?.demandeur]);
    expect(envois.rows).toEqual([{ modele: "decision-rendue" }]);
  });

  it("says of a household erased since that it was decided, and neither what nor to whom", async () => {
    const { pool } = database;
    const liberation = await freeLogement(pool, commission, 3);
    const seance = await openSeance(commission, [liberation], JOUR);
    const candidats = await candidatsDe(seance);
    await arrive(seance);
    await decide(seance, liberation, rangs(candidats, 1));
    await pool.query(
      `update decision set candidature = null, precision = null, designation = null, motif = null, piece = null, vote = null
        where candidature = $1`,
      [candidats[2]],
    );
    await pool.query("update candidature set demandeur = null, guichet = null, examen = null where id = $1", [
      candidats[2],
    ]);
    const lue = await lire(seance);
    expect(lue.decisions.map(({ candidature }) => candidature)).toEqual([candidats[0], candidats[1], null]);
    const [logement] = lue.logements;
    if (!logement) throw new Error("a dwelling");
    expect(lue.candidats.map((candidat) => decisionDe(lue, logement, candidat))).toEqual([
      expect.objectContaining({ decision: "attribution" }),
      expect.objectContaining({ decision: "non-attribution" }),
      "effacee",
    ]);
    expect(composePv(lue).logements[0]?.candidats[2]).toMatchObject({
      decision: "Décision effacée avec la demande",
      motif: null,
    });
    expect(prevoirNotifications(lue)[2]).toMatchObject({
      candidat: "candidat effacé",
      logement: null,
      phrases: null,
      notifiee: false,
    });
    const ordre = { epci: commission.epci, seance, maintenant: MAINTENANT };
    await cloreSeance(baseDe(commission.secretaire), { ...ordre, jeton: randomUUID() });
    const notify = () => notifierSeance(baseDe(commission.secretaire), DEPS_ENVOI, { ...ordre, aujourdhui: JOUR });
    expect(await notify()).toBe(2);
    expect(await notify()).toBe(0);
  });

  it("keeps each vote, counts the last, and nobody decides against them", async () => {
    const liberation = await freeLogement(database.pool, commission, 3);
    const seance = await openSeance(commission, [liberation], JOUR);
    await arrive(seance);
    const [premier = 0, ...autres] = await candidatsDe(seance);
    const [un, deux, trois] = commission.membres;
    if (!un || !deux || !trois) throw new Error("three members");
    const jeton = randomUUID();
    expect(await vote(un, seance, liberation, premier, "attribution", jeton)).toBe(true);
    expect(await vote(un, seance, liberation, premier, "attribution", jeton)).toBe(false);
    // The same form with another answer: said not to be counted, rather than taken for the first.
    await expect(vote(un, seance, liberation, premier, "non-attribution", jeton)).rejects.toThrow(refuse("cal-jeton"));
    await vote(un, seance, liberation, premier, "non-attribution");
    await vote(deux, seance, liberation, premier, "attribution");
    await vote(trois, seance, liberation, premier, "non-attribution");
    await vote(commission.maire, seance, liberation, premier, "attribution");
    await expect(vote(commission.maireAilleurs, seance, liberation, premier, "attribution")).rejects.toThrow(
      refuse("cal-sans-voix"),
    );
    await expect(vote(commission.mairie, seance, liberation, premier, "attribution")).rejects.toThrow(
      refuse("cal-sans-voix"),
    );
    const { votes } = await lire(seance);
    expect(votes.map(({ n }) => n)).toEqual([1, 2, 1, 1, 1]);
    const refus = [premier, ...autres].map(
      (candidature): DecisionSaisie => ({ ...RIEN, candidature, decision: "non-attribution", motif: "composition" }),
    );
    // Two against two: the mayor's own vote makes it an attribution.
    await expect(decide(seance, liberation, refus)).rejects.toThrow(refuse("cal-vote"));
    await decide(seance, liberation, rangs([premier, ...autres], 1));
    const { decisions } = await lire(seance);
    expect(decisions.find(({ candidature }) => candidature === premier)?.vote).toMatchObject({
      issue: "attribution",
      preponderante: true,
    });
    await expect(vote(deux, seance, liberation, premier, "attribution")).rejects.toThrow(refuse("cal-deja-decide"));
  });
});

describe("before the session", () => {
  it("a dwelling comes with its candidates, leaves with them, and waits for one session at a time", async () => {
    const { pool } = database;
    const { epci, organisation, secretaire } = commission;
    const base = baseDe(secretaire);
    const liberation = await freeLogement(pool, commission, 2);
    const prepare = () =>
      preparerSeance(base, {
        epci,
        organisation,
        mode: "presentiel",
        tenueLe: JOUR,
        heure: "14:00",
        dureeMinutes: 90,
        lieu: "Salle d’essai",
        visio: null,
        fenetreHeures: null,
        aujourdhui: JOUR,
      });
    const [seance, autre] = [await prepare(), await prepare()];
    expect((await base.cal.inscriptibles(epci, organisation)).find((l) => l.liberation === liberation)).toMatchObject({
      candidats: 2,
    });
    const etats = async () =>
      (await pool.query("select etat, seance from candidature where liberation = $1 order by ordre", [liberation]))
        .rows;
    await inscrireLogements(base, { epci, seance, liberations: [liberation] });
    expect(await etats()).toEqual([
      { etat: "presentee", seance },
      { etat: "presentee", seance },
    ]);
    await expect(inscrireLogements(base, { epci, seance: autre, liberations: [liberation] })).rejects.toThrow(
      refuse("cal-inscription"),
    );
    const examines: string[] = [];
    const convoque = () =>
      convoquerSeance(base, DEPS_ENVOI, {
        epci,
        seance,
        aujourdhui: JOUR,
        maintenant: MAINTENANT,
        examiner: async (_, { demandeur }) => {
          examines.push(demandeur);
          return null;
        },
      });
    await expect(convoque()).rejects.toThrow(refuse("cal-candidats"));
    await retirerLogement(base, { epci, seance, liberation });
    expect(await etats()).toEqual([
      { etat: "designee", seance: null },
      { etat: "designee", seance: null },
    ]);
    await expect(convoque()).rejects.toThrow(refuse("cal-sans-logement"));
    await pool.query("update liberation set exception = 'candidats-insuffisants' where id = $1", [liberation]);
    await inscrireLogements(base, { epci, seance, liberations: [liberation] });
    // One of the two households has left: its place stays, nobody is examined in it.
    const { rows } = await pool.query<{ demandeur: string }>(
      `update candidature c set demandeur = case when ordre = 1 then demandeur end where liberation = $1
       returning (select demandeur from candidature d where d.id = c.id and ordre = 1) as demandeur`,
      [liberation],
    );
    // Nobody but the secretary reads it yet.
    await expect(lire(seance, commission.maire)).rejects.toThrow(refuse("seance-inconnue"));
    await convoque();
    expect(examines).toEqual(rows.flatMap(({ demandeur }) => demandeur ?? []));
    const lue = await lire(seance, commission.maire);
    expect(lue.candidats).toHaveLength(2);
    expect(lue.logements[0]?.bien).toMatchObject({
      adresse: "12 rue de l’Essai",
      typologie: "T3",
      loyer: 350,
      exception: "candidats-insuffisants",
    });

    const avis = { epci, seance, liberation, maintenant: MAINTENANT, relu: false } as const;
    await expect(donnerAvis(baseDe(commission.mairie), { ...avis, sens: "reserve", motif: null })).rejects.toThrow(
      refuse("cal-avis-motif"),
    );
    await donnerAvis(baseDe(commission.mairie), { ...avis, sens: "favorable", motif: null });
    await donnerAvis(baseDe(commission.mairie), { ...avis, sens: "reserve", motif: "L’école du quartier est pleine." });
    expect((await lire(seance)).avis).toMatchObject([{ sens: "reserve", commune: "52448" }]);
    await expect(donnerAvis(baseDe(commission.maire), { ...avis, sens: "favorable", motif: null })).rejects.toThrow(
      refuse("droit-absent"),
    );
  });

  it("the rules of a commission are versions, adopted by whoever answers for the bailleur", async () => {
    const { epci, organisation, responsable, secretaire } = commission;
    const regles = {
      depuis: "2019-01-01",
      quorum: 4,
      distance: true,
      asynchrone: true,
      fenetreHeures: 48,
      nomsSecretaire: false,
    };
    const adopt = () =>
      adopterReglement(
        baseDe(responsable),
        { epci, organisation },
        { ...regles, source: "Règlement du 1er janvier", aConfirmer: false },
      );
    await adopt();
    await expect(adopt()).rejects.toThrow(refuse("cal-reglement-existe"));
    expect(await baseDe(secretaire).cal.reglements(epci, organisation)).toMatchObject([{ numero: 1, quorum: 4 }]);
  });
});

describe("a session by writing", () => {
  it("is decided once all have voted; an examination asked for sends the dwelling to a session that meets", async () => {
    const [liberation, autre] = [
      await freeLogement(database.pool, commission, 3),
      await freeLogement(database.pool, commission, 3),
    ];
    const seance = await openSeance(commission, [liberation, autre], JOUR, "asynchrone");
    const lue = await lire(seance);
    const de = (quoi: number) => lue.candidats.filter((c) => c.liberation === quoi).map(({ id }) => id);
    const tous = de(liberation);
    const bulletin = (acteur: Acteur) =>
      voter(baseDe(acteur), {
        epci: commission.epci,
        seance,
        liberation,
        jeton: randomUUID(),
        maintenant: MAINTENANT,
        membre: null,
        votes: tous.map((candidature, i) =>
          i === 0
            ? { candidature, sens: "attribution", rang: 1 }
            : { candidature, sens: "non-attribution", rang: null },
        ),
      });
    for (const membre of commission.membres) await bulletin(membre);
    await expect(decide(seance, liberation, rangs(tous, 1))).rejects.toThrow(refuse("cal-vote-ouvert"));
    await bulletin(commission.maire);
    expect(await decide(seance, liberation, rangs(tous, 1))).toBe(true);

    const [un] = commission.membres;
    if (!un) throw new Error("a member");
    const mot = { epci: commission.epci, seance, liberation: autre, maintenant: MAINTENANT, relu: false } as const;
    await parler(baseDe(un), { ...mot, jeton: randomUUID(), nature: "examen", texte: null });
    await expect(parler(baseDe(un), { ...mot, jeton: randomUUID(), nature: "message", texte: null })).rejects.toThrow(
      refuse("cal-message-vide"),
    );
    await expect(
      cloreSeance(baseDe(commission.secretaire), {
        epci: commission.epci,
        seance,
        jeton: randomUUID(),
        maintenant: MAINTENANT,
      }),
    ).rejects.toThrow(refuse("cal-incomplete"));
    const apres = `${JOUR.slice(0, 4)}-12-31T09:00:00.000Z`;
    const decideApres = (decisions: readonly DecisionSaisie[]) =>
      deciderLogement(baseDe(commission.secretaire), {
        epci: commission.epci,
        seance,
        liberation: autre,
        jeton: randomUUID(),
        decisions,
        relu: true,
        aujourdhui: JOUR,
        maintenant: apres,
      });
    await expect(decideApres(rangs(de(autre), 1))).rejects.toThrow(refuse("cal-examen"));
    const reports = de(autre).map(
      (candidature): DecisionSaisie => ({ ...RIEN, candidature, decision: "report", motif: "examen-en-seance" }),
    );
    expect(await decideApres(reports)).toBe(true);
    expect(
      await cloreSeance(baseDe(commission.secretaire), {
        epci: commission.epci,
        seance,
        jeton: randomUUID(),
        maintenant: apres,
      }),
    ).toBe(true);
    // It is free for another agenda.
    const { epci, organisation, secretaire } = commission;
    expect((await baseDe(secretaire).cal.inscriptibles(epci, organisation)).map((l) => l.liberation)).toContain(autre);
  });
});
