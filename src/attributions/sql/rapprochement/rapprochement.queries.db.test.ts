// @module-tag moteur
// @module-tag profondeur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSql } from "#socle/sql/sql.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import {
  EPCI_RAPPROCHEMENT as EPCI,
  genererDemandes,
  QUESTIONS_RAPPROCHEMENT as QUESTIONS,
} from "../../../../test/fixtures/demandes-rapprochement.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import { selon } from "../../../../test/profondeur.ts";
import type { QuestionRapprochement } from "../../lectures/rapprochement/ports.ts";
import { bitOf, compareCandidats, type GroupeExclu } from "../../regles/rapprochement/classer.ts";
import type { DemandeExaminee } from "../../regles/rapprochement/faits.ts";
import { judgeFiltres } from "../../regles/rapprochement/filtres.ts";
import { rapprochementQueries } from "./rapprochement.queries.ts";

const DEMANDES = selon({ ci: 7_000, moteur: 3_000, preuve: 21_000 });
const TOUS = 1_000_000;
const MONTRES = 30;

let database: TestDatabase;
let toutes: readonly DemandeExaminee[];
beforeAll(async () => {
  database = await createDatabase();
  await genererDemandes(database.pool, DEMANDES);
  const { rows } = await database.pool.query<{ id: string }>("select id::text as id from nominatif.demandeur");
  toutes = await proprietaire().faits(
    EPCI,
    rows.map(({ id }) => id),
  );
}, 240_000);
afterAll(() => database.drop());

const proprietaire = () => rapprochementQueries(openSql(database.pool));

/** Result of the pure function on all the demandes. */
function attendu(question: QuestionRapprochement, faits: readonly DemandeExaminee[]) {
  const juges = faits.map((demande) => ({
    demande,
    echecs: judgeFiltres(demande, question)
      .filter(({ verdict }) => verdict === "echoue")
      .reduce((bits, { filtre }) => bits | bitOf(filtre), 0),
  }));
  const loin = (echecs: number) => (echecs & bitOf("secteur")) !== 0;
  return {
    eligibles: juges
      .filter(({ echecs }) => echecs === 0)
      .map(({ demande }) => demande)
      .toSorted(compareCandidats)
      .map(({ demandeur }) => demandeur),
    ici: groupes(juges.map(({ echecs }) => echecs).filter((echecs) => !loin(echecs))),
    ailleurs: groupes(juges.map(({ echecs }) => echecs).filter(loin)),
  };
}

function groupes(echecs: readonly number[]): readonly GroupeExclu[] {
  const counts = new Map<number, number>();
  for (const one of echecs) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].map(([one, nombre]) => ({ echecs: one, nombre })).toSorted((a, b) => a.echecs - b.echecs);
}

it("reads those that are alive and not kept aside", () => {
  expect(toutes.length).toBe(DEMANDES - DEMANDES / 50 - Math.floor(DEMANDES / 60) + Math.floor(DEMANDES / 300));
});

describe("the search says what the pure function says", () => {
  const nombres: number[] = [];
  it.each(QUESTIONS.map((question, i) => [i, question] as const))("dwelling %i", async (_, question) => {
    const queries = proprietaire();
    const { eligibles, ici, ailleurs } = attendu(question, toutes);
    nombres.push(eligibles.length);
    expect(await queries.candidats(question, TOUS)).toEqual(eligibles);
    expect(await queries.candidats(question, MONTRES)).toEqual(eligibles.slice(0, MONTRES));
    expect(await queries.groupes(question)).toEqual(ici);
    expect(await queries.groupesAilleurs(question)).toEqual(ailleurs);
  });

  it("and these dwellings find many candidates, few and none", () => {
    expect(nombres).toHaveLength(QUESTIONS.length);
    expect(Math.max(...nombres)).toBeGreaterThan(1_000);
    expect(Math.min(...nombres)).toBeLessThan(nombres[0] ?? 0);
  });
});

it("a bailleur finds those who wish a commune where it has stock, and nobody else", async () => {
  const { pool, bases } = database;
  const organisation = await addOrganisation(pool, "bailleur", "Bailleur du rapprochement");
  const acteur = await addPersonne(pool, "rapprochement", [{ role: "agent-bailleur", epci: EPCI, organisation }]);
  const base = bases.pour(acteur, { ressource: "demande-menage", action: "lire" });
  const [question] = QUESTIONS;
  if (!question) throw new Error("no dwelling");
  expect(await base.rapprochements.candidats(question, MONTRES)).toEqual([]);
  await pool.query("update nominatif.lieu_ouvert set ouvert_a = ouvert_a || ($1::text || ':' || $2) where lieu = $3", [
    EPCI,
    organisation,
    `${EPCI}:${question.logement.commune}`,
  ]);
  const siennes = toutes.filter(({ communes }) => communes.includes(question.logement.commune));
  const { eligibles, ici } = attendu(question, siennes);
  expect(await base.rapprochements.candidats(question, TOUS)).toEqual(eligibles);
  expect(await base.rapprochements.groupes(question)).toEqual(ici);
});

it("the lines follow the file: wishes, points, striking off", async () => {
  const { pool } = database;
  const queries = proprietaire();
  const [question] = QUESTIONS;
  if (!question) throw new Error("no dwelling");
  const premiers = await queries.candidats(question, 3);
  const [premier, second] = premiers;
  await pool.query("update nominatif.cotation set points = 999 where demandeur = $1", [second]);
  expect((await queries.candidats(question, 1))[0]).toBe(second);
  await pool.query(
    "update nominatif.demandeur set etat = 'radiee', radie_le = '2026-05-31', radie_motif = 'attribution' where id = $1",
    [second],
  );
  expect((await queries.candidats(question, 1))[0]).toBe(premier);
  await pool.query("delete from nominatif.souhait where demandeur = $1", [premier]);
  await pool.query("update nominatif.menage set elargir = false where demandeur = $1", [premier]);
  const { rows } = await pool.query("select lieu, par from nominatif.souhait_cherche where demandeur = $1", [premier]);
  expect(rows).toEqual([{ lieu: `${EPCI}:?`, par: "" }]);
});
