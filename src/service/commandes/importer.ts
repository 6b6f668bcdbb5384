import { SingleBar } from "cli-progress";
import { Command } from "commander";
import type { Bilan } from "#bilan/lectures/bilan.ts";
import { openFichier } from "#donnees/formats/fichier.ts";
import { forTerritoire } from "#donnees/lectures/droit/lecture.ts";
import { lotReport } from "#donnees/lectures/lot/lot-report.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { previewLot, publishLot } from "#imports/actes/lot/publish-lot.ts";
import { formatMesure, formatNombre, type TauxMesure } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import { FORMAT, readSiren, readSource } from "./option-readers.ts";
import { type Session, withSession } from "./session.ts";

type Options = {
  readonly source?: Source;
  readonly territoire?: string;
  readonly periode?: string;
  readonly publier?: true;
  readonly confirmer?: true;
  readonly format: "texte" | "json";
};

export function importerCommand(): Command {
  return new Command("importer")
    .description(
      "Importer un ou plusieurs fichiers : RPLS, SNE, QPV, communes, seuils, objectifs, résultats, publics prioritaires",
    )
    .argument("<fichier...>", "fichiers csv, xlsx, xls, ods ou geojson")
    .option("--source <source>", "imposer la source au lieu de la reconnaître", readSource)
    .option("--territoire <siren>", "SIREN de l’EPCI (inutile s’il n’y en a qu’un)", readSiren)
    .option("--periode <periode>", "année (2017) ou trimestre (2018-T3)")
    .option("--publier", "publier aussitôt, sans relire le rapport de qualité")
    .option("--confirmer", "avec --publier : confirmer ce que Blaise demande de vérifier")
    .option(...FORMAT)
    .addHelpText("after", "\nExemple : blaise importer attributions_2017.csv --territoire 200068666 --publier")
    .action((fichiers: string[], options: Options) => withSession((session) => importAll(session, fichiers, options)));
}

async function importAll(session: Session, fichiers: readonly string[], options: Options): Promise<void> {
  const epci = options.territoire ?? (await onlyTerritoire(session));
  const results = [];
  for (const chemin of fichiers) {
    const result = await forTerritoire(epci, () => importOne(session, chemin, epci, options));
    results.push(result);
    if (options.format === "texte") process.stdout.write(describe(result));
  }
  if (options.format === "json")
    process.stdout.write(`${JSON.stringify(results.length === 1 ? results[0] : results, null, 2)}\n`);
}

/** Only territory of the platform, for a command that names none. Refuses `territoire-absent`. */
export async function onlyTerritoire({ base }: Pick<Session, "base">): Promise<string> {
  const [first, second] = await base.territoires.list();
  if (!first)
    throw new Refus(
      "territoire-absent",
      "Aucun territoire ouvert. Ajoutez le vôtre : blaise territoire ajouter SIREN.",
    );
  if (second)
    throw new Refus("territoire-absent", "Plusieurs territoires sont ouverts : dites lequel avec --territoire SIREN.");
  return first.epci;
}

type ImportResult = Awaited<ReturnType<typeof importOne>>;

async function importOne(session: Session, chemin: string, epci: string, options: Options) {
  const { base } = session;
  const fichier = await openFichier(chemin);
  const bar = openBar(fichier.taille * 2);
  const { lot } = await receiveFichier(session, {
    fichier,
    epci,
    ...(options.source ? { source: options.source } : {}),
    ...(options.periode ? { periode: options.periode } : {}),
    progres: (octets) => bar?.update(octets),
  })
    .then(({ fini }) => fini)
    .then((staged) => ({ lot: staged }))
    .finally(() => bar?.stop());
  const { avant, apres } = await previewLot(base, lot.id);
  const final = options.publier ? await publishLot(base, lot.id, { confirme: options.confirmer ?? false }) : lot;
  const { anomalies } = await lotReport(base, lot.id);
  return {
    lot: lot.id,
    source: lot.source,
    profil: lot.profil,
    periode: lot.periode,
    fichier: lot.fichier,
    lignesLues: lot.lignesLues,
    acceptees: lot.acceptees,
    rejetees: lot.rejetees,
    doublons: lot.doublons,
    champsAbsents: lot.champsAbsents,
    anomalies: anomalies.map(({ code, gravite, lignes, premiereLigne, colonne, exemple, message }) => ({
      code,
      gravite,
      lignes,
      premiereLigne,
      colonne,
      exemple,
      message,
    })),
    avant: summarize(avant),
    apres: summarize(apres),
    aConfirmer: final.aConfirmer,
    statut: final.statut,
  };
}

function openBar(total: number): SingleBar | null {
  if (!process.stderr.isTTY || total === 0) return null;
  const bar = new SingleBar({
    format: "Lecture [{bar}] {percentage} % · {eta_formatted}",
    clearOnComplete: true,
    stream: process.stderr,
  });
  bar.start(total, 0);
  return bar;
}

/** Indicators that an import may change, for « avant » and « après ». */
function summarize(bilan: Bilan | null) {
  if (bilan === null) return null;
  const { horsQpv, qpv, nonLocalisees, annee, total, sansRessources, parc } = bilan;
  const constat = ({ assiette, realise, taux, bornes, verdict }: Bilan["horsQpv"] | Bilan["qpv"]) => ({
    assiette,
    realise,
    taux,
    bornes,
    verdict,
  });
  return {
    annee,
    total,
    horsQpv: constat(horsQpv),
    qpv: constat(qpv),
    nonLocalisees,
    sansRessources,
    logements: parc?.logements ?? null,
  };
}

function describe(result: ImportResult): string {
  const { lot, fichier, profil, periode, lignesLues, acceptees, rejetees, doublons, anomalies, statut } = result;
  const lines = [
    `Lot ${lot} : ${fichier} (${profil}, ${periode})`,
    `  ${formatNombre(lignesLues)} lignes lues : ${formatNombre(acceptees)} acceptées, ${formatNombre(rejetees)} rejetées, ${formatNombre(doublons)} en double`,
    ...anomalies.map(
      (row) =>
        `  ${row.gravite === "LIG" ? "rejet" : "à voir"} · ${row.lignes} ligne${row.lignes > 1 ? "s" : ""} · ${row.message}${row.exemple ? ` (ex. ligne ${row.premiereLigne} : « ${row.exemple} »)` : ""}`,
    ),
    ...describeChange(result),
    statut === "publie" ? "  Publié." : `  Prêt. Pour publier : blaise lot publier ${lot}`,
  ];
  if (result.aConfirmer && statut !== "publie") lines.push(`  À confirmer : ${result.aConfirmer.message}`);
  return `${lines.join("\n")}\n`;
}

function describeChange({ avant, apres }: ImportResult): string[] {
  if (!apres) return [];
  const show = (constat: TauxMesure & { realise: number; assiette: number }) =>
    `${formatMesure({ ...constat, petitEffectif: false })} (${constat.realise} sur ${constat.assiette})`;
  const was = avant ? `, avant : ${show(avant.horsQpv)}` : "";
  return [`  Hors QPV ${apres.annee} : ${show(apres.horsQpv)}${was} ; ${apres.nonLocalisees.total} non localisées`];
}
