import { Command } from "commander";
import { direRecherche } from "#guichet/actes/doublon/lire-doublons.ts";
import { chercherDoublons } from "#guichet/lectures/doublon/chercher-doublons.ts";
import { doublonQueries } from "#guichet/sql/doublon/doublon.queries.ts";
import { FORMAT } from "./option-readers.ts";
import { withOwner, withSession } from "./session.ts";

type Options = { readonly format: "texte" | "json" };

export function doublonsCommand(): Command {
  return new Command("doublons")
    .description("Rapprocher les dossiers de demande qui se ressemblent, d’un guichet à l’autre")
    .option(...FORMAT)
    .addHelpText(
      "after",
      "\nÀ faire chaque nuit : chaque guichet trouve le matin ce qui le concerne. Rien n’est fusionné." +
        "\nExemple : blaise doublons",
    )
    .action(run);
}

/** A desk reads its own files only: the platform compares the files of two desks, and tells each its own part. */
function run({ format }: Options): Promise<void> {
  return withSession((session) =>
    withOwner(session, async (sql) => {
      const territoires = await session.base.territoires.list();
      const trouves = [];
      for (const { epci, nom } of territoires) {
        const recherche = await chercherDoublons(doublonQueries(sql), epci, session.horloge.aujourdhui());
        trouves.push({ epci, nom, ...recherche });
      }
      const lignes = trouves.map(({ nom, ...recherche }) => `${nom} : ${direRecherche(recherche)}`);
      process.stdout.write(format === "json" ? `${JSON.stringify(trouves, null, 2)}\n` : `${lignes.join("\n")}\n`);
    }),
  );
}
