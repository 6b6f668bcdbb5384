import type { Lecture, LigneLue } from "#donnees/formats/lecture.ts";
import { AnomaliesLot } from "#donnees/lectures/lot/anomalies-lot.ts";
import { belongsTo } from "#donnees/lectures/lot/belongs.ts";
import { checkFaitsAbsents } from "#donnees/lectures/lot/check-faits-absents.ts";
import { buildCheckLigne } from "#donnees/lectures/lot/check-ligne.ts";
import { checkParc } from "#donnees/lectures/lot/check-parc.ts";
import { findPeriode } from "#donnees/lectures/lot/check-periode.ts";
import { checkTerritoire } from "#donnees/lectures/lot/check-territoire.ts";
import type { Depot } from "#donnees/lectures/lot/depot.ts";
import type { Rejet } from "#donnees/lectures/lot/ports.ts";
import { buildSituer } from "#donnees/lectures/lot/situer-logements.ts";
import { Tri } from "#donnees/lectures/lot/tri.ts";
import { buildMouvements, type MouvementsCommunes } from "#donnees/regles/territoire/mouvements.ts";
import { checkOccupation } from "#observatoire/lectures/occupation/check-occupation.ts";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import { checkObjectifs } from "./check-objectifs.ts";
import { addFormer, type Completion } from "./completer.ts";

export type Staging = {
  readonly lot: number;
  readonly depot: Depot;
  /** Its lines were rejected of another lot. */
  readonly completion?: Completion | null;
  /** Without them, the codes of communes stay as written. */
  readonly mouvements?: MouvementsCommunes;
};
type Comptes = { acceptees: number; rejetees: number; doublons: number };

const SANS_MOUVEMENT = buildMouvements([]);

/** Share of rejected lines above which a person must confirm before publishing. */
const REJETS_A_CONFIRMER = 0.2;

/**
 * Reads every line into the lot, inside the caller's transaction: all is staged, counted and checked, or nothing is.
 * accepted + rejected + duplicates = lines read, or the transaction fails. Returns the reason of the refusal when no line
 * is usable (the lines are kept with their reasons, to correct the file); else null.
 */
export async function stageLot<S extends Source>(
  tx: Base,
  lecture: Lecture<S>,
  staging: Staging,
): Promise<Refus | null> {
  const anomalies = new AnomaliesLot();
  const { completion } = staging;
  const comptes = await stageLignes(tx, lecture, staging, anomalies);
  const lues = comptes.acceptees + comptes.rejetees;
  await stageDoublons(tx, lecture, staging, comptes, anomalies);
  const lignesLues = lues + (completion ? await addFormer(tx, staging.lot, completion, { comptes, anomalies }) : 0);
  const { epci, fichier, periode: demandee } = staging.depot;
  if (comptes.acceptees === 0 && lecture.source !== "qpv") {
    const refus = emptyLot(fichier.nom, lignesLues);
    if (lignesLues === 0) throw refus;
    await tx.lots.addAnomalies(staging.lot, epci, anomalies.list());
    await tx.lots.markRefuse(staging.lot, { lignesLues, ...comptes }, refus);
    return refus;
  }
  const lot = { epci, id: staging.lot };
  await checkTerritoire(tx, { ...lot, source: lecture.source }, anomalies);
  if (lecture.source === "objectifs") await checkObjectifs(tx, lot, anomalies);
  if (lecture.source === "sne-attributions") await checkFaitsAbsents(tx, lot, anomalies);
  if (lecture.source === "ops") await checkOccupation(tx, lot, anomalies);
  const { periode, anomalies: hors } = await findPeriode(tx.lots, {
    lot,
    source: lecture.source,
    fichier: fichier.nom,
    demandee: demandee ?? completion?.lot.periode ?? null,
    annoncee: lecture.periodeAnnoncee,
    profil: lecture.profil,
  });
  for (const { anomalie, lignes } of hors) anomalies.addMany(anomalie, lignes);
  const aConfirmer = await findConfirmation(tx, lecture.source, staging, { periode, lignesLues, comptes }, anomalies);
  await tx.lots.addAnomalies(staging.lot, epci, anomalies.list());
  await tx.lots.markPret(lot, { periode, lignesLues, ...comptes, aConfirmer });
  return null;
}

async function stageLignes<S extends Source>(
  tx: Base,
  lecture: Lecture<S>,
  staging: Staging,
  anomalies: AnomaliesLot,
): Promise<Comptes> {
  const { epci } = staging.depot;
  const codes = new Set((await tx.territoires.perimetre(epci)).map((row) => row.commune));
  const isOurs = belongsTo(epci, codes)[lecture.source];
  const situer = lecture.source === "rpls" ? await buildSituer(tx, epci) : null;
  const check = await buildCheckLigne(tx, epci, { codes, mouvements: staging.mouvements ?? SANS_MOUVEMENT });
  const { completion } = staging;
  const numeroter = completion ? (ligne: LigneLue<unknown>) => completion.numeroter(ligne) : null;
  const tri = new Tri(lecture.lots, { isOurs, check, situer, anomalies, numeroter });
  while (!tri.isOver) {
    await tx.lots.appendRows(staging.lot, epci, lecture.source, tri.accepted());
    await tx.lots.appendRejets(staging.lot, epci, tri.takeRejets());
  }
  return { ...tri.comptes, doublons: 0 };
}

/** Identical lines count once; lines that contradict each other on one dwelling or demande are all rejected, with their bytes. */
async function stageDoublons(
  tx: Base,
  { source, bruts: readBruts }: Lecture,
  { lot, depot, completion }: Staging,
  comptes: Comptes,
  anomalies: AnomaliesLot,
): Promise<void> {
  const cle = { epci: depot.epci, id: lot };
  const { identiques, premiere, differentes } = addUp(
    await tx.lots.removeDoublons(cle, source),
    completion ? await tx.lots.removeDejaLa(cle, completion.lot, source) : AUCUN,
  );
  comptes.acceptees -= identiques + differentes.length;
  comptes.doublons += identiques;
  comptes.rejetees += differentes.length;
  if (identiques > 0) {
    const message = "Ligne identique à une autre du fichier : comptée une seule fois.";
    anomalies.addMany(
      { code: "doublon-identique", gravite: "AVE", ligne: premiere ?? 0, colonne: null, valeur: "", message },
      identiques,
    );
  }
  if (differentes.length === 0) return;
  const origineOf = (ligne: number) => completion?.origineOf(ligne) ?? ligne;
  const bruts = await readBruts(new Set(differentes.map(({ ligne }) => origineOf(ligne))));
  const rejets = differentes.map(({ ligne, cle }): Rejet => {
    const brut = bruts.get(origineOf(ligne));
    if (!brut) throw new Error(`line ${ligne} is not in the file any more`);
    const message = `Même identifiant que d’autres lignes, mais contenu différent : aucune n’est retenue. Corrigez le fichier avec le bailleur.`;
    const anomalie = {
      code: "doublon-different",
      gravite: "LIG" as const,
      ligne,
      colonne: null,
      valeur: source === "rpls" || source === "ops" ? cle : "",
      message,
    };
    return { ligne, brut, anomalies: [anomalie] };
  });
  for (const rejet of rejets) anomalies.add(rejet.anomalies);
  await tx.lots.appendRejets(lot, depot.epci, rejets);
}

type Doublons = Awaited<ReturnType<Base["lots"]["removeDoublons"]>>;

const AUCUN: Doublons = { identiques: 0, premiere: null, differentes: [] };

function addUp(a: Doublons, b: Doublons): Doublons {
  return {
    identiques: a.identiques + b.identiques,
    premiere: a.premiere ?? b.premiere,
    differentes: [...a.differentes, ...b.differentes],
  };
}

async function findConfirmation(
  tx: Base,
  source: Source,
  { lot, depot }: Staging,
  {
    periode,
    lignesLues,
    comptes,
  }: { readonly periode: string; readonly lignesLues: number; readonly comptes: Comptes },
  anomalies: AnomaliesLot,
) {
  if (lignesLues >= 100 && comptes.rejetees / lignesLues > REJETS_A_CONFIRMER) {
    return {
      code: "beaucoup-de-rejets",
      message: `${comptes.rejetees} lignes sur ${lignesLues} sont rejetées. Regardez-les, puis confirmez avant de publier.`,
    };
  }
  if (source === "qpv" && comptes.acceptees === 0) return confirmSansPerimetre(tx, depot.epci, periode);
  if (source !== "rpls") return null;
  const parc = await checkParc(tx, { id: lot, epci: depot.epci, periode, acceptees: comptes.acceptees }, anomalies);
  const incomplet = anomalies.find("enregistrements-annonces");
  return incomplet ? { code: "fichier-incomplet", message: incomplet.message } : parc;
}

/** A territory may have no QPV; but a file that names none of its communes may not replace one that does. */
async function confirmSansPerimetre(tx: Base, epci: string, periode: string) {
  const published = (await tx.lots.publications(epci)).find((row) => row.source === "qpv" && row.periode === periode);
  const known = published ? ((await tx.lots.find(published.lot))?.acceptees ?? 0) : 0;
  if (known > 0) {
    throw new Refus(
      "perimetres-d-ailleurs",
      `Aucun périmètre de ce fichier n’est dans les communes du territoire, qui en a ${known} publiés pour ${periode} : ils restent en place. Vérifiez le fichier et le territoire choisis.`,
      { epci, periode, known },
    );
  }
  return {
    code: "aucun-perimetre",
    message:
      "Aucun périmètre de ce fichier n’est dans les communes du territoire. S’il n’a aucun quartier prioritaire, confirmez : tous ses logements seront alors hors quartier prioritaire. Sinon, ce fichier est celui d’un autre territoire.",
  };
}

function emptyLot(fichier: string, lues: number): Refus {
  return new Refus(
    "aucune-ligne",
    lues === 0
      ? `« ${fichier} » ne contient aucune ligne de ce territoire. Vérifiez le fichier et le territoire choisis.`
      : `Aucune des ${lues} lignes de « ${fichier} » n’est utilisable. Regardez le détail des rejets, corrigez et déposez de nouveau.`,
    { fichier, lues },
  );
}
