import { z } from "zod";
import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import { SUCCESSIONS, successionRow } from "#donnees/sql/bailleur/successions.ts";
import { APPLICATIONS } from "#engagements/regles/convention/application-avenant.ts";
import { type Engagement, porteurOf } from "#engagements/regles/convention/engagement.ts";
import { type ObjectifRetenu, retainObjectifs } from "#engagements/regles/convention/objectif-annee.ts";
import { keyTerritorialise } from "#engagements/regles/convention/objectif-territorialise.ts";
import { carryRetenus } from "#engagements/regles/convention/objectifs-fichiers.ts";
import type { Reprises } from "#engagements/regles/convention/reprise.ts";
import {
  carryTerritorialises,
  retainTerritorialises,
  type TerritorialiseEcrit,
} from "#engagements/regles/convention/territorialises-retenus.ts";
import type { VersionDatee } from "#engagements/regles/convention/tranches-annee.ts";
import { engagementRow, LUES, referenceOf } from "#engagements/sql/convention/engagement-row.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";

/** A line of a version in force, or of a published file without one (`numero` null). `objet` null: the version writes nothing for these years. */
export const objectifEcritRow = z.object({
  numero: z.number().nullable(),
  titre: z.string(),
  depuis: z.string(),
  application: z.enum(APPLICATIONS).nullable(),
  annee: z.number().nullable(),
  siren: z.string().nullable(),
  objet: z.enum(["hors-qpv", "qpv"]).nullable(),
  taux: z.number().nullable(),
  nombre: z.number().nullable(),
  referenceAnnee: z.number().nullable(),
  referenceAssiette: z.number().nullable(),
});
type Ecrit = z.infer<typeof objectifEcritRow>;

/** $1: territory; $2 and $3: years, both included. `retainObjectifs` chooses the version. */
export const OBJECTIFS = `
  with versions as (
    select v.id, v.numero, v.titre, v.depuis, v.application
      from convention_version v
     where v.epci = $1
       and v.depuis is not null
  )
  select v.numero, v.titre, v.depuis, v.application, e.annee, e.siren, e.objet, e.taux, e.nombre,
         e.reference_annee, e.reference_assiette, e.id as rang
    from versions v
    left join lateral (
          select e.id, e.annee, e.siren, e.objet, e.taux, e.nombre, e.reference_annee, e.reference_assiette
            from engagement e
           where e.version = v.id
             and e.annee between $2::integer and $3::integer
             and e.objet in ('hors-qpv', 'qpv')
             and e.porteur in ('epci', 'bailleur')
             and e.du is null
          ) as e on true
   union all
  select null, o.acte, o.depuis, null, o.annee, o.bailleur, o.objet, o.taux, o.nombre, null, null,
         row_number() over (order by o.depuis, p.publie_le, o.ligne)
    from publication p
    join lateral (
          select o.*
            from objectif o
           where o.epci = p.epci and o.lot = p.lot
             and o.annee between $2::integer and $3::integer
             and o.objet in ('hors-qpv', 'qpv')
             and o.contingent is null
             and o.du is null
          ) as o on true
   where p.epci = $1
     and p.source = 'objectifs'
     and not exists (select 1 from versions)
   order by numero, annee, rang`;

type Cadre = { readonly annee: number; readonly jusque: number; readonly reprises: Reprises };

export function retenusOf(rows: readonly Ecrit[], { annee, jusque, reprises }: Cadre): readonly ObjectifRetenu[] {
  const ofFiles = rows.filter(({ numero }) => numero === null);
  return [
    ...retainObjectifs({ versions: versionsOf(rows), reprises }, annee, jusque),
    ...carryRetenus(ofFiles.flatMap(lineOfFile), reprises, annee),
  ];
}

function versionsOf(rows: readonly Ecrit[]): readonly VersionDatee[] {
  const written = rows.flatMap((row) => (row.numero === null ? [] : [{ ...row, numero: row.numero }]));
  const versions = new Map(written.map((row) => [row.numero, row]));
  return [...versions.values()].map(({ numero, titre, depuis, application }) => ({
    numero,
    titre,
    depuis,
    application,
    engagements: written.filter((row) => row.numero === numero).flatMap(engagementOf),
  }));
}

function engagementOf({ annee, siren, objet, taux, nombre, ...row }: Ecrit): readonly Engagement[] {
  if (annee === null || objet === null) return [];
  const porteur = porteurOf({ bailleur: siren, contingent: null });
  return [{ annee, objet, porteur, taux, nombre, reference: referenceOf(row) }];
}

/** Lines for a year and a bearer come in the order of their effect: the last one wins. */
function lineOfFile({ annee, siren, objet, taux, nombre, titre, depuis }: Ecrit): readonly ObjectifRetenu[] {
  if (annee === null || objet === null) return [];
  const ecrit = { annee, bailleur: siren, objet, taux, nombre };
  return [{ ...ecrit, acte: titre, depuis, reference: null, parts: [], calcul: null }];
}

const versionRow = z.object({
  id: z.number(),
  numero: z.number(),
  titre: z.string(),
  depuis: z.string(),
  application: z.enum(APPLICATIONS).nullable(),
});

/** A line of a file is parsed like a version's: `version` is null, and the act is its own. */
const fileRow = engagementRow.and(z.object({ acte: z.string() }));

export async function territorialises(
  sql: Sql,
  epci: string,
  annee: number,
  vue: VueBailleurs,
): Promise<readonly TerritorialiseEcrit[]> {
  const [successions, versions, lignes] = await Promise.all([
    rowsOf(sql, successionRow, SUCCESSIONS, [epci]),
    rowsOf(
      sql,
      versionRow,
      `select id, numero, titre, depuis, application
         from convention_version
        where epci = $1
          and depuis is not null`,
      [epci],
    ),
    rowsOf(
      sql,
      engagementRow,
      `select version, ${LUES}
         from engagement
        where epci = $1
          and du <= make_date($2, 12, 31)
          and au >= make_date($2, 1, 1)
        order by id`,
      [epci, annee],
    ),
  ]);
  const reprises = { successions, vue };
  if (versions.length === 0) return carryTerritorialises(await ofFiles(sql, epci, annee), reprises);
  const written = versions.map((version) => ({
    ...version,
    engagements: [],
    territorialises: lignes.flatMap((one) => (one.version === version.id ? (one.territorialise ?? []) : [])),
  }));
  return retainTerritorialises({ versions: written, reprises }, annee);
}

/** The last to take effect, for each objective. */
async function ofFiles(sql: Sql, epci: string, annee: number): Promise<readonly TerritorialiseEcrit[]> {
  const rows = await rowsOf(
    sql,
    fileRow,
    `select 0 as version, o.annee, o.objet,
            case when o.contingent is not null then 'reservataire' when o.bailleur is null then 'epci' else 'bailleur' end as porteur,
            o.bailleur as siren, o.contingent, o.taux, o.nombre, null as reference_annee, null as reference_assiette,
            o.lieu_genre, o.lieu, o.du, o.au, null::bigint as organisation, null as nom_organisation, o.acte
       from publication p
       join objectif o on o.epci = p.epci and o.lot = p.lot
      where p.epci = $1
        and p.source = 'objectifs'
        and o.du <= make_date($2, 12, 31)
        and o.au >= make_date($2, 1, 1)
      order by o.depuis, p.publie_le, o.ligne`,
    [epci, annee],
  );
  const all = rows.flatMap(({ territorialise, acte }) => (territorialise ? [{ objectif: territorialise, acte }] : []));
  return [...new Map(all.map((one) => [keyTerritorialise(one.objectif), one])).values()];
}
