import { Command } from "commander";
import { createPremierLien } from "#application/connexion/lien.ts";
import { Refus } from "#domain/shared/refus.ts";
import { withSession } from "./session.ts";

export function premierLienCommand(): Command {
  return new Command("premier-lien")
    .description(
      "Donner un nouveau lien à usage unique qui crée le premier administrateur ; l’ancien ne vaut plus rien",
    )
    .addHelpText("after", "\nExemple : blaise premier-lien")
    .action(() =>
      withSession(async ({ bases, horloge, configuration }) => {
        const chemin = await createPremierLien({ queries: bases.connexions, horloge });
        if (chemin === null) {
          throw new Refus(
            "administrateur-existant",
            "Il y a déjà un administrateur : c’est à lui d’inviter les autres, depuis la page des habilitations.",
          );
        }
        const origine = configuration.origine ?? `http://localhost:${configuration.port}`;
        process.stdout.write(`Premier administrateur, lien valable 24 h : ${origine}${chemin}\n`);
      }),
    );
}
