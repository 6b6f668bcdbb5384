import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  avisRow,
  type CalQueries,
  decisionNotifieeRow,
  decisionRow,
  messageRow,
  voteRow,
} from "../../actes/cal/ports.ts";

const PRISE = `d.id, d.rang, d.motif, d.precision, d.piece, d.sens as decision, d.designation, d.decidee_le, d.notifiee_le`;

type Votes = Pick<CalQueries, "votes" | "voter" | "messages" | "ecrire" | "avis" | "donnerAvis">;

export function voteQueries(sql: Sql): Votes {
  return {
    votes: (seance, liberation) =>
      rowsOf(
        sql,
        voteRow,
        `select seance_membre as membre, liberation, candidature, n, sens, rang, le
           from seance_vote
          where seance = $1
            and ($2::bigint is null or liberation = $2)
          order by id`,
        [seance, liberation],
      ),
    voter: async ({ id: seance, ...siege }, { epci, liberation }, { membre, candidature, sens, rang, le }) => {
      await sql.query(
        `insert into seance_vote (epci, seance, epci_seance, organisation, liberation, candidature, seance_membre, n, sens, rang, le)
         values ($1, $2, $10, $3, $4, $5, $6,
                 (select coalesce(max(n), 0) + 1 from seance_vote where seance_membre = $6 and candidature = $5), $7, $8, $9)`,
        [epci, seance, siege.organisation, liberation, candidature, membre, sens, rang, le, siege.epci],
      );
    },
    messages: (seance, liberation) =>
      rowsOf(
        sql,
        messageRow,
        `select id, liberation, seance_membre as membre, nature, texte, le
           from seance_message
          where seance = $1
            and ($2::bigint is null or liberation = $2)
          order by id`,
        [seance, liberation],
      ),
    ecrire: async ({ id: seance, ...siege }, { epci, liberation }, { membre, nature, texte, le }) => {
      await sql.query(
        `insert into seance_message (epci, seance, epci_seance, organisation, liberation, seance_membre, nature, texte, le)
         values ($1, $2, $9, $3, $4, $5, $6, $7, $8)`,
        [epci, seance, siege.organisation, liberation, membre, nature, texte, le, siege.epci],
      );
    },
    avis: (seance) =>
      rowsOf(sql, avisRow, "select liberation, commune, sens, motif, le from seance_avis where seance = $1", [seance]),
    donnerAvis: async ({ id: seance, organisation }, epci, { liberation, commune, sens, motif, le }) => {
      await sql.query(
        `insert into seance_avis (epci, seance, organisation, liberation, commune, sens, motif, le)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (epci, seance, liberation) do update set sens = excluded.sens, motif = excluded.motif, le = excluded.le`,
        [epci, seance, organisation, liberation, commune, sens, motif, le],
      );
    },
  };
}

type Decisions = Pick<CalQueries, "decisions" | "decider" | "notifier" | "ofDemandeur">;

export function decisionQueries(sql: Sql): Decisions {
  return {
    decisions: (seance) =>
      rowsOf(
        sql,
        decisionRow,
        `select d.epci, ${PRISE}, d.candidature, d.liberation, d.methode, d.vote
           from decision d
          where d.seance = $1
            and d.sens is not null
          order by d.liberation, d.rang nulls last, d.id`,
        [seance],
      ),
    decider: async ({ seance, logement, designation, jour, jeton, decision, vote }) => {
      await sql.query(
        `insert into decision (epci, organisation, reservataire, seance, epci_seance, liberation, candidature, sens, rang, motif, precision, piece,
                               methode, designation, decidee_le, jeton, vote, etat)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'prise')`,
        [
          logement.epci,
          seance.organisation,
          logement.reservataire,
          seance.id,
          seance.epci,
          logement.liberation,
          decision.candidature,
          decision.decision,
          decision.rang,
          decision.motif,
          decision.precision,
          decision.piece,
          decision.methode,
          designation,
          jour,
          jeton,
          JSON.stringify(vote),
        ],
      );
    },
    notifier: async (decision, candidature, maintenant) => {
      const { rowCount } = await sql.query(
        `update decision d
            set notifiee_le = $3, etat = 'notifiee', demandeur = c.demandeur, guichet = c.guichet
           from candidature c
          where d.id = $1
            and c.id = $2
            and d.candidature = c.id
            and d.notifiee_le is null`,
        [decision, candidature, maintenant],
      );
      return rowCount === 1;
    },
    ofDemandeur: (epci, demandeur) =>
      rowsOf(
        sql,
        decisionNotifieeRow,
        `select ${PRISE}, o.nom as bailleur
           from decision d
           join organisation o on o.id = d.organisation
          where d.epci = $1
            and d.demandeur = $2
            and d.sens is not null
            and d.notifiee_le is not null
          order by d.notifiee_le desc, d.id desc
          limit 50`,
        [epci, demandeur],
      ),
  };
}
