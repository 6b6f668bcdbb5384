import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import autocannon, { type Result } from "autocannon";
import { prepareLayout } from "#storage/embedded/layout.ts";
import { pidOf } from "../faults/relance.ts";
import { loginDemo } from "../fixtures/session-demo.ts";
import { readWhile } from "./lecteurs.ts";
import { proveMiseAJour } from "./mise-a-jour.ts";
import { launch, leave, untilReady, withBuilt } from "./service-construit.ts";

const EPCI = "200068666";
const PAGES = ["/bilan?annee=2017&periode=annee", "/objectifs?annee=2018", "/a-faire", "/observatoire", "/actions"];
const DUREE_S = 30;
const DEMARRAGE_MAX_MS = 120_000;
const DEBIT = 3_000;
const FOIS = 20;

type Service = { readonly child: ChildProcess; readonly url: string };

/**
 * L1: fifty agents at once, beside five; the clients share the two cores of the server and its database. Every second somebody takes a
 * drawing of the programme, which the journal keeps: what was kept of the pages that are made from everything is then made again.
 */
export function proveCharge(): Promise<Record<string, unknown>> {
  return withDemo(async (donnees, port) => {
    const nominale = await onService(donnees, port, (service) => load(service, 50));
    const legere = await onService(donnees, port, (service) => load(service, 5));
    return { nominale, legere, rapportP95: Math.round((10 * nominale.p95Ms) / Math.max(1, legere.p95Ms)) / 10 };
  });
}

/** L2: a hundred clients that never wait, on a server that says how many requests a minute it takes. */
export function proveSurcharge(): Promise<Record<string, unknown>> {
  return withDemo((donnees, port) => onService(donnees, port, overload, DEBIT));
}

/** L3: the server, then its database, stopped and started again under readers; then replaced by newer ones, without a closed door. */
export function proveRedemarrages(): Promise<Record<string, unknown>> {
  return withDemo(async (donnees, port) => ({
    serveur: await restarts(donnees, port),
    base: await onService(donnees, port, (service) => restartEngine(service, donnees)),
    versions: await proveMiseAJour(donnees, port),
  }));
}

/** On a folder that already holds the demonstration. */
function withDemo<T>(work: (donnees: string, port: number) => Promise<T>): Promise<T> {
  return withBuilt(async (donnees, port) => {
    await leave((await start(donnees, port)).child);
    return work(donnees, port);
  });
}

async function start(donnees: string, port: number, debit?: number): Promise<Service> {
  const child = launch(donnees, port, { debit });
  await untilReady(port, DEMARRAGE_MAX_MS);
  return { child, url: `http://127.0.0.1:${port}` };
}

async function onService<T>(
  donnees: string,
  port: number,
  work: (service: Service) => Promise<T>,
  debit?: number,
): Promise<T> {
  const service = await start(donnees, port, debit);
  try {
    return await work(service);
  } finally {
    await leave(service.child);
  }
}

async function shoot(
  { url }: Service,
  connections: number,
  seconds: number,
): Promise<{ readonly result: Result; readonly ecrits: number }> {
  const cookie = await loginDemo(url);
  const requests = PAGES.map((page) => ({ path: `/t/${EPCI}${page}` }));
  await autocannon({ url, headers: { cookie }, requests, connections: 4, duration: 2 });
  const fin = new AbortController();
  const ecrits = writeEverySecond(url, cookie, fin.signal);
  const result = await autocannon({ url, headers: { cookie }, requests, connections, duration: seconds });
  fin.abort();
  return { result, ecrits: await ecrits };
}

/** Returns how many times the journal was written. */
async function writeEverySecond(url: string, cookie: string, fin: AbortSignal): Promise<number> {
  for (let ecrits = 0; ; ecrits++) {
    await sleep(1_000);
    if (fin.aborted) return ecrits;
    const response = await fetch(`${url}/t/${EPCI}/actions.svg`, { headers: { cookie } });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${response.status} instead of a drawing`);
  }
}

async function load(service: Service, connections: number) {
  const { result, ecrits } = await shoot(service, connections, DUREE_S);
  const { requests, latency, non2xx, errors } = result;
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed of ${requests.total}`);
  return {
    agents: connections,
    secondes: DUREE_S,
    ecrits,
    parSeconde: Math.round(requests.average),
    p50Ms: latency.p50,
    p95Ms: latency.p97_5,
    p99Ms: latency.p99,
    echecs: 0,
  };
}

/** What is refused is told to wait, what is taken is answered, memory stays. */
async function overload(service: Service) {
  const avant = await memoryOf(service.child);
  const cookie = await loginDemo(service.url);
  const codes: Record<string, number> = {};
  const sansDelai = { nombre: 0 };
  const fin = performance.now() + DUREE_S * 1_000;
  const client = async () => {
    while (performance.now() < fin) {
      const response = await fetch(`${service.url}/t/${EPCI}${PAGES[0]}`, { headers: { cookie } });
      await response.arrayBuffer();
      codes[response.status] = (codes[response.status] ?? 0) + 1;
      if (response.status >= 429 && response.headers.get("retry-after") === null) sansDelai.nombre++;
    }
  };
  await Promise.all(Array.from({ length: 100 }, client));
  const apres = await memoryOf(service.child);
  const inattendus = Object.keys(codes).filter((code) => !["200", "429", "503"].includes(code));
  if (inattendus.length > 0 || sansDelai.nombre > 0) throw new Error(JSON.stringify({ codes, sansDelai }));
  return { clients: 100, secondes: DUREE_S, debitParMinute: DEBIT, codes, memoireMo: { avant, apres } };
}

async function memoryOf({ pid }: ChildProcess): Promise<number> {
  const statut = await readFile(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(statut)?.[1] ?? 0) / 1_024);
}

/** One server at a time: what a request meets is an answer or a closed door, never half of one. */
async function restarts(donnees: string, port: number) {
  let service = await start(donnees, port);
  const durees: number[] = [];
  const lectures = await readWhile(service.url, await loginDemo(service.url), async () => {
    for (let i = 0; i < FOIS; i++) {
      await sleep(500);
      const since = performance.now();
      await leave(service.child);
      service = await start(donnees, port);
      durees.push(Math.round(performance.now() - since));
    }
  });
  await leave(service.child);
  const sorted = durees.sort((a, b) => a - b);
  return { fois: FOIS, ...lectures, fermeMs: { mediane: sorted[FOIS / 2], max: sorted.at(-1) } };
}

/** The engine told to stop, as its administrator does, while pages are read: its watch starts it again. */
async function restartEngine(service: Service, donnees: string) {
  const { racine } = await prepareLayout(donnees);
  const lectures = await readWhile(service.url, await loginDemo(service.url), async () => {
    for (let i = 0; i < FOIS; i++) {
      await sleep(1_500);
      process.kill(pidOf(racine), "SIGINT");
    }
    await sleep(3_000);
  });
  return { fois: FOIS, ...lectures };
}
