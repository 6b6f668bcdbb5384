import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command } from "commander";
import { exporterAcces } from "#exploitation/actes/conservation/exporter-acces.ts";
import { renderAccesPdf } from "#exploitation/documents/acces-pdf.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { numerosOf, withConservation } from "./conservation.ts";
import { readChoice, readSiren } from "./option-readers.ts";

type Options = { readonly format: "pdf" | "json"; readonly sortie: string };

export function accesCommand(): Command {
  return new Command("acces")
    .description("Écrire tout ce qui est détenu sur une personne (droit d’accès), et qui a ouvert son dossier")
    .argument("<epci>", "SIREN de l’EPCI", readSiren)
    .argument("<numero>", "numéro unique de la demande, ou son empreinte")
    .requiredOption("--sortie <fichier>", "fichier à écrire, que vous seul pourrez lire")
    .option("--format <format>", "pdf ou json", readChoice(["pdf", "json"]), "pdf")
    .addHelpText(
      "after",
      "\nVérifiez d’abord l’identité de la personne. La remise est inscrite au journal." +
        "\nExemple : blaise acces 200068666 052180112345678901 --sortie acces.pdf",
    )
    .action((epci: string, numero: string, options: Options) => run(epci, numero, options));
}

function run(epci: string, numero: string, { format, sortie }: Options): Promise<void> {
  return withConservation(async ({ base, horloge, hash }, conservation) => {
    const territoire = await base.territoires.find(epci);
    if (!territoire) throw unknownTerritoire(epci);
    const dossier = await exporterAcces(conservation, {
      epci,
      territoire: territoire.nom,
      numeros: numerosOf(numero, hash),
      jour: horloge.aujourdhui(),
      maintenant: horloge.maintenant(),
    });
    const octets =
      format === "pdf" ? await renderAccesPdf(dossier) : Buffer.from(`${JSON.stringify(dossier, null, 2)}\n`);
    await write(sortie, octets);
    process.stdout.write(`Écrit dans ${resolve(sortie)}. Supprimez ce fichier dès qu’il est remis.\n`);
  });
}

async function write(sortie: string, octets: Uint8Array): Promise<void> {
  try {
    await writeFile(sortie, octets, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new Refus(
      "sortie-impossible",
      error.code === "EEXIST"
        ? `« ${sortie} » existe déjà. Donnez un autre nom de fichier.`
        : `Le fichier « ${sortie} » ne peut pas être écrit. Vérifiez le dossier.`,
    );
  }
}
