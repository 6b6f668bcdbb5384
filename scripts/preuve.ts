import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { proveClasseurs } from "../test/preuves/classeurs.ts";
import { proveDixMinutes } from "../test/preuves/dix-minutes.ts";
import { proveEcrans } from "../test/preuves/ecrans.ts";
import { hashPaths } from "../test/preuves/empreinte.ts";
import { fileOf, readFigures, renderPage } from "../test/preuves/etat.ts";
import { coveredBy, FIGURES, proveFigure } from "../test/preuves/figures.ts";
import { proveMutants } from "../test/preuves/mutants/mutants.ts";
import { provePlan } from "../test/preuves/plan.ts";
import { proveProfondeur } from "../test/preuves/profondeur.ts";
import { proveRapprochement } from "../test/preuves/rapprochement.ts";
import { proveSurrepresentation } from "../test/preuves/surrepresentation.ts";

/** Long proofs that are no figure of the promise: of the tests themselves, of a method, of a speed. */
const AUTRES: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
  classeurs: () => proveClasseurs(process.argv.slice(3)),
  "dix-minutes": proveDixMinutes,
  ecrans: proveEcrans,
  mutants: () => proveMutants(process.argv.slice(3)),
  plan: provePlan,
  profondeur: () => proveProfondeur(process.argv.slice(3)),
  rapprochement: () => proveRapprochement(),
  surrepresentation: proveSurrepresentation,
};

const id = process.argv[2] ?? "";
const figure = FIGURES.find((one) => one.id === id);
const autre = AUTRES[id];
if (id === "etat" || id === "livraison") await tell(id);
else if (figure) {
  // Read before: what is saved meanwhile is not what was proved.
  const couvre = hashPaths(coveredBy(figure));
  await record(id, async () => ({ couvre, ...(await proveFigure(figure)) }));
  await writePage();
} else if (autre) await record(id, autre);
else refuse();
process.exit(process.exitCode ?? 0);

/** `npm run preuve -- <id>`: a long proof, with its result committed in docs/preuves/. Each throws when it does not hold. */
async function record(nom: string, prove: () => Promise<Record<string, unknown>>): Promise<void> {
  const begin = performance.now();
  const resultat = await prove();
  const report = {
    id: nom,
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cœurs, ${cpus()[0]?.model ?? "?"}, Node ${process.version}`,
    dureeSecondes: Math.round((performance.now() - begin) / 1000),
    ...resultat,
  };
  await writeFile(fileOf(nom), `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

async function writePage(): Promise<void> {
  await writeFile("docs/preuves/README.md", renderPage(readFigures()));
}

/** `etat` makes the page again; `livraison` refuses to publish while a figure is not held at this state of the code. */
async function tell(nom: string): Promise<void> {
  await writePage();
  const manquent = readFigures().filter(({ etat }) => etat !== "tenue");
  for (const { figure: one, etat, changes } of manquent)
    process.stdout.write(`${one.id} ${etat} ${changes.join(", ")}\n`);
  process.stdout.write(`${FIGURES.length - manquent.length} chiffres tenus sur ${FIGURES.length}.\n`);
  if (nom === "livraison" && manquent.length > 0) process.exitCode = 1;
}

function refuse(): void {
  const connues = [...FIGURES.map((one) => one.id), ...Object.keys(AUTRES), "etat", "livraison"];
  process.stderr.write(`Preuve « ${id} » inconnue. Choisissez parmi : ${connues.join(", ")}.\n`);
  process.exitCode = 3;
}
