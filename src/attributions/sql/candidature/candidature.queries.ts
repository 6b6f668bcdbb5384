import { z } from "zod";
import { calcule, insertNew } from "#socle/sql/ecrire.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  aOffrirRow,
  type Candidature,
  type CandidatureAFaire,
  type CandidatureQueries,
  candidatureRow,
} from "../../lectures/candidature/ports.ts";

const idRow = z.object({ id: z.number() });

/** The reference comes from the list without names, else from the examination, for a reader of the candidature without the file. */
const SELECT = `
  select k.id, k.epci, k.liberation, k.demandeur, coalesce(g.reference, k.examen ->> 'reference') as reference,
         case when r.id is not null then json_build_object('organisation', r.id, 'nom', r.nom) end as reservataire,
         k.seance, k.ordre, k.source, k.designee_le, k.etat, k.rang, k.retrait_motif,
         k.examine_le, coalesce(k.examen ->> 'relogement', 'inconnu') as relogement, k.visite_prevue_le, k.visite_le, k.visite_suite,
         k.revision, k.synthetique
    from candidature k
    left join organisation r on r.id = k.reservataire
    left join nominatif.registre g on g.demandeur = k.demandeur
   where k.epci = $1`;

/** Numbers of a day that named nobody, for one réservataire. */
const ESSAIS_MAX = 5;

/** Taken before the number is tried: fifty at once do not find the count at zero. The sixth is written too, for it to be told once. */
const ESSAI = `
  insert into essai_numero as e (epci, organisation, le, essais) values ($1, $2, contexte.aujourdhui(), 1)
      on conflict (epci, organisation, le) do update set essais = e.essais + 1 where e.essais <= $3
  returning essais`;

export function candidatureQueries(sql: Sql): CandidatureQueries {
  const done = async (text: string, params: readonly unknown[]): Promise<boolean> =>
    (await rowOf(sql, idRow, `${text} returning id`, params)) !== null;
  return {
    ofLiberation: (epci, liberation): Promise<Candidature[]> =>
      rowsOf(sql, candidatureRow, `${SELECT} and k.liberation = $2 order by k.ordre, k.id`, [epci, liberation]),
    ofDemandeur: (epci, demandeur): Promise<Candidature[]> =>
      rowsOf(sql, candidatureRow, `${SELECT} and k.demandeur = $2 order by k.designee_le desc, k.id desc limit 100`, [
        epci,
        demandeur,
      ]),
    find: (epci, id) => rowOf(sql, candidatureRow, `${SELECT} and k.id = $2`, [epci, id]),
    findDossier: async (epci, reference) =>
      (
        await rowOf(
          sql,
          z.object({ demandeur: z.string() }),
          "select demandeur from nominatif.registre where epci = $1 and reference = $2",
          [epci, reference],
        )
      )?.demandeur ?? null,
    rattacher: async (liberation, numeroHash) =>
      (
        await oneOf(
          sql,
          z.object({ demandeur: z.string().nullable() }),
          "select nominatif.rattacher_contingent($1, $2) as demandeur",
          [liberation, numeroHash],
        )
      ).demandeur,
    compterEssai: async (epci, organisation) => {
      const row = await rowOf(sql, z.object({ essais: z.number() }), ESSAI, [epci, organisation, ESSAIS_MAX]);
      if (row === null) return "ferme";
      return row.essais > ESSAIS_MAX ? "ferme-maintenant" : "ouvert";
    },
    rendreEssai: async (epci, organisation) => {
      await sql.query(
        "update essai_numero set essais = essais - 1 where epci = $1 and organisation = $2 and le = contexte.aujourdhui() and essais > 0",
        [epci, organisation],
      );
    },
    add: (candidature) => add(sql, candidature),
    retirer: (epci, id, motif) =>
      done(
        `update candidature set etat = 'retiree', retrait_motif = $3, revision = revision + 1
          where epci = $1 and id = $2 and etat = 'designee'`,
        [epci, id, motif],
      ),
    visiter: (epci, id, { prevueLe, faiteLe, suite }) =>
      done(
        `update candidature set visite_prevue_le = $3, visite_le = $4, visite_suite = $5, revision = revision + 1
          where epci = $1 and id = $2 and etat in ('designee','presentee','attribuee','sous-condition','reportee','offerte')`,
        [epci, id, prevueLe, faiteLe, suite],
      ),
    offrir: (epci, id, le) => offrir(sql, epci, id, le),
    aOffrir: (epci, organisations) => rowsOf(sql, aOffrirRow, A_OFFRIR, [epci, organisations]),
    leverCondition: (epci, id, fournie) =>
      done(
        `update candidature set etat = case when $3 then 'attribuee' else 'sans-suite' end, revision = revision + 1
          where epci = $1 and id = $2 and etat = 'sous-condition'`,
        [epci, id, fournie],
      ),
    lierProposition: async (proposition, candidature) => {
      await sql.query("update proposition set candidature = $2 where id = $1", [proposition, candidature]);
    },
  };
}

/** The lock on the dwelling makes concurrent designations sequential. */
async function add(sql: Sql, candidature: CandidatureAFaire): Promise<number | null> {
  const { epci, liberation, demandeur, organisation, reservataire, source, designeeLe, examen, synthetique } =
    candidature;
  await sql.query("select pg_advisory_xact_lock(hashtextextended('candidature:' || $1::text, 0))", [liberation]);
  const calculs = {
    guichet: calcule((p) => `(select guichet from nominatif.registre where demandeur = ${p(demandeur)})`),
    ordre: calcule(
      (p) =>
        `(select coalesce(max(ordre), 0) + 1 from candidature where epci = ${p(epci)} and liberation = ${p(liberation)})`,
    ),
  };
  const designee = { reservataire, source, designeeLe, examen: JSON.stringify(examen), examineLe: designeeLe };
  return insertNew(
    sql,
    "candidature",
    { epci, liberation, demandeur, organisation, ...designee, synthetique, ...calculs },
    "on conflict (epci, liberation, demandeur) where etat <> 'retiree' do nothing",
  );
}

/** An earlier rank under condition holds back the next ones. */
const A_OFFRIR = `
  select l.id as liberation, l.numero, coalesce(g.adresse, g.cle) as adresse, c.rang,
         coalesce(c.decidee_le, l.commission_le) as decidee_le
    from liberation l
    join logement_suivi g on g.id = l.logement
    join lateral (
           select rang, etat, decidee_le
             from candidature
            where epci = l.epci and liberation = l.id
              and etat in ('attribuee','sous-condition')
            order by coalesce(rang, 1), id
            limit 1) c on c.etat = 'attribuee'
   where l.epci = $1
     and l.organisation = any ($2::bigint[])
     and l.close_le is null
     and not exists (select from candidature o where o.epci = l.epci and o.liberation = l.id and o.etat in ('offerte','logee'))
   order by coalesce(c.decidee_le, l.commission_le) nulls last, l.id
   limit 200`;

/** Under a lock on the dwelling: one open offer at a time, to the first waiting rank. */
async function offrir(sql: Sql, epci: string, id: number, le: string): Promise<boolean> {
  await sql.query(
    `select pg_advisory_xact_lock(hashtextextended('candidature:' || liberation::text, 0)) from candidature where epci = $1 and id = $2`,
    [epci, id],
  );
  const row = await rowOf(
    sql,
    idRow,
    `update candidature c set etat = 'offerte', offerte_le = $3, revision = revision + 1
      where c.epci = $1 and c.id = $2 and c.etat = 'attribuee'
        and not exists (select from candidature o
                         where o.epci = c.epci and o.liberation = c.liberation and o.id <> c.id
                           and (o.etat in ('offerte','logee')
                                or (o.etat in ('attribuee','sous-condition') and coalesce(o.rang, 1) < coalesce(c.rang, 1))))
     returning id`,
    [epci, id, le],
  );
  return row !== null;
}
