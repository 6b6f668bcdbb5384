import { z } from "zod";
import { DERNIER_PARC } from "#donnees/sql/parc/dernier-parc.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  etablissementRow,
  type LigneInscription,
  logementViseRow,
  menageListeRow,
  type PartenaireQueries,
  suiteInscriptionRow,
} from "../../lectures/partenaire/ports.ts";

const correspondanceRow = z.object({ entete: z.string(), colonne: z.string() });

export function partenaireQueries(sql: Sql): PartenaireQueries {
  return {
    correspondances: async (epci, source) => {
      const rows = await rowsOf(
        sql,
        correspondanceRow,
        "select entete, colonne from correspondance_colonne where epci = $1 and source = $2",
        [epci, source],
      );
      return Object.fromEntries(rows.map(({ entete, colonne }) => [entete, colonne]));
    },
    rememberCorrespondances: async (epci, source, colonnes) => {
      await sql.query(
        `insert into correspondance_colonne (epci, source, entete, colonne)
         select $1, $2, entete, colonne from unnest($3::text[], $4::text[]) as c (entete, colonne)
         on conflict (epci, source, entete) do update set colonne = excluded.colonne`,
        [epci, source, Object.keys(colonnes), Object.values(colonnes)],
      );
    },
    inscrire: (epci, organisation, lignes, { complete, ecrire }) =>
      rowsOf(
        sql,
        suiteInscriptionRow,
        "select ligne, suite from nominatif.inscrire_menages($1, $2, $3::jsonb, $4, $5) order by ligne",
        [epci, organisation, JSON.stringify(lignes.map(lineOf)), complete, ecrire],
      ),
    liste: (epci, organisation) => rowsOf(sql, menageListeRow, LISTE, [epci, organisation]),
    etablissements: (epci, organisation) => rowsOf(sql, etablissementRow, ETABLISSEMENTS, [epci, organisation]),
    vises: (epci, organisation, numeros) => rowsOf(sql, logementViseRow, VISES, [epci, organisation, numeros]),
  };
}

function lineOf({ ligne, numeroHash, naissance, nature, labelliseLe, employeur, sortiLe }: LigneInscription) {
  return {
    ligne,
    naissance,
    nature,
    numero_hash: numeroHash,
    labellise_le: labelliseLe,
    employeur_siret: employeur,
    sorti_le: sortiLe,
  };
}

const LISTE = `
  select m.demandeur, r.reference, m.nature, m.labellise_le, m.employeur_siret as employeur, m.inscrit_le, r.etat, r.typologie,
         nullif(h.position_plafond, 'inconnue') as plafond
    from nominatif.menage_liste m
    join nominatif.registre r on r.epci = m.epci and r.demandeur = m.demandeur
    left join nominatif.menage h on h.epci = m.epci and h.demandeur = m.demandeur
   where m.epci = $1 and m.organisation = $2 and m.sorti_le is null
   order by r.anciennete_le nulls last, r.reference
   limit 2000`;

/** Each household once, in one state. */
const ETABLISSEMENTS = `
  select m.employeur_siret as siret, count(*)::integer as prevus,
         (count(*) filter (where e.etat = 'tenu'))::integer as tenus, (count(*) filter (where e.etat = 'attente'))::integer as attente,
         (count(*) filter (where e.etat = 'sorti'))::integer as sortis, (count(*) filter (where e.etat = 'inconnu'))::integer as inconnus
    from nominatif.menage_liste m
    left join nominatif.demandeur d on d.epci = m.epci and d.id = m.demandeur
   cross join lateral (
         select case when d.id is null or (d.etat = 'radiee' and d.radie_motif is null) then 'inconnu'
                     when d.radie_motif = 'attribution' and d.etat = 'radiee' then 'tenu'
                     when d.etat = 'radiee' or m.sorti_le is not null then 'sorti'
                     else 'attente' end as etat) e
   where m.epci = $1 and m.organisation = $2
   group by 1
   order by 1 nulls last`;

/** One reading of the bailleur's stock, whatever the number of lines: its internal identifiers have no index. */
const VISES = `
  with dernier as materialized ${DERNIER_PARC}, lieux as materialized (
    select c.code, min(c.secteur) as secteur
      from publication p
      join commune c on c.epci = p.epci and c.lot = p.lot
     where p.epci = $1 and p.source = 'communes'
     group by c.code
  ), parc as materialized (
    select g.ident_rep, g.ident_int, coalesce(g.ident_rep, g.ident_int) as cle, coalesce(g.adresse, g.residence) as adresse, g.commune, l.secteur,
           situation_retenue(g.situation_declaree, g.qpv_2015, g.qpv_2024, d.periode) as situation, g.pieces, g.surface,
           nullif(g.loyer, 0) as loyer, g.financement, g.contingent, g.convention_le
      from dernier d
      join logement g on g.epci = d.epci and g.lot = d.lot
      left join lieux l on l.code = g.commune
     where g.bailleur = (select siren from organisation where id = $2)
       and (g.ident_rep = any ($3) or g.ident_int = any ($3))
       and (g.sortie is null or g.sortie not in ('1','2','3','4','5'))
  )
  select k.numero, s.id as suivi, coalesce(s.adresse, g.adresse) as adresse, o.id as ouverte, f.close_le,
         case when g.cle is not null then
           json_build_object('cle', g.cle, 'adresse', g.adresse, 'commune', g.commune, 'secteur', g.secteur, 'situation', g.situation,
                             'pieces', g.pieces, 'surface', g.surface, 'loyer', g.loyer, 'financement', g.financement,
                             'contingent', g.contingent, 'conventionneLe', g.convention_le)
         end as parc
    from unnest($3::text[]) as k (numero)
    left join lateral (
      select * from parc where parc.ident_rep = k.numero or parc.ident_int = k.numero
       order by parc.ident_rep = k.numero desc nulls last limit 1
    ) g on true
    left join logement_suivi s on s.epci = $1 and s.organisation = $2 and s.cle = coalesce(g.cle, k.numero)
                              and s.adresse is not null and s.commune is not null
    left join liberation o on o.epci = $1 and o.logement = s.id and o.close_le is null
    left join lateral (
      select max(l.close_le) as close_le from liberation l where l.epci = $1 and l.logement = s.id and l.close_le is not null
    ) f on true`;
