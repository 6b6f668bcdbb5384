import { Command } from "commander";
import { z } from "zod";
import { type CotationFaite, coterTout } from "#dossier/lectures/cotation/coter-tout.ts";
import type { ReponsesSensibles } from "#dossier/regles/reponses.ts";
import { coterToutQueries } from "#dossier/sql/cotation/coter-tout.queries.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { FORMAT, readSiren } from "./option-readers.ts";
import { type Session, withOwner, withSession } from "./session.ts";

type Options = { readonly format: "texte" | "json" };
type Territoire = { readonly epci: string; readonly nom: string };

/** `blaise demandes coter` */
export function coterCommand(): Command {
  return new Command("coter")
    .description("Recalculer les points des demandes avec la grille du jour")
    .argument("[epci]", "SIREN de l’EPCI (tous par défaut)", readSiren)
    .option(...FORMAT)
    .addHelpText(
      "after",
      "\nÀ faire chaque jour, et après la publication d’une grille. Refaite le même jour, la commande ne change plus rien." +
        "\nAucune demande ne change d’état : les points aident la commission, ils ne rejettent personne." +
        "\nExemple : blaise demandes coter 200068666",
    )
    .action((epci: string | undefined, { format }: Options) =>
      withSession(async (session) => {
        const open = await session.base.territoires.list();
        const faites = await coterTerritoires(
          session,
          open.filter((territoire) => epci === undefined || territoire.epci === epci),
        );
        process.stdout.write(format === "json" ? `${JSON.stringify(faites, null, 2)}\n` : describe(faites, session));
      }),
    );
}

export type CotationTerritoire = Territoire & CotationFaite;

/** Scores every demande of these territories today. The daily command of the demandes calls it too. */
async function coterTerritoires(
  session: Pick<Session, "url" | "coffre" | "horloge">,
  territoires: readonly Territoire[],
): Promise<readonly CotationTerritoire[]> {
  const jour = session.horloge.aujourdhui();
  return withOwner(session, async (sql) => {
    const faites: CotationTerritoire[] = [];
    for (const { epci, nom } of territoires) {
      const ouvrir = (scelle: Uint8Array) => readSensibles(session.coffre.ouvrir(scelle, "situation"));
      faites.push({ epci, nom, ...(await coterTout(coterToutQueries(sql), { epci, jour, ouvrir })) });
    }
    return faites;
  });
}

const tri = z.enum(["oui", "non", "inconnu"]);

/** The three sealed answers that a scheme may read. */
const sensiblesSchema = z.object({
  handicap: z.object({ personnes: z.number(), fauteuil: tri, accessible: tri }).optional(),
  violences: tri.optional(),
  dalo: z.enum(["reconnu", "en-cours", "non", "inconnu"]).optional(),
});

export function readSensibles(texte: string): ReponsesSensibles {
  const { handicap, violences, dalo } = sensiblesSchema.parse(JSON.parse(texte));
  return { ...(handicap && { handicap }), ...(violences && { violences }), ...(dalo && { dalo }) };
}

function describe(faites: readonly CotationTerritoire[], { horloge }: Pick<Session, "horloge">): string {
  const lines = faites.map(
    ({ nom, cotees, changees, sansGrille }) =>
      `${nom} : ${formatCompte(cotees, "demande évaluée", "demandes évaluées")}, ${formatCompte(changees, "nouveau total", "nouveaux totaux")}` +
      (sansGrille > 0
        ? `, ${formatCompte(sansGrille, "demande sans grille en vigueur", "demandes sans grille en vigueur")}`
        : ""),
  );
  const titre = `Cotation au ${formatJour(horloge.aujourdhui())}`;
  return [`${titre} :`, ...(lines.length > 0 ? lines : ["aucun territoire."]), ""].join("\n");
}
