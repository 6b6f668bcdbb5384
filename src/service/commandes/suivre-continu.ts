import { listAttente } from "#exploitation/sql/continu/attente.ts";
import { rangerJournaux } from "#exploitation/sql/continu/ranger.ts";
import { readPointeur } from "./continu.ts";
import { readCleSauvegarde } from "./hors-session.ts";
import type { Session } from "./session.ts";

type Suivi = Pick<Session, "url" | "configuration" | "racine"> & {
  readonly log: { error(faits: object, ligne: string): void; info(faits: object, ligne: string): void };
};

type Suivie = {
  /** Count of the waiting files of the journal; null: no continuous archive. */
  readonly attente: () => Promise<number | null>;
  stop(): void;
};

const RONDE_MS = 5_000;

/**
 * For a process that serves pages: archives what PostgreSQL leaves, round after round. One log line when it begins to fail, one when it works again.
 */
export function suivreContinu({ url, configuration, racine, log }: Suivi): Suivie {
  const { donnees, cleSauvegarde } = configuration;
  if (racine === null) return { attente: async () => null, stop: () => undefined };
  const ranger = async () => {
    const dossier = await readPointeur(donnees);
    if (dossier === null) return;
    const destination = { dossier, cle: await readCleSauvegarde(configuration) };
    await rangerJournaux({ url, racine, donnees, fichierCle: cleSauvegarde }, destination);
  };
  const timer = everyRound(ranger, log);
  return { attente: async () => (await listAttente(racine))?.length ?? null, stop: () => clearInterval(timer) };
}

/** One round at a time: a slow disk may take longer than the interval. */
function everyRound(work: () => Promise<void>, log: Suivi["log"]): NodeJS.Timeout {
  let busy = false;
  let echec: string | null = null;
  const tell = (raison: string | null) => {
    if (raison !== null && raison !== echec) log.error({}, `l’archive continue est en retard : ${raison}`);
    if (raison === null && echec !== null) log.info({}, "l’archive continue reprend");
    echec = raison;
  };
  const round = async () => {
    if (busy) return;
    busy = true;
    await work().then(
      () => tell(null),
      (error: unknown) => tell(error instanceof Error ? error.message : String(error)),
    );
    busy = false;
  };
  return setInterval(() => void round(), RONDE_MS).unref();
}
