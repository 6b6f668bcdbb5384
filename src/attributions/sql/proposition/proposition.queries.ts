import { z } from "zod";
import { MOTIFS_REFUS } from "#donnees/regles/demande/demande.ts";
import type { PropositionQueries } from "#dossier/lectures/proposition/ports.ts";
import { NATURES_PROPOSEES, REPONDANTS, REPONSES_PROPOSEES } from "#dossier/regles/proposition/proposition.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";

const idRow = z.object({ id: z.number() });
const montant = z.coerce.number().nullable();
const faiteRow = z.object({
  id: z.number(),
  demandeur: z.string(),
  organisation: z.number(),
  nomOrganisation: z.string(),
  nature: z.enum(NATURES_PROPOSEES),
  logement: z.string(),
  logementCle: z.string().nullable(),
  commune: z.string(),
  nomCommune: z.string().nullable(),
  typologie: z.string().nullable(),
  loyer: montant,
  charges: montant,
  proposeeLe: z.string(),
  repondreAvant: z.string(),
  reponse: z.enum(REPONSES_PROPOSEES).nullable(),
  repondueLe: z.string().nullable(),
  reponduePar: z.enum(REPONDANTS).nullable(),
  refusMotif: z.enum(MOTIFS_REFUS).nullable(),
  candidature: z.number().nullable(),
});

const COLUMNS = `p.id, p.demandeur, p.organisation, o.nom as nom_organisation, p.nature, p.logement, p.logement_cle, p.commune,
  c.nom as nom_commune, p.typologie, p.loyer, p.charges, p.proposee_le, p.repondre_avant, p.reponse,
  p.repondue_le, p.repondue_par, p.refus_motif, p.candidature`;

export function propositionQueries(sql: Sql): PropositionQueries {
  return {
    faire: async (proposition) => {
      const { demandeur, epci, organisation, reservataire, nature, logement, logementCle, commune } = proposition;
      const { typologie, loyer, charges, proposeeLe, repondreAvant } = proposition;
      const { id } = await oneOf(
        sql,
        idRow,
        `insert into proposition (demandeur, epci, organisation, guichet, reservataire, nature, logement, logement_cle, commune, typologie,
                                  loyer, charges, proposee_le, repondre_avant)
         values ($1, $2, $3, (select guichet from nominatif.demandeur where id = $1), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         returning id`,
        [
          demandeur,
          epci,
          organisation,
          reservataire,
          nature,
          logement,
          logementCle,
          commune,
          typologie,
          loyer,
          charges,
          proposeeLe,
          repondreAvant,
        ],
      );
      return id;
    },
    ofDemandeur: (epci, demandeur) =>
      rowsOf(
        sql,
        faiteRow,
        `select ${COLUMNS}
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
 * Writes the silences of that day, and says them in the trail of each file: a delay that ran out is nobody's act, so that it is written by the
 * owner (daily command). Done again, it finds nothing more.
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
      await tx.query(
        `insert into nominatif.evenement (demandeur, epci, le, genre, code, auteur, objet)
         values ($1, $2, now(), 'refus', 'proposition-sans-reponse', 'systeme', $3)`,
        [demandeur, epci, `proposition:${id}`],
      );
    }
    return echues.length;
  });
}
