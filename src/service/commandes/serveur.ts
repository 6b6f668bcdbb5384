import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { Command } from "commander";
import { createPremierLien } from "#acces/actes/connexion/lien.ts";
import { openConnexion } from "#acces/routes/connexion/deps.ts";
import { recoverDepots } from "#imports/routes/depot/recover-depots.ts";
import { Arret } from "#socle/routes/serveur/arret.ts";
import { addressOf, parseProxies } from "#socle/routes/serveur/client-address.ts";
import { createMetriques } from "#socle/routes/serveur/metrics.ts";
import { serveApp, stopSignal } from "#socle/routes/serveur/serve.ts";
import { openServerLog } from "#socle/routes/serveur/server-log.ts";
import { createApp } from "../routes/app.ts";
import { openAntivirus } from "./antivirus.ts";
import { readClesDroit } from "./cles-droit.ts";
import { type Configuration, isLocal } from "./configuration.ts";
import { openCourrier } from "./courrier.ts";
import { loadDocument, openComptesDemo, releaseDocument } from "./demo.ts";
import { CODE_MENAGE_DEMO } from "./demo-dossiers.ts";
import { loadSuite } from "./demo-suite.ts";
import { EPCI_DEMO } from "./demo-territoire.ts";
import { openVieDemo } from "./demo-vie.ts";
import { openVoisinsDemo } from "./demo-voisins.ts";
import { openPlaceLibre } from "./place-libre.ts";
import { openServiceSne } from "./service-sne.ts";
import { openSession, type Session } from "./session.ts";
import { openSms } from "./sms.ts";
import { suivreContinu } from "./suivre-continu.ts";
import { VERSION } from "./version.ts";

/** Milliseconds: a running import does not hold the process; the next start marks its lot « interrompu ». */
const FERMETURE_MAX_MS = 5_000;

export function serveurCommand(): Command {
  return new Command("serveur")
    .description("Servir Blaise : pages, documents et API ; charge la démonstration si la base est vide")
    .option("--sans-demo", "ne pas charger la démonstration, ni les années qui lui manquent")
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
  if (!session.configuration.demonstration) return;
  if (sansDemo) return openComptesDemo(session);
  const say = (line: string) => process.stdout.write(`  ${line}\n`);
  const vide = (await session.base.territoires.list()).length === 0;
  if (vide) {
    process.stdout.write("Base vide : chargement du territoire de démonstration…\n");
    await loadDocument(session, say);
  }
  if (!(await session.base.territoires.find(EPCI_DEMO))) return;
  // The release is of the document's years: it is audited in its thread while the next files are read, and out before they are published.
  const diffusion = vide ? releaseDocument(session) : Promise.resolve();
  await Promise.all([diffusion, loadSuite(session, EPCI_DEMO, say, diffusion)]);
  await openComptesDemo(session);
  await Promise.all([openVieDemo(session, EPCI_DEMO), openVoisinsDemo(session, say)]);
}

async function serveUntilSignal(session: Session): Promise<void> {
  const { configuration, bases, horloge } = session;
  const dossierDepots = join(configuration.donnees, "depots");
  await mkdir(dossierDepots, { recursive: true });
  await recoverDepots(dossierDepots, Date.now());
  const log = openServerLog(configuration.journal);
  session.surveiller((ligne) => log.error({}, ligne));
  const proxies = parseProxies(configuration.proxies.join(","));
  const arret = new Arret();
  // Passkeys and links hold the exact address: a free port is chosen before listening.
  const port = configuration.port === 0 ? await findFreePort(configuration.hote) : configuration.port;
  const origine = configuration.origine ?? `http://localhost:${port}`;
  const partage = { client: bases.compteurs, secret: session.hash("cases des compteurs") };
  const connexion = openConnexion({
    queries: bases.connexions,
    horloge,
    demonstration: configuration.demonstration,
    origine,
    proconnect: configuration.proConnect,
    franceConnect: configuration.franceConnect && { ...configuration.franceConnect, hash: session.hash },
    adresse: (c) => addressOf(c, proxies) ?? "",
    log,
    partage,
  });
  const continu = suivreContinu({ ...session, log });
  const metriques = createMetriques({ connexions: bases.etat, archive: continu.attente });
  const deps = {
    ...session,
    debit: configuration.debit,
    clesDroit: readClesDroit(configuration.clesDroit),
    tuiles: configuration.tuiles,
    contactSecurite: configuration.contactSecurite,
    connexion,
    courrier: openCourrier({ ...configuration, log }),
    sms: openSms({ ...configuration, log }),
    antivirus: openAntivirus(configuration.clamd, log),
    serviceSne: await openServiceSne(configuration.sne),
    dossierDepots,
    log,
    proxies,
    arret,
    partage,
    placeLibre: openPlaceLibre(session),
    metriques,
    version: VERSION,
  };
  const app = createApp({ ...deps, ...knownHosts(configuration) });
  const server = await serveApp(app, port, configuration.hote, { arret });
  // Set before the line that says that it is ready: its reader may stop the server at once.
  const stopped = stopSignal();
  // The base may stop at that moment: the service already answers, and goes on.
  await announce(session, origine).catch((error: unknown) =>
    log.error({ err: error }, "lien du premier administrateur non fait"),
  );
  const signal = await stopped;
  log.info({ signal }, "arrêt demandé");
  continu.stop();
  const coupees = await server.close();
  log.info({ coupees }, "serveur fermé");
  setTimeout(() => process.exit(0), FERMETURE_MAX_MS).unref();
}

async function findFreePort(hote: string): Promise<number> {
  const probe = createServer().listen(0, hote);
  await once(probe, "listening");
  const adresse = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof adresse === "object" && adresse !== null ? adresse.port : 0;
}

/** Prints the address and, as long as the platform has no administrator, the link that creates the first one. */
async function announce({ configuration, bases, horloge }: Session, adresse: string): Promise<void> {
  process.stdout.write(`Blaise est prêt : ${adresse}\n`);
  if (configuration.demonstration) {
    process.stdout.write(
      "Mode démonstration : la page de connexion propose un compte synthétique par rôle.\n" +
        `Un ménage fictif entre par ${adresse}/ma-demande/${EPCI_DEMO}/reprendre avec le code ${CODE_MENAGE_DEMO}.\n`,
    );
  }
  const lien = await createPremierLien({ queries: bases.connexions, horloge });
  if (lien === null) return;
  process.stdout.write(
    `Pour créer le premier administrateur, ouvrez ce lien, valable une fois et 24 heures : ${adresse}${lien}\n`,
  );
}

/** Accepted hosts: the public name and, when the server listens to this machine only, the machine's own. */
function knownHosts({ hote, origine }: Configuration): { hotes?: readonly string[] } {
  const locaux = isLocal(hote) ? ["localhost", "127.0.0.1", "[::1]"] : [];
  const publics = origine === null ? [] : [new URL(origine).hostname];
  const hotes = [...locaux, ...publics];
  return hotes.length > 0 ? { hotes } : {};
}
