import { Command } from "commander";
import { type BureauConvocations, partirConvocations } from "#attributions/actes/cal/convocations.ts";
import { calQueries } from "#attributions/sql/cal/cal.queries.ts";
import { listEnvoisEnAttente, prendreEnvoiProprietaire } from "#attributions/sql/cal/envoi.queries.ts";
import type { EnvoiDeps } from "#dossier/actes/courrier/envoyer-au-menage.ts";
import { type BilanPartir, type BureauCourrier, partir } from "#dossier/actes/courrier/partir.ts";
import { courrierQueries } from "#dossier/sql/courrier/courrier.queries.ts";
import type { Courrier, Sms } from "#socle/lectures/courrier.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { Sql } from "#socle/sql/sql.ts";
import type { Configuration } from "./configuration.ts";
import { openCourrier } from "./courrier.ts";
import { type Session, withOwner, withSession } from "./session.ts";
import { openSms } from "./sms.ts";

/** Maximum messages in one run; the next run continues. */
const LIMITE = 5_000;

export function courriersCommand(): Command {
  return new Command("courriers")
    .description(
      "Faire partir les courriels et les SMS aux demandeurs, et les convocations des commissions, qui attendent ou ne sont pas partis",
    )
    .addHelpText("after", "\nÀ faire chaque heure : voyez docs/exploitation.md.\nExemple : blaise courriers")
    .action(() =>
      withSession((session) =>
        withOwner(session, async (sql) => {
          process.stdout.write(describe(await envoyerEnAttente(sql, openEnvois(session))));
        }),
      ),
    );
}

/** Dependencies of the commands that write to households. */
export function openEnvois({ configuration, coffre, horloge }: Session): EnvoiDeps {
  const log = {
    error: (_: Readonly<Record<string, unknown>>, message: string) => process.stderr.write(`${message}\n`),
  };
  return { coffre, horloge, ...openTransports(configuration, log), connexion: { origine: originOf(configuration) } };
}

function openTransports(
  configuration: Configuration,
  log: Parameters<typeof openSms>[0]["log"],
): { readonly courrier: Courrier; readonly sms: Sms } {
  return { courrier: openCourrier({ ...configuration, log }), sms: openSms({ ...configuration, log }) };
}

export function originOf({ origine, port }: Configuration): string {
  return origine ?? `http://localhost:${port}`;
}

export async function envoyerEnAttente(sql: Sql, deps: EnvoiDeps): Promise<BilanPartir> {
  const bureau = openBureau(sql);
  const maintenant = deps.horloge.maintenant();
  const menages = await partir(bureau, deps, await bureau.courriers.enAttente(maintenant, LIMITE));
  const attente = await listEnvoisEnAttente(sql, maintenant, LIMITE);
  const membres = await partirConvocations(openBureauConvocations(sql), deps, attente);
  return {
    partis: menages.partis + membres.partis,
    echecs: menages.echecs + membres.echecs,
    panne: menages.panne ?? membres.panne,
  };
}

function openBureauConvocations(sql: Sql): BureauConvocations {
  return {
    cal: { ...calQueries(sql), prendreEnvoi: (envoi) => prendreEnvoiProprietaire(sql, envoi) },
    transaction: (work) => sql.transaction((tx) => work(openBureauConvocations(tx))),
  };
}

function openBureau(sql: Sql): BureauCourrier {
  return {
    courriers: courrierQueries(sql),
    transaction: (work) => sql.transaction((tx) => work(openBureau(tx))),
  };
}

function describe({ partis, echecs, panne }: BilanPartir): string {
  if (partis + echecs === 0) return "Aucun message n’attend.\n";
  const lignes = [`${formatCompte(partis, "message parti", "messages partis")}.`];
  if (echecs > 0) lignes.push(`${formatCompte(echecs, "message n’est pas parti", "messages ne sont pas partis")}.`);
  if (panne !== null) lignes.push(panne);
  return `${lignes.join("\n")}\n`;
}
