import { z } from "zod";
import type {
  AnomalieLot,
  BilanLecture,
  CleLot,
  Lot,
  LotQueries,
  NouveauLot,
  StatutLot,
} from "#donnees/lectures/lot/ports.ts";
import { anomalieRow } from "#donnees/lectures/lot/ports.ts";
import { actes, champsAbsents, publications, publish, unpublish } from "#donnees/sql/lot/lot-publication.queries.ts";
import {
  ecarter,
  effacerCorriges,
  effacerRejets,
  groupesRejets,
  lignesDuGroupe,
  rejetsATraiter,
  reprendre,
} from "#donnees/sql/lot/lot-rejets.queries.ts";
import { FICHIER, lotRow, SELECT_LOT } from "#donnees/sql/lot/lot-row.ts";
import {
  appendRejets,
  appendRows,
  completer,
  countStaged,
  numeros,
  rejets,
} from "#donnees/sql/lot/lot-staging.queries.ts";
import { conflit } from "#socle/regles/shared/refus.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import { clauseOf } from "#socle/sql/droits/clause.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU, type Verrous } from "#socle/sql/verrous.ts";
import {
  anneesOf,
  bailleursOf,
  communesOf,
  compareParc,
  disputes,
  faitsAbsents,
  objectifsOf,
  removeDejaLa,
  removeDoublons,
} from "./lot-controles.queries.ts";

export function lotQueries(sql: Sql, verrous: Verrous): LotQueries {
  return {
    open: (nouveau) => openLot(sql, verrous, nouveau),
    close: (lot) => closeLot(verrous, lot),
    echantillonner: async () => {
      await sql.query("select echantillonner()");
    },
    find: (lot) => findLot(sql, lot),
    list: (epci) => listLots(sql, epci),
    appendRows: (lot, epci, source, batches) => appendRows(sql, { lot, epci, source }, batches),
    appendRejets: (lot, epci, lignes) => appendRejets(sql, lot, epci, lignes),
    addAnomalies: (lot, epci, list) => addAnomalies(sql, lot, epci, list),
    removeDoublons: (lot, source) => removeDoublons(sql, lot, source),
    markPret: (lot, lecture) => markPret(sql, lot, lecture),
    markRefuse: (lot, lecture, refus) => markRefuse(sql, lot, lecture, refus),
    lock: async (lot) => {
      await sql.query("select 1 from lot where id = $1 for update", [lot]);
    },
    markStatut: (lot, statut, refus) => markStatut(sql, lot, statut, refus),
    markEchec: (lot, refus) => markEchec(sql, lot, refus),
    markInterrompus: () => markInterrompus(sql),
    anomalies: (lot) => anomalies(sql, lot),
    groupesRejets: (lot) => groupesRejets(sql, lot),
    lignesDuGroupe: (lot, groupe) => lignesDuGroupe(sql, lot, groupe),
    ecarter: (lot, lignes, decision) => ecarter(sql, lot, lignes, decision),
    rejetsATraiter: (epci) => rejetsATraiter(sql, epci),
    reprendre: (lot, quoi) => reprendre(sql, lot, quoi),
    effacerRejets: (lot) => effacerRejets(sql, lot),
    effacerCorriges: (lot) => effacerCorriges(sql, lot),
    numeros: (lot) => numeros(sql, lot),
    removeDejaLa: (nouveau, ancien, source) => removeDejaLa(sql, nouveau, ancien, source),
    completer: (nouveau, ancien, restantes) => completer(sql, nouveau, ancien, restantes),
    rejets: (lot) => rejets(sql, lot),
    bauxComptes: (lot) => bauxComptes(sql, lot),
    publications: (epci) => publications(sql, epci),
    champsAbsents: (epci) => champsAbsents(sql, epci),
    publish: (lot, par) => publish(sql, lot, par),
    unpublish: (lot, par) => unpublish(sql, lot, par),
    actes: (epci) => actes(sql, epci),
    correspondances: (epci, source) => correspondances(sql, epci, source),
    rememberCorrespondances: (epci, source, colonnes) => rememberCorrespondances(sql, epci, source, colonnes),
    objectifsOf: (lot) => objectifsOf(sql, lot),
    communesOf: (lot, source) => communesOf(sql, lot, source),
    bailleursOf: (lot, source) => bailleursOf(sql, lot, source),
    anneesOf: (lot, source) => anneesOf(sql, lot, source),
    faitsAbsents: (lot) => faitsAbsents(sql, lot),
    disputes: (lot) => disputes(sql, lot),
    compareParc: (lot, autre) => compareParc(sql, lot, autre),
  };
}

const idRow = z.object({ id: z.number() });

/**
 * One statement on the session of the locks: it commits the lot with its lock taken, so that nobody sees an
 * unlocked lot in `lecture`. Never in the caller's transaction: others must see the lot while it is read.
 */
async function openLot(sql: Sql, verrous: Verrous, nouveau: NouveauLot): ReturnType<LotQueries["open"]> {
  // The lot that had the same bytes may have been refused since: they are then free again.
  for (let attempt = 0; attempt < 5; attempt++) {
    const [opened] = z.array(idRow).parse(
      await verrous.query(
        `with nouveau as (
           insert into lot (epci, source, profil, fichier, sha256, taille, encodage, separateur, colonnes, champs_absents,
                            depose_par, organisation, complete, statut)
           values ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'lecture')
           on conflict (epci, source, sha256) where statut in ('lecture','pret','publie','remplace') do nothing
           returning id
         )
         select id, pg_advisory_lock($1, id::integer)
           from nouveau`,
        [
          VERROU.lot,
          nouveau.epci,
          nouveau.source,
          nouveau.profil,
          nouveau.fichier,
          nouveau.sha256,
          nouveau.taille,
          nouveau.encodage,
          nouveau.separateur,
          JSON.stringify(nouveau.colonnes),
          nouveau.champsAbsents,
          nouveau.deposePar,
          nouveau.organisation,
          nouveau.complete,
        ],
      ),
    );
    if (opened) return { lot: opened.id };
    const dejaImporte = await findSameBytes(sql, nouveau);
    // A lost connection releases the lock: nobody reads the lot any more, and its bytes are free.
    if (dejaImporte?.statut === "lecture" && (await markInterrompus(sql)).includes(dejaImporte.id)) continue;
    if (dejaImporte) return { dejaImporte };
  }
  // The same bytes exist in a lot that the actor may not see: the refusal only says so.
  throw conflit(
    "deja-importe",
    "Une autre organisation a déjà déposé ce même fichier sur ce territoire. Rien n’a été ajouté : voyez avec l’EPCI, qui le publie.",
  );
}

/**
 * Lots of the matrix. The row policy also gives members the published ones, which their figures cite: the file's name, hash and count.
 * The rest of a lot (samples of its cells, its depositor, another bailleur's number of lines) is for those who may read the lot.
 */
const LISIBLE = `l.id in (select id from lot where ${clauseOf("lot", "lire", {
  table: "lot",
  par: { organisation: "organisation" },
  niveau: "nominatif",
  sensible: false,
})})`;

function findSameBytes(sql: Sql, { epci, source, sha256 }: NouveauLot): Promise<Lot | null> {
  return rowOf(
    sql,
    lotRow,
    `${SELECT_LOT}
      where l.epci = $1
        and l.source = $2
        and l.sha256 = $3
        and l.statut in ('lecture','pret','publie','remplace')
        and ${LISIBLE}`,
    [epci, source, sha256],
  );
}

async function closeLot(verrous: Verrous, lot: number): Promise<void> {
  await verrous.query("select pg_advisory_unlock($1, $2)", [VERROU.lot, lot]);
}

function findLot(sql: Sql, lot: number): Promise<Lot | null> {
  return rowOf(sql, lotRow, `${SELECT_LOT} where l.id = $1 and ${FICHIER} and ${LISIBLE}`, [lot]);
}

function listLots(sql: Sql, epci: string): Promise<Lot[]> {
  return rowsOf(
    sql,
    lotRow,
    `${SELECT_LOT} where l.epci = $1 and ${FICHIER} and ${LISIBLE} order by l.depose_le desc, l.id desc`,
    [epci],
  );
}

async function addAnomalies(sql: Sql, lot: number, epci: string, list: readonly AnomalieLot[]): Promise<void> {
  for (const anomalie of list) {
    await sql.query(
      `insert into lot_anomalie as a (lot, epci, code, gravite, lignes, premiere_ligne, colonne, exemple, message)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (epci, lot, code, gravite) do update
         set lignes = a.lignes + excluded.lignes,
             premiere_ligne = least(a.premiere_ligne, excluded.premiere_ligne)`,
      [
        lot,
        epci,
        anomalie.code,
        anomalie.gravite,
        anomalie.lignes,
        anomalie.premiereLigne,
        anomalie.colonne,
        anomalie.exemple,
        anomalie.message,
      ],
    );
  }
}

/** Anomalies that leave lines out first, then the most lines. */
function anomalies(sql: Sql, { epci, id }: CleLot): Promise<AnomalieLot[]> {
  return rowsOf(
    sql,
    anomalieRow,
    `select code, gravite, lignes, premiere_ligne, colonne, exemple, message
       from lot_anomalie
      where epci = $1
        and lot = $2
      order by gravite desc, lignes desc, code`,
    [epci, id],
  );
}

const sourceRow = z.object({ source: z.custom<Source>((value) => typeof value === "string") });

/** First counts what is really staged: a lot with missing rows or rejected lines must never be `pret`. */
async function markPret(sql: Sql, lot: CleLot, lecture: BilanLecture): Promise<void> {
  const { source } = await oneOf(sql, sourceRow, "select source from lot where epci = $1 and id = $2", [
    lot.epci,
    lot.id,
  ]);
  const staged = await countStaged(sql, lot, source);
  if (staged.acceptees !== lecture.acceptees || staged.rejetees !== lecture.rejetees) {
    throw new Error(
      `lot ${lot.id}: ${staged.acceptees} rows and ${staged.rejetees} rejected lines are staged, ` +
        `${lecture.acceptees} and ${lecture.rejetees} were read`,
    );
  }
  await sql.query(
    `update lot
        set statut = 'pret', periode = $3, lignes_lues = $4, acceptees = $5, rejetees = $6, doublons = $7, a_confirmer = $8,
            ecartees = (select count(*) from lot_rejet r where r.epci = $1 and r.lot = $2 and r.ecartee_le is not null)
      where epci = $1
        and id = $2`,
    [
      lot.epci,
      lot.id,
      lecture.periode,
      lecture.lignesLues,
      lecture.acceptees,
      lecture.rejetees,
      lecture.doublons,
      lecture.aConfirmer && JSON.stringify(lecture.aConfirmer),
    ],
  );
}

async function markRefuse(
  sql: Sql,
  lot: number,
  { lignesLues, rejetees, doublons }: Parameters<LotQueries["markRefuse"]>[1],
  { code, message }: Parameters<LotQueries["markRefuse"]>[2],
): Promise<void> {
  await sql.query(
    `update lot
        set statut = 'refuse', lignes_lues = $2, rejetees = $3, doublons = $4, refus = $5
      where id = $1`,
    [lot, lignesLues, rejetees, doublons, JSON.stringify({ code, message })],
  );
}

async function bauxComptes(sql: Sql, { epci, id }: CleLot): Promise<number> {
  const { nombre } = await oneOf(
    sql,
    z.object({ nombre: z.number() }),
    "select count(*) as nombre from fait_attribution where epci = $1 and lot = $2 and not hors_territoire",
    [epci, id],
  );
  return nombre;
}

/** `refus` absent: unchanged. */
async function markStatut(sql: Sql, lot: number, statut: StatutLot, refus?: Lot["refus"]): Promise<void> {
  await sql.query(
    `update lot
        set statut = $2,
            refus  = case when $4 then $3::jsonb else refus end
      where id = $1`,
    [lot, statut, refus ? JSON.stringify(refus) : null, refus !== undefined],
  );
}

/** A staging that is being committed holds the row: this waits for it, then finds the lot `pret`. */
async function markEchec(sql: Sql, lot: number, refus: Lot["refus"]): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update lot
        set statut = $2,
            refus  = $3
      where id = $1
        and statut = 'lecture'`,
    [lot, refus ? "refuse" : "interrompu", refus ? JSON.stringify(refus) : null],
  );
  return rowCount === 1;
}

async function markInterrompus(sql: Sql): Promise<number[]> {
  const rows = await rowsOf(
    sql,
    idRow,
    `with lecture as materialized (
       select id
         from lot
        where statut = 'lecture'
     )
     update lot l
        set statut = 'interrompu'
       from lecture
      where l.id = lecture.id
        and l.statut = 'lecture'
        and pg_try_advisory_xact_lock($1, l.id::integer)
     returning l.id`,
    [VERROU.lot],
  );
  return rows.map((row) => row.id).sort((a, b) => a - b);
}

const correspondanceRow = z.object({ entete: z.string(), colonne: z.string() });

async function correspondances(sql: Sql, epci: string, source: Source): Promise<Record<string, string>> {
  const rows = await rowsOf(
    sql,
    correspondanceRow,
    `select entete, colonne
       from correspondance_colonne
      where epci = $1
        and source = $2
      order by entete`,
    [epci, source],
  );
  return Object.fromEntries(rows.map((row) => [row.entete, row.colonne]));
}

async function rememberCorrespondances(
  sql: Sql,
  epci: string,
  source: Source,
  colonnes: Readonly<Record<string, string>>,
): Promise<void> {
  await sql.query(
    `insert into correspondance_colonne (epci, source, entete, colonne)
     select $1, $2, c.entete, c.colonne
       from unnest($3::text[], $4::text[]) as c (entete, colonne)
     on conflict (epci, source, entete) do update set colonne = excluded.colonne`,
    [epci, source, Object.keys(colonnes), Object.values(colonnes)],
  );
}
