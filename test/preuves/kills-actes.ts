import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { readSauvegarde } from "#exploitation/sql/sauvegarde/verifier.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { openBases } from "#service/sql/open-base.ts";
import { fillSeance, type MondeCal } from "../faults/acte-scenarios.ts";
import { draws } from "../faults/draws.ts";
import { rplsText } from "../fixtures/rpls-lines.ts";
import { type OwnDatabase, withOwnDatabase } from "./own-database.ts";

const FOIS = 40;
const GRAINE = 7_122_026;

type Issue = { readonly fait: boolean; readonly acquitte: boolean };
type Bilan = { readonly fois: number; readonly faits: number; readonly rien: number; readonly acquittesPerdus: number };

/** A vote, a publication, a backup, each in a process killed at an instant drawn over its duration, forty times: done or not, never half, and what was acknowledged is there. */
export function proveKillsActes(): Promise<Record<string, unknown>> {
  return withOwnDatabase(async (database) => ({
    graine: GRAINE,
    vote: await killVotes(database),
    publication: await killPublications(database),
    sauvegarde: await killSauvegardes(database),
  }));
}

async function killVotes(database: OwnDatabase): Promise<Bilan> {
  const { url, pool } = database;
  const bases = openBases(url);
  const monde: MondeCal = await fillSeance(url, bases, false);
  await bases.close();
  // Lines of the journal stay: each look counts those that came since the one before.
  let dits = 0;
  return repeat({ url, acte: "vote", monde, qui: 0 }, async () => {
    const { rows } = await pool.query<{ votes: number; jetons: number; actes: number }>(
      `select (select count(*)::int from seance_vote) as votes, (select count(*)::int from seance_jeton) as jetons,
              (select count(*)::int from journal.entree where acte = 'cal-vote') as actes`,
    );
    const [{ votes, jetons, actes } = { votes: -1, jetons: 0, actes: 0 }] = rows;
    const nouveaux = actes - dits;
    dits = actes;
    if (votes !== 3 * jetons || jetons !== nouveaux)
      throw new Error(`a vote is half there: ${votes}, ${jetons}, ${actes}`);
    await pool.query("delete from seance_vote; delete from seance_jeton");
    return jetons === 1;
  });
}

async function killPublications({ url, base, pool }: OwnDatabase): Promise<Bilan> {
  const fichier = fichierOf("rpls-2017.csv", Buffer.from(rplsText(5_000)));
  const horloge = { aujourdhui: () => "2018-01-15", maintenant: () => "2018-01-15T00:00:00Z" };
  const { fini } = await receiveFichier(
    { base, horloge, hash: (text) => text },
    { fichier, epci: "200068666", periode: "2017" },
  );
  const { id: lot } = await fini;
  return repeat({ url, acte: "publication", lot }, async () => {
    const { rows } = await pool.query<{ statut: string; pointeurs: number; actes: number }>(
      `select (select statut from lot where id = $1) as statut, (select count(*)::int from publication where lot = $1) as pointeurs,
              (select count(*)::int from publication_acte where lot_apres = $1) as actes`,
      [lot],
    );
    const [{ statut, pointeurs, actes } = { statut: "", pointeurs: 0, actes: 0 }] = rows;
    const fait = statut === "publie";
    if (pointeurs !== (fait ? 1 : 0) || actes !== (fait ? 1 : 0))
      throw new Error(`a publication is half there: ${statut}, ${pointeurs}, ${actes}`);
    await pool.query("delete from publication_acte; delete from publication; update lot set statut = 'pret'");
    return fait;
  });
}

async function killSauvegardes({ url, dossier }: OwnDatabase): Promise<Bilan> {
  const fichier = join(dossier, "essai.blaise");
  return repeat({ url, acte: "sauvegarde", fichier }, async () => {
    const there = await access(fichier).then(
      () => true,
      () => false,
    );
    // A name that is taken is a whole archive.
    if (there) await readSauvegarde(fichier, Buffer.alloc(32, 5));
    await rm(fichier, { force: true });
    return there;
  });
}

async function repeat(demande: object, look: () => Promise<boolean>): Promise<Bilan> {
  let duree = await timeOne(demande);
  await look();
  const issues: Issue[] = [];
  for (const draw of draws(FOIS, GRAINE)) {
    const acquitte = await killOne(demande, draw * 1.4 * duree);
    const fait = await look();
    if (draw > 0.75 && !fait) duree *= 1.2;
    issues.push({ fait, acquitte });
  }
  const faits = issues.filter(({ fait }) => fait).length;
  const acquittesPerdus = issues.filter(({ fait, acquitte }) => acquitte && !fait).length;
  if (acquittesPerdus > 0) throw new Error(`${acquittesPerdus} acknowledged, then lost`);
  if (Math.min(faits, FOIS - faits) < FOIS / 10) throw new Error(`void run: ${faits} of ${FOIS} after the commit`);
  return { fois: FOIS, faits, rien: FOIS - faits, acquittesPerdus: 0 };
}

function start(demande: object) {
  const child = spawn(
    process.execPath,
    ["--import", "./test/loader.mjs", "test/fixtures/acte-process.ts", JSON.stringify(demande)],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const said = { texte: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    said.texte += chunk.toString();
  });
  const until = async (mot: string) => {
    while (!said.texte.includes(mot)) {
      if (child.exitCode !== null) throw new Error(`the act left before « ${mot} »: ${said.texte}`);
      await sleep(1);
    }
  };
  return { child, said, until };
}

async function timeOne(demande: object): Promise<number> {
  const { child, until } = start(demande);
  await until("ready");
  const since = performance.now();
  child.stdin.write("\n");
  await until("done");
  const duree = performance.now() - since;
  if (child.exitCode === null) await once(child, "exit");
  return duree;
}

async function killOne(demande: object, after: number): Promise<boolean> {
  const { child, said, until } = start(demande);
  await until("ready");
  child.stdin.write("\n");
  await sleep(after);
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  // What the dead client had begun ends by itself.
  await sleep(150);
  return said.texte.includes("done");
}
