import { readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { closeAttente, openAttente } from "#exploitation/sql/continu/attente.ts";
import { elaguer } from "#exploitation/sql/continu/elaguer.ts";
import { prendreBase } from "#exploitation/sql/continu/prendre-base.ts";
import { instantIllisible, serveurExterne } from "#exploitation/sql/continu/refusals.ts";
import { restoreContinu } from "#exploitation/sql/continu/restaurer-continu.ts";
import { prepareLayout } from "#exploitation/sql/embedded/layout.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { withConnection } from "#socle/sql/sql.ts";
import type { Configuration } from "./configuration.ts";
import { warnHorsRegistre } from "./hors-registre.ts";
import { readCleSauvegarde, withServeur } from "./hors-session.ts";
import { inscrireExploitation } from "./inscrire-exploitation.ts";
import { VERSION } from "./version.ts";

/** File of the data folder with the path of the continuous archive. The server reads it, whichever command started the archive. */
const POINTEUR = "archive-continue";

/** Maximum seconds before PostgreSQL closes a file of its journal while it writes: what a lost disk may cost. */
const CLOTURE_S = 60;

/** null: no continuous archive. */
export async function readPointeur(donnees: string): Promise<string | null> {
  return readFile(join(donnees, POINTEUR), "utf8").then(
    (texte) => texte.trim() || null,
    () => null,
  );
}

/** Makes a whole copy, and archives from then on; `vers` is saved, and may be omitted the next times. */
export async function sauvegarderContinu(configuration: Configuration, vers: string | null): Promise<string> {
  if (configuration.databaseUrl !== null) throw serveurExterne();
  const { donnees } = configuration;
  const dossier = vers === null ? await readPointeur(donnees) : resolve(vers);
  if (dossier === null)
    throw new Refus(
      "usage",
      "Indiquez, la première fois, le dossier de l’archive : blaise sauvegarder --continu DOSSIER.",
    );
  const destination = { dossier, cle: await readCleSauvegarde(configuration) };
  return withServeur(configuration, async (url) => {
    const layout = await prepareLayout(donnees);
    await openAttente(layout.racine, layout.account);
    await setCloture(url, `'${CLOTURE_S}s'`);
    const manifeste = await prendreBase(
      {
        url,
        racine: layout.racine,
        donnees,
        fichierCle: configuration.cleSauvegarde,
        version: VERSION,
      },
      destination,
    );
    await writeFile(join(donnees, POINTEUR), `${dossier}\n`, { mode: 0o600 });
    await inscrireExploitation(url, {
      acte: "sauvegarde-ecrite",
      fichier: `continue-${manifeste.finieLe}`,
      agent: configuration.agent,
    });
    const otes = await elaguer(url, destination, new Date().toISOString());
    return [
      `Copie entière écrite dans ${dossier}, finie le ${manifeste.finieLe}. Toute minute à partir de là peut être rendue par « blaise restaurer --continu ».`,
      `Le service archive désormais le journal de PostgreSQL au moins toutes les ${CLOTURE_S} secondes tant que l’on écrit.`,
      `Ôtés, parce que plus rien de ce qui est gardé n’en a besoin : ${formatCompte(otes.bases, "copie")}, ${formatCompte(otes.journaux, "journal", "journaux")}, ${formatCompte(otes.pieces, "pièce")}.`,
      "",
    ].join("\n");
  });
}

export async function arreterContinu(configuration: Configuration): Promise<string> {
  if (configuration.databaseUrl !== null) throw serveurExterne();
  const { donnees } = configuration;
  return withServeur(configuration, async (url) => {
    const { racine } = await prepareLayout(donnees);
    await closeAttente(racine);
    await setCloture(url, "default");
    await rm(join(donnees, POINTEUR), { force: true });
    return "L’archive continue est arrêtée. Ce qu’elle contient reste, avec sa clé, jusqu’à ce que vous le supprimiez.\n";
  });
}

async function setCloture(url: string, valeur: string): Promise<void> {
  await withConnection(url, "blaise-continu", async (client) => {
    await client.query(`alter system set archive_timeout = ${valeur}`);
    await client.query("select pg_reload_conf()");
  });
}

export type DemandeContinue = {
  readonly dossier: string;
  readonly jusqua: string | null;
  readonly registre: string | null;
};

/** Restores into the data folder of the configuration, which must have no database. */
export async function restaurerContinu(configuration: Configuration, demande: DemandeContinue): Promise<string> {
  if (configuration.databaseUrl !== null) throw serveurExterne();
  const { dossier, registre } = demande;
  const jusqua = demande.jusqua === null ? null : readInstant(demande.jusqua);
  const rendue = await restoreContinu({
    destination: { dossier: resolve(dossier), cle: await readCleSauvegarde(configuration) },
    donnees: configuration.donnees,
    jusqua,
    registre,
  });
  await withServeur(configuration, (url) =>
    inscrireExploitation(url, {
      acte: "base-restauree",
      fichier: `continue-${jusqua ?? "fin"}`,
      agent: configuration.agent,
    }),
  );
  return [
    `Base rendue dans ${configuration.donnees}, à partir de la copie finie le ${rendue.base.finieLe}.`,
    `  dernière écriture rendue : ${rendue.derniere ?? "aucune depuis la copie"}`,
    `  personnes effacées depuis, effacées de nouveau : ${rendue.effaces}`,
    ...(rendue.horsRegistre ? [warnHorsRegistre("cette copie")] : []),
    "Lancez maintenant « blaise verifier », puis « blaise purger » : ce dont la durée a pris fin depuis vient d’être rendu. Refaites « blaise sauvegarder --continu » vers un dossier vide : celui-ci reste l’archive de l’ancienne base.",
    "",
  ].join("\n");
}

function readInstant(saisi: string): string {
  const instant = Date.parse(saisi);
  if (!/T.*(Z|[+-]\d\d:?\d\d)$/.test(saisi) || Number.isNaN(instant)) throw instantIllisible(saisi);
  return new Date(instant).toISOString();
}
