import { DERNIER_PARC } from "#donnees/sql/parc/dernier-parc.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type CalQueries,
  candidatRow,
  logementInscriptibleRow,
  logementSeanceRow,
  seanceRow,
} from "../../actes/cal/ports.ts";

/**
 * What the commission reads of a dwelling ($1: territory, $2: the mixed-occupancy list in force, or null). Its résidence is that of the published
 * stock, when the bailleur's key is that of RPLS.
 */
const BIEN = `
  select l.id, l.organisation, l.reservataire, coalesce(g.commune, '') as commune,
         jsonb_build_object(
           'numero', l.numero, 'adresse', coalesce(g.adresse, g.cle), 'nomCommune', t.nom, 'situation', g.situation, 'typologie', g.typologie,
           'surface', g.surface, 'loyer', g.loyer, 'charges', g.charges, 'acces', g.acces, 'contingent', l.contingent,
           'exception', l.exception, 'exceptionMotif', l.exception_motif, 'residence', r.residence,
           'enjeu', case when e.liberation is not null then e.contenu || jsonb_build_object('le', e.le) end,
           'enjeuMixite', case when $2::text[] is null or r.residence is null then null else r.residence = any ($2::text[]) end) as bien
    from liberation l
    join logement_suivi g on g.id = l.logement
    left join liberation_enjeu e on e.epci = l.epci and e.liberation = l.id
    left join territoire_commune t on t.epci = l.epci and t.commune = g.commune
    left join lateral (
           select residence_ecrite($1, ecriture_residence(x.bailleur, x.commune, x.residence, x.adresse)) as residence
             from logement x
            where x.epci = $1 and x.lot = (select lot from ${DERNIER_PARC} p)
              and x.ident_rep = g.cle
            limit 1) r on true
   where l.epci = $1
     and l.close_le is null`;

type Logements = Pick<
  CalQueries,
  "inscriptibles" | "territoireDe" | "inscrire" | "rafraichir" | "retirer" | "logements" | "candidats" | "figerExamen"
>;

export function logementQueries(sql: Sql): Logements {
  return {
    inscriptibles: (epci, organisation) =>
      rowsOf(
        sql,
        logementInscriptibleRow,
        `select l.id as liberation, l.numero, coalesce(g.adresse, g.cle) as adresse, coalesce(g.commune, '') as commune, c.candidats, l.exception
           from cal_candidats($1, $2) c
           join liberation l on l.id = c.liberation
           join logement_suivi g on g.id = l.logement
          where c.attribues = 0
            and not exists (select from seance_logement s where s.epci = l.epci and s.liberation = l.id and s.etat = 'inscrit')
          order by l.ouverte_le, l.id
          limit 300`,
        [epci, organisation],
      ),
    territoireDe: (organisation, liberation) =>
      rowOf(
        sql,
        seanceRow.shape.territoires.element,
        "select t.epci, t.nom from liberation l join territoire t on t.epci = l.epci where l.id = $2 and l.organisation = $1",
        [organisation, liberation],
      ),
    inscrire: async (seance, { epci, liberation }, mixite) => {
      const { rowCount } = await sql.query(
        `insert into seance_logement (epci, seance, epci_seance, organisation, reservataire, liberation, ordre, commune, bien)
         select $1, $3, $6, b.organisation, b.reservataire, b.id,
                (select coalesce(max(ordre), 0) + 1 from seance_logement where seance = $3), b.commune, b.bien
           from (${BIEN} and l.id = $4 and l.organisation = $5) b
           join cal_candidats($1, $5) c on c.liberation = b.id and c.attribues = 0
          where b.commune <> ''
         on conflict do nothing`,
        [epci, mixite === null ? null : [...mixite], seance.id, liberation, seance.organisation, seance.epci],
      );
      return rowCount === 1;
    },
    rafraichir: async ({ id }, epci, mixite) => {
      await sql.query(
        `update seance_logement s
            set bien = b.bien
           from (${BIEN}) b
          where s.epci = $1
            and b.id = s.liberation
            and s.seance = $3
            and s.etat = 'inscrit'`,
        [epci, mixite === null ? null : [...mixite], id],
      );
    },
    retirer: async (seance, liberation) =>
      (
        await sql.query("delete from seance_logement where seance = $1 and liberation = $2 and etat = 'inscrit'", [
          seance,
          liberation,
        ])
      ).rowCount === 1,
    logements: (seance) =>
      rowsOf(
        sql,
        logementSeanceRow,
        `select l.epci, t.nom as nom_territoire, l.liberation, l.ordre, l.commune, l.reservataire, l.etat, l.bien
           from seance_logement l
           join territoire t on t.epci = l.epci
          where l.seance = $1
          order by l.ordre, l.liberation`,
        [seance],
      ),
    candidats: (seance, liberation) =>
      rowsOf(
        sql,
        candidatRow,
        `select c.id, c.epci, c.liberation, c.ordre, c.demandeur, c.source, c.etat, c.rang,
                case when c.examen ? 'version' then c.examen end as examen, c.examine_le
           from candidature c
           join seance_logement s on s.seance = $1 and s.epci = c.epci and s.liberation = c.liberation
          where c.etat <> 'retiree'
            and (c.seance = $1 or exists (select from decision d where d.seance = $1 and d.candidature = c.id))
            and ($2::bigint is null or c.liberation = $2)
          order by c.liberation, c.ordre, c.id`,
        [seance, liberation],
      ),
    figerExamen: async (candidature, lu, jour) => {
      await sql.query(
        "update candidature set examen = $2, examine_le = $3, revision = revision + 1 where id = $1 and etat = 'presentee'",
        [candidature, JSON.stringify(lu), jour],
      );
    },
  };
}
