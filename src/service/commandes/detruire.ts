import { rm } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { removeServeur } from "#exploitation/sql/embedded/serveur.ts";
import { emptyDatabase, readTerritoires } from "#exploitation/sql/sauvegarde/detruire.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type Configuration, readConfiguration } from "./configuration.ts";
import { withServeur } from "./hors-session.ts";

export function detruireCommand(): Command {
  return new Command("detruire")
    .description("Effacer pour toujours la base, le dossier de données et ses clés")
    .option("--territoire <nom>", "nom d’un territoire ouvert ici, écrit en entier : ce qui confirme")
    .addHelpText("after", '\nExemple : blaise detruire --territoire "CA du Grand Saint-Dizier Der et Vallées"')
    .action(({ territoire }: { territoire?: string }) => run(readConfiguration(process.env), territoire));
}

async function run(configuration: Configuration, ecrit: string | undefined): Promise<void> {
  await withServeur(configuration, async (url) => {
    const noms = await readTerritoires(url);
    confirm(noms, ecrit ?? (await ask(noms)));
    if (configuration.databaseUrl !== null) await emptyDatabase(url);
  });
  if (configuration.databaseUrl === null) await removeServeur(configuration.donnees);
  // The database first: after a later failure, the remaining files open nothing.
  await rm(configuration.donnees, { recursive: true, force: true });
  process.stdout.write(
    `La base, le dossier ${configuration.donnees} et ses clés sont effacés.\n` +
      "Les sauvegardes que vous avez faites gardent tout ce qu’elles contiennent, avec leur clé : supprimez-les aussi, " +
      "ou laissez passer leur durée. Un archivage continu de PostgreSQL, de même.\n",
  );
}

/** Requires the typed name, so that the wrong territory is not destroyed. */
function confirm(noms: readonly string[], ecrit: string): void {
  const attendus = noms.length === 0 ? ["aucun"] : noms;
  if (attendus.includes(ecrit.trim())) return;
  throw new Refus(
    "detruire-confirmation",
    noms.length === 0
      ? "Aucun territoire n’est ouvert ici. Pour effacer quand même, écrivez : --territoire aucun. Rien n’a été effacé."
      : `« ${ecrit} » n’est pas le nom d’un territoire ouvert ici. Écrivez l’un d’eux en entier : ${noms.slice(0, 5).join(" ; ")}${noms.length > 5 ? "…" : ""}. Rien n’a été effacé.`,
  );
}

async function ask(noms: readonly string[]): Promise<string> {
  if (!process.stdin.isTTY) return "";
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const choix = noms.length === 0 ? "aucun" : "le nom d’un territoire ouvert ici";
    return await terminal.question(`Tout sera effacé pour toujours. Pour confirmer, écrivez ${choix} : `);
  } finally {
    terminal.close();
  }
}
