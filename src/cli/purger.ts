import { Command, InvalidArgumentError } from "commander";
import type { PurgeFaite } from "#application/conservation/ports.ts";
import { purger } from "#application/conservation/purger.ts";
import { LIBELLE_CLASSE, parseCode } from "#domain/conservation/classe.ts";
import { formatCompte, formatJour } from "#domain/shared/format.ts";
import { withConservation } from "./conservation.ts";
import { readChoice } from "./option-readers.ts";

type Options = { readonly jour?: string; readonly essai?: true; readonly format: "texte" | "json" };

export function purgerCommand(): Command {
  return new Command("purger")
    .description("Détruire ou rendre anonymes les données dont la durée de conservation est passée")
    .option("--jour <aaaa-mm-jj>", "jour pour lequel purger (aujourd’hui par défaut)", readJour)
    .option("--essai", "ne rien détruire : dire seulement ce qui le serait")
    .option("--format <format>", "texte ou json", readChoice(["texte", "json"]), "texte")
    .addHelpText(
      "after",
      "\nÀ faire chaque jour : voyez docs/exploitation.md. Refaite le même jour, la commande ne trouve plus rien." +
        "\nExemple : blaise purger --essai",
    )
    .action(run);
}

function run({ jour, essai, format }: Options): Promise<void> {
  return withConservation(async ({ horloge }, conservation) => {
    const aujourdhui = horloge.aujourdhui();
    const purge = await purger(conservation, {
      ...{ jour: jour ?? aujourdhui, aujourdhui, maintenant: horloge.maintenant(), essai: essai ?? false },
    });
    process.stdout.write(
      format === "json" ? `${JSON.stringify({ ...purge, essai: essai ?? false }, null, 2)}\n` : describe(purge, essai),
    );
  });
}

function describe({ auJour, comptes }: PurgeFaite, essai: true | undefined): string {
  const lines = Object.entries(comptes).flatMap(([classe, tables]) => {
    const code = parseCode(classe);
    return [
      `${classe} (${code ? LIBELLE_CLASSE[code] : "?"})`,
      ...Object.entries(tables).map(([table, nombre]) => `  ${table} : ${formatCompte(nombre, "ligne")}`),
    ];
  });
  const titre = essai
    ? `Essai de purge au ${formatJour(auJour)} (rien n’a été détruit)`
    : `Purge au ${formatJour(auJour)}`;
  return [`${titre} :`, ...(lines.length > 0 ? lines : ["rien n’est échu."]), ""].join("\n");
}

function readJour(value: string): string {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  if (parsed && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value)) return value;
  throw new InvalidArgumentError(`« ${value} » n’est pas un jour. Écrivez par exemple 2026-03-01.`);
}
