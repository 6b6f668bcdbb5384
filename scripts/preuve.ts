import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { proveAttaque } from "../test/preuves/attaque/attaque.ts";
import { proveCal } from "../test/preuves/cal.ts";
import { proveConservation } from "../test/preuves/conservation.ts";
import { proveDroits } from "../test/preuves/droits.ts";
import { proveJournal } from "../test/preuves/journal.ts";
import { proveKills } from "../test/preuves/kills.ts";
import { proveMemory } from "../test/preuves/memory.ts";
import { proveMutants } from "../test/preuves/mutants/mutants.ts";
import { provePannes } from "../test/preuves/pannes.ts";
import { provePlan } from "../test/preuves/plan.ts";
import { proveProfondeur } from "../test/preuves/profondeur.ts";
import { proveRapprochement } from "../test/preuves/rapprochement.ts";
import { proveRelance } from "../test/preuves/relance.ts";
import { proveRestauration } from "../test/preuves/restauration.ts";
import { proveSecret } from "../test/preuves/secret.ts";
import { proveSurrepresentation } from "../test/preuves/surrepresentation.ts";

/** `npm run preuve -- <id>`: a long proof, with its result committed in docs/preuves/. Each throws when it does not hold. */
const PREUVES: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
  attaque: () => proveAttaque(process.argv.slice(3)),
  cal: proveCal,
  conservation: proveConservation,
  droits: proveDroits,
  journal: proveJournal,
  kills: proveKills,
  memoire: proveMemory,
  mutants: () => proveMutants(process.argv.slice(3)),
  pannes: provePannes,
  plan: provePlan,
  profondeur: () => proveProfondeur(process.argv.slice(3)),
  rapprochement: () => proveRapprochement(),
  relance: proveRelance,
  restauration: proveRestauration,
  secret: proveSecret,
  surrepresentation: proveSurrepresentation,
};

const id = process.argv[2] ?? "";
const preuve = PREUVES[id];
if (!preuve) {
  process.stderr.write(`Preuve « ${id} » inconnue. Choisissez parmi : ${Object.keys(PREUVES).join(", ")}.\n`);
  process.exit(3);
}
const begin = performance.now();
const resultat = await preuve();
const report = {
  id,
  commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} cœurs, ${cpus()[0]?.model ?? "?"}, Node ${process.version}`,
  dureeSecondes: Math.round((performance.now() - begin) / 1000),
  ...resultat,
};
await writeFile(`docs/preuves/${id}.json`, `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.exit(0);
