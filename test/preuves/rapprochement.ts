import { readFile } from "node:fs/promises";
import type pg from "pg";
import type { QuestionRapprochement } from "#attributions/lectures/rapprochement/ports.ts";
import type { LogementExamine } from "#attributions/regles/rapprochement/faits.ts";
import { rapprochementQueries } from "#attributions/sql/rapprochement/rapprochement.queries.ts";
import { contexteOf } from "#service/sql/open-base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { ROLE_APPLICATION } from "#socle/sql/droits/policies.ts";
import { openPool, openSql, type Sql } from "#socle/sql/sql.ts";
import { BAILLEUR, communeOf, epciOf, genererPays, PAYS, type TaillePays } from "./demandes-pays.ts";
import { withOwnDatabase } from "./own-database.ts";

const JOUR = "2026-06-01";
const LOGEMENTS = 300;
const CANDIDATS = 30;
const TOURS = 2;
const CANDIDATS_MS = 10;
const COMPTES_MS = 300;

/** A fixed sequence: the same dwellings at each run. */
function* hasard(graine: number): Generator<number, never> {
  let etat = graine;
  while (true) {
    etat = (Math.imul(etat, 1_664_525) + 1_013_904_223) >>> 0;
    yield etat / 2 ** 32;
  }
}

/** A dwelling of each kind of place: drawn by the demandes, so that one in twenty is in the largest commune. */
function tirerQuestions(tailles: readonly number[], nombre: number): readonly QuestionRapprochement[] {
  const tirage = hasard(20_260_601);
  const next = () => tirage.next().value;
  const pick = <T>(values: readonly T[]): T => {
    const value = values[Math.floor(next() * values.length)];
    if (value === undefined) throw new Error("nothing to draw from");
    return value;
  };
  let total = 0;
  const cumul = tailles.map((taille) => {
    total += taille;
    return total;
  });
  return Array.from({ length: nombre }, () => {
    const tire = next() * total;
    // -1, after the last: the sums are of floats.
    const rang = Math.max(1, cumul.findIndex((somme) => tire < somme) + 1);
    const pieces = pick([1, 2, 3, 3, 4, 4, 5, 6]);
    const logement: LogementExamine = {
      commune: communeOf(rang),
      secteur: null,
      typologie: (["T1", "T2", "T3", "T4", "T5", "T6+"] as const)[pieces - 1] ?? "T3",
      surface: 18 * pieces,
      loyer: 180 + 90 * pieces + Math.floor(next() * 200),
      charges: 40 + 15 * pieces,
      acces: "inconnu",
      financement: pick(["PLAI", "PLUS", "PLUS", "PLS", "inconnu"] as const),
      contingent: pick(["AUCUN", "COLTER", "COLACT", "PPRIOR", "PFONCT", "inconnu"] as const),
      bailleurSiren: null,
    };
    const seuils = { depuis: "2026-01-01", effortMax: 330, resteAVivre: null, forfaits: {}, propre: true } as const;
    const question = { logement, seuils: { ...seuils, reference: "Essai", confiance: "B" as const }, jour: JOUR };
    return { epci: epciOf(rang), ...question };
  });
}

function bailleurDe(epci: string): Acteur {
  const habilitation = { id: 1, role: "agent-bailleur", epci, organisation: BAILLEUR, siren: null } as const;
  const reste = { nomOrganisation: "Bailleur", communes: [], sensible: false } as const;
  return { nom: "Essai", compte: 1, demandeurs: [], habilitations: [{ ...habilitation, ...reste }], motif: null };
}

type Mesures = { readonly p50: number; readonly p99: number; readonly max: number };

function resume(temps: readonly number[]): Mesures {
  const sorted = temps.toSorted((a, b) => a - b);
  const at = (part: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0) * 100) / 100;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

type Temps = { readonly processeur: Mesures; readonly horloge: Mesures };

/**
 * Of each dwelling the least of its turns, so that the first warms what is read, by the clock and by the processor time of the connection's own process:
 * what a neighbour of the machine takes is not what the search takes.
 */
async function mesurer(
  { pool, pid }: Connexion,
  questions: readonly QuestionRapprochement[],
  run: (question: QuestionRapprochement) => Promise<unknown>,
): Promise<Temps> {
  await pool.query("set max_parallel_workers_per_gather = 0");
  const [horloge, processeur] = [questions.map(() => JAMAIS), questions.map(() => JAMAIS)];
  for (let tour = 0; tour < TOURS; tour += 1) {
    for (const [i, question] of questions.entries()) {
      const [begin, used] = [performance.now(), await processorMs(pid)];
      await run(question);
      const wall = performance.now() - begin;
      horloge[i] = Math.min(horloge[i] ?? JAMAIS, wall);
      processeur[i] = Math.min(processeur[i] ?? JAMAIS, (await processorMs(pid)) - used);
    }
  }
  return { processeur: resume(processeur), horloge: resume(horloge) };
}

const JAMAIS = Number.POSITIVE_INFINITY;

/** Time that the process has been on a processor (Linux, proc(5): schedstat). */
async function processorMs(pid: number): Promise<number> {
  const [ns = ""] = (await readFile(`/proc/${pid}/schedstat`, "utf8")).split(" ");
  return Number(ns) / 1e6;
}

/** One connection, whose process is known. */
type Connexion = { readonly pool: pg.Pool; readonly pid: number };

async function withConnexion<T>(url: string, role: string | null, work: (one: Connexion) => Promise<T>): Promise<T> {
  const pool = openPool(url, role === null ? { max: 1 } : { max: 1, role });
  try {
    const { rows } = await pool.query<{ pid: number }>("select pg_backend_pid() as pid");
    return await work({ pool, pid: rows[0]?.pid ?? 0 });
  } finally {
    await pool.end();
  }
}

/** As many demandes as the country: the candidates of a dwelling and the counts of what excludes the others, as the owner and as a bailleur. */
export function proveRapprochement(taille: TaillePays = PAYS): Promise<Record<string, unknown>> {
  return withOwnDatabase(async ({ pool, url }) => {
    const client = await pool.connect();
    const begin = performance.now();
    const tailles = await genererPays(client, taille);
    const generationSecondes = Math.round((performance.now() - begin) / 1000);
    const { rows } = await client.query<{ lignes: number; demandes: number; octets: number }>(
      `select count(*)::float8 as lignes, count(distinct demandeur)::float8 as demandes,
              pg_total_relation_size('nominatif.souhait_cherche')::float8 as octets from nominatif.souhait_cherche`,
    );
    client.release();
    const questions = tirerQuestions(tailles, LOGEMENTS);
    const mesures = {
      proprietaire: await withConnexion(url, null, (one) => mesurerSous(one, () => openSql(one.pool), questions)),
      bailleur: await withConnexion(url, ROLE_APPLICATION, (one) =>
        mesurerSous(one, (epci) => openSql(one.pool, contexteOf(bailleurDe(epci))), questions),
      ),
    };
    verify(mesures);
    return { ...rows[0], plusGrandeCommune: tailles[0], generationSecondes, logements: LOGEMENTS, ...mesures };
  });
}

async function mesurerSous(
  connexion: Connexion,
  sqlOf: (epci: string) => Sql,
  questions: readonly QuestionRapprochement[],
) {
  const queries = (epci: string) => rapprochementQueries(sqlOf(epci));
  let trouves = 0;
  const candidats = await mesurer(connexion, questions, async (question) => {
    trouves += (await queries(question.epci).candidats(question, CANDIDATS)).length;
  });
  let vus = 0;
  const comptes = await mesurer(connexion, questions, async (question) => {
    for (const { nombre } of await queries(question.epci).groupes(question)) vus += nombre;
  });
  if (trouves === 0 || vus === 0) throw new Error("nothing was found: nothing was measured");
  return { candidatsMs: candidats, comptesMs: comptes, candidatsParLogement: trouves / questions.length / TOURS };
}

function verify(mesures: Readonly<Record<string, { readonly candidatsMs: Temps; readonly comptesMs: Temps }>>) {
  for (const [qui, { candidatsMs, comptesMs }] of Object.entries(mesures)) {
    if (candidatsMs.processeur.p99 > CANDIDATS_MS || comptesMs.processeur.p99 > COMPTES_MS) {
      throw new Error(`${qui}: ${JSON.stringify({ candidatsMs, comptesMs })}`);
    }
  }
}
