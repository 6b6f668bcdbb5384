import { Refus } from "#domain/shared/refus.ts";
import type { Source } from "#domain/shared/source.ts";
import type { Lecture, LigneLue, RowBySource } from "#import/lecture.ts";
import { readBruts } from "#import/read-bruts.ts";
import type { Base } from "../base.ts";
import { AnomaliesLot } from "./anomalies-lot.ts";
import { belongsTo } from "./belongs.ts";
import { checkParc } from "./check-parc.ts";
import { findPeriode } from "./check-periode.ts";
import { checkTerritoire } from "./check-territoire.ts";
import type { Depot } from "./depot.ts";
import type { LotQueries, Rejet, RowADeposer } from "./ports.ts";
import { buildSituer, type Situer } from "./situer-logements.ts";
import { WriteBehind } from "./write-behind.ts";

type Staging = { readonly lot: number; readonly depot: Depot };
type Comptes = { acceptees: number; rejetees: number; doublons: number };

/** Share of rejected lines above which a person must look before publishing. */
const REJETS_A_CONFIRMER = 0.2;

/**
 * Reads every line into the lot, inside the caller's transaction: either all of it is staged, counted and checked, or nothing is.
 * accepted + rejected + duplicates = lines read holds at the end, or the transaction fails.
 */
export async function stageLot<S extends Source>(tx: Base, lecture: Lecture<S>, staging: Staging): Promise<void> {
  const anomalies = new AnomaliesLot();
  const comptes = await stageLignes(tx, lecture, staging, anomalies);
  const lignesLues = comptes.acceptees + comptes.rejetees;
  await stageDoublons(tx, lecture.source, staging, comptes, anomalies);
  if (comptes.acceptees === 0 && lecture.source !== "qpv") throw emptyLot(staging.depot.fichier.nom, lignesLues);
  const { epci, fichier, periode: demandee } = staging.depot;
  await checkTerritoire(tx, { id: staging.lot, epci, source: lecture.source }, anomalies);
  const { periode, anomalies: hors } = await findPeriode(tx.lots, {
    lot: staging.lot,
    source: lecture.source,
    fichier: fichier.nom,
    demandee: demandee ?? null,
    annoncee: lecture.periodeAnnoncee,
    profil: lecture.profil,
  });
  for (const { anomalie, lignes } of hors) anomalies.addMany(anomalie, lignes);
  const aConfirmer = await findConfirmation(tx, lecture.source, staging, { periode, lignesLues, comptes }, anomalies);
  await tx.lots.addAnomalies(staging.lot, epci, anomalies.list());
  await tx.lots.markPret(staging.lot, { periode, lignesLues, ...comptes, aConfirmer });
}

async function stageLignes<S extends Source>(
  tx: Base,
  lecture: Lecture<S>,
  staging: Staging,
  anomalies: AnomaliesLot,
): Promise<Comptes> {
  const { epci } = staging.depot;
  const codes = new Set((await tx.territoires.communes(epci)).map((row) => row.commune));
  const isOurs = belongsTo(epci, codes)[lecture.source];
  const situer = lecture.source === "rpls" ? await buildSituer(tx, epci) : null;
  const comptes = { acceptees: 0, rejetees: 0, doublons: 0 };
  const copying = new WriteBehind();
  for await (const lignes of lecture.lots) {
    const batch = sortLignes(lignes, { isOurs, situer, anomalies });
    comptes.acceptees += batch.rows.length;
    comptes.rejetees += batch.rejets.length;
    await copying.add(() => appendBatch(tx.lots, staging, lecture.source, batch));
  }
  await copying.end();
  return comptes;
}

type Batch<S extends Source> = { readonly rows: RowADeposer<S>[]; readonly rejets: Rejet[] };
type Sorting<S extends Source> = {
  readonly isOurs: (row: RowBySource[S]) => boolean;
  readonly situer: Situer | null;
  readonly anomalies: AnomaliesLot;
};

function sortLignes<S extends Source>(
  lignes: readonly LigneLue<RowBySource[S]>[],
  { isOurs, situer, anomalies }: Sorting<S>,
): Batch<S> {
  const batch: Batch<S> = { rows: [], rejets: [] };
  for (const line of lignes) {
    if (line.anomalies.length > 0) anomalies.add(line.anomalies);
    if (line.kind === "rejetee") batch.rejets.push(line);
    if (line.kind !== "acceptee") continue;
    if (isOurs(line.row)) batch.rows.push({ ligne: line.ligne, row: withSituation(line.row, situer) });
    else
      anomalies.add([
        {
          code: "autre-territoire",
          gravite: "AVE",
          ligne: line.ligne,
          colonne: null,
          valeur: "",
          message: "Ligne d’un autre territoire : laissée de côté.",
        },
      ]);
  }
  return batch;
}

function withSituation<Row extends object>(row: Row, situer: Situer | null): Row {
  if (!situer || !("longitude" in row) || !("latitude" in row)) return row;
  const { longitude, latitude } = row;
  return typeof longitude === "number" && typeof latitude === "number"
    ? { ...row, ...situer(longitude, latitude) }
    : row;
}

async function appendBatch<S extends Source>(
  lots: LotQueries,
  { lot, depot }: Staging,
  source: S,
  { rows, rejets }: Batch<S>,
): Promise<void> {
  if (rows.length > 0) await lots.appendRows(lot, depot.epci, source, rows);
  if (rejets.length > 0) await lots.appendRejets(lot, depot.epci, rejets);
}

/** Identical lines count once; lines that say different things of one dwelling or demande are all rejected, with their bytes. */
async function stageDoublons(
  tx: Base,
  source: Source,
  { lot, depot }: Staging,
  comptes: Comptes,
  anomalies: AnomaliesLot,
): Promise<void> {
  const { identiques, premiere, differentes } = await tx.lots.removeDoublons(lot, source);
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
  const bruts = await readBruts(depot.fichier, new Set(differentes.map((row) => row.ligne)));
  const rejets = differentes.map(({ ligne, cle }): Rejet => {
    const message = `Même identifiant que d’autres lignes, mais contenu différent : aucune n’est retenue. Corrigez le fichier avec le bailleur.`;
    const anomalie = {
      code: "doublon-different",
      gravite: "LIG" as const,
      ligne,
      colonne: null,
      valeur: source === "rpls" ? cle : "",
      message,
    };
    return { ligne, brut: bruts.get(ligne) ?? new Uint8Array(), anomalies: [anomalie] };
  });
  for (const rejet of rejets) anomalies.add(rejet.anomalies);
  await tx.lots.appendRejets(lot, depot.epci, rejets);
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
  if (source !== "rpls") return null;
  return checkParc(tx, { id: lot, epci: depot.epci, periode, acceptees: comptes.acceptees }, anomalies);
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
