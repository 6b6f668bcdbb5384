import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import autocannon, { type Result } from "autocannon";
import { prepareLayout } from "#storage/embedded/layout.ts";
import { readPostmaster } from "#storage/embedded/presence.ts";
import { removeServeur } from "#storage/embedded/serveur.ts";
import { loginDemo } from "../fixtures/session-demo.ts";

const EPCI = "200068666";
const PAGES = ["/bilan?annee=2017&periode=annee", "/objectifs?annee=2018", "/a-faire", "/observatoire", "/actions"];
const DUREE_S = 30;
const SANS_LIMITE = 1_000_000;
const DEBIT = 3_000;
const FOIS = 20;

type Service = { readonly child: ChildProcess; readonly url: string };

/** L1: fifty agents at once, beside five; the clients share the two cores of the server and its database. */
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

/** L3: the server, then its database, stopped and started again under readers. */
export function proveRedemarrages(): Promise<Record<string, unknown>> {
  return withDemo(async (donnees, port) => ({
    serveur: await restarts(donnees, port),
    base: await onService(donnees, port, (service) => restartEngine(service, donnees)),
  }));
}

async function withDemo<T>(work: (donnees: string, port: number) => Promise<T>): Promise<T> {
  execFileSync(process.execPath, ["scripts/build.mjs"]);
  const donnees = await mkdtemp(join(tmpdir(), "blaise-charges-"));
  const port = 20_000 + (process.pid % 20_000);
  try {
    // The first start loads the demonstration, and plays what its accounts did.
    await stop(await start(donnees, port, SANS_LIMITE));
    return await work(donnees, port);
  } finally {
    await removeServeur(donnees).catch(() => undefined);
    await rm(donnees, { recursive: true, force: true });
  }
}

async function start(donnees: string, port: number, debit: number): Promise<Service> {
  const child = spawn(process.execPath, ["dist/main.js", "serveur"], {
    env: {
      ...process.env,
      BLAISE_DONNEES: donnees,
      BLAISE_PORT: String(port),
      BLAISE_JOURNAL: "silent",
      BLAISE_DEBIT: String(debit),
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 2_400; i++) {
    if ((await fetch(`${url}/pret`).catch(() => null))?.status === 200) return { child, url };
    await sleep(50);
  }
  throw new Error("the server is not ready within two minutes");
}

async function stop({ child }: Service): Promise<void> {
  // One that has ended by itself says so no more.
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

async function onService<T>(
  donnees: string,
  port: number,
  work: (service: Service) => Promise<T>,
  debit = SANS_LIMITE,
): Promise<T> {
  const service = await start(donnees, port, debit);
  try {
    return await work(service);
  } finally {
    await stop(service);
  }
}

async function shoot({ url }: Service, connections: number, seconds: number): Promise<Result> {
  const cookie = await loginDemo(url);
  const requests = PAGES.map((page) => ({ path: `/t/${EPCI}${page}` }));
  await autocannon({ url, headers: { cookie }, requests, connections: 4, duration: 2 });
  return autocannon({ url, headers: { cookie }, requests, connections, duration: seconds });
}

async function load(service: Service, connections: number) {
  const { requests, latency, non2xx, errors } = await shoot(service, connections, DUREE_S);
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed of ${requests.total}`);
  return {
    agents: connections,
    secondes: DUREE_S,
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

/** `redemandees`: the kept connection closed as the request left; a browser, or a proxy, asks again at once. `coupees`: that failed too. */
type Lectures = Record<"reponses" | "indisponibles" | "portesFermees" | "redemandees" | "coupees" | "echecs", number>;

/** Four readers until told to stop; each answer counted by what the person would have seen. */
async function readWhile(url: string, cookie: string, work: () => Promise<void>): Promise<Lectures> {
  const compte: Lectures = { reponses: 0, indisponibles: 0, portesFermees: 0, redemandees: 0, coupees: 0, echecs: 0 };
  const state = { on: true };
  const client = async () => {
    while (state.on) {
      const adresse = `${url}/t/${EPCI}${PAGES[0]}`;
      let issue = await readOnce(adresse, cookie);
      if (issue === "coupees") {
        compte.redemandees++;
        issue = await readOnce(adresse, cookie);
      }
      compte[issue]++;
      if (issue !== "reponses") await sleep(20);
    }
  };
  const clients = Promise.all([client(), client(), client(), client()]);
  try {
    await work();
  } finally {
    state.on = false;
    await clients;
  }
  if (compte.echecs + compte.coupees > 0) throw new Error(JSON.stringify(compte));
  return compte;
}

async function readOnce(adresse: string, cookie: string): Promise<keyof Lectures> {
  try {
    const response = await fetch(adresse, { headers: { cookie } });
    await response.text();
    if (response.status === 503) return "indisponibles";
    return response.status < 500 ? "reponses" : "echecs";
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return cause?.code === "ECONNREFUSED" ? "portesFermees" : "coupees";
  }
}

/** One server at a time: what a request meets is an answer or a closed door, never half of one. */
async function restarts(donnees: string, port: number) {
  let service = await start(donnees, port, SANS_LIMITE);
  const durees: number[] = [];
  const lectures = await readWhile(service.url, await loginDemo(service.url), async () => {
    for (let i = 0; i < FOIS; i++) {
      await sleep(500);
      const since = performance.now();
      await stop(service);
      service = await start(donnees, port, SANS_LIMITE);
      durees.push(Math.round(performance.now() - since));
    }
  });
  await stop(service);
  const sorted = durees.sort((a, b) => a - b);
  return { fois: FOIS, ...lectures, fermeMs: { mediane: sorted[FOIS / 2], max: sorted.at(-1) } };
}

/** The engine told to stop, as its administrator does, while pages are read: its watch starts it again. */
async function restartEngine(service: Service, donnees: string) {
  const { racine } = await prepareLayout(donnees);
  const lectures = await readWhile(service.url, await loginDemo(service.url), async () => {
    for (let i = 0; i < FOIS; i++) {
      await sleep(1_500);
      process.kill(readPostmaster(join(racine, "data"))?.pid ?? 0, "SIGINT");
    }
    await sleep(3_000);
  });
  return { fois: FOIS, ...lectures };
}
