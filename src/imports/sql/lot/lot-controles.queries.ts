import { z } from "zod";
import type { CleLot, LotQueries } from "#donnees/lectures/lot/ports.ts";
import { LOT_TABLES } from "#donnees/sql/lot/lot-tables.ts";
import { deposeRow } from "#engagements/sql/convention/engagement-row.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";

type Doublons = Awaited<ReturnType<LotQueries["removeDoublons"]>>;

const AUCUN: Doublons = { identiques: 0, premiere: null, differentes: [] };

/** Sources whose lines have an identity; the others have no column `cle`. */
const AVEC_CLE: readonly Source[] = [
  "rpls",
  "sne-attributions",
  "sne-demandes",
  "syplo",
  "prioritaires-bailleur",
  "ops",
];

const doublonsRow = z.object({
  identiques: z.number(),
  premiere: z.number().nullable(),
  differentes: z.array(z.object({ ligne: z.number(), cle: z.string() })),
});

/**
 * Columns that identify a line. Two bailleurs may claim one dwelling (a sale, a merger): each claim is kept for a person to decide,
 * so the bailleur is part of the key in RPLS. A household may be on a list for several reasons, one line each:
 * only identical lines are duplicates there. The survey counts several things about one résidence.
 */
const MEME_CHOSE: Readonly<Partial<Record<Source, string>>> = {
  rpls: "cle, bailleur",
  syplo: "cle, empreinte",
  "prioritaires-bailleur": "cle, empreinte",
  ops: "cle, enquete, population, indicateur",
};
const memeChose = (source: Source) => MEME_CHOSE[source] ?? "cle";

export async function removeDoublons(sql: Sql, { epci, id }: CleLot, source: Source): Promise<Doublons> {
  if (!AVEC_CLE.includes(source)) return AUCUN;
  const { table } = LOT_TABLES[source];
  const found = await rowOf(
    sql,
    z.object({ cle: z.string() }),
    `select cle
       from ${table}
      where epci = $1 and lot = $2
        and cle is not null
      group by ${memeChose(source)}
     having count(*) > 1
      limit 1`,
    [epci, id],
  );
  if (!found) return AUCUN;
  // Rows are removed by their primary key: the table has just grown and has no statistics, and a join on `cle`
  // could be planned as a loop over the whole lot for each duplicate.
  return oneOf(
    sql,
    doublonsRow,
    `with groupe as (
       select ligne, cle,
              count(*)            over meme_cle as lignes,
              min(ligne)          over meme_cle as premiere,
              min(empreinte)      over meme_cle = max(empreinte) over meme_cle as identique
         from ${table}
        where epci = $1 and lot = $2
          and cle is not null
       window meme_cle as (partition by ${memeChose(source)})
     ),
     de_trop as materialized (
       select ligne, identique
         from groupe
        where lignes > 1
          and (not identique or ligne > premiere)
     ),
     retire as (
       delete from ${table} t
        using de_trop d
        where t.epci = $1 and t.lot = $2
          and t.ligne = d.ligne
       returning t.ligne, t.cle, d.identique
     )
     select count(*)   filter (where identique) as identiques,
            min(ligne) filter (where identique) as premiere,
            coalesce(jsonb_agg(jsonb_build_object('ligne', ligne, 'cle', cle) order by ligne)
                       filter (where not identique), '[]') as differentes
       from retire`,
    [epci, id],
  );
}

/** The former lot keeps its line: what a correction says of it again, otherwise, is for a person to settle. */
export async function removeDejaLa(sql: Sql, { epci, id }: CleLot, ancien: CleLot, source: Source): Promise<Doublons> {
  if (!AVEC_CLE.includes(source)) return AUCUN;
  const { table } = LOT_TABLES[source];
  const [nos, leurs] = ["t", "a"].map((alias) =>
    memeChose(source)
      .split(", ")
      .map((colonne) => `${alias}.${colonne}`)
      .join(", "),
  );
  return oneOf(
    sql,
    doublonsRow,
    `with retire as (
       delete from ${table} t
        using ${table} a
        where t.epci = $1 and t.lot = $2
          and a.epci = $1 and a.lot = $3
          and (${nos}) = (${leurs})
       returning t.ligne, t.cle, t.empreinte = a.empreinte as identique
     )
     select count(*)   filter (where identique) as identiques,
            min(ligne) filter (where identique) as premiere,
            coalesce(jsonb_agg(jsonb_build_object('ligne', ligne, 'cle', cle) order by ligne)
                       filter (where not identique), '[]') as differentes
       from retire`,
    [epci, id, ancien.id],
  );
}

const disputesRow = z.object({
  logements: z.number(),
  premiere: z.number().nullable(),
  exemple: z.string().nullable(),
});

export function disputes(sql: Sql, { epci, id }: CleLot): ReturnType<LotQueries["disputes"]> {
  return oneOf(
    sql,
    disputesRow,
    `select count(*)     as logements,
            min(premiere) as premiere,
            min(cle)      as exemple
       from (select cle, min(ligne) as premiere
               from logement
              where epci = $1 and lot = $2
                and cle is not null
              group by cle
             having count(distinct bailleur) > 1) as dispute`,
    [epci, id],
  );
}

/** `from` clause that gives the column `commune` of each line; sources without a commune are left out. */
const COMMUNES: Partial<Readonly<Record<Source, string>>> = {
  rpls: "select commune from logement where epci = $1 and lot = $2",
  "sne-attributions": "select commune from attribution where epci = $1 and lot = $2",
  "sne-demandes": "select commune from demande where epci = $1 and lot = $2",
  ops: "select commune from occupation where epci = $1 and lot = $2",
  communes: "select code as commune from commune where epci = $1 and lot = $2",
  qpv: "select unnest(communes) as commune from qpv where epci = $1 and lot = $2",
};

const communeRow = z.object({ commune: z.string().nullable(), nombre: z.number() });

const objectifDeposeRow = deposeRow.and(z.object({ ligne: z.number() }));

export function objectifsOf(sql: Sql, { epci, id }: CleLot): ReturnType<LotQueries["objectifsOf"]> {
  return rowsOf(
    sql,
    objectifDeposeRow,
    `select ligne, epci, annee, bailleur, contingent, objet, lieu_genre, lieu, du, au, taux, nombre, acte, depuis
       from objectif
      where epci = $1 and lot = $2
      order by ligne`,
    [epci, id],
  );
}

/** Most lines first. */
export async function communesOf(sql: Sql, { epci, id }: CleLot, source: Source): ReturnType<LotQueries["communesOf"]> {
  const lignes = COMMUNES[source];
  if (!lignes) return [];
  return rowsOf(
    sql,
    communeRow,
    `select commune, count(*) as nombre
       from (${lignes}) as lignes
      group by commune
      order by nombre desc, commune`,
    [epci, id],
  );
}

export async function bailleursOf(
  sql: Sql,
  { epci, id }: CleLot,
  source: Source,
): ReturnType<LotQueries["bailleursOf"]> {
  const rows = await rowsOf(
    sql,
    z.object({ bailleur: z.string() }),
    `select distinct bailleur
       from ${source === "ops" ? "occupation" : "prioritaire_liste"}
      where epci = $1 and lot = $2
        and bailleur is not null
      order by bailleur`,
    [epci, id],
  );
  return rows.map(({ bailleur }) => bailleur);
}

const parDate = (table: string, date: string) =>
  `select extract(year from ${date})::integer    as annee,
          extract(quarter from ${date})::integer as trimestre
     from ${table}
    where epci = $1 and lot = $2`;

const parAnnee = (table: string) =>
  `select annee, null::integer as trimestre from ${table} where epci = $1 and lot = $2`;

const ANNEES: Partial<Readonly<Record<Source, string>>> = {
  "sne-attributions": parDate("attribution", "bail_signe_le"),
  "sne-demandes": parDate("demande", "cree_le"),
  seuils: parAnnee("seuil"),
  objectifs: parAnnee("objectif"),
  resultats: parAnnee("resultat"),
  "resultats-nationaux": parAnnee("resultat_national"),
  ops: "select enquete::integer as annee, null::integer as trimestre from occupation where epci = $1 and lot = $2",
};

const anneeRow = z.object({ annee: z.number().nullable(), trimestre: z.number().nullable(), nombre: z.number() });

/** In order of time; lines without a date last. */
export async function anneesOf(sql: Sql, { epci, id }: CleLot, source: Source): ReturnType<LotQueries["anneesOf"]> {
  const lignes = ANNEES[source];
  if (!lignes) return [];
  return rowsOf(
    sql,
    anneeRow,
    `select annee, trimestre, count(*) as nombre
       from (${lignes}) as lignes
      group by annee, trimestre
      order by annee, trimestre`,
    [epci, id],
  );
}

const absentRow = z.object({
  fait: z.enum(["situation", "ressources", "relogement"]),
  lignes: z.number(),
  premiere: z.number().nullable(),
});

/** A declared quartile counts as known resources. */
export function faitsAbsents(sql: Sql, { epci, id }: CleLot): ReturnType<LotQueries["faitsAbsents"]> {
  return rowsOf(
    sql,
    absentRow,
    `select f.fait, count(*) filter (where f.absent) as lignes, min(a.ligne) filter (where f.absent) as premiere
       from attribution a
      cross join lateral (values
            ('situation', a.situation_declaree = 'inconnue'),
            ('ressources', a.quartile_declare = 'inconnu' and (a.revenu_mensuel is null or a.unite_conso is null)
                           and a.revenu_mensuel is distinct from 0),
            ('relogement', a.relogement = 'inconnu')) as f (fait, absent)
      where a.epci = $1 and a.lot = $2
        and a.bail_signe_le is not null
      group by f.fait
      order by f.fait`,
    [epci, id],
  );
}

const parcRow = z.object({
  avecCle: z.boolean(),
  disparus: z.number(),
  apparus: z.number(),
  exempleDisparu: z.string().nullable(),
  reapparus: z.number(),
  exempleReapparu: z.string().nullable(),
});

export async function compareParc(
  sql: Sql,
  { epci, id }: CleLot,
  autre: number,
): ReturnType<LotQueries["compareParc"]> {
  // A full join is never planned as a loop, whatever the statistics of a lot just staged.
  const { avecCle, ...compte } = await oneOf(
    sql,
    parcRow,
    `select count(a.cle) > 0 and count(b.cle) > 0           as avec_cle,
            count(*) filter (where a.cle is null)           as disparus,
            count(*) filter (where b.cle is null)           as apparus,
            min(b.cle) filter (where a.cle is null)         as exemple_disparu,
            count(*) filter (where b.cle is null and a.depuis < millesime.annee)   as reapparus,
            min(a.cle) filter (where b.cle is null and a.depuis < millesime.annee) as exemple_reapparu
       from (select cle, min(mise_en_location) as depuis
               from logement
              where epci = $1 and lot = $2
                and cle is not null
              group by cle) as a
       full join (select distinct cle from logement where epci = $1 and lot = $3 and cle is not null) as b on a.cle = b.cle
      cross join (select left(periode, 4)::integer as annee from lot where epci = $1 and id = $3) as millesime`,
    [epci, id, autre],
  );
  return avecCle ? compte : null;
}
