import { z } from "zod";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  autreCoteRow,
  compteEchangeRow,
  type EchangeQueries,
  echangeRow,
  familleRow,
  offreEchangeRow,
  possibleRow,
} from "../../lectures/echange/ports.ts";

const idRow = z.object({ id: z.number().nullable() });

const COTES = `select e.id, e.organisation, e.offre, l.adresse, l.typologie, d.reference, e.demandeur, e.propose_le, e.bailleur_reponse,
                      e.menage_reponse, e.liberation, e.close_le, e.cloture
                 from echange e
                 left join echange_offre o on o.epci = e.epci and o.id = e.offre
                 left join logement_suivi l on l.epci = o.epci and l.id = o.logement
                 left join nominatif.demandeur d on d.epci = e.epci and d.id = e.demandeur`;

export function echangeQueries(sql: Sql): EchangeQueries {
  const changed = async (text: string, params: readonly unknown[]) => (await rowOf(sql, idRow, text, params)) !== null;
  return {
    offres: (epci, organisation) =>
      rowsOf(
        sql,
        offreEchangeRow,
        `select o.id, o.organisation, b.nom as bailleur, coalesce(c.nom, l.commune) as commune, l.secteur, l.situation, l.typologie, l.surface,
                l.loyer, l.adresse, d.reference, o.demandeur, o.ouverte_le,
                exists (select from echange e where e.epci = o.epci and e.offre = o.id and e.close_le is null) as engagee,
                (select count(*) from echanges_possibles(o.epci, o.id)) as possibles
           from echange_offre o
           join organisation b on b.id = o.organisation
           join logement_suivi l on l.epci = o.epci and l.id = o.logement
           left join territoire_commune c on c.epci = l.epci and c.commune = l.commune
           left join nominatif.demandeur d on d.epci = o.epci and d.id = o.demandeur
          where o.epci = $1 and o.organisation = $2 and o.close_le is null
          order by o.id
          limit 200`,
        [epci, organisation],
      ),
    logementOf: async (epci, offre) =>
      (await rowOf(sql, idRow, "select logement as id from echange_offre where epci = $1 and id = $2", [epci, offre]))
        ?.id ?? null,
    possibles: (epci, offre) => rowsOf(sql, possibleRow, "select * from echanges_possibles($1, $2)", [epci, offre]),
    offrir: async (offre) =>
      (
        await rowOf(
          sql,
          idRow,
          `insert into echange_offre (epci, organisation, logement, demandeur, accord_le, ouverte_le, synthetique)
           values ($1, $2, $3, $4, $5, $6, $7)
           on conflict do nothing returning id`,
          [
            offre.epci,
            offre.organisation,
            offre.logement,
            offre.demandeur,
            offre.accordLe,
            offre.ouverteLe,
            offre.synthetique,
          ],
        )
      )?.id ?? null,
    retirer: async (epci, offre, organisation, le) => {
      await sql.query(
        `update echange e set close_le = $4, cloture = 'retire'
          where e.epci = $1 and e.offre = $2 and e.organisation = $3 and e.close_le is null and e.liberation is null
            and not exists (select from echanges_autres($1) a where a.id = e.id and a.liberation_ouverte)`,
        [epci, offre, organisation, le],
      );
      return changed(
        `update echange_offre o set close_le = $4, cloture = 'retrait'
          where o.epci = $1 and o.id = $2 and o.organisation = $3 and o.close_le is null
            and not exists (select from echange e where e.epci = o.epci and e.offre = o.id and e.close_le is null)
         returning id`,
        [epci, offre, organisation, le],
      );
    },
    proposer: async (epci, { offre, autre, le }) =>
      (await rowOf(sql, idRow, "select proposer_echange($1, $2, $3, $4) as id", [epci, offre, autre, le]))?.id ?? null,
    ofOrganisation: (epci, organisation) =>
      rowsOf(sql, echangeRow, `${COTES} where e.epci = $1 and e.organisation = $2 order by e.id desc limit 200`, [
        epci,
        organisation,
      ]),
    find: (epci, id) => rowOf(sql, echangeRow, `${COTES} where e.epci = $1 and e.id = $2`, [epci, id]),
    autres: (epci) => rowsOf(sql, autreCoteRow, "select * from echanges_autres($1)", [epci]),
    ofDemandeur: (epci, demandeur) =>
      rowsOf(sql, echangeRow, `${COTES} where e.epci = $1 and e.demandeur = $2 order by e.id desc`, [epci, demandeur]),
    familles: (epci, id) => rowsOf(sql, familleRow, "select * from echange_familles($1, $2)", [epci, id]),
    comptes: (epci) => rowsOf(sql, compteEchangeRow, "select * from echanges_comptes($1)", [epci]),
    repondreBailleur: ({ epci, id, reponse, motif, le }) =>
      changed(
        `update echange set bailleur_reponse = $3, bailleur_motif = $4, bailleur_le = $5
          where epci = $1 and id = $2 and bailleur_reponse is null and close_le is null returning id`,
        [epci, id, reponse, motif, le],
      ),
    repondreMenage: (epci, id, reponse, le) =>
      changed(
        `update echange set menage_reponse = $3, menage_le = $4
          where epci = $1 and id = $2 and menage_reponse is null and close_le is null returning id`,
        [epci, id, reponse, le],
      ),
    arrivant: async (epci, id) =>
      (await rowOf(sql, z.object({ id: z.string().nullable() }), "select echange_arrivant($1, $2) as id", [epci, id]))
        ?.id ?? null,
    lier: (epci, id, liberation) =>
      changed(
        "update echange set liberation = $3 where epci = $1 and id = $2 and liberation is null and close_le is null returning id",
        [epci, id, liberation],
      ),
    ensemble: async (epci, liberation, demandeur) =>
      (
        await rowOf(sql, z.object({ dit: z.boolean().nullable() }), "select echange_ensemble($1, $2, $3) as dit", [
          epci,
          liberation,
          demandeur,
        ])
      )?.dit ?? null,
  };
}
