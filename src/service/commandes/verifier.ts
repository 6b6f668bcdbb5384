import type { KeyObject } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command } from "commander";
import type { Rupture } from "#acces/lectures/journal/chaine.ts";
import {
  type Comparaison,
  compareTetes,
  type EcartTete,
  exportClePublique,
  type FichierTetes,
  nameCle,
  readTetes,
  signTetes,
} from "#acces/lectures/journal/tetes.ts";
import { type ChaineVerifiee, type Verification, verifyJournal } from "#acces/lectures/journal/verify-journal.ts";
import { withChaines } from "#acces/sql/journal/chaine.queries.ts";
import { formatCompte, formatJourCourt } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { findCleJournal, openCleJournal } from "./cle-journal.ts";
import { readTexte } from "./fichier-texte.ts";
import { FORMAT } from "./option-readers.ts";
import { type Session, withOwner, withSession } from "./session.ts";

type Options = {
  readonly tetes?: string;
  readonly cle?: string;
  readonly exporterTetes?: string;
  readonly format: "texte" | "json";
};

export function verifierCommand(): Command {
  return new Command("verifier")
    .description("Vérifier que rien n’a été modifié, supprimé ni ajouté dans le journal des accès et des actes")
    .option("--tetes <fichier>", "vérifier aussi que le journal prolonge les têtes exportées un jour")
    .option("--cle <nom>", "avec --tetes : nom de la clé qui a signé, noté lors de l’export")
    .option(
      "--exporter-tetes <fichier>",
      "si le journal est intact, écrire ses têtes signées, à garder hors du serveur",
    )
    .option(...FORMAT)
    .addHelpText(
      "after",
      "\nCode de sortie : 0 intact, 4 altéré (organisation, numéro et nature sont écrits)." +
        "\nExemple : blaise verifier --exporter-tetes /media/coffre/tetes-2026-03-01.json",
    )
    .action((options: Options) => withSession((session) => run(session, options)));
}

type Constat = { readonly verification: Verification; readonly comparaison: Comparaison | null };

async function run({ url, configuration, horloge }: Session, options: Options): Promise<void> {
  if (options.cle !== undefined && options.tetes === undefined) {
    throw new Refus("usage", "--cle ne sert qu’avec --tetes.");
  }
  const { donnees } = configuration;
  const fichier = options.tetes === undefined ? null : await readFichierTetes(options.tetes, options.cle, donnees);
  const constat = await verify(url, fichier);
  process.stdout.write(options.format === "json" ? renderJson(constat) : renderTexte(constat, fichier));
  const broken = constat.verification.ruptures.length + (constat.comparaison?.ecarts.length ?? 0);
  if (broken > 0) {
    throw new Refus(
      "journal-altere",
      "Le journal a été altéré. Ne le corrigez pas : prévenez le délégué à la protection des données, mettez ce serveur à l’abri et comparez avec vos sauvegardes.",
      { ruptures: broken },
    );
  }
  if (options.exporterTetes !== undefined) {
    const cle = await openCleJournal(donnees);
    await writeTetes(options.exporterTetes, signTetes(constat.verification, cle, horloge.maintenant()), cle);
  }
}

/** One snapshot for the chains and the heads, while the service goes on. */
function verify(url: string, fichier: FichierTetes | null): Promise<Constat> {
  return withOwner({ url }, (sql) =>
    withChaines(sql, async (queries) => ({
      verification: await verifyJournal(queries),
      comparaison: fichier && (await compareTetes(queries, fichier.tetes)),
    })),
  );
}

/** The file must be signed by this server's key, or by the named one: another signature proves nothing. */
async function readFichierTetes(chemin: string, nom: string | undefined, donnees: string): Promise<FichierTetes> {
  const fichier = readTetes(readTexte(chemin));
  const own = nom ?? nameOfCle(await findCleJournal(donnees));
  if (own === null) {
    throw new Refus(
      "tetes-cle-inconnue",
      `Ce serveur n’a encore signé aucune tête : donnez par --cle le nom de la clé noté lors de l’export. Ce fichier est signé par « ${nameCle(fichier)} ».`,
    );
  }
  if (plain(own) !== plain(nameCle(fichier))) {
    throw new Refus(
      "tetes-autre-cle",
      `Ce fichier est signé par « ${nameCle(fichier)} », et non par « ${own} ». S’il vient d’un autre serveur, donnez par --cle le nom noté lors de son export.`,
    );
  }
  return fichier;
}

function nameOfCle(cle: KeyObject | null): string | null {
  return cle && nameCle({ clePublique: exportClePublique(cle) });
}

function plain(nom: string): string {
  return nom.replaceAll(/\s/g, "").toLowerCase();
}

async function writeTetes(chemin: string, texte: string, cle: KeyObject): Promise<void> {
  try {
    await writeFile(chemin, texte, { flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    throw new Refus("fichier-existant", `« ${chemin} » existe déjà : des têtes ne remplacent pas celles d’avant.`);
  }
  process.stdout.write(
    `Têtes écrites dans ${resolve(chemin)}. Gardez ce fichier hors de ce serveur.\nClé : ${nameOfCle(cle)}\n`,
  );
}

function renderJson({ verification, comparaison }: Constat): string {
  return `${JSON.stringify({ ...verification, comparaison }, null, 2)}\n`;
}

function renderTexte({ verification, comparaison }: Constat, fichier: FichierTetes | null): string {
  const lines = verification.chaines.flatMap((chaine) =>
    chaine.ruptures.length === 0
      ? [`${chaine.nom} : ${describeIntacte(chaine)}`]
      : chaine.ruptures.map((rupture) => `${chaine.nom} : ${describeRupture(rupture)}`),
  );
  if (lines.length === 0) lines.push("Le journal est vide.");
  if (comparaison && fichier) lines.push(...describeComparaison(comparaison, fichier));
  return lines.map((line) => `${line}\n`).join("");
}

function describeIntacte({ lignes, tete, scelle }: ChaineVerifiee): string {
  const depuis = scelle ? ` (purgée jusqu’au n° ${scelle.numero})` : "";
  return `${formatCompte(lignes, "ligne")}, chaîne intacte jusqu’au n° ${tete?.numero ?? 0}${depuis}`;
}

/** « lignes 4 à 9 supprimées ». */
export function describeRupture({ nature, numero, jusqua }: Rupture): string {
  const un = numero === jusqua;
  const lignes = un ? `ligne ${numero}` : `lignes ${numero} à ${jusqua}`;
  const e = un ? "e" : "es";
  switch (nature) {
    case "modifiee":
      return `${lignes} modifié${e} depuis ${un ? "son" : "leur"} écriture`;
    case "remplacee":
      return `${lignes} remplacé${e} : la suivante garde l’empreinte de l’ancienne`;
    case "supprimees":
      return `${lignes} supprimé${e}`;
    case "ajoutees":
      return `${lignes} ajouté${e} sans passer par Blaise`;
    case "tete":
      return `la tête ne correspond pas à la ligne ${numero} : l’une des deux a été remplacée`;
    case "tete-absente":
      return `la tête a été supprimée ; la dernière ligne trouvée est la ligne ${numero}`;
    case "scelle":
      return `ce qui suit la purge ne prolonge pas la ligne ${numero}, dernière purgée : l’une des deux a été remplacée`;
  }
}

function describeComparaison({ ecarts, purgees, comparees }: Comparaison, fichier: FichierTetes): readonly string[] {
  const jour = formatJourCourt(fichier.exporteesLe);
  if (ecarts.length > 0) return ecarts.map((ecart) => `${ecart.nom} : ${describeEcart(ecart, jour)}`);
  const reste = purgees > 0 ? `, dont ${formatCompte(purgees, "purgée")} depuis` : "";
  const tetes = comparees === 1 ? "la tête" : `les ${formatCompte(comparees, "tête")}`;
  return [`Le journal prolonge ${tetes} du ${jour}${reste}.`];
}

function describeEcart({ nature, numero, teteActuelle }: EcartTete, jour: string): string {
  switch (nature) {
    case "tronquee":
      return `la chaîne allait jusqu’à la ligne ${numero} le ${jour} ; elle s’arrête à la ligne ${teteActuelle ?? 0}`;
    case "reecrite":
      return `la ligne ${numero} n’a plus l’empreinte qu’elle avait le ${jour} : elle ou une ligne d’avant a été réécrite`;
    case "disparue":
      return `la chaîne allait jusqu’à la ligne ${numero} le ${jour} ; elle n’existe plus`;
  }
}
