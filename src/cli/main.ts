import { Command, CommanderError } from "commander";
import { Refus } from "#domain/shared/refus.ts";
import { accesCommand } from "./acces.ts";
import { bilanCommand } from "./bilan.ts";
import { configurationCommand } from "./configuration.command.ts";
import { courriersCommand } from "./courriers.ts";
import { demandesCommand } from "./demandes.ts";
import { demoCommand } from "./demo.ts";
import { doublonsCommand } from "./doublons.ts";
import { effacerCommand } from "./effacer.ts";
import { frenchUsage, usageMessage } from "./french-usage.ts";
import { importerCommand } from "./importer.ts";
import { lotCommand } from "./lot.ts";
import { premierLienCommand } from "./premier-lien.ts";
import { purgerCommand } from "./purger.ts";
import { quarantaineCommand } from "./quarantaine.ts";
import { restaurerCommand } from "./restaurer.ts";
import { sauvegarderCommand } from "./sauvegarder.ts";
import { serveurCommand } from "./serveur.ts";
import { territoireCommand } from "./territoire.ts";
import { verifierCommand } from "./verifier.ts";

/** 0: done. 1: our own defect. 2: refused, the reason is on stderr. 3: bad usage. 4: the journal was tampered with, which must ring somewhere. */
const EXIT = { defect: 1, refused: 2, usage: 3, altered: 4 } as const;

const EXIT_OF: Readonly<Record<string, number>> = { usage: EXIT.usage, "journal-altere": EXIT.altered };

export async function main(args: readonly string[]): Promise<number> {
  const program = new Command("blaise")
    .description("Blaise pilote les attributions de logements sociaux d’un territoire (CIL, CIA).")
    .addHelpText(
      "after",
      "\nCodes de sortie : 0 fait, 1 défaut de Blaise, 2 refusé (le motif est écrit), 3 commande mal écrite, 4 journal altéré.",
    );
  for (const command of [
    importerCommand(),
    bilanCommand(),
    lotCommand(),
    territoireCommand(),
    demoCommand(),
    serveurCommand(),
    sauvegarderCommand(),
    restaurerCommand(),
    verifierCommand(),
    purgerCommand(),
    quarantaineCommand(),
    courriersCommand(),
    demandesCommand(),
    doublonsCommand(),
    effacerCommand(),
    accesCommand(),
    premierLienCommand(),
    configurationCommand(),
  ]) {
    program.addCommand(command);
  }
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
  process.stderr.write("Une erreur est survenue du côté de Blaise. Rien n’a été publié.\n");
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return EXIT.defect;
}

process.exitCode = await main(process.argv.slice(2));
