import { type CoutFichier, readCouts } from "../test/couts.ts";

/** `npm run couts`: what each project and each of the dearest files of the last run of the tests has cost. `-- 80`: how many files. */
const passages = readCouts();
if (passages.length === 0) {
  process.stderr.write("Aucun passage des tests n’est connu ici : lancez « npm test » d’abord.\n");
  process.exit(1);
}
const combien = Number(process.argv[2] ?? 30);
for (const { passage, mur, processeur, fichiers } of passages) {
  say(
    `\nPassage « ${passage} » : ${Math.round(mur)} s, ${Math.round(processeur)} s de processeur pour toute la machine.`,
  );
  say("     mur  processeur  tests  fichiers");
  for (const projet of [...new Set(fichiers.map((one) => one.projet))].sort()) {
    const own = fichiers.filter((one) => one.projet === projet);
    say(`${row(total(own))}  ${String(own.length).padStart(8)}  projet ${projet}`);
  }
  for (const one of fichiers.toSorted((a, b) => b.mur - a.mur).slice(0, combien))
    say(`${row(one)}            ${one.fichier}`);
}

function total(fichiers: readonly CoutFichier[]): Pick<CoutFichier, "mur" | "processeur" | "tests"> {
  const sum = (of: (one: CoutFichier) => number) => fichiers.reduce((left, one) => left + of(one), 0);
  return { mur: sum((one) => one.mur), processeur: sum((one) => one.processeur), tests: sum((one) => one.tests) };
}

function row({ mur, processeur, tests }: Pick<CoutFichier, "mur" | "processeur" | "tests">): string {
  return `${mur.toFixed(1).padStart(8)}  ${processeur.toFixed(1).padStart(10)}  ${String(tests).padStart(5)}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
