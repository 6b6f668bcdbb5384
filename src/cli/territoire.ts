import { Command } from "commander";
import { openTerritoire } from "#application/territoire/open-territoire.ts";
import { formatNombre } from "#domain/shared/format.ts";
import { CODE_OFFICIEL } from "./code-officiel.ts";
import { readChoice, readSiren } from "./option-readers.ts";
import { withSession } from "./session.ts";

export function territoireCommand(): Command {
  const territoire = new Command("territoire").description("Les territoires ouverts dans Blaise");
  territoire.addCommand(
    new Command("ajouter")
      .description("Ouvrir un EPCI de France : son nom et ses communes viennent du code officiel géographique")
      .argument("<siren>", "SIREN de l’EPCI", readSiren)
      .addHelpText("after", "\nExemple : blaise territoire ajouter 200039915")
      .action((epci: string) =>
        withSession(async ({ base }) => {
          const { nom, communes } = await openTerritoire(base, CODE_OFFICIEL, epci);
          process.stdout.write(`${nom} (${epci}) : ${formatNombre(communes)} communes.\n`);
        }),
      ),
  );
  territoire.addCommand(
    new Command("liste")
      .description("Lister les territoires ouverts")
      .option("--format <format>", "texte ou json", readChoice(["texte", "json"]), "texte")
      .addHelpText("after", "\nExemple : blaise territoire liste --format json")
      .action((options: { format: string }) =>
        withSession(async ({ base }) => {
          const rows = await base.territoires.list();
          process.stdout.write(
            options.format === "json"
              ? `${JSON.stringify(rows, null, 2)}\n`
              : rows.map((row) => `${row.epci}\t${row.nom}\n`).join(""),
          );
        }),
      ),
  );
  return territoire;
}
