import { z } from "zod";
import { calcule, insertId, upsert } from "#socle/sql/ecrire.ts";
import { oneOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import {
  type ActeBailleurAEcrire,
  type BailleurQueries,
  connuRow,
  residenceRow,
  tenusRow,
} from "../../lectures/bailleur/ports.ts";
import { DERNIER_PARC } from "../parc/dernier-parc.ts";
import { RESIDENCES } from "../parc/residences.ts";
import { BAILLEURS_NOMMES } from "./noms.ts";
import { SUCCESSIONS, successionRow } from "./successions.ts";

const acteRow = successionRow.extend({
  id: z.number(),
  ecritLe: z.string(),
  ecritPar: z.string(),
  annuleLe: z.string().nullable(),
  annulePar: z.string().nullable(),
});

export function bailleurQueries(sql: Sql): BailleurQueries {
  return {
    lock: async (epci) => {
      await sql.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.bailleurs, epci]);
    },
    successions: (epci) => rowsOf(sql, successionRow, SUCCESSIONS, [epci]),
    actes: (epci) =>
      rowsOf(
        sql,
        acteRow,
        `select id, genre, siren, nom, jour::text as jour, acte, objectifs, parts,
                ecrit_le, ecrit_par, annule_le, annule_par
           from acte_bailleur
          where epci = $1
          order by acte_bailleur.jour desc, id desc`,
        [epci],
      ),
    ecrire: (epci, acte) => ecrire(sql, epci, acte),
    annuler: async (epci, id, par) => {
      const { rowCount } = await sql.query(
        `update acte_bailleur
            set annule_le = now(), annule_par = $3
          where epci = $1
            and id = $2
            and annule_le is null`,
        [epci, id, par],
      );
      return rowCount === 1;
    },
    connus: (epci) => rowsOf(sql, connuRow, CONNUS, [epci]),
    nommer: async (epci, siren, nom, par) => {
      const nomme = { epci, siren, nom, ecritPar: par, ecritLe: calcule(() => "now()") };
      await upsert(sql, "bailleur_nomme", nomme, ["epci", "siren"]);
    },
    /** Sums both sides of the QPV border. */
    residences: (epci, siren) =>
      rowsOf(
        sql,
        residenceRow,
        `select r.cle, min(r.nom) as nom, min(r.adresse) as adresse, r.commune, sum(r.logements)::integer as logements
           from ${DERNIER_PARC} p
           join ${RESIDENCES} r on r.epci = p.epci and r.lot = p.lot
          where r.bailleur = $2
          group by r.cle, r.commune
          order by r.commune, nom, r.cle`,
        [epci, siren],
      ),
    tenus: (epci, siren, aujourdhui) => oneOf(sql, tenusRow, TENUS, [epci, siren, aujourdhui]),
  };
}

function ecrire(sql: Sql, epci: string, dit: ActeBailleurAEcrire): Promise<number> {
  const { genre, siren, nom, jour, acte, objectifs, par: ecritPar } = dit;
  const parts = JSON.stringify(dit.parts);
  return insertId(sql, "acte_bailleur", { epci, genre, siren, nom, jour, acte, objectifs, parts, ecritPar });
}

/** An index of each published lot gives its first and last month; bailleurs are searched in the cells of those lots. */
const CONNUS = `
  with baux as (
    select c.bailleur as siren, min(c.mois) as premier, max(c.mois) as dernier
      from publication p
      join cube_attribution c on c.epci = p.epci and c.lot = p.lot
     where p.epci = $1
       and p.source = 'sne-attributions'
       and not c.provisoire
     group by c.bailleur
  ), stock as (
    select c.bailleur as siren, sum(c.nombre)::integer as logements
      from ${DERNIER_PARC} p
      join cube_parc c on c.epci = p.epci and c.lot = p.lot
     where c.bailleur is not null
     group by c.bailleur
  ), vus as (
    select siren from baux
     union
    select siren from stock
     union
    select e.siren from engagement e where e.epci = $1 and e.siren is not null
     union
    select s.siren from successions_de($1) s
     union
    select p.part ->> 'vers' from successions_de($1) s cross join jsonb_array_elements(s.parts) as p (part)
  ), noms as (${BAILLEURS_NOMMES})
  select v.siren, n.nom, n.source, s.logements,
         extract(year from b.premier)::integer as premier_bail, extract(year from b.dernier)::integer as dernier_bail
    from vus v
    left join noms n on n.siren = v.siren
    left join stock s on s.siren = v.siren
    left join baux b on b.siren = v.siren
   order by n.nom nulls last, v.siren`;

const TENUS = `
  select (select count(*)
            from remontee r
           where r.epci = $1
             and r.bailleur = $2
             and not exists (select from remontee_suite s where s.remontee = r.id and s.etat in ('resolue','sans-suite'))
         ) as remontees_ouvertes,
         (select count(distinct h.compte)
            from habilitation h
            join organisation o on o.id = h.organisation
           where h.epci = $1
             and o.siren = $2
             and h.revoquee_le is null
             and $3::date between h.debut and h.fin
         ) as personnes`;
