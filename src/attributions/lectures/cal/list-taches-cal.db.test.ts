import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { HORLOGE } from "#service/commandes/session.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { type Commission, freeLogement, openCommission, openSeance } from "../../../../test/fixtures/cal.ts";
import { DEPS_ENVOI } from "../../../../test/fixtures/envoi.ts";
import { linesOf } from "../../../../test/fixtures/taches.ts";
import { cloreSeance } from "../../actes/cal/clore.ts";
import { convoquerSeance } from "../../actes/cal/convoquer.ts";
import { deciderLogement } from "../../actes/cal/decider.ts";
import { notifierSeance } from "../../actes/cal/notifier.ts";
import { inscrireLogements, preparerSeance } from "../../actes/cal/preparer.ts";
import { donnerAvis } from "../../actes/cal/tenir.ts";
import { voter } from "../../actes/cal/voter.ts";
import { dernierJour } from "../../regles/cal/seance.ts";
import { listTachesCal } from "./list-taches-cal.ts";
import { readSeance } from "./seance-lue.ts";

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

async function codesOf(acteur: Acteur, maintenant = MAINTENANT) {
  const { epci } = commission;
  const taches = await listTachesCal(commission.baseOf(acteur), { epci, aujourdhui: JOUR, maintenant });
  return linesOf(taches).map(([code, , chemin, echeance]) => [code, chemin, echeance]);
}

it("a session by writing asks each in turn: convene, opinion, open, vote, decide, close, notify, offer", async () => {
  const { epci, organisation, secretaire, mairie, maire, membres, responsable } = commission;
  const [membre] = membres;
  if (!membre) throw new Error("a member");
  const base = commission.baseOf(secretaire);
  const liberation = await freeLogement(database.pool, commission, 3);
  const seance = await preparerSeance(base, {
    epci,
    organisation,
    mode: "asynchrone",
    tenueLe: JOUR,
    heure: "00:00",
    dureeMinutes: 60,
    lieu: null,
    visio: null,
    fenetreHeures: 48,
    aujourdhui: JOUR,
  });
  const ici = `cal/${seance}`;
  expect(await codesOf(secretaire)).toEqual([["cal-a-convoquer", ici, JOUR]]);
  await inscrireLogements(base, { epci, seance, liberations: [liberation] });
  const ordre = { epci, seance, aujourdhui: JOUR, maintenant: MAINTENANT };
  await convoquerSeance(base, DEPS_ENVOI, { ...ordre, examiner: async () => null });
  expect(await codesOf(secretaire)).toEqual([["cal-a-ouvrir", ici, JOUR]]);
  expect(await codesOf(membre)).toEqual([["cal-seance", ici, JOUR]]);
  expect(await codesOf(mairie)).toEqual([
    ["cal-avis", ici, JOUR],
    ["cal-seance", ici, JOUR],
  ]);
  await donnerAvis(commission.baseOf(mairie), { ...ordre, liberation, sens: "favorable", motif: null, relu: false });
  expect(await codesOf(mairie)).toEqual([["cal-seance", ici, JOUR]]);
  await database.pool.query("update seance set etat = 'ouverte', ouverte_le = $2 where id = $1", [seance, MAINTENANT]);
  const { candidats, seance: lue } = await readSeance(base, epci, seance);
  const terme = dernierJour(lue);
  expect(terme >= addDays(JOUR, 1)).toBe(true);
  // Members still have time: nothing is asked of the secretary.
  expect(await codesOf(secretaire)).toEqual([]);
  expect(await codesOf(membre)).toEqual([["cal-vote", `${ici}/logements/${liberation}`, terme]]);
  expect(await codesOf(commission.maireAilleurs)).toEqual([]);
  expect(await codesOf(membre, `${addDays(terme, 1)}T12:00:00.000Z`)).toEqual([]);
  for (const votant of [...membres, maire]) {
    await voter(commission.baseOf(votant), {
      epci,
      seance,
      liberation,
      jeton: randomUUID(),
      maintenant: MAINTENANT,
      membre: null,
      votes: candidats.map(({ id }, i) => ({
        candidature: id,
        ...(i === 0 ? ({ sens: "attribution", rang: 1 } as const) : ({ sens: "non-attribution", rang: null } as const)),
      })),
    });
  }
  expect(await codesOf(membre)).toEqual([]);
  expect(await codesOf(secretaire)).toEqual([["cal-a-decider", `${ici}/cloture`, terme]]);
  await deciderLogement(base, {
    ...ordre,
    liberation,
    jeton: randomUUID(),
    relu: true,
    decisions: candidats.map(({ id }, i) =>
      i === 0
        ? { ...RIEN, candidature: id, decision: "attribution", rang: 1 }
        : { ...RIEN, candidature: id, decision: "non-attribution", motif: "mieux-classe" },
    ),
  });
  expect(await codesOf(secretaire)).toEqual([["cal-a-clore", `${ici}/cloture`, terme]]);
  await cloreSeance(base, { epci, seance, jeton: randomUUID(), maintenant: MAINTENANT });
  expect(await codesOf(secretaire)).toEqual([["cal-a-notifier", `${ici}/cloture`, JOUR]]);
  await notifierSeance(base, DEPS_ENVOI, ordre);
  expect(await codesOf(secretaire)).toEqual([]);
  expect(await codesOf(responsable)).toEqual([["offre-a-faire", `liberations/${liberation}`, JOUR]]);
  await database.pool.query("update candidature set etat = 'offerte' where liberation = $1 and rang = 1", [liberation]);
  expect(await codesOf(responsable)).toEqual([]);
});

it("a session that meets is closed by its secretary once it is over, and a first rank under condition holds the offer", async () => {
  const { secretaire, responsable } = commission;
  const liberation = await freeLogement(database.pool, commission, 3);
  const seance = await openSeance(commission, [liberation], JOUR);
  expect(await codesOf(secretaire)).toEqual([["cal-a-decider", `cal/${seance}/cloture`, JOUR]]);
  await database.pool.query(
    "update candidature set etat = case ordre when 1 then 'sous-condition' else 'attribuee' end, rang = ordre where liberation = $1",
    [liberation],
  );
  expect(await codesOf(responsable)).toEqual([]);
});
