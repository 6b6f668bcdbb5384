import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { preparerDiffusion } from "#observatoire/actes/diffusion/preparer-diffusion.ts";
import { rehearse } from "#socle/actes/rehearse.ts";
import type { Base } from "#socle/lectures/base.ts";
import { loginDemo } from "../test/fixtures/session-demo.ts";
import { elapsed, type Mesure, percentile, round } from "./mesure.ts";
import type { Built } from "./serveur.ts";

const EPCI = "200068666";
const TOURS = 60;
const PAGES = [
  "observatoire",
  "observatoire/parc",
  "observatoire/parc?theme=vacance",
  "observatoire/loyers",
  "observatoire/loyers?partie=menages",
  "observatoire/desequilibres",
  "observatoire/demandes",
  "observatoire/demandes?vue=pression",
  "observatoire/segregation",
  "observatoire/carte",
  "observatoire/remontees",
  "observatoire/parc/figures/vacance-par-commune?theme=vacance",
  "observatoire/parc/figures/vacance-par-commune?theme=vacance&comparer=52448",
  "observatoire/portraits/commune/52448",
  "observatoire/diffusion",
  "observatoire/packs",
] as const;

/**
 * Every page of the observatory at the scale of the EPCI, one reader after the other on loopback, each asked twice before: the worst 95th
 * percentile. Read beside the plainest page of the site, which meets the same machine.
 */
export async function benchPagesObservatoire(server: string): Promise<Mesure> {
  const headers = { cookie: await loginDemo(server), accept: "text/html" };
  const read = async (path: string): Promise<string> => {
    const answer = await fetch(`${server}/${path}`, { headers });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return answer.text();
  };
  const mesurer = async (path: string) => {
    const html = await read(path);
    await read(path);
    const durees: number[] = [];
    for (let tour = 0; tour < TOURS; tour++) durees.push(await elapsed(() => read(path)));
    return { p95: percentile(durees, 0.95), octets: gzipSync(html).length };
  };
  const temoin = await mesurer("accessibilite");
  const details: Record<string, number> = {};
  let pire = 0;
  let octets = 0;
  for (const page of PAGES) {
    const mesure = await mesurer(`t/${EPCI}/${page}`);
    details[page] = round(mesure.p95, 0);
    pire = Math.max(pire, mesure.p95);
    octets = Math.max(octets, mesure.octets);
  }
  return {
    id: "pages-observatoire",
    libelle: `Pages de l’observatoire d’un EPCI, ${TOURS} lectures chacune : le pire p95`,
    valeur: round(pire, 0),
    unite: "ms",
    objectif: "≤ 60",
    tenu: pire <= 60 && octets <= 26_000,
    details: { ...details, rapportALaPageSimple: round(pire / temoin.p95, 1), octetsGzipMax: octets },
  };
}

const CARTES = [
  "bilan?annee=2018",
  "observatoire/parc/figures/vacance-par-commune?theme=vacance",
  "observatoire/portraits/commune/52448",
  "observatoire/residences/52448-comores",
] as const;

/**
 * Pages with a map, each asked twice before: processor of the server alone, its threads together, which no neighbour of the machine makes longer, and
 * the bytes that leave. Beside them, the plainest page of the site.
 */
export async function benchPagesCarte({ url, child }: Built): Promise<Mesure> {
  const headers = { cookie: await loginDemo(url), accept: "text/html" };
  const mesurer = async (path: string) => {
    const read = async () => (await fetch(`${url}/${path}`, { headers })).text();
    const html = await read();
    await read();
    const before = readProcesseur(child.pid);
    for (let tour = 0; tour < TOURS; tour++) await read();
    return {
      ms: (readProcesseur(child.pid) - before) / TOURS,
      octets: gzipSync(html).length,
      carte: html.includes("<svg"),
    };
  };
  const temoin = await mesurer("accessibilite");
  const mesures = [];
  for (const page of CARTES) mesures.push({ page, ...(await mesurer(`t/${EPCI}/${page}`)) });
  const pire = Math.max(...mesures.map(({ ms }) => ms));
  const octets = Math.max(...mesures.map((mesure) => mesure.octets));
  return {
    id: "pages-carte",
    libelle: `Pages avec une carte, ${TOURS} lectures chacune : temps de processeur du serveur, de la pire`,
    valeur: round(pire, 1),
    unite: "ms",
    objectif: "≤ 60, 30 ko compressés",
    tenu: pire <= 60 && octets <= 30_000 && mesures.every(({ carte }) => carte),
    details: {
      ...Object.fromEntries(mesures.map(({ page, ms }) => [page, round(ms, 1)])),
      pageSimple: round(temoin.ms, 1),
      octetsGzipMax: octets,
    },
  };
}

/** Milliseconds so far on a processor, of every thread of a process. Linux alone says it. */
function readProcesseur(pid: number | undefined): number {
  const threads = `/proc/${pid}/task`;
  return readdirSync(threads).reduce(
    (sum, thread) => sum + Number(readFileSync(`${threads}/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6,
    0,
  );
}

/** Masks and audit of everything that the demonstration publishes, with its former release: in the worker, as an officer does. */
export async function benchDiffusion(base: Base): Promise<Mesure> {
  const { controle } = await rehearse(base, (tx) => preparerDiffusion(tx, { epci: EPCI, aujourdhui: "2026-11-25" }));
  const secondes = controle.dureeMs / 1000;
  return {
    id: "diffusion-secret",
    libelle: "Masques et contrôle du secret d’une diffusion d’EPCI, diffusion précédente comprise",
    valeur: round(secondes, 1),
    unite: "s",
    objectif: "≤ 10",
    tenu: secondes <= 10 && controle.sure,
    details: { nombres: controle.nombres, audites: controle.audites, resolutions: controle.resolutions },
  };
}
