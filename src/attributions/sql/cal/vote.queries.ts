import { calcule, insert, upsert } from "#socle/sql/ecrire.ts";
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
      const n = calcule(
        (p) =>
          `(select coalesce(max(n), 0) + 1 from seance_vote where seance_membre = ${p(membre)} and candidature = ${p(candidature)})`,
      );
      const vote = { liberation, candidature, seanceMembre: membre, n, sens, rang, le };
      const lieu = { epci, seance, epciSeance: siege.epci, organisation: siege.organisation };
      await insert(sql, "seance_vote", { ...lieu, ...vote });
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
      const message = { liberation, seanceMembre: membre, nature, texte, le };
      const lieu = { epci, seance, epciSeance: siege.epci, organisation: siege.organisation };
      await insert(sql, "seance_message", { ...lieu, ...message });
    },
    avis: (seance) =>
      rowsOf(sql, avisRow, "select liberation, commune, sens, motif, le from seance_avis where seance = $1", [seance]),
    donnerAvis: async ({ id: seance, organisation }, epci, { liberation, commune, sens, motif, le }) => {
      const avis = { epci, seance, organisation, liberation, commune, sens, motif, le };
      await upsert(sql, "seance_avis", avis, ["epci", "seance", "liberation"]);
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
      const { candidature, decision: sens, rang, motif, precision, piece, methode } = decision;
      const prise = { sens, rang, motif, precision, piece, methode, designation, decideeLe: jour, etat: "prise" };
      const siege = { seance: seance.id, epciSeance: seance.epci, organisation: seance.organisation };
      const { epci, liberation, reservataire } = logement;
      const lieu = { epci, reservataire, liberation, candidature };
      await insert(sql, "decision", { ...lieu, ...siege, ...prise, jeton, vote: JSON.stringify(vote) });
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
