import { gzipSync } from "node:zlib";
import { preparerDiffusion } from "#observatoire/actes/diffusion/preparer-diffusion.ts";
import { rehearse } from "#socle/actes/rehearse.ts";
import type { Base } from "#socle/lectures/base.ts";
import { loginDemo } from "../test/fixtures/session-demo.ts";
import { elapsed, type Mesure, percentile, round } from "./mesure.ts";

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
