import { z } from "zod";
import {
  aDeciderRow,
  adresseRow,
  candidateRow,
  compteALocaliserRow,
  deduiteRow,
  type Localisation,
  type LocalisationADecider,
  type LocalisationQueries,
  localisationADecider,
  localisationRow,
  type Numeros,
} from "#donnees/lectures/localisation/ports.ts";
import { DERNIER_PARC } from "#donnees/sql/parc/dernier-parc.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";

export function localisationQueries(sql: Sql): LocalisationQueries {
  return {
    aLocaliser: (epci) => aLocaliser(sql, epci),
    deduites: (epci) => deduites(sql, epci),
    candidates: (epci, commune, bailleur) => candidates(sql, epci, commune, bailleur),
    record: (epci, localisations) => record(sql, epci, localisations),
    withdraw: (id, par) => withdraw(sql, id, par),
    withdrawBetween: (epci, numeros, par) => withdrawBetween(sql, epci, numeros, par),
    find: (id) => find(sql, id),
    history: (epci) => history(sql, epci),
    aDecider: (epci, cles) => aDecider(sql, epci, cles),
    comptes: (epci, cles, annee) => comptes(sql, { epci, cles, annee }),
  };
}

/** Within a vintage, the most frequent name. */
const NOM = `nom as (
       select distinct on (c.bailleur) c.bailleur, c.bailleur_nom
         from publication p
         join cube_parc c on c.lot = p.lot
        where p.epci = $1
          and p.source = 'rpls'
          and c.bailleur_nom is not null
        order by c.bailleur, p.periode desc, c.nombre desc
     )`;

/** The address is spelt as on its first line; `typologie` is null unless all its lines agree. */
function aLocaliser(sql: Sql, epci: string): ReturnType<LocalisationQueries["aLocaliser"]> {
  return rowsOf(
    sql,
    adresseRow,
    `with inconnue as (
       select f.cle_adresse, f.lot, f.ligne, f.quartile, f.bail_signe_le, f.bailleur,
              f.situation_deduite, f.deduction, f.situation_reparee,
              a.commune, a.adresse, a.residence, a.numero_rpls, a.typologie
         from publication p
         join fait_attribution f on f.epci = p.epci and f.lot = p.lot
         join attribution a on a.epci = f.epci and a.lot = f.lot and a.ligne = f.ligne
        where p.epci = $1
          and p.source = 'sne-attributions'
          and f.situation = 'inconnue'
          and not f.hors_territoire
     ),
     adresse as (
       select cle_adresse,
              (array_agg(commune order by lot, ligne))[1]                                as commune,
              (array_agg(adresse order by lot, ligne))[1]                                as adresse,
              (array_agg(residence order by lot, ligne))[1]                              as residence,
              (array_agg(numero_rpls order by lot, ligne))[1]                            as numero_rpls,
              (array_agg(bailleur order by lot, ligne))[1]                               as bailleur,
              min(lot)                                                                   as lot,
              (array_agg(ligne order by lot, ligne))[1]                                  as ligne,
              count(*)                                                                   as lignes,
              count(*) filter (where quartile = 'q1')                                    as premier_quartile,
              array_agg(distinct extract(year from bail_signe_le)::integer)              as annees,
              case when count(distinct coalesce(typologie, '')) = 1 then min(typologie) end as typologie,
              case when count(distinct situation_deduite) = 1 and min(situation_deduite) <> 'inconnue'
                    and bool_and(situation_reparee is null)
                   then jsonb_build_object('situation', min(situation_deduite), 'motif', min(deduction)) end as probable
         from inconnue
        group by cle_adresse
     ),
     ${NOM}
     select g.cle_adresse,
            g.commune,
            t.nom                 as commune_nom,
            g.adresse, g.residence,
            g.numero_rpls,
            g.bailleur,
            nom.bailleur_nom,
            g.typologie,
            g.lignes,
            g.premier_quartile,
            g.annees,
            g.probable,
            d.decidee_le::date as interrogee_le,
            jsonb_build_object('fichier', l.fichier, 'ligne', g.ligne) as exemple
       from adresse g
       join lot l on l.epci = $1 and l.id = g.lot
       left join territoire_commune t on t.epci = $1 and t.commune = g.commune
       left join nom on nom.bailleur = g.bailleur
       left join localisation d on d.epci = $1 and d.cle_adresse = g.cle_adresse and d.annulee_le is null
      order by g.lignes desc, t.nom, g.adresse, g.cle_adresse`,
    [epci],
  );
}

function deduites(sql: Sql, epci: string): ReturnType<LocalisationQueries["deduites"]> {
  return rowsOf(
    sql,
    deduiteRow,
    `with ${NOM}
     select f.cle_adresse,
            min(a.commune)                                                         as commune,
            min(t.nom)                                                             as commune_nom,
            min(a.adresse)                                                         as adresse,
            min(a.residence)                                                       as residence,
            min(f.bailleur)                                                        as bailleur,
            min(nom.bailleur_nom)                                                  as bailleur_nom,
            count(*)                                                               as lignes,
            array_agg(distinct extract(year from f.bail_signe_le)::integer)        as annees,
            f.situation,
            f.deduction                                                            as motif
       from publication p
       join fait_attribution f on f.epci = p.epci and f.lot = p.lot
       join attribution a on a.epci = f.epci and a.lot = f.lot and a.ligne = f.ligne
       left join territoire_commune t on t.epci = $1 and t.commune = a.commune
       left join nom on nom.bailleur = f.bailleur
      where p.epci = $1
        and p.source = 'sne-attributions'
        and f.situation_origine = 'deduction'
        and not f.hors_territoire
      group by f.cle_adresse, f.situation, f.deduction
      order by count(*) desc, 3, 4, 1, f.situation, f.deduction`,
    [epci],
  );
}

/**
 * Résidences of the latest published vintage, with the dwellings that left the stock, since an old lease may be of one.
 * A résidence across a perimeter's border is `inconnue`: no side is right for all its dwellings.
 */
function candidates(
  sql: Sql,
  epci: string,
  commune: string | null,
  bailleur: string,
): ReturnType<LocalisationQueries["candidates"]> {
  return rowsOf(
    sql,
    candidateRow,
    `with millesime as ${DERNIER_PARC}
     select min(g.ident_rep)   as ident_rep,
            g.commune,
            min(g.commune_nom) as commune_nom,
            g.adresse, g.residence, g.bailleur,
            count(*)           as logements,
            case when count(distinct s.situation) filter (where s.situation <> 'inconnue') = 1
                 then min(s.situation) filter (where s.situation <> 'inconnue')
                 else 'inconnue'
            end                as situation,
            avg(g.longitude)   as longitude,
            avg(g.latitude)    as latitude
       from millesime m
       join logement g on g.epci = $1 and g.lot = m.lot
      cross join lateral (
            select situation_retenue(g.situation_declaree, g.qpv_2015, g.qpv_2024, m.periode)
            ) as s (situation)
      where (g.commune = $2 or ($2::text is null and g.bailleur = $3))
        and (g.adresse is not null or g.residence is not null)
      group by g.commune, g.adresse, g.residence, g.bailleur
      order by g.commune, g.adresse, g.residence, g.bailleur`,
    [epci, commune, bailleur],
  );
}

const SELECT_LOCALISATION = `select ${colonnesOf(localisationRow)} from localisation`;

/** A new decision on an address ends the former one, which stays as the trace of what was believed. Locked in their order. */
async function record(sql: Sql, epci: string, decisions: readonly LocalisationADecider[]): Promise<number[]> {
  const [premiere] = decisions;
  if (!premiere) return [];
  const cles = decisions.map(({ cleAdresse }) => cleAdresse);
  return sql.transaction(async (tx) => {
    await tx.query(
      "select pg_advisory_xact_lock($1, cle) from (select distinct hashtext($2 || ' ' || a) as cle from unnest($3::text[]) as a order by 1) as c",
      [VERROU.localisation, epci, cles],
    );
    await tx.query(
      `update localisation
          set annulee_le = now(), annulee_par = $3
        where epci = $1
          and cle_adresse = any ($2::text[])
          and annulee_le is null`,
      [epci, cles, premiere.decideePar],
    );
    const champs = Object.keys(localisationADecider.shape) as (keyof LocalisationADecider)[];
    const rows = await rowsOf(
      tx,
      z.object({ id: z.number() }),
      `insert into localisation (epci, ${colonnesOf(localisationADecider)})
       select $1, d.* from unnest(${champs.map((_, rang) => `$${rang + 2}::text[]`).join(", ")}) as d
       returning id`,
      [epci, ...champs.map((champ) => decisions.map((decision) => decision[champ]))],
    );
    return rows.map(({ id }) => id);
  });
}

/** null: no such decision, or withdrawn or superseded already. */
async function withdraw(sql: Sql, id: number, par: string): Promise<Localisation | null> {
  const { rowCount } = await sql.query(
    `update localisation
        set annulee_le = now(), annulee_par = $2
      where id = $1
        and annulee_le is null`,
    [id, par],
  );
  return rowCount === 0 ? null : find(sql, id);
}

async function withdrawBetween(sql: Sql, epci: string, { premier, dernier }: Numeros, par: string): Promise<string[]> {
  const rows = await rowsOf(
    sql,
    z.object({ cleAdresse: z.string() }),
    `update localisation
        set annulee_le = now(), annulee_par = $4
      where epci = $1
        and id between $2 and $3
        and annulee_le is null
     returning cle_adresse`,
    [epci, premier, dernier, par],
  );
  return rows.map(({ cleAdresse }) => cleAdresse);
}

function find(sql: Sql, id: number): ReturnType<LocalisationQueries["find"]> {
  return rowOf(sql, localisationRow, `${SELECT_LOCALISATION} where id = $1`, [id]);
}

/** Latest first. */
function history(sql: Sql, epci: string): ReturnType<LocalisationQueries["history"]> {
  return rowsOf(sql, localisationRow, `${SELECT_LOCALISATION} where epci = $1 order by decidee_le desc, id desc`, [
    epci,
  ]);
}

/** Deduced lines say the side of the address; else it is unlocated. */
function aDecider(sql: Sql, epci: string, cles: readonly string[]): ReturnType<LocalisationQueries["aDecider"]> {
  return rowsOf(
    sql,
    aDeciderRow,
    `select f.cle_adresse,
            coalesce(min(f.situation) filter (where f.situation_origine = 'deduction'), 'inconnue') as situation,
            bool_or(f.situation_reparee is not null)                                                       as decidee
       from publication p
       join fait_attribution f on f.epci = p.epci and f.lot = p.lot
      where p.epci = $1
        and p.source = 'sne-attributions'
        and f.cle_adresse = any ($2::text[])
        and (f.situation = 'inconnue' or f.situation_origine = 'deduction')
        and not f.hors_territoire
      group by f.cle_adresse`,
    [epci, cles],
  );
}

type QuestionComptes = { readonly epci: string; readonly cles: readonly string[]; readonly annee: number };

/** The cells of construire_cubes, 0016-comptage.sql. */
function comptes(sql: Sql, { epci, cles, annee }: QuestionComptes): ReturnType<LocalisationQueries["comptes"]> {
  return rowsOf(
    sql,
    compteALocaliserRow,
    `select f.situation, f.quartile, f.ressources, r.relogement,
            case when f.situation_reparee is null then f.situation_deduite else 'inconnue' end as probable,
            count(*)                                                                           as nombre
       from publication p
       join fait_attribution f on f.epci = p.epci and f.lot = p.lot
       left join paire_bail q on q.epci = f.epci and q.lot = f.lot and q.ligne = f.ligne and q.proposee and q.reloge is not null
      cross join lateral (
            select case when q.lot is not null and f.relogement <> 'oui' then 'inconnu' else f.relogement end
            ) as r (relogement)
      where p.epci = $1
        and p.source = 'sne-attributions'
        and f.cle_adresse = any ($2::text[])
        and f.bail_signe_le between make_date($3::integer, 1, 1) and make_date($3::integer, 12, 31)
        and f.situation = 'inconnue'
        and not f.hors_territoire
      group by 1, 2, 3, 4, 5`,
    [epci, cles, annee],
  );
}
