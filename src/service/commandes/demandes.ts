import { Command } from "commander";
import { constaterSilences } from "#attributions/sql/proposition/proposition.queries.ts";
import { LIBELLE_MOTIF_RADIATION, type MotifRadiation } from "#dossier/regles/etat.ts";
import { echeanceQueries } from "#dossier/sql/registre/echeance.queries.ts";
import { type BilanEcheances, echoirDemandes } from "#guichet/lectures/registre/echeances.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { coterCommand } from "./cotation.ts";
import { envoyerEnAttente, openEnvois } from "./courriers.ts";
import { FORMAT, readJour } from "./option-readers.ts";
import { withOwner, withSession } from "./session.ts";

type Options = { readonly jour?: string; readonly essai?: true; readonly format: "texte" | "json" };

/** Daily command of the demandes: their delays, and their points. */
export function demandesCommand(): Command {
  const command = new Command("demandes").description("Tenir chaque jour les délais et les points des demandes");
  command.addCommand(echeancesCommand());
  command.addCommand(coterCommand());
  return command;
}

function echeancesCommand(): Command {
  return new Command("echeances")
    .description("Tenir les délais des demandes : préavis d’échéance et radiations")
    .option("--jour <aaaa-mm-jj>", "jour pour lequel tenir les délais (aujourd’hui par défaut)", readJour)
    .option("--essai", "ne rien écrire : dire seulement ce qui le serait")
    .option(...FORMAT)
    .addHelpText(
      "after",
      "\nÀ faire chaque jour : voyez docs/exploitation.md. Refaite le même jour, la commande ne trouve plus rien." +
        "\nExemple : blaise demandes echeances --essai",
    )
    .action(run);
}

function run({ jour, essai: sansEcrire, format }: Options): Promise<void> {
  const essai = sansEcrire ?? false;
  return withSession((session) =>
    withOwner(session, async (sql) => {
      const deps = openEnvois(session);
      const le = jour ?? session.horloge.aujourdhui();
      const bilan = await echoirDemandes(echeanceQueries(sql), deps, { jour: le, essai });
      const silences = essai ? 0 : await constaterSilences(sql, le);
      if (!essai) await envoyerEnAttente(sql, deps);
      process.stdout.write(
        format === "json"
          ? `${JSON.stringify({ ...bilan, silences, essai }, null, 2)}\n`
          : describe({ ...bilan, silences }, le, essai),
      );
    }),
  );
}

type Bilan = BilanEcheances & { readonly silences: number };

function describe({ preavis, radiees, sansEcheance, reliees, silences }: Bilan, jour: string, essai: boolean): string {
  const motifs = Object.entries(radiees) as [MotifRadiation, number][]; // the keys of the record
  return [
    essai ? `Essai au ${formatJour(jour)} (rien n’a été écrit) :` : `Demandes au ${formatJour(jour)} :`,
    `  ${formatCompte(preavis, "préavis", "préavis")}`,
    ...motifs.map(([motif, nombre]) => `  ${formatCompte(nombre, "radiation")} : ${LIBELLE_MOTIF_RADIATION[motif]}`),
    ...(silences > 0 ? [`  ${formatCompte(silences, "proposition")} sans réponse à temps`] : []),
    ...(sansEcheance > 0 ? [`  ${formatCompte(sansEcheance, "demande")} sans échéance connue`] : []),
    ...(reliees > 0 ? [`  ${formatCompte(reliees, "souhait relié", "souhaits reliés")} au stock`] : []),
    "",
  ].join("\n");
}
