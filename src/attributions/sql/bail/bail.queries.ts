import { z } from "zod";
import { calcule, insertNew, pick } from "#socle/sql/ecrire.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type BailASigner,
  type BailQueries,
  bailAnnuleRow,
  bailASigner,
  bailSigneRow,
  menageDuBailRow,
  reconnaissanceRow,
} from "../../lectures/bail/ports.ts";

const idRow = z.object({ id: z.number() });
const MENAGE = menageDuBailRow.omit({ naissance: true, ancienneteLe: true, synthetique: true });

export function bailQueries(sql: Sql): BailQueries {
  return {
    menage: (epci, demandeur) =>
      rowOf(
        sql,
        menageDuBailRow,
        `select ${colonnesOf(MENAGE, "m")}, d.naissance, d.anciennete_le, d.synthetique
           from nominatif.demandeur d
           join nominatif.menage m on m.demandeur = d.id
          where d.epci = $1 and d.id = $2`,
        [epci, demandeur],
      ),
    reconnaissances: (epci, depuis) =>
      rowsOf(
        sql,
        reconnaissanceRow,
        `select situation, action_logement_avant as avant, action_logement_apres as apres, count(*) as nombre
           from bail
          where epci = $1 and etat = 'signe' and signe_le >= $2
          group by 1, 2, 3`,
        [epci, depuis],
      ),
    signer: (bail) => signer(sql, bail),
    ofLiberation: (epci, liberation) =>
      rowOf(
        sql,
        bailSigneRow,
        `select ${colonnesOf(bailSigneRow, "b")}
           from bail b
          where b.epci = $1 and b.liberation = $2 and b.etat = 'signe'`,
        [epci, liberation],
      ),
    annules: (epci, liberation) =>
      rowsOf(
        sql,
        bailAnnuleRow,
        `select id, signe_le, annule_le, annule_cause as cause, annule_motif as motif
           from bail
          where epci = $1 and liberation = $2 and etat = 'annule' and annule_le is not null
          order by annule_le desc, id desc`,
        [epci, liberation],
      ),
    periodePubliee: async (epci, id) =>
      (
        await rowOf(
          sql,
          z.object({ periode: z.string() }),
          `select p.periode
             from rapprochement_bail r
             join publication p on p.lot = r.lot and p.epci = r.epci
            where r.epci = $1 and r.bail = $2
            limit 1`,
          [epci, id],
        )
      )?.periode ?? null,
    annuler: async (epci, id, { le, cause, motif }) =>
      (await rowOf(
        sql,
        idRow,
        `update bail set etat = 'annule', annule_le = $3, annule_cause = $4, annule_motif = $5
          where epci = $1 and id = $2 and etat = 'signe' and signe_le <= $3::date returning id`,
        [epci, id, le, cause, motif],
      )) !== null,
    reconnaitre: async (epci, id, valeur, le) =>
      (await rowOf(
        sql,
        idRow,
        `update bail set action_logement_apres = $3, action_logement_le = $4
          where epci = $1 and id = $2 and etat = 'signe' returning id`,
        [epci, id, valeur, le],
      )) !== null,
  };
}

function signer(sql: Sql, bail: BailASigner): Promise<number | null> {
  const lus = {
    bailleur: calcule(() => "o.siren"),
    guichet: calcule(() => "d.guichet"),
    cle: calcule(() => "d.numero_hash"),
  };
  return insertNew(
    sql,
    "bail",
    { ...pick(bailASigner, bail), etat: "signe", ...lus },
    "on conflict (epci, liberation) where etat = 'signe' and liberation is not null do nothing",
    (p) => `from organisation o
            join nominatif.demandeur d on d.id = ${p(bail.demandeur)}
           where o.id = ${p(bail.organisation)} and o.siren is not null`,
  );
}
