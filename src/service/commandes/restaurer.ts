import { Command } from "commander";
import { replayRegistreFile } from "#exploitation/sql/sauvegarde/registre.ts";
import { type Restauration, restoreSauvegarde } from "#exploitation/sql/sauvegarde/restaurer.ts";
import { readSauvegarde } from "#exploitation/sql/sauvegarde/verifier.ts";
import { formatNombre } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { readConfiguration } from "./configuration.ts";
import { restaurerContinu } from "./continu.ts";
import { warnHorsRegistre } from "./hors-registre.ts";
import { readCleSauvegarde, withServeur } from "./hors-session.ts";
import { inscrireExploitation } from "./inscrire-exploitation.ts";
import { describeManifeste } from "./sauvegarder.ts";

type Options = {
  readonly verifier?: true;
  readonly remplacer?: true;
  readonly registre?: string;
  readonly continu?: string;
  readonly jusqua?: string;
};

export function restaurerCommand(): Command {
  return new Command("restaurer")
    .description("Remettre une sauvegarde dans la base, en entier ou pas du tout")
    .argument("[fichier]", "archive écrite par « blaise sauvegarder »")
    .option("--verifier", "vérifier l’archive sans toucher à aucune base")
    .option("--remplacer", "remplacer une base qui contient déjà des données")
    .option("--registre <fichier>", "registre des personnes effacées, exporté à part, à rejouer")
    .option("--continu <dossier>", "rendre l’archive continue de ce dossier, dans un dossier de données vide")
    .option("--jusqua <instant>", "avec --continu : l’instant à rendre, par exemple 2026-03-01T08:31:00+01:00")
    .addHelpText(
      "after",
      "\nExemple : BLAISE_CLE_SAUVEGARDE=/etc/blaise/cle-sauvegarde blaise restaurer /srv/sauvegardes/2026-03-01.blaise --registre effacements.jsonl",
    )
    .action((fichier: string | undefined, options: Options) => run(fichier, options));
}

async function run(fichier: string | undefined, options: Options): Promise<void> {
  if (options.continu !== undefined) return runContinu(fichier, options.continu, options);
  if (fichier === undefined && options.registre !== undefined && !options.verifier && !options.remplacer)
    return replay(options.registre);
  if (fichier === undefined || options.jusqua !== undefined)
    throw new Refus("usage", "Indiquez l’archive à restaurer, ou --continu DOSSIER avec --jusqua.");
  return runArchive(fichier, options);
}

/** After a restore by PostgreSQL's own tools. */
async function replay(registre: string): Promise<void> {
  const effaces = await withServeur(readConfiguration(process.env), (url) => replayRegistreFile(url, registre));
  process.stdout.write(
    `Registre rejoué : dossiers effacés de nouveau : ${formatNombre(effaces)}. Lancez maintenant « blaise purger ».\n`,
  );
}

async function runContinu(fichier: string | undefined, dossier: string, options: Options): Promise<void> {
  if (fichier !== undefined || options.verifier || options.remplacer)
    throw new Refus("usage", "--continu ne va ni avec un fichier, ni avec --verifier, ni avec --remplacer.");
  const { jusqua = null, registre = null } = options;
  process.stdout.write(await restaurerContinu(readConfiguration(process.env), { dossier, jusqua, registre }));
}

async function runArchive(fichier: string, options: Options): Promise<void> {
  if (options.verifier && (options.remplacer || options.registre))
    throw new Refus("usage", "--verifier ne touche à aucune base : il ne va ni avec --remplacer, ni avec --registre.");
  const configuration = readConfiguration(process.env);
  const cle = await readCleSauvegarde(configuration);
  if (options.verifier) {
    const manifeste = await readSauvegarde(fichier, cle);
    process.stdout.write(`Sauvegarde entière et authentique.\n${describeManifeste(manifeste)}`);
    return;
  }
  const fait = await withServeur(configuration, async (url) => {
    const restauree = await restoreSauvegarde({
      url,
      fichier,
      cle,
      dossier: configuration.donnees,
      cleHachage: configuration.cleHachage,
      remplacer: options.remplacer ?? false,
      registre: options.registre ?? null,
    });
    await inscrireExploitation(url, { acte: "base-restauree", fichier, agent: configuration.agent });
    return restauree;
  });
  process.stdout.write(describeRestauration(fait));
}

function describeRestauration({ manifeste, effaces, migrations, horsRegistre }: Restauration): string {
  return [
    `Sauvegarde restaurée et vérifiée.\n${describeManifeste(manifeste)}`,
    `  personnes effacées depuis, effacées de nouveau : ${formatNombre(effaces)}\n`,
    migrations.length > 0 ? `  mise à jour du schéma : ${migrations.join(", ")}\n` : "",
    horsRegistre ? `${warnHorsRegistre("cette sauvegarde")}\n` : "",
    "Lancez maintenant « blaise purger » : ce dont la durée a pris fin depuis la sauvegarde vient d’être restauré.\n",
  ].join("");
}
