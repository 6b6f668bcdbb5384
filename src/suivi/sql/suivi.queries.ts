import { z } from "zod";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { dossierRow, drapeauxRow, nonConfirmeeRow, type PartDetenue, type SuiviQueries } from "../lectures/ports.ts";

const ligneRow = z.object({ ligne: z.record(z.string(), z.unknown()) });

export function suiviQueries(sql: Sql): SuiviQueries {
  return {
    dossier: (epci, demandeur) =>
      rowOf(
        sql,
        dossierRow,
        `select d.id, d.reference, d.etat, (d.deposee_le at time zone 'Europe/Paris')::date as deposee_le, d.enregistree_le,
                d.anciennete_le, d.echeance_le, d.avertie_le,
                d.radie_le, d.radie_motif, d.courriel, d.telephone,
                d.accord_courriel, d.accord_sms, d.numero_declare is not null as numero_declare, o.nom as guichet,
                (select count(*)::int from nominatif.piece_demandee p where p.demandeur = d.id and p.close_le is null) as pieces_demandees
           from nominatif.demandeur d
           left join organisation o on o.id = d.guichet
          where d.epci = $1 and d.id = $2`,
        [epci, demandeur],
      ),
    nonConfirmees: (epci, demandeur) =>
      rowsOf(
        sql,
        nonConfirmeeRow,
        `select t.nature, t.etat, (t.depuis at time zone 'Europe/Paris')::date as depuis, t.avant,
                (d.deposee_le at time zone 'Europe/Paris')::date as deposee_le, d.renouvelee_le, t.refus, t.reponse
           from nominatif.transmission t
           join nominatif.demandeur d on d.epci = t.epci and d.id = t.demandeur
          where t.epci = $1 and t.demandeur = $2 and t.close_le is null
          order by t.id`,
        [epci, demandeur],
      ),
    declarerNumero: async (epci, demandeur, scelle) => {
      await sql.query(
        "update nominatif.demandeur set numero_declare = $3, modifie_le = now() where epci = $1 and id = $2",
        [epci, demandeur, Buffer.from(scelle)],
      );
    },
    accorder: async (epci, demandeur, { courriel, sms }) => {
      await sql.query(
        `update nominatif.demandeur set accord_courriel = $3, accord_sms = $4, modifie_le = now() where epci = $1 and id = $2`,
        [epci, demandeur, courriel, sms],
      );
    },
    drapeaux: (epci, demandeur) =>
      rowOf(
        sql,
        drapeauxRow,
        `select m.priorite, d.anciennete_le
           from nominatif.menage m
           left join nominatif.demandeur d on d.id = m.demandeur
          where m.epci = $1 and m.demandeur = $2`,
        [epci, demandeur],
      ),
    detenu: async (epci, demandeur) => {
      const parts: PartDetenue[] = [];
      for (const [table, cle, secret] of DETENU) {
        const rows = await rowsOf(
          sql,
          ligneRow,
          `select to_jsonb(t) - $3::text[] as ligne from ${table} t where t.epci = $1 and t.${cle} = $2`,
          [epci, demandeur, secret],
        );
        parts.push({ table, lignes: rows.map(({ ligne }) => ligne) });
      }
      return parts;
    },
  };
}

/** Columns left out of the copy: sealed or hashed values mean nothing to the person, and the copy names no agent (CJEU, C-579/21). */
const DETENU: readonly (readonly [table: string, cle: string, horsCopie: readonly string[]])[] = [
  ["nominatif.demandeur", "id", ["numero_hash", "numero_chiffre", "numero_declare"]],
  ["nominatif.menage", "demandeur", []],
  ["nominatif.personne", "demandeur", []],
  ["nominatif.souhait", "demandeur", []],
  ["nominatif.mandat", "demandeur", []],
  ["nominatif.piece", "demandeur", ["cle_fichier", "contenu", "empreinte", "verifiee_par"]],
  ["nominatif.piece_demandee", "demandeur", []],
  ["nominatif.evenement", "demandeur", ["compte"]],
  ["nominatif.message", "demandeur", ["compte"]],
  ["nominatif.envoi", "demandeur", ["cle", "lien"]],
  ["nominatif.transmission", "demandeur", ["compte"]],
  ["nominatif.changement_contact", "demandeur", ["ancien_hash", "nouveau_hash"]],
  ["nominatif.cotation", "demandeur", []],
  ["proposition", "demandeur", []],
];
