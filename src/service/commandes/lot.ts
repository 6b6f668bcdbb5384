import { Command } from "commander";
import { exportRejets } from "#donnees/actes/lot/export-rejets.ts";
import { lotReport } from "#donnees/lectures/lot/lot-report.ts";
import { abandonLot, publishLot, undoLot } from "#imports/actes/lot/publish-lot.ts";
import { formatNombre } from "#socle/regles/shared/format.ts";
import { onlyTerritoire } from "./importer.ts";
import { FORMAT, readLot, readSiren } from "./option-readers.ts";
import { withSession } from "./session.ts";

export function lotCommand(): Command {
  const lot = new Command("lot").description("Les fichiers déposés : liste, publication, annulation, lignes rejetées");
  lot.addCommand(
    new Command("liste")
      .description("Lister les lots d’un territoire")
      .option("--territoire <siren>", "SIREN de l’EPCI (inutile s’il n’y en a qu’un)", readSiren)
      .option(...FORMAT)
      .addHelpText("after", "\nExemple : blaise lot liste --territoire 200068666")
      .action(listLots),
  );
  lot.addCommand(
    acting("publier", "Publier un lot prêt")
      .option("--confirmer", "confirmer ce que Blaise demande de vérifier")
      .action((id: number, options: { confirmer?: true }) =>
        withSession(async ({ base }) => say(await publishLot(base, id, { confirme: options.confirmer ?? false }))),
      ),
  );
  lot.addCommand(
    acting("annuler", "Annuler la publication d’un lot").action((id: number) =>
      withSession(async ({ base }) => say(await undoLot(base, id))),
    ),
  );
  lot.addCommand(
    acting("abandonner", "Abandonner un lot non publié").action((id: number) =>
      withSession(async ({ base }) => say(await abandonLot(base, id))),
    ),
  );
  lot.addCommand(
    acting("rejets", "Écrire les lignes rejetées, avec leurs octets d’origine et le motif").action(writeRejets),
  );
  return lot;
}

function acting(nom: string, description: string): Command {
  return new Command(nom)
    .description(description)
    .argument("<lot>", "numéro du lot", readLot)
    .addHelpText("after", `\nExemple : blaise lot ${nom} 12`);
}

function say(lot: { readonly id: number; readonly statut: string }): void {
  process.stdout.write(`Lot ${lot.id} : ${lot.statut}\n`);
}

function listLots(options: { territoire?: string; format: "texte" | "json" }): Promise<void> {
  return withSession(async (session) => {
    const lots = await session.base.lots.list(options.territoire ?? (await onlyTerritoire(session)));
    if (options.format === "json") {
      process.stdout.write(
        `${JSON.stringify(
          lots.map(({ colonnes: _, ...rest }) => rest),
          null,
          2,
        )}\n`,
      );
      return;
    }
    for (const row of lots) {
      process.stdout.write(
        `${row.id}\t${row.statut}\t${row.source}\t${row.periode ?? "?"}\t${formatNombre(row.acceptees)} lignes\t${row.fichier}\n`,
      );
    }
  });
}

function writeRejets(id: number): Promise<void> {
  return withSession(async ({ base }) => {
    const { lot } = await lotReport(base, id);
    for await (const bytes of exportRejets(base, lot)) process.stdout.write(bytes);
  });
}
