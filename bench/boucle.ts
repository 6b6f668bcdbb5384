import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { loginDemo } from "../test/fixtures/session-demo.ts";
import { type Mesure, round } from "./mesure.ts";
import type { Built } from "./serveur.ts";

const TERRITOIRE = "/t/200068666";

/** Each kind of file, from the one that held the loop longest. */
const DOCUMENTS = [
  "/bilan.docx?annee=2018&periode=annee",
  "/bilan.docx?annee=2018&periode=annee&bailleur=999000011",
  "/actions.pdf?tri=retard",
  "/bilan.pdf?annee=2018&periode=annee",
  "/objectifs.pdf?annee=2018&mois=9",
  "/bilan.xlsx?annee=2018&periode=annee",
  "/convention.pdf",
  "/contingents/bilan-flux.pdf?annee=2018",
  "/regles.pdf",
  "/calendrier.pdf",
];

/** What is read meanwhile, the heaviest pages among them. */
const PAGES = [
  "/bilan?annee=2018&periode=annee",
  "/observatoire/desequilibres",
  "/observatoire/segregation",
  "/observatoire",
  "/a-faire",
  "/donnees/localiser",
];

/** How many times the ten documents are asked, all at once. */
const TOURS = 20;

/** By how many ms the server's event loop was late, since it was last asked. */
type Delais = {
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
  readonly mesures: number;
  /** What its thread computed between two steps: p99.9, in ms. */
  readonly processeurP999: number;
};

/**
 * What a turn of the server's event loop computes, in milliseconds of processor as every figure of this kind, and by how much the loop was late,
 * which also counts the time when the machine ran somebody else, while ten documents are made at once, again and again, and somebody opens
 * one page after the other.
 */
export async function benchBoucle({ url, child }: Built): Promise<Mesure> {
  const cookie = await loginDemo(url);
  const get = async (path: string) => {
    const response = await fetch(`${url}${TERRITOIRE}${path}`, { headers: { cookie } });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  };
  // First calls load the code of each kind.
  for (const path of [...DOCUMENTS, ...PAGES]) await get(path);
  await readDelais(child);
  for (let tour = 0; tour < TOURS; tour++) await Promise.all([...DOCUMENTS.map(get), readPages(get)]);
  const { p99, p999, max, mesures, processeurP999 } = await readDelais(child);
  return {
    id: "boucle",
    libelle: `Calcul d’un tour de la boucle pendant que ${DOCUMENTS.length} documents se font à la fois, ${TOURS} fois, et que des pages sont lues (p99,9, en temps de processeur)`,
    valeur: round(processeurP999, 1),
    unite: "ms",
    objectif: "≤ 50",
    tenu: processeurP999 <= 50,
    details: { retardP99: round(p99, 1), retardP999: round(p999, 1), retardMax: round(max, 1), mesures },
  };
}

async function readPages(get: (path: string) => Promise<void>): Promise<void> {
  for (const path of PAGES) await get(path);
}

async function readDelais(child: ChildProcess): Promise<Delais> {
  const answer = once(child, "message");
  child.send("retard");
  const [delais] = await answer;
  return delais;
}
