import { z } from "zod";
import { ecrireVie, lockVie } from "#dossier/sql/registre/registre-fiche.queries.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type {
  CompteValidite,
  Depassee,
  FiltreSuivi,
  LocalSne,
  QuestionValidite,
  SneEchangeQueries,
  SuiviSne,
} from "../../lectures/sne-echange/ports.ts";
import {
  depasseeRow,
  localSneRow,
  stockSneRow,
  suiviSneRow,
  validiteStockRow,
} from "../../lectures/sne-echange/ports.ts";

export function sneEchangeQueries(sql: Sql): SneEchangeQueries {
  return {
    stock: (epci) => stock(sql, epci),
    compter: (epci, lot) => compter(sql, epci, lot),
    locaux: (epci, lot, limite) => locaux(sql, epci, lot, limite),
    validites: (question) => validites(sql, question),
    depassees: (question, limite) => depassees(sql, question, limite),
    suivi: (filtre) => suivi(sql, filtre),
    compterSuivi: (filtre) => compterSuivi(sql, filtre),
    numero: async (epci, demandeur) => {
      const row = await rowOf(
        sql,
        z.object({ numero: z.instanceof(Uint8Array).nullable() }),
        "select numero_chiffre as numero from nominatif.demandeur where epci = $1 and id = $2",
        [epci, demandeur],
      );
      return row?.numero ?? null;
    },
    vie: (epci, demandeur) => lockVie(sql, epci, demandeur),
    ecrireVie: (epci, demandeur, apres) => ecrireVie(sql, epci, demandeur, apres),
  };
}

/** Same order as on the page of the demandes: a year's stock counts from its last day. The count comes from the cube, which every member may read. */
function stock(sql: Sql, epci: string): ReturnType<SneEchangeQueries["stock"]> {
  return rowOf(
    sql,
    stockSneRow,
    `select p.periode, p.lot, coalesce(sum(c.nombre), 0)::bigint as demandes
       from publication p
       left join cube_demande c on c.lot = p.lot
      where p.epci = $1
        and p.source = 'sne-demandes'
      group by p.periode, p.lot
      order by left(p.periode, 4) desc, coalesce(substring(p.periode from 7), '5') desc
      limit 1`,
    [epci],
  );
}

/** First wished commune of a file. */
const SOUHAIT = `left join lateral (
            select s.commune from nominatif.souhait s where s.demandeur = d.id and s.commune is not null order by s.rang limit 1
            ) as s on true`;

/** Files with a number, joined to the national lines of that number. Both are read under the reader's own rights. */
function locaux(sql: Sql, epci: string, lot: number | null, limite: number): Promise<LocalSne[]> {
  return rowsOf(
    sql,
    localSneRow,
    `with nationales as materialized (
            select cle, cree_le, renouvele_le, commune, typologie, taille_menage from demande where epci = $1 and lot = $2
          ), baux as materialized (
            select a.cle, max(a.bail_signe_le) as signe_le
              from publication p
              join attribution a on a.epci = p.epci and a.lot = p.lot
             where p.epci = $1
               and p.source = 'sne-attributions'
             group by a.cle
          )
     select d.id as demandeur, d.reference, d.etat,
            jsonb_build_object('creeLe', d.anciennete_le, 'renouveleLe', d.renouvelee_le, 'commune', r.communes[1],
                               'typologie', m.typologie, 'personnes', m.personnes) as ici,
            case when n.cle is not null then
              jsonb_build_object('creeLe', n.cree_le, 'renouveleLe', n.renouvele_le, 'commune', n.commune,
                                 'typologie', n.typologie, 'personnes', n.taille_menage) end as national,
            b.signe_le as bail_signe_le
       from nominatif.demandeur d
       left join nominatif.menage m on m.demandeur = d.id
       -- Its first wish, as the list of the demandes has it.
       left join nominatif.registre r on r.demandeur = d.id
       left join nationales n on n.cle = d.numero_hash
       left join baux b on b.cle = d.numero_hash
      where d.epci = $1
        and d.numero_hash is not null
        and d.etat in ('active','a-renouveler','avertie')
        and (n.cle is null or b.signe_le is not null or n.cree_le <> d.anciennete_le or n.renouvele_le is distinct from d.renouvelee_le
             or n.commune <> r.communes[1] or n.typologie <> m.typologie or n.taille_menage <> m.personnes)
      order by b.signe_le is null, d.anciennete_le, d.id
      limit $3`,
    [epci, lot, limite],
  );
}

function compter(sql: Sql, epci: string, lot: number | null): ReturnType<SneEchangeQueries["compter"]> {
  return oneOf(
    sql,
    z.object({ locaux: z.number(), rapproches: z.number() }),
    `select count(*) as locaux, count(n.cle) as rapproches
       from nominatif.demandeur d
       left join (select distinct cle from demande where epci = $1 and lot = $2) as n on n.cle = d.numero_hash
      where d.epci = $1
        and d.numero_hash is not null
        and d.etat in ('active','a-renouveler','avertie')`,
    [epci, lot],
  );
}

/** $1 epci, $2 lot, $3 day of the extraction, $4 and $5 months of validity and of radiation. */
const DATEES = `(select d.ligne, d.cree_le, d.renouvele_le, coalesce(d.renouvele_le, d.cree_le) as debut
              from demande d
             where d.epci = $1
               and d.lot = $2) as d
            cross join lateral (
            select case when d.debut is null then 'inconnue'
                        when $3::date < d.debut + make_interval(months => $4) then 'valide'
                        when $3::date < d.debut + make_interval(months => $5) then 'a-renouveler'
                        else 'depassee' end as validite) as v
            cross join lateral (
            select case when v.validite = 'depassee'
                        then case when d.renouvele_le is null then 'jamais-renouvelee' else 'renouvellement-ancien' end end as cause) as c`;

function paramsOf({ epci, lot, reference, bornes }: QuestionValidite): readonly unknown[] {
  return [epci, lot, reference, bornes.validite, bornes.radiation];
}

function validites(sql: Sql, question: QuestionValidite): Promise<CompteValidite[]> {
  return rowsOf(
    sql,
    validiteStockRow,
    `select v.validite, c.cause, count(*) as nombre from ${DATEES} group by 1, 2 order by 1, 2`,
    paramsOf(question),
  );
}

function depassees(sql: Sql, question: QuestionValidite, limite: number): Promise<Depassee[]> {
  return rowsOf(
    sql,
    depasseeRow,
    `select d.ligne, d.cree_le, d.renouvele_le, (d.debut + make_interval(months => $4))::date as fin_le, c.cause
       from ${DATEES}
      where v.validite = 'depassee'
      order by d.debut, d.ligne
      limit $6`,
    [...paramsOf(question), limite],
  );
}

const ENREGISTREES = `d.epci = $1
        and d.numero_hash is not null
        and d.etat in ('active','a-renouveler','avertie')
        and ($2::integer is null or extract(year from d.anciennete_le) = $2)`;

function suivi(sql: Sql, { epci, annee, limite }: FiltreSuivi): Promise<SuiviSne[]> {
  return rowsOf(
    sql,
    suiviSneRow,
    `select d.id as demandeur, d.numero_chiffre, d.anciennete_le as cree_le, d.renouvelee_le as renouvele_le,
            (d.modifie_le at time zone 'Europe/Paris')::date as modifie_le, s.commune, m.typologie,
            m.logement_actuel as mode_logement, m.personnes, m.unite_conso, m.revenu_mensuel,
            m.motif_demande as motif, coalesce(m.position_plafond, 'inconnue') as position_plafond,
            coalesce(m.salarie, 'inconnu') as salarie, coalesce(p.nombre, 0) as propositions,
            p.derniere as derniere_proposition, p.reponse as derniere_reponse
       from nominatif.demandeur d
       left join nominatif.menage m on m.demandeur = d.id
       ${SOUHAIT}
       left join lateral (
            select count(*) as nombre, max(p.proposee_le) as derniere,
                   (array_agg(p.reponse order by p.proposee_le desc, p.id desc))[1] as reponse
              from proposition p
             where p.demandeur = d.id
               and p.proposee_le is not null
            ) as p on true
      where ${ENREGISTREES}
      order by d.anciennete_le, d.id
      limit $3`,
    [epci, annee, limite],
  );
}

function compterSuivi(sql: Sql, { epci, annee }: Omit<FiltreSuivi, "limite">) {
  return oneOf(
    sql,
    z.object({ total: z.number(), sansNumero: z.number() }),
    `select count(*) as total, count(*) filter (where d.numero_chiffre is null) as sans_numero
       from nominatif.demandeur d
      where ${ENREGISTREES}`,
    [epci, annee],
  );
}
