import { z } from "zod";
import { situation } from "#donnees/formats/ports.ts";
import { DERNIER_PARC } from "#donnees/sql/parc/dernier-parc.ts";
import { RESIDENCES } from "#donnees/sql/parc/residences.ts";
import { type Lecteur, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { RechercheQueries, VacantRpls } from "../lectures/recherche.ts";

export function rechercheQueries(sql: Sql): RechercheQueries {
  return {
    vacants: (epci, loyersMin) => vacants(sql, epci, loyersMin),
    findVacant: (epci, cle) => findVacant(sql, epci, cle),
    premiersEntretiens: (epci) => premiersEntretiens(sql, epci),
  };
}

const vacantRow: Lecteur<VacantRpls> = z.object({
  cle: z.string(),
  millesime: z.string(),
  bailleur: z.object({ organisation: z.number().nullable(), nom: z.string(), siren: z.string().nullable() }),
  adresse: z.string(),
  commune: z.string(),
  secteur: z.string().nullable(),
  situation,
  pieces: z.number().nullable(),
  surface: z.number().nullable(),
  loyer: z.number().nullable(),
  loyerM2: z.number().nullable(),
  miseEnLocation: z.number().nullable(),
  conventionneLe: z.string().nullable(),
  contingent: z.string().nullable(),
  residence: z.string().nullable(),
});

/**
 * MODE 2, offered and empty, as the parc counts it (residences_du_lot of 0008-observatoire.sql). A rent of 0 is no rent. A line without an identifier
 * is named by
 * its lot and number, valid for its vintage only. `offset 0` makes the costly key of a résidence once a row.
 */
const VACANTS = `
  with dernier as ${DERNIER_PARC}, lieux as materialized (
    select c.code, min(c.secteur) as secteur
      from publication p
      join commune c on c.epci = p.epci and c.lot = p.lot
     where p.epci = $1
       and p.source = 'communes'
     group by c.code
  ), prix as materialized (
    select r.cle, sum(r.loyers)::numeric / sum(r.surfaces) as m2
      from ${RESIDENCES} r
     where r.epci = $1 and r.lot = (select lot from dernier)
     group by r.cle
    having sum(r.loyers_connus) >= $2
       and sum(r.surfaces) > 0
  ), bailleurs as materialized (
    select distinct on (siren) siren, id, nom from organisation where type = 'bailleur' and siren is not null order by siren, id
  )
  select coalesce(g.cle, g.lot || ':' || g.ligne) as cle, d.periode as millesime,
         json_build_object('organisation', b.id, 'nom', coalesce(b.nom, g.bailleur_nom, 'Bailleur inconnu'), 'siren', g.bailleur) as bailleur,
         coalesce(g.adresse, g.residence, 'Adresse inconnue') as adresse, g.commune, l.secteur,
         situation_retenue(g.situation_declaree, g.qpv_2015, g.qpv_2024, d.periode) as situation,
         g.pieces, g.surface, nullif(g.loyer, 0) as loyer, g.mise_en_location,
         g.convention_le as conventionne_le, g.contingent, c.residence, round(x.m2, 2) as loyer_m2
    from dernier d
    join logement g on g.epci = $1 and g.lot = d.lot and g.mode = '2'
    cross join lateral (select residence_ecrite($1, ecriture_residence(g.bailleur, g.commune, g.residence, g.adresse)) as residence offset 0) c
    left join prix x on x.cle = c.residence
    left join lieux l on l.code = g.commune
    left join bailleurs b on b.siren = g.bailleur
   where (g.sortie is null or g.sortie not in ('1','2','3','4','5'))`;

function vacants(sql: Sql, epci: string, loyersMin: number): Promise<VacantRpls[]> {
  return rowsOf(sql, vacantRow, `${VACANTS} order by g.commune, g.adresse, g.ligne`, [epci, loyersMin]);
}

/** Larger than any count of rents: the form of an offer takes no mean for a rent. */
const SANS_PRIX = 2_147_483_647;

function findVacant(sql: Sql, epci: string, cle: string): Promise<VacantRpls | null> {
  return rowOf(sql, vacantRow, `${VACANTS} and coalesce(g.cle, g.lot || ':' || g.ligne) = $3 limit 1`, [
    epci,
    SANS_PRIX,
    cle,
  ]);
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
