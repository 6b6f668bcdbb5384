import { z } from "zod";
import { DERNIER_PARC } from "#donnees/sql/parc/dernier-parc.ts";
import { insert, insertId, insertNew, inserts, pick } from "#socle/sql/ecrire.ts";
import { colonnesOf, imbriquee } from "#socle/sql/ligne.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  adaptationRow,
  bailSuiviASaisir,
  bailSuiviRow,
  compteExamensRow,
  type ExamenOccupationQueries,
  examenAEcrire,
  examenOccupationRow,
  parcOccupeRow,
  zoneExamenRow,
} from "../../lectures/examen-occupation/ports.ts";

const BAIL = `b.id, b.epci, b.organisation, b.source, b.reference, b.cle, b.commune,
  (select c.nom from territoire_commune c where c.epci = b.epci and c.commune = b.commune) as nom_commune,
  b.typologie, b.surface, b.signe_le, b.clos_le, b.synthetique`;

const EXAMEN = `e.id, e.bail_suivi as bail, e.seance, e.examine_le, e.personnes,
  (select c.nom from territoire_commune c where c.epci = e.epci and c.commune = e.commune) as nom_commune,
  e.typologie, e.surface, e.plafond, e.situations, e.reservee, e.transmis_le, e.avis, e.avis_texte,
  e.avis_le, e.notifie_le, e.suite, e.suite_le`;

/** Sorted by the last day that counts, so the first due first, whatever the period. */
const BAUX = `
  select to_json(x) as bail, to_json(y) as dernier
    from bail_suivi b
   cross join lateral (select ${BAIL}) x
    left join lateral (
         select ${EXAMEN} from examen_occupation e where e.bail_suivi = b.id order by e.examine_le desc, e.id desc limit 1) y on true
   where b.epci = $1
     and b.clos_le is null
   order by coalesce(y.examine_le, b.signe_le), b.id`;

/** Stock of a bailleur in the last published RPLS: let, or not said to be empty. */
const PARC = `
  select p.periode, g.ident_rep as cle, g.commune, g.pieces, g.surface, g.bail_depuis,
         exists (select from bail_suivi b where b.epci = $1 and b.organisation = $2 and b.cle = g.ident_rep and b.clos_le is null) as suivi
    from ${DERNIER_PARC} p
    join logement g on g.epci = p.epci and g.lot = p.lot
   where g.bailleur = (select siren from organisation where id = $2)
     and g.ident_rep is not null
     and g.mode is distinct from '2'`;

export function examenOccupationQueries(sql: Sql): ExamenOccupationQueries {
  const changed = async (text: string, params: readonly unknown[]): Promise<boolean> =>
    (await sql.query(text, params)).rowCount === 1;
  return {
    ...bauxQueries(sql, changed),
    ...avisQueries(sql, changed),
    examens: (epci, bail) =>
      rowsOf(
        sql,
        examenOccupationRow,
        `select ${EXAMEN} from examen_occupation e where e.epci = $1 and e.bail_suivi = $2 order by e.examine_le desc, e.id desc`,
        [epci, bail],
      ),
    examen: (epci, id) =>
      rowOf(sql, examenOccupationRow, `select ${EXAMEN} from examen_occupation e where e.epci = $1 and e.id = $2`, [
        epci,
        id,
      ]),
    ofSeance: (seance) =>
      rowsOf(
        sql,
        examenOccupationRow,
        `select ${EXAMEN} from examen_occupation e where e.seance = $1 order by e.transmis_le, e.id`,
        [seance],
      ),
    ajouter: (examen) => insertId(sql, "examen_occupation", pick(examenAEcrire, examen)),
    ajouterAdaptation: async ({ id: examen, epci, organisation }, adaptation) => {
      const dite = pick(adaptationRow, adaptation);
      await insert(sql, "sensible.examen_adaptation", { examen, epci, organisation, ...dite });
    },
    adaptation: (examen) =>
      rowOf(
        sql,
        adaptationRow,
        `select ${colonnesOf(adaptationRow)} from sensible.examen_adaptation where examen = $1`,
        [examen],
      ),
  };
}

type Changed = (text: string, params: readonly unknown[]) => Promise<boolean>;
type Baux = Pick<ExamenOccupationQueries, "baux" | "bail" | "ajouterBail" | "reprendre" | "clore" | "parc">;

function bauxQueries(sql: Sql, changed: Changed): Baux {
  return {
    baux: (epci) =>
      rowsOf(
        sql,
        z.object({ bail: imbriquee(bailSuiviRow), dernier: imbriquee(examenOccupationRow.nullable()) }),
        BAUX,
        [epci],
      ),
    bail: (epci, id) =>
      rowOf(sql, bailSuiviRow, `select ${BAIL} from bail_suivi b where b.epci = $1 and b.id = $2`, [epci, id]),
    ajouterBail: (bail) => {
      const sauf = "on conflict (epci, organisation, cle) where clos_le is null do nothing";
      return insertNew(sql, "bail_suivi", { source: "saisi", ...pick(bailSuiviASaisir, bail) }, sauf);
    },
    reprendre: async (epci, organisation) =>
      (
        await sql.query(
          `insert into bail_suivi (epci, organisation, source, cle, commune, typologie, surface, signe_le)
           select $1, $2, 'rpls', g.cle, g.commune, case when g.pieces >= 6 then 'T6+' when g.pieces >= 1 then 'T' || g.pieces end, g.surface,
                  (left(g.bail_depuis, 7) || '-01')::date
             from (${PARC}) g
            where not g.suivi
              and g.bail_depuis ~ '^[0-9]{4}-(0[1-9]|1[0-2])'
           on conflict (epci, organisation, cle) where clos_le is null do nothing`,
          [epci, organisation],
        )
      ).rowCount,
    clore: (epci, id, le) =>
      changed(
        "update bail_suivi set clos_le = $3 where epci = $1 and id = $2 and clos_le is null and signe_le <= $3::date",
        [epci, id, le],
      ),
    parc: (epci, organisation) =>
      rowOf(
        sql,
        parcOccupeRow,
        `select g.periode, count(*) as logements, count(*) filter (where g.suivi) as suivis,
                count(*) filter (where not g.suivi and g.bail_depuis ~ '^[0-9]{4}-(0[1-9]|1[0-2])') as mois_connu
           from (${PARC}) g
          group by g.periode`,
        [epci, organisation],
      ),
  };
}

type Avis = Pick<
  ExamenOccupationQueries,
  "transmettre" | "donnerAvis" | "suivre" | "zones" | "ajouterZone" | "compter"
>;

function avisQueries(sql: Sql, changed: Changed): Avis {
  return {
    transmettre: (epci, examen, seance, le) =>
      changed(
        `update examen_occupation set seance = $3, transmis_le = $4
          where epci = $1 and id = $2 and transmis_le is null and (reservee or cardinality(situations) > 0)`,
        [epci, examen, seance, le],
      ),
    donnerAvis: (seance, examen, { avis, texte, le }) =>
      changed(
        "update examen_occupation set avis = $3, avis_texte = $4, avis_le = $5 where seance = $1 and id = $2 and avis is null",
        [seance, examen, avis, texte, le],
      ),
    suivre: (epci, examen, { suite, le, notifieLe }) =>
      changed(
        `update examen_occupation set suite = $3, suite_le = $4, notifie_le = coalesce($5, notifie_le)
          where epci = $1 and id = $2 and avis is not null`,
        [epci, examen, suite, le, notifieLe],
      ),
    zones: (epci) =>
      rowsOf(
        sql,
        zoneExamenRow,
        `select ${colonnesOf(zoneExamenRow)} from zone_examen where epci = $1 order by depuis desc`,
        [epci],
      ),
    ajouterZone: (epci, zone) =>
      inserts(sql, "zone_examen", { epci, ...pick(zoneExamenRow, zone) }, "on conflict (epci, depuis) do nothing"),
    compter: (epci, au, mois) =>
      rowsOf(
        sql,
        compteExamensRow,
        `select ${colonnesOf(compteExamensRow)} from contexte.compter_examens($1, $2, $3) order by nom`,
        [epci, au, mois],
      ),
  };
}
