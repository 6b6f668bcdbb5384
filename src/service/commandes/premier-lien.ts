import { Command } from "commander";
import { createLienMotDePasse, createPremierLien } from "#acces/actes/connexion/lien.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { withSession } from "./session.ts";

export function premierLienCommand(): Command {
  return new Command("premier-lien")
    .description(
      "Donner un nouveau lien à usage unique qui crée le premier administrateur ; l’ancien ne vaut plus rien",
    )
    .option("--mot-de-passe <courriel>", "donner plutôt un lien qui change le mot de passe oublié de ce compte")
    .addHelpText(
      "after",
      "\nExemple : blaise premier-lien\nExemple : blaise premier-lien --mot-de-passe agent@exemple.fr",
    )
    .action((options: { motDePasse?: string }) =>
      withSession(async ({ bases, horloge, configuration }) => {
        const deps = { queries: bases.connexions, horloge };
        const chemin =
          options.motDePasse === undefined
            ? await createPremierLien(deps)
            : await createLienMotDePasse(deps, options.motDePasse);
        if (chemin === null) {
          throw new Refus(
            "administrateur-existant",
            "Il y a déjà un administrateur : c’est à lui d’inviter les autres, depuis la page des habilitations.",
          );
        }
        const origine = configuration.origine ?? `http://localhost:${configuration.port}`;
        const usage = options.motDePasse === undefined ? "Premier administrateur" : "Nouveau mot de passe";
        process.stdout.write(`${usage}, lien valable 24 h : ${origine}${chemin}\n`);
      }),
    );
}
