import { z } from "zod";
import { oneOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type CleLot,
  type Ecartees,
  ecarteesRow,
  groupeRejetsRow,
  type LotQueries,
  ligneRejeteeRow,
  type Reprise,
  rejetsATraiterRow,
} from "../../lectures/lot/ports.ts";

/** Reasons that leave the line out; the others are told of lines that are kept. */
const MOTIFS = `lot_rejet r
      cross join lateral jsonb_to_recordset(r.anomalies) as a (code text, gravite text, colonne text, valeur text, message text)
      where r.epci = $1
        and r.lot = $2
        and a.gravite = 'LIG'`;

export function groupesRejets(sql: Sql, { epci, id }: CleLot): ReturnType<LotQueries["groupesRejets"]> {
  return rowsOf(
    sql,
    groupeRejetsRow,
    `select a.code, a.colonne,
            count(distinct r.ligne)                                               as lignes,
            count(distinct r.ligne) filter (where r.ecartee_le is not null)       as ecartees,
            min(r.ligne)                                                          as premiere_ligne,
            (array_agg(a.message order by r.ligne))[1]                            as message,
            left((array_agg(coalesce(a.valeur, '') order by r.ligne))[1], 200)    as valeur
       from ${MOTIFS}
      group by a.code, a.colonne
      order by lignes desc, a.code, a.colonne`,
    [epci, id],
  );
}

export function rejetsATraiter(sql: Sql, epci: string): ReturnType<LotQueries["rejetsATraiter"]> {
  return rowsOf(
    sql,
    rejetsATraiterRow,
    `select l.id, l.fichier, count(*) as lignes
       from lot l
       join lot_rejet r on r.epci = l.epci and r.lot = l.id
      where l.epci = $1
        and l.statut in ('pret','publie')
        and r.ecartee_le is null
      group by l.epci, l.id, l.fichier
      order by l.id desc`,
    [epci],
  );
}

export function lignesDuGroupe(
  sql: Sql,
  { epci, id }: CleLot,
  { code, colonne }: Parameters<LotQueries["lignesDuGroupe"]>[1],
): ReturnType<LotQueries["lignesDuGroupe"]> {
  return rowsOf(
    sql,
    ligneRejeteeRow,
    `select r.ligne, min(left(coalesce(a.valeur, ''), 200)) as valeur, min(a.message) as message,
            r.brut, r.ecartee_motif, r.ecartee_le, r.ecartee_par
       from ${MOTIFS}
        and a.code = $3
        and a.colonne is not distinct from $4
      group by r.epci, r.lot, r.ligne
      order by r.ligne`,
    [epci, id, code, colonne],
  );
}

const nombreRow = z.object({ nombre: z.number() });

/** A decision has the instant of its transaction, to the microsecond. */
export async function reprendre(sql: Sql, { epci, id }: CleLot, quoi: Reprise): Promise<number> {
  const [lignes, marque] = "marque" in quoi ? [null, quoi.marque] : [quoi.lignes, null];
  const { nombre } = await oneOf(
    sql,
    nombreRow,
    `with reprise as (
       update lot_rejet
          set ecartee_motif = null, ecartee_le = null, ecartee_par = null
        where epci = $1
          and lot = $2
          and ecartee_le is not null
          and (ligne = any ($3::integer[])
               or ecartee_le = timestamptz 'epoch' + $4::bigint * interval '1 microsecond')
       returning ligne
     ), compte as (
       update lot set ecartees = ecartees - (select count(*) from reprise) where epci = $1 and id = $2
     )
     select count(*) as nombre from reprise`,
    [epci, id, lignes, marque],
  );
  return nombre;
}

export async function effacerRejets(sql: Sql, { epci, id }: CleLot): Promise<void> {
  await sql.query("delete from lot_rejet where epci = $1 and lot = $2", [epci, id]);
}

export async function effacerCorriges(sql: Sql, { epci, id }: CleLot): Promise<void> {
  await sql.query(
    "delete from lot_rejet where epci = $1 and lot = (select complete from lot where epci = $1 and id = $2)",
    [epci, id],
  );
}

export async function ecarter(
  sql: Sql,
  { epci, id }: CleLot,
  lignes: readonly number[],
  { motif, par }: Parameters<LotQueries["ecarter"]>[2],
): Promise<Ecartees> {
  return oneOf(
    sql,
    ecarteesRow,
    `with ecartee as (
       update lot_rejet
          set ecartee_motif = $4, ecartee_le = now(), ecartee_par = $5
        where epci = $1
          and lot = $2
          and ligne = any ($3::integer[])
          and ecartee_le is null
       returning ligne
     ), compte as (
       update lot set ecartees = ecartees + (select count(*) from ecartee) where epci = $1 and id = $2
     )
     select count(*) as nombre, (extract(epoch from now()) * 1000000)::bigint::text as marque from ecartee`,
    [epci, id, lignes, motif, par],
  );
}
