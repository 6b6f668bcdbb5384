import { Command } from "commander";
import { effacerDemandeur } from "#exploitation/actes/conservation/effacer.ts";
import { reecrireTables } from "#exploitation/sql/conservation/reecrire.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { numerosOf, withConservation } from "./conservation.ts";
import { readSiren } from "./option-readers.ts";
import { describeDisque } from "./purger.ts";

export function effacerCommand(): Command {
  return new Command("effacer")
    .description("Effacer une personne à sa demande, après avoir vérifié son identité")
    .argument("<epci>", "SIREN de l’EPCI", readSiren)
    .argument("<numero>", "numéro unique de la demande, ou son empreinte")
    .addHelpText(
      "after",
      "\nRefusé, avec ses raisons, tant qu’une procédure a besoin des données." +
        "\nExemple : blaise effacer 200068666 052180112345678901",
    )
    .action((epci: string, numero: string) =>
      withConservation(async ({ horloge, hash, url }, conservation) => {
        const compte = await effacerDemandeur(conservation, {
          epci,
          numeros: numerosOf(numero, hash),
          jour: horloge.aujourdhui(),
          maintenant: horloge.maintenant(),
        });
        const lines = Object.entries(compte).map(
          ([table, nombre]) => `  ${table} : ${formatCompte(nombre, "ligne")}\n`,
        );
        process.stdout.write(
          `Personne effacée, inscrite au registre des effacements et au journal.\n${lines.join("")}${describeDisque(await reecrireTables(url))}`,
        );
      }),
    );
}
