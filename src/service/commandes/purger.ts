import { Command } from "commander";
import { balayerPieces } from "#dossier/lectures/piece/balayer-pieces.ts";
import { pieceQueries } from "#dossier/sql/piece/piece.queries.ts";
import { purger } from "#exploitation/actes/conservation/purger.ts";
import type { PurgeFaite } from "#exploitation/lectures/conservation/ports.ts";
import { LIBELLE_CLASSE, parseCode } from "#exploitation/regles/conservation/classe.ts";
import { type Reecriture, reecrireTables } from "#exploitation/sql/conservation/reecrire.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { withConservation } from "./conservation.ts";
import { purgerMessages } from "./messages-deposes.ts";
import { FORMAT, readJour } from "./option-readers.ts";
import { withOwner } from "./session.ts";

type Options = {
  readonly jour?: string;
  readonly essai?: true;
  readonly sansReecrire?: true;
  readonly horlogeVerifiee?: true;
  readonly format: "texte" | "json";
};

export function purgerCommand(): Command {
  return new Command("purger")
    .description("Détruire ou rendre anonymes les données dont la durée de conservation est passée")
    .option("--jour <aaaa-mm-jj>", "jour pour lequel purger (aujourd’hui par défaut)", readJour)
    .option("--essai", "ne rien détruire : dire seulement ce qui le serait")
    .option("--sans-reecrire", "laisser sur le disque, jusqu’à la prochaine fois, les octets de ce qui est détruit")
    .option(
      "--horloge-verifiee",
      "purger bien que la dernière purge soit ancienne : la date de la machine est la bonne",
    )
    .option(...FORMAT)
    .addHelpText(
      "after",
      "\nÀ faire chaque jour : voyez docs/exploitation.md. Refaite le même jour, la commande ne trouve plus rien." +
        "\nExemple : blaise purger --essai",
    )
    .action(run);
}

function run({ jour, essai, sansReecrire, horlogeVerifiee, format }: Options): Promise<void> {
  return withConservation(async (session, conservation) => {
    const { horloge, configuration } = session;
    const aujourdhui = horloge.aujourdhui();
    const purge = await purger(conservation, {
      jour: jour ?? aujourdhui,
      aujourdhui,
      maintenant: horloge.maintenant(),
      essai: essai ?? false,
      horlogeVerifiee: horlogeVerifiee ?? false,
    });
    const messages = await purgerMessages(configuration.donnees, { jour: purge.auJour, essai: essai ?? false });
    const fichiers = await withOwner(session, (sql) =>
      balayerPieces(pieceQueries(sql), session.pieces, { maintenant: horloge.maintenant(), essai: essai ?? false }),
    );
    const disque = essai || sansReecrire ? null : await reecrireTables(session.url);
    process.stdout.write(
      format === "json"
        ? `${JSON.stringify({ ...purge, messages, fichiers, disque, essai: essai ?? false }, null, 2)}\n`
        : `${describe(purge, messages, essai)}${describeFichiers(fichiers)}${describeDisque(disque)}`,
    );
  });
}

function describeFichiers(fichiers: number): string {
  return fichiers === 0 ? "" : `fichiers de pièces sans clé : ${formatCompte(fichiers, "fichier")}\n`;
}

/** A locked table keeps the bytes of deleted rows: the message says so, and the next purge rewrites it. */
export function describeDisque(disque: Reecriture | null): string {
  if (disque === null || disque.reecrites.length + disque.occupees.length === 0) return "";
  const occupees = disque.occupees.length > 0 ? ` ; occupées, à refaire demain : ${disque.occupees.join(", ")}` : "";
  return `disque : ${formatCompte(disque.reecrites.length, "table réécrite", "tables réécrites")}${occupees}\n`;
}

/** `messages`: count of those removed from the folders of e-mails and SMS. */
function describe({ auJour, comptes }: PurgeFaite, messages: number, essai: true | undefined): string {
  const lines = Object.entries(comptes).flatMap(([classe, tables]) => {
    const code = parseCode(classe);
    return [
      `${classe} (${code ? LIBELLE_CLASSE[code] : "?"})`,
      ...Object.entries(tables).map(([table, nombre]) => `  ${table} : ${formatCompte(nombre, "ligne")}`),
    ];
  });
  if (messages > 0) lines.push(`Messages déposés : ${formatCompte(messages, "fichier")}`);
  const titre = essai
    ? `Essai de purge au ${formatJour(auJour)} (rien n’a été détruit)`
    : `Purge au ${formatJour(auJour)}`;
  return [`${titre} :`, ...(lines.length > 0 ? lines : ["rien n’est échu."]), ""].join("\n");
}
