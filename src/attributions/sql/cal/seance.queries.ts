import { z } from "zod";
import { insertId, inserts, pick } from "#socle/sql/ecrire.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { type CalQueries, membreConvoqueRow, pvRow, seanceRow, siegeEcrit } from "../../actes/cal/ports.ts";
import type { EtatSeance } from "../../regles/cal/seance.ts";

const id = z.object({ id: z.number() });

/** A row without a number was prepared by no secretary: it is no session. */
const SELECT = `
  select s.id, s.epci,
         (select coalesce(json_agg(json_build_object('epci', t.epci, 'nom', t.nom) order by t.nom), '[]')
            from territoire t where t.epci = any (s.territoires)) as territoires,
         s.organisation, o.nom as nom_bailleur, o.siren as siren_bailleur, s.annee, s.numero, s.mode, s.tenue_le,
         s.heure, s.duree_minutes, s.lieu, s.visio,
         case when s.fenetre_du is not null then json_build_object('du', s.fenetre_du, 'au', s.fenetre_au) end as fenetre,
         s.regles, s.etat, s.convoquee_le, s.ouverte_le, s.close_le,
         s.notifiee_le, s.synthetique
    from seance s
    join organisation o on o.id = s.organisation
   where (s.epci = $1 or $1 = any (s.territoires))
     and s.numero is not null`;

/** Column that dates each state. */
const MOMENT: Readonly<Record<EtatSeance, string | null>> = {
  preparation: null,
  convoquee: "convoquee_le",
  ouverte: "ouverte_le",
  close: "close_le",
  notifiee: "notifiee_le",
};

type Seances = Pick<CalQueries, "list" | "find" | "preparer" | "passer">;

export function seanceQueries(sql: Sql): Seances {
  return {
    list: (epci) => rowsOf(sql, seanceRow, `${SELECT} order by s.tenue_le desc, s.id desc limit 200`, [epci]),
    find: (epci, seance) => rowOf(sql, seanceRow, `${SELECT} and s.id = $2`, [epci, seance]),
    preparer: async (s) =>
      (
        await oneOf(
          sql,
          id,
          `insert into seance (epci, organisation, annee, numero, mode, tenue_le, heure, duree_minutes, lieu, visio, fenetre_du, fenetre_au, synthetique)
           select $1, $2, extract(year from $4::date)::smallint,
                  coalesce((select max(numero) from seance where epci = $1 and organisation = $2 and annee = extract(year from $4::date)), 0) + 1,
                  $3, $4::date, $5::text, $6, $7, $8, f.du, f.du + make_interval(hours => $9::integer), $10
             from (select case when $9::integer is not null then ($4::date + $5::text::time)::timestamp at time zone 'Europe/Paris' end as du) f
           returning id`,
          [
            s.epci,
            s.organisation,
            s.mode,
            s.tenueLe,
            s.heure,
            s.dureeMinutes,
            s.lieu,
            s.visio,
            s.fenetreHeures,
            s.synthetique,
          ],
        )
      ).id,
    passer: async (seance, de, vers, { maintenant, regles }) => {
      const moment = MOMENT[vers];
      const { rowCount } = await sql.query(
        `update seance
            set etat = $4, revision = revision + 1, regles = coalesce($5::jsonb, regles)${moment ? `, ${moment} = $6::timestamptz` : ""}
          where id = $1 and epci = $2 and etat = $3`,
        [seance.id, seance.epci, de, vers, regles ? JSON.stringify(regles) : null, ...(moment ? [maintenant] : [])],
      );
      return rowCount === 1;
    },
  };
}

type Sieges = Pick<CalQueries, "membres" | "asseoir" | "lever" | "direPresence" | "ouvrirA" | "lierMenages">;

export function siegesQueries(sql: Sql): Sieges {
  return {
    membres: (seance) =>
      rowsOf(
        sql,
        membreConvoqueRow,
        `select ${colonnesOf(membreConvoqueRow)}
           from seance_membre where seance = $1 order by id`,
        [seance],
      ),
    asseoir: ({ id: seance, epci, organisation }, membre, epciPour) =>
      insertId(sql, "seance_membre", { epci, seance, organisation, epciPour, ...pick(siegeEcrit, membre) }),
    lever: async (seance) => {
      await sql.query(
        "delete from seance_membre m using seance s where m.seance = $1 and s.id = $1 and s.etat = 'preparation'",
        [seance],
      );
    },
    direPresence: async (membre, presence, mandataire) => {
      await sql.query("update seance_membre set presence = $2, mandataire = $3 where id = $1", [
        membre,
        presence,
        mandataire,
      ]);
    },
    ouvrirA: async ({ id: seance }, epci, compte, du, au) => {
      const { ok } = await oneOf(
        sql,
        z.object({ ok: z.boolean() }),
        "select contexte.convoquer_cal($1, $2, $3, $4, $5) as ok",
        [epci, seance, compte, du, au],
      );
      return ok;
    },
    lierMenages: async ({ id: seance, epci }, du, au) => {
      await sql.query(
        `insert into nominatif.lien (demandeur, epci, nature, seance, epci_seance, du, au)
         select distinct c.demandeur, c.epci, 'seance', $1::bigint, $2, $3::date, $4::date
           from candidature c
          where c.seance = $1
            and c.demandeur is not null`,
        [seance, epci, du, au],
      );
    },
  };
}

type Formulaires = Pick<CalQueries, "prendreJeton" | "pv" | "figerPv">;

export function formulairesQueries(sql: Sql): Formulaires {
  return {
    prendreJeton: async ({ id: seance, epci, organisation }, { jeton, acte, empreinte, le }) => {
      if (await inserts(sql, "seance_jeton", { epci, seance, organisation, jeton, acte, empreinte, le })) return "pris";
      const pris = await oneOf(
        sql,
        z.object({ acte: z.string(), empreinte: z.string().nullable() }),
        "select acte, empreinte from seance_jeton where seance = $1 and jeton = $2",
        [seance, jeton],
      );
      return pris.acte === acte && (pris.empreinte ?? empreinte) === empreinte ? "deja" : "autre";
    },
    pv: (seance) =>
      rowsOf(sql, pvRow, `select numero, contenu, empreinte, fige_le from seance_pv where seance = $1 order by epci`, [
        seance,
      ]),
    figerPv: async ({ id: seance, epci, organisation }, { numero, parties, empreinte, figeLe }) => {
      await sql.query(
        `insert into seance_pv (epci, seance, epci_seance, organisation, numero, contenu, empreinte, fige_le)
         select p.epci, $1, $2, $3, $4, p.contenu, $5, $6
           from jsonb_to_recordset($7) as p (epci text, contenu jsonb)`,
        [seance, epci, organisation, numero, empreinte, figeLe, JSON.stringify(parties)],
      );
    },
  };
}
