import { Command, CommanderError } from "commander";
import { Refus } from "#socle/regles/shared/refus.ts";
import { COMMANDES } from "./commandes.ts";
import { sayEnvironnement } from "./dire-environnement.ts";
import { frenchUsage, usageMessage } from "./french-usage.ts";

/**
 * 0: done. 1: defect of Blaise. 2: refused, with the reason on stderr. 3: bad usage. 4: the journal was tampered with, so that a monitor can alert.
 */
const EXIT = { defect: 1, refused: 2, usage: 3, altered: 4 } as const;

const EXIT_OF: Readonly<Record<string, number>> = { usage: EXIT.usage, "journal-altere": EXIT.altered };

/** The named command; all of them when none is named or known. */
function loadCommandes([nom = ""]: readonly string[]): Promise<Command[]> {
  const named = Object.entries(COMMANDES).filter(([one]) => one === nom);
  const asked = named.length > 0 ? named : Object.entries(COMMANDES);
  return Promise.all(asked.map(([, load]) => load()));
}

export async function main(args: readonly string[]): Promise<number> {
  const program = new Command("blaise")
    .description("Blaise pilote les attributions de logements sociaux d’un territoire (CIL, CIA).")
    .addHelpText(
      "after",
      "\nCodes de sortie : 0 fait, 1 défaut de Blaise, 2 refusé (le motif est écrit), 3 commande mal écrite, 4 journal altéré.",
    );
  for (const command of await loadCommandes(args)) program.addCommand(command);
  frenchUsage(program);
  try {
    await program.parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    return reportError(error);
  }
}

function reportError(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    process.stderr.write(`${usageMessage(error)}\nVoyez « blaise --help ».\n`);
    return EXIT.usage;
  }
  if (error instanceof Refus) {
    process.stderr.write(`${error.message}\n`);
    return EXIT_OF[error.code] ?? EXIT.refused;
  }
  const phrase = sayEnvironnement(error);
  if (phrase !== null) {
    process.stderr.write(`${phrase}\n`);
    return EXIT.refused;
  }
  process.stderr.write("Une erreur est survenue du côté de Blaise. Rien n’a été publié.\n");
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return EXIT.defect;
}

process.exitCode = await main(process.argv.slice(2));
