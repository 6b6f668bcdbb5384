import { Command } from "commander";
import { relireQuarantaines } from "#dossier/lectures/piece/balayer-pieces.ts";
import { pieceQueries } from "#dossier/sql/piece/piece.queries.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { openServerLog } from "#socle/routes/serveur/server-log.ts";
import { openAntivirus } from "./antivirus.ts";
import { withOwner, withSession } from "./session.ts";

export function quarantaineCommand(): Command {
  return new Command("quarantaine")
    .description("Présenter de nouveau à l’antivirus les documents qu’il n’a pas encore vus")
    .addHelpText(
      "after",
      "\nUn document que l’antivirus n’a pas vu ne s’ouvre pas. À lancer toutes les heures : voyez docs/exploitation.md." +
        "\nExemple : BLAISE_CLAMD=unix:/run/clamav/clamd.ctl blaise quarantaine",
    )
    .action(run);
}

function run(): Promise<void> {
  return withSession(async (session) => {
    const log = openServerLog(session.configuration.journal);
    const antivirus = openAntivirus(session.configuration.clamd, log);
    if (antivirus === null) {
      throw new Refus("configuration-invalide", "Aucun antivirus n’est réglé : indiquez-le par BLAISE_CLAMD.");
    }
    const { liberees, detruites, enAttente } = await withOwner(session, (sql) =>
      relireQuarantaines(pieceQueries(sql), { ...session, antivirus }),
    );
    process.stdout.write(
      `Documents libérés : ${formatCompte(liberees, "document")}. Détruits, un virus y était : ${formatCompte(detruites, "document")}. ` +
        `En attente : ${formatCompte(enAttente, "document")}.\n`,
    );
  });
}
