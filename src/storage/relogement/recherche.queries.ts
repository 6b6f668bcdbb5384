import { z } from "zod";
import type { RechercheQueries, VacantRpls } from "#application/relogement/recherche.ts";
import { situation } from "../rows.ts";
import { rowOf, rowsOf, type Sql } from "../sql.ts";

export function rechercheQueries(sql: Sql): RechercheQueries {
  return {
    vacants: (epci) => vacants(sql, epci),
    findVacant: (epci, cle) => findVacant(sql, epci, cle),
    premiersEntretiens: (epci) => premiersEntretiens(sql, epci),
  };
}

const vacantRow = z
  .object({
    cle: z.string(),
    millesime: z.string(),
    organisation: z.number().nullable(),
    nom: z.string(),
    siren: z.string().nullable(),
    adresse: z.string(),
    commune: z.string(),
    secteur: z.string().nullable(),
    situation,
    pieces: z.number().nullable(),
    surface: z.number().nullable(),
    loyer: z.number().nullable(),
    miseEnLocation: z.number().nullable(),
    conventionneLe: z.string().nullable(),
    contingent: z.string().nullable(),
    residence: z.string(),
  })
  .transform(
    ({ organisation, nom, siren, ...row }): VacantRpls => ({ ...row, bailleur: { organisation, nom, siren } }),
  );

/**
 * MODE 2, offered and empty, as the parc counts it (residences_du_lot of 0015-parc.sql). A rent of nought is no rent. A line without an identifier is named by
 * its lot and number: it says where it is, and lives as long as its vintage.
 */
const VACANTS = `
  with dernier as (
    select lot, periode from publication where epci = $1 and source = 'rpls' order by periode desc limit 1
  ), lieux as materialized (
    select c.code, min(c.secteur) as secteur
      from publication p
      join commune c on c.lot = p.lot
     where p.epci = $1
       and p.source = 'communes'
     group by c.code
  ), bailleurs as materialized (
    select distinct on (siren) siren, id, nom from organisation where type = 'bailleur' and siren is not null order by siren, id
  )
  select coalesce(g.cle, g.lot || ':' || g.ligne) as cle, d.periode as millesime, b.id as organisation,
         coalesce(b.nom, g.bailleur_nom, 'Bailleur inconnu') as nom, g.bailleur as siren,
         coalesce(g.adresse, g.residence, 'Adresse inconnue') as adresse, g.commune, l.secteur,
         situation_retenue(g.situation_declaree, g.qpv_2015, g.qpv_2024, d.periode) as situation,
         g.pieces, g.surface, nullif(g.loyer, 0) as loyer, g.mise_en_location as "miseEnLocation",
         g.convention_le as "conventionneLe", g.contingent,
         cle_residence(g.bailleur, g.commune, g.residence, g.adresse) as residence
    from dernier d
    join logement g on g.lot = d.lot and g.mode = '2'
    left join lieux l on l.code = g.commune
    left join bailleurs b on b.siren = g.bailleur
   where (g.sortie is null or g.sortie not in ('1','2','3','4','5'))`;

function vacants(sql: Sql, epci: string): Promise<VacantRpls[]> {
  return rowsOf(sql, vacantRow, `${VACANTS} order by g.commune, g.adresse, g.ligne`, [epci]);
}

function findVacant(sql: Sql, epci: string, cle: string): Promise<VacantRpls | null> {
  return rowOf(sql, vacantRow, `${VACANTS} and coalesce(g.cle, g.lot || ':' || g.ligne) = $2 limit 1`, [epci, cle]);
}

async function premiersEntretiens(sql: Sql, epci: string): Promise<ReadonlyMap<number, string>> {
  const rows = await rowsOf(
    sql,
    z.object({ relogement: z.number(), le: z.string() }),
    "select relogement, min(le) as le from relogement_entretien where epci = $1 group by relogement",
    [epci],
  );
  return new Map(rows.map(({ relogement, le }) => [relogement, le]));
}
