import { Command } from "commander";
import { type Ouverture, openTerritoire } from "#donnees/actes/territoire/open-territoire.ts";
import type { CommuneTerritoire } from "#donnees/lectures/territoire/ports.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { CODE_OFFICIEL } from "./code-officiel.ts";
import { FORMAT, readSiren } from "./option-readers.ts";
import { withSession } from "./session.ts";

export function territoireCommand(): Command {
  const territoire = new Command("territoire").description("Les territoires ouverts dans Blaise");
  territoire.addCommand(
    new Command("ajouter")
      .description(
        "Ouvrir un territoire : EPCI, établissement public territorial du Grand Paris ou Paris. Son nom et ses communes viennent du code officiel géographique",
      )
      .argument("<siren>", "SIREN du territoire", readSiren)
      .addHelpText("after", "\nExemple : blaise territoire ajouter 200039915")
      .action((epci: string) =>
        withSession(async ({ base }) => {
          process.stdout.write(sayOuverture(await openTerritoire(base, CODE_OFFICIEL, epci)));
        }),
      ),
  );
  territoire.addCommand(
    new Command("liste")
      .description("Lister les territoires ouverts")
      .option(...FORMAT)
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

/** A difference with the code book changes nothing by itself: each commune joins or leaves on a day, by an act. */
function sayOuverture({ epci, nom, communes, aFaireEntrer, aFaireSortir }: Ouverture): string {
  const list = (dit: string, concernees: readonly CommuneTerritoire[]) =>
    concernees.length === 0
      ? ""
      : `${dit} : ${concernees.map((une) => `${une.nom} (${une.commune})`).join(", ")}. Dites depuis quand dans Données › Périmètre.\n`;
  return [
    `${nom} (${epci}) : ${formatCompte(communes, "commune")}.\n`,
    list("Au code officiel, et pas dans le périmètre", aFaireEntrer),
    list("Dans le périmètre, et plus au code officiel", aFaireSortir),
  ].join("");
}
