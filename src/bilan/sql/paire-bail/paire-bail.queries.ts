import { z } from "zod";
import { imbriquee } from "#socle/sql/ligne.ts";
import { type Lecteur, oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { DecisionLue, PaireBail, PaireBailQueries } from "../../lectures/paire-bail/ports.ts";
import { DECISIONS_PAIRE, type DecisionPaire, FAITS_PAIRE, NATURES_PAIRE } from "../../regles/paire-bail/paire-bail.ts";

export function paireBailQueries(sql: Sql): PaireBailQueries {
  return {
    list: (epci, limite) =>
      rowsOf(sql, paireRow, `${PAIRES} order by q.score desc, q.jours, q.id limit $2`, [epci, limite]),
    compter: (epci) =>
      oneOf(
        sql,
        z.object({ proposees: z.number(), attente: z.number() }),
        `select count(*) filter (where q.proposee) as proposees, count(*) filter (where not q.proposee) as attente
           ${PUBLIEES}`,
        [epci],
      ),
    find: (epci, id) => rowOf(sql, paireRow, `${PAIRES} and q.id = $2`, [epci, id]),
    trancher: (epci, id, decision) => trancher(sql, epci, id, decision),
    decisions: (epci, limite) =>
      rowsOf(sql, decisionRow, `${DECISIONS} order by d.decidee_le desc, d.id desc limit $2`, [epci, limite]),
    findDecision: (epci, id) => rowOf(sql, decisionRow, `${DECISIONS} and d.id = $2`, [epci, id]),
    reprendre: async (epci, id) =>
      (await rowOf(
        sql,
        z.object({ id: z.number() }),
        `update paire_decision set annulee_le = now(), annulee_par = contexte.compte()
          where epci = $1 and id = $2 and annulee_le is null
         returning id`,
        [epci, id],
      )) !== null,
  };
}

const texte = z.string().optional();

/** As the comparison wrote them. */
const faits = imbriquee(
  z.object({
    signeLe: texte,
    commune: texte,
    secteur: texte,
    situation: texte,
    quartile: texte,
    menage: texte,
    age: texte,
    typologie: texte,
    contingent: texte,
    relogement: texte,
  }),
);

const baux = {
  id: z.number(),
  bailleur: z.string(),
  nature: z.enum(NATURES_PAIRE),
  faits: z.tuple([faits, faits]),
};

const paireRow: Lecteur<PaireBail> = z.object({
  ...baux,
  jours: z.number(),
  accords: z.array(z.enum(FAITS_PAIRE)),
  desaccords: z.array(z.enum(FAITS_PAIRE)),
  score: z.number(),
});

const decisionRow: Lecteur<DecisionLue> = z.object({
  ...baux,
  decision: z.enum(DECISIONS_PAIRE),
  decideeLe: z.string(),
  decideePar: z.string().nullable(),
});

/** A replaced file keeps its pairs, which nobody can settle. */
const PUBLIEES = `
       from paire_bail q
       join publication p on p.lot = q.lot and p.epci = q.epci
      where q.epci = $1`;

const BAUX = (table: string) => `
            ${table}.id, ${table}.bailleur, jsonb_build_array(${table}.fichier, ${table}.blaise) as faits,
            case when ${table}.registre is not null then 'interne' when ${table}.reloge is null then 'commission' else 'relogement' end as nature`;

const PAIRES = `
     select ${BAUX("q")}, q.jours, q.accords, q.desaccords, q.score
     ${PUBLIEES}
        and q.proposee`;

const DECISIONS = `
     select ${BAUX("d")}, d.decision, d.decidee_le,
            nullif(concat_ws(' ', c.prenom, c.nom), '') as decidee_par
       from paire_decision d
       left join compte c on c.id = d.decidee_par
      where d.epci = $1
        and d.annulee_le is null`;

/** Rank of the line among those of its key, as in `rangs_du_lot`; none for two leases signed here. */
async function trancher(sql: Sql, epci: string, id: number, decision: DecisionPaire): Promise<number | null> {
  const row = await rowOf(
    sql,
    z.object({ id: z.number() }),
    `insert into paire_decision (epci, bailleur, reloge, bail, registre, signe_le, cle, rang, decision, fichier, blaise, decidee_par)
     select q.epci, q.bailleur, q.reloge, q.bail, q.registre, (q.blaise ->> 'signe_le')::date, a.cle,
            case when a.cle is not null then
              (select count(*)
                 from attribution m
                where m.epci = a.epci and m.lot = a.lot
                  and m.cle = a.cle
                  and m.bailleur = a.bailleur
                  and (m.bail_signe_le, m.ligne) <= (a.bail_signe_le, a.ligne))
            end,
            $3, q.fichier, q.blaise, contexte.compte()
       from paire_bail q
       left join attribution a on a.epci = q.epci and a.lot = q.lot and a.ligne = q.ligne
      where q.epci = $1
        and q.id = $2
        and q.proposee
        and num_nonnulls(q.registre, a.cle) = 1
     on conflict do nothing
     returning id`,
    [epci, id, decision],
  );
  return row?.id ?? null;
}
