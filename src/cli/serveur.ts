import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import pino from "pino";
import { createApp } from "#http/app.ts";
import { serveApp } from "#http/serve.ts";
import { loadDemo } from "./demo.ts";
import { openSession, type Session } from "./session.ts";
import { VERSION } from "./version.ts";

export function serveurCommand(): Command {
  return new Command("serveur")
    .description("Servir Blaise : pages, documents et API ; charge la démonstration si la base est vide")
    .option("--sans-demo", "ne pas charger la démonstration dans une base vide")
    .addHelpText("after", "\nExemple : BLAISE_PORT=8080 blaise serveur")
    .action((options: { sansDemo?: true }) => runServeur(options.sansDemo ?? false));
}

async function runServeur(sansDemo: boolean): Promise<void> {
  const session = await openSession();
  try {
    await prepare(session, sansDemo);
    await serveUntilSignal(session);
  } finally {
    await session.close();
  }
}

async function prepare(session: Session, sansDemo: boolean): Promise<void> {
  await session.base.lots.markInterrompus();
  if (sansDemo || (await session.base.territoires.list()).length > 0) return;
  process.stdout.write("Base vide : chargement du territoire de démonstration…\n");
  await loadDemo(session, (line) => process.stdout.write(`  ${line}\n`));
}

async function serveUntilSignal(session: Session): Promise<void> {
  const { configuration } = session;
  const dossierDepots = join(configuration.donnees, "depots");
  await mkdir(dossierDepots, { recursive: true });
  const log = pino({ level: configuration.journal }, pino.destination(2));
  const app = createApp({ ...session, dossierDepots, log, version: VERSION, ...knownHosts(configuration.hote) });
  const server = await serveApp(app, configuration.port, configuration.hote);
  process.stdout.write(
    `Blaise est prêt : http://${configuration.hote === "127.0.0.1" ? "localhost" : configuration.hote}:${server.port}\n`,
  );
  process.stdout.write(
    `Pas encore de comptes : le serveur n’écoute que ce poste, et signe les actes « ${configuration.agent} ».\n`,
  );
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  await server.close();
}

/** A server that listens to this machine alone answers to its own names alone. */
function knownHosts(hote: string): { hotes?: readonly string[] } {
  return hote === "127.0.0.1" || hote === "localhost" || hote === "::1"
    ? { hotes: ["localhost", "127.0.0.1", "[::1]"] }
    : {};
}
