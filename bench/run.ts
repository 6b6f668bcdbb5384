import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { openServeur } from "#exploitation/sql/embedded/serveur.ts";
import { openPool } from "#socle/sql/sql.ts";
import { readConfiguration } from "../src/service/commandes/configuration.ts";
import { loadDemo } from "../src/service/commandes/demo.ts";
import { openSession } from "../src/service/commandes/session.ts";
import { benchBilan, benchPdf } from "./bilan.ts";
import { benchBoucle } from "./boucle.ts";
import { benchContours } from "./contours.ts";
import { benchCotation, benchDemandes } from "./demandes-50000.ts";
import { benchDroits } from "./droits.ts";
import { benchImport } from "./import-rpls.ts";
import { benchLocaliser } from "./localiser.ts";
import type { Mesure } from "./mesure.ts";
import { benchDiffusion, benchPagesCarte, benchPagesObservatoire } from "./observatoire.ts";
import { benchDerivation, benchPageParc } from "./parc.ts";
import { benchPlan } from "./plan.ts";
import { benchPoints } from "./points.ts";
import { benchProjection } from "./projection.ts";
import { benchRapprochement } from "./rapprochement.ts";
import { benchRecherche } from "./recherche.ts";
import { benchPage, benchStart, startBuilt, stopBuilt } from "./serveur.ts";
import { benchSimulation } from "./simulation.ts";

/** `npm run bench`: the figures of « Speed », measured in one run on an embedded database of their own, written to bench/results/. */
const dossier = await mkdtemp(join(tmpdir(), "blaise-bench-"));
const configuration = readConfiguration({ BLAISE_DONNEES: join(dossier, "var") });
const mesures: Mesure[] = [];

function report(mesure: Mesure): void {
  mesures.push(mesure);
  process.stdout.write(
    `${mesure.tenu ? "tenu    " : "NON TENU"}  ${mesure.id} : ${mesure.valeur} ${mesure.unite} (${mesure.objectif})  ${JSON.stringify(mesure.details ?? {})}\n`,
  );
}

report(await benchContours());
report(benchPoints());
report(await benchPlan());

const serveur = await openServeur({ dossier: configuration.donnees });
const session = await openSession(configuration);
await loadDemo(session, () => undefined);
const bilan = await benchBilan(session.base);
report(bilan);
report(benchProjection(bilan));
report(benchSimulation(bilan));
report(await benchPdf(session.base));
report(await benchDroits(session.url));
// From the loading on, the operator is an officer of the territory.
report(await benchDiffusion(await session.reload()));
await session.close();
await serveur.stop();

// The first start on these data plays what the synthetic accounts did: seconds that are no server's.
await stopBuilt((await startBuilt(configuration.donnees)).child);
const first = await startBuilt(configuration.donnees);
report(benchStart(first.ms));
report(await benchPage(first.url));
report(await benchPagesObservatoire(first.url));
report(await benchPagesCarte(first));
report(await benchBoucle(first));
await stopBuilt(first.child);

const again = await openServeur({ dossier: configuration.donnees });
const importing = await openSession(configuration);
const pool = openPool(again.url);
await pool.query("delete from publication_acte");
await pool.query("delete from publication");
report(await benchLocaliser(importing, pool, again.url));
report(await benchImport({ deps: importing, pool, dossier, epci: "200068666" }));
report(await benchDerivation(pool));
report(await benchPageParc(pool, again.url));
report(await benchDemandes(again.url));
report(await benchRecherche(again.url));
report(await benchCotation(pool));
report(await benchRapprochement(pool, again.url));
await pool.end();
await importing.close();
await again.stop();
await rm(dossier, { recursive: true, force: true });

const machine = `${cpus().length} cœurs, ${cpus()[0]?.model ?? "?"}, Node ${process.version}`;
await writeFile(
  "bench/results/latest.json",
  `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), machine, mesures }, null, 2)}\n`,
);
process.exitCode = mesures.every((mesure) => mesure.tenu) ? 0 : 1;
