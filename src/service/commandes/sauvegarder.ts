import { resolve } from "node:path";
import { Command } from "commander";
import { createCle } from "#exploitation/sql/sauvegarde/cle.ts";
import type { Manifeste } from "#exploitation/sql/sauvegarde/manifeste.ts";
import { exportRegistre, writeSauvegarde } from "#exploitation/sql/sauvegarde/sauvegarder.ts";
import { formatNombre } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { readConfiguration } from "./configuration.ts";
import { arreterContinu, sauvegarderContinu } from "./continu.ts";
import { readCleSauvegarde, withServeur } from "./hors-session.ts";
import { inscrireExploitation } from "./inscrire-exploitation.ts";
import { VERSION } from "./version.ts";

type Options = {
  readonly nouvelleCle?: string;
  readonly registre?: string;
  /** true: to the former path. */
  readonly continu?: string | true;
  readonly arreterContinu?: true;
};

export function sauvegarderCommand(): Command {
  return new Command("sauvegarder")
    .description("Sauvegarder la base et les fichiers dans une archive chiffrée, sans arrêter le service")
    .argument("[fichier]", "archive à écrire")
    .option("--nouvelle-cle <fichier>", "fabriquer une clé des sauvegardes, au lieu de sauvegarder")
    .option("--registre <fichier>", "exporter le seul registre des personnes effacées, au lieu de sauvegarder")
    .option("--continu [dossier]", "copier la base entière, puis archiver chaque écriture : revenir à une minute près")
    .option("--arreter-continu", "ne plus archiver les écritures")
    .addHelpText(
      "after",
      "\nExemple : BLAISE_CLE_SAUVEGARDE=/etc/blaise/cle-sauvegarde blaise sauvegarder /srv/sauvegardes/2026-03-01.blaise",
    )
    .action((fichier: string | undefined, options: Options) => run(fichier, options));
}

async function run(fichier: string | undefined, options: Options): Promise<void> {
  const { nouvelleCle, registre, continu, arreterContinu: arreter } = options;
  const asked = [fichier, nouvelleCle, registre, continu, arreter].filter((value) => value !== undefined);
  if (asked.length !== 1)
    throw new Refus(
      "usage",
      "Indiquez une seule chose : l’archive à écrire, --nouvelle-cle, --registre, --continu ou --arreter-continu.",
    );
  if (continu !== undefined)
    return say(await sauvegarderContinu(readConfiguration(process.env), continu === true ? null : continu));
  if (arreter) return say(await arreterContinu(readConfiguration(process.env)));
  if (nouvelleCle !== undefined) return makeCle(nouvelleCle);
  if (registre !== undefined) return writeRegistre(registre);
  if (fichier !== undefined) await writeArchive(fichier);
}

function say(texte: string): void {
  process.stdout.write(texte);
}

async function makeCle(fichier: string): Promise<void> {
  await createCle(fichier);
  process.stdout.write(
    `Clé écrite dans ${resolve(fichier)}. Gardez-en une copie ailleurs que sur ce serveur : sans elle, aucune sauvegarde ne se relit.\n`,
  );
}

async function writeRegistre(fichier: string): Promise<void> {
  const configuration = readConfiguration(process.env);
  const nombre = await withServeur(configuration, async (url) => {
    const lignes = await exportRegistre(url, fichier);
    await inscrireExploitation(url, { acte: "registre-exporte", fichier, agent: configuration.agent });
    return lignes;
  });
  process.stdout.write(`Registre des effacements écrit : ${resolve(fichier)} (lignes : ${formatNombre(nombre)})\n`);
}

async function writeArchive(fichier: string): Promise<void> {
  const configuration = readConfiguration(process.env);
  const cle = await readCleSauvegarde(configuration);
  const { manifeste, taille } = await withServeur(configuration, async (url) => {
    const ecrite = await writeSauvegarde({
      url,
      fichier,
      cle,
      fichierCle: configuration.cleSauvegarde,
      dossier: configuration.donnees,
      cleHachage: configuration.cleHachage,
      maintenant: new Date().toISOString(),
      version: VERSION,
    });
    await inscrireExploitation(url, { acte: "sauvegarde-ecrite", fichier, agent: configuration.agent });
    return ecrite;
  });
  process.stdout.write(`Sauvegarde écrite : ${resolve(fichier)} (${formatNombre(Math.ceil(taille / 1024))} Kio)\n`);
  process.stdout.write(describeManifeste(manifeste));
}

export function describeManifeste(manifeste: Manifeste): string {
  const lignes = manifeste.tables.reduce((sum, table) => sum + table.lignes, 0);
  const journal = manifeste.journal.reduce((sum, tete) => sum + tete.numero, 0);
  return [
    `  faite le ${manifeste.faiteLe} par Blaise ${manifeste.blaise}, schéma n° ${manifeste.schema}`,
    `  territoires : ${manifeste.epci.map(({ epci, nom }) => `${nom} (${epci})`).join(", ") || "aucun"}`,
    `  ${formatNombre(manifeste.tables.length)} tables, ${formatNombre(lignes)} lignes, ${formatNombre(manifeste.fichiers.nombre)} fichiers`,
    `  journal : ${formatNombre(manifeste.journal.length)} chaînes, ${formatNombre(journal)} entrées`,
    "",
  ].join("\n");
}
