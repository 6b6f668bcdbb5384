import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import autocannon from "autocannon";
import { loginDemo } from "../test/fixtures/session-demo.ts";
import { type Mesure, round } from "./mesure.ts";

const EPCI = "200068666";

/** The built server on a data folder that already holds the demonstration: time from the command to its ready line. It answers boucle-mesure.mjs. */
export type Built = { readonly child: ChildProcess; readonly url: string; readonly ms: number };

export async function startBuilt(donnees: string): Promise<Built> {
  const begin = performance.now();
  const child = spawn(
    process.execPath,
    ["--import", "./bench/boucle-mesure.mjs", "dist/main.js", "serveur", "--sans-demo"],
    {
      env: {
        ...process.env,
        BLAISE_DONNEES: donnees,
        BLAISE_PORT: "0",
        BLAISE_JOURNAL: "silent",
        BLAISE_DEBIT: "1000000",
      },
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    },
  );
  const port = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/localhost:(\d+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once("exit", () => reject(new Error(`the server left: ${said}`)));
  });
  return { child, url: `http://127.0.0.1:${port}`, ms: performance.now() - begin };
}

export async function stopBuilt(child: ChildProcess): Promise<void> {
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  await exit;
}

export function benchStart(ms: number): Mesure {
  return {
    id: "serveur-pret",
    libelle: "Serveur construit : de la commande à « prêt », base embarquée arrêtée au départ",
    valeur: Math.round(ms),
    unite: "ms",
    objectif: "≤ 4000",
    tenu: ms <= 4000,
  };
}

/** 20 readers on loopback for ten seconds, the client on the same two cores as the server and its database. */
export async function benchPage(server: string): Promise<Mesure> {
  const url = `${server}/t/${EPCI}/bilan?annee=2017&periode=annee`;
  const headers = { cookie: await loginDemo(server) };
  await autocannon({ url, headers, connections: 4, duration: 2 });
  const result = await autocannon({ url, headers, connections: 20, duration: 10 });
  const p95 = result.latency.p97_5;
  return {
    id: "page-bilan",
    libelle: "Page du bilan, 20 lecteurs simultanés pendant 10 s sur la boucle locale (p97,5, plus sévère que p95)",
    valeur: round(p95, 0),
    unite: "ms",
    objectif: "≤ 60",
    tenu: p95 <= 60 && result.non2xx === 0 && result.errors === 0,
    details: {
      requetesParSeconde: round(result.requests.average, 0),
      p50: result.latency.p50,
      p99: result.latency.p99,
      erreurs: result.errors + result.non2xx,
    },
  };
}
