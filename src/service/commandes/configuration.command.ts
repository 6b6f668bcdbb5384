import { Command } from "commander";
import { readConfiguration, VARIABLES } from "./configuration.ts";
import { FORMAT } from "./option-readers.ts";

export function configurationCommand(): Command {
  return new Command("configuration")
    .description("Les variables d’environnement lues par Blaise, et leur valeur actuelle")
    .option(...FORMAT)
    .addHelpText("after", "\nExemple : BLAISE_PORT=8080 blaise configuration")
    .action((options: { format: string }) => {
      readConfiguration(process.env);
      const rows = Object.entries(VARIABLES).map(([nom, variable]) => {
        const value = process.env[nom];
        const isSecret = "secret" in variable || nom === "DATABASE_URL";
        return {
          nom,
          role: variable.role,
          forme: variable.forme,
          valeur: value ? (isSecret ? "(définie, non affichée)" : value) : null,
        };
      });
      if (options.format === "json") process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      else
        for (const row of rows)
          process.stdout.write(
            `${row.nom}\n  ${row.role} ; ${row.forme}\n  actuelle : ${row.valeur ?? "(par défaut)"}\n`,
          );
    });
}
