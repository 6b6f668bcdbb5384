import { RESIDENCES } from "#donnees/sql/parc/residences.ts";
import { type Lecteur, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type CherchableQueries,
  casChercheRow,
  demandeChercheeRow,
  liberationChercheeRow,
  lieuChercheRow,
  operationChercheeRow,
  organisationChercheeRow,
  relogementChercheRow,
  residenceChercheeRow,
  reunionChercheeRow,
  seanceChercheeRow,
} from "../lectures/recherche/ports.ts";

/** Of what is written day after day, the last: a file of another year is found by its reference. */
const RECENTS_MAX = 300;
const DEMANDES_MAX = 50;

/** Read as whoever asks: the row policies say what is found. Words are compared by the code, see docs/decisions/0038. */
export function cherchableQueries(sql: Sql): CherchableQueries {
  const list = <Row>(lecteur: Lecteur<Row>, text: string, ...params: readonly unknown[]) =>
    rowsOf(sql, lecteur, text, params);
  return {
    residences: (epci) => list(residenceChercheeRow, RESIDENCES_PUBLIEES, epci),
    communes: (epci) => list(lieuChercheRow, COMMUNES, epci),
    quartiers: (epci) => list(lieuChercheRow, QUARTIERS, epci),
    bailleurs: (epci) => list(lieuChercheRow, BAILLEURS, epci),
    organisations: (epci) => list(organisationChercheeRow, ORGANISATIONS, epci),
    reunions: (epci) => list(reunionChercheeRow, REUNIONS, epci),
    seances: (epci) => list(seanceChercheeRow, SEANCES, epci),
    operations: (epci) => list(operationChercheeRow, OPERATIONS, epci),
    cas: (epci, reference) => list(casChercheRow, CAS, epci, reference),
    relogements: (epci, reference) => list(relogementChercheRow, RELOGEMENTS, epci, reference),
    liberations: (epci, reference) => list(liberationChercheeRow, LIBERATIONS, epci, reference),
    demandes: (epci, du, avant) =>
      list(
        demandeChercheeRow,
        `${DEMANDE} and reference >= $2 and reference < $3 order by reference limit ${DEMANDES_MAX}`,
        epci,
        du,
        avant,
      ),
    demandeOf: (epci, numeroHash) =>
      rowOf(sql, demandeChercheeRow, `${DEMANDE} and numero_hash = $2`, [epci, numeroHash]),
  };
}

const DERNIER_PARC =
  "(select epci, lot from publication where epci = $1 and source = 'rpls' order by periode desc limit 1)";

const RESIDENCES_PUBLIEES = `
  select r.cle, max(r.nom) as nom, max(r.adresse) as adresse, max(c.nom) as commune,
         max(coalesce(b.nom, r.bailleur_nom)) as bailleur, sum(r.logements)::integer as logements
    from ${DERNIER_PARC} p
    join ${RESIDENCES} r on r.epci = p.epci and r.lot = p.lot
    left join territoire_commune c on c.epci = r.epci and c.commune = r.commune
    left join bailleurs_nommes($1) b on b.siren = r.bailleur
   group by r.cle`;

const COMMUNES = `
  select c.commune as code, c.nom, coalesce(l.logements, 0)::integer as logements
    from territoire_commune c
    left join (select r.commune, sum(r.logements) as logements
                 from ${DERNIER_PARC} p
                 join residence_parc r on r.epci = p.epci and r.lot = p.lot
                group by r.commune) as l on l.commune = c.commune
   where c.epci = $1
     and c.jours @> contexte.aujourdhui()`;

const QUARTIERS = `
  select r.qpv as code, max(q.nom) as nom, sum(r.logements)::integer as logements
    from ${DERNIER_PARC} p
    join residence_parc r on r.epci = p.epci and r.lot = p.lot
    join publication d on d.epci = p.epci and d.source = 'qpv'
    join qpv q on q.epci = d.epci and q.lot = d.lot and q.code = r.qpv
   group by r.qpv`;

const BAILLEURS = `
  select r.bailleur as code,
         max(coalesce(b.nom, r.bailleur_nom, 'SIREN ' || r.bailleur)) as nom,
         sum(r.logements)::integer as logements
    from ${DERNIER_PARC} p
    join residence_parc r on r.epci = p.epci and r.lot = p.lot
    left join bailleurs_nommes($1) b on b.siren = r.bailleur
   where r.bailleur is not null
   group by r.bailleur`;

/** The directory is that of all the territories: those alone that something ties to this one. */
const ORGANISATIONS = `
  select o.nom, o.type, o.siren, o.siren is not null and exists (select from ${DERNIER_PARC} p
                                         join residence_parc r on r.epci = p.epci and r.lot = p.lot and r.bailleur = o.siren) as parc,
         l.contingent, l.instance, l.habilitee
    from organisation o
    join (select organisation, bool_or(contingent) as contingent, min(instance) as instance, bool_or(habilitee) as habilitee
            from (select reservataire as organisation, true as contingent, null::bigint as instance, false as habilitee
                    from contingent where epci = $1
                   union all
                  select organisation, false, instance, false from instance_membre
                   where epci = $1 and coalesce(jusqua, 'infinity') >= contexte.aujourdhui()
                   union all
                  select organisation, false, null, true from habilitation where epci = $1 and revoquee_le is null) as liens
           group by organisation) as l on l.organisation = o.id`;

const REUNIONS = `
  select r.id, r.titre, i.nom as instance, r.jour::text as jour, r.etat
    from reunion r
    join instance i on i.epci = r.epci and i.id = r.instance
   where r.epci = $1
   order by r.jour desc
   limit ${RECENTS_MAX}`;

const SEANCES = `
  select s.id, s.annee, s.numero, s.tenue_le::text as jour, o.nom as bailleur
    from seance s
    join organisation o on o.id = s.organisation
   where s.epci = $1
     and s.numero is not null
   order by s.tenue_le desc
   limit ${RECENTS_MAX}`;

const OPERATIONS = `
  select o.id, o.nom, o.genre, c.nom as commune
    from operation o
    left join territoire_commune c on c.epci = o.epci and c.commune = o.commune
   where o.epci = $1
   order by o.id desc
   limit ${RECENTS_MAX}`;

function premieres(colonne: string): string {
  return `coalesce(strpos(regexp_replace(upper(${colonne}), '[^0-9A-Z]', '', 'g'), $2::text) > 0, false) desc`;
}

const CAS = `
  select k.id, k.reference, k.motif, k.etat, c.nom as commune
    from cas_bloque k
    left join territoire_commune c on c.epci = k.epci and c.commune = k.commune
   where k.epci = $1
     and k.reference is not null
   order by ${premieres("k.reference")}, k.ouvert_le desc
   limit ${RECENTS_MAX}`;

const RELOGEMENTS = `
  select r.id, r.reference, r.etat, o.nom as operation
    from relogement r
    left join operation o on o.epci = r.epci and o.id = r.operation
   where r.epci = $1
   order by ${premieres("r.reference")}, r.clos_le is not null, r.id desc
   limit ${RECENTS_MAX}`;

const LIBERATIONS = `
  select l.id, l.numero, o.nom as bailleur, g.adresse, c.nom as commune, l.close_le is null as ouverte
    from liberation l
    join organisation o on o.id = l.organisation
    left join logement_suivi g on g.epci = l.epci and g.id = l.logement
    left join territoire_commune c on c.epci = g.epci and c.commune = g.commune
   where l.epci = $1
   order by ${premieres("'L-' || lpad(l.numero::text, 4, '0')")}, l.close_le is not null, l.ouverte_le desc
   limit ${RECENTS_MAX}`;

const DEMANDE = `
  select demandeur::text as demandeur, reference, etat, personnes, typologie
    from nominatif.registre
   where epci = $1
     and reference is not null
     and etat <> 'brouillon'`;
