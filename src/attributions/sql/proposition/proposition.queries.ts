import { z } from "zod";
import { type PropositionQueries, propositionAFaire, propositionRow } from "#dossier/lectures/proposition/ports.ts";
import { calcule, insert, insertId, pick } from "#socle/sql/ecrire.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";

const idRow = z.object({ id: z.number() });
const LUES = colonnesOf(propositionRow.omit({ nomOrganisation: true, nomCommune: true }), "p");

export function propositionQueries(sql: Sql): PropositionQueries {
  return {
    faire: (proposition) =>
      insertId(sql, "proposition", {
        guichet: calcule((p) => `(select guichet from nominatif.demandeur where id = ${p(proposition.demandeur)})`),
        ...pick(propositionAFaire, proposition),
      }),
    ofDemandeur: (epci, demandeur) =>
      rowsOf(
        sql,
        propositionRow,
        `select ${LUES}, o.nom as nom_organisation, c.nom as nom_commune
           from proposition p
           join organisation o on o.id = p.organisation
           left join territoire_commune c on c.epci = p.epci and c.commune = p.commune
          where p.epci = $1 and p.demandeur = $2 and p.proposee_le is not null
          order by (p.reponse is null) desc, p.proposee_le desc, p.id desc
          limit 100`,
        [epci, demandeur],
      ),
    repondre: async (id, { reponse, par, motif, maintenant, jour }) =>
      (await rowOf(
        sql,
        idRow,
        `update proposition
            set reponse = $2, etat = $2, repondue_par = $3, refus_motif = $4, repondue_le = $5
          where id = $1 and reponse is null and repondre_avant >= $6 returning id`,
        [id, reponse, par, motif, maintenant, jour],
      )) !== null,
  };
}

const silenceRow = z.object({ id: z.number(), demandeur: z.string(), epci: z.string() });

/**
 * Writes the refusals by silence of that day, with an event on each file: an expired delay is nobody's act, so the
 * owner writes it (daily command). A second run finds nothing.
 */
export function constaterSilences(sql: Sql, jour: string): Promise<number> {
  return sql.transaction(async (tx) => {
    const echues = await rowsOf(
      tx,
      silenceRow,
      `update proposition
          set reponse = 'sans-reponse', etat = 'sans-reponse', refus_motif = 'sans-reponse',
              repondue_le = (repondre_avant + 1)::timestamp at time zone 'Europe/Paris'
        where reponse is null and repondre_avant < $1 and demandeur is not null
        returning id, demandeur, epci`,
      [jour],
    );
    for (const { id, demandeur, epci } of echues) {
      await insert(tx, "nominatif.evenement", {
        demandeur,
        epci,
        le: calcule(() => "now()"),
        genre: "refus",
        code: "proposition-sans-reponse",
        auteur: "systeme",
        objet: `proposition:${id}`,
      });
    }
    return echues.length;
  });
}
