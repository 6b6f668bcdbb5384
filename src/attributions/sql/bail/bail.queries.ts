import { z } from "zod";
import { contingent, quartile, reponse, situation } from "#donnees/sql/rows.ts";
import { NATURES_DEMANDE } from "#observatoire/regles/registre/registre.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { BailASigner, BailQueries } from "../../lectures/bail/ports.ts";
import { CAUSES_ANNULATION } from "../../regles/bail/annulation.ts";

const jour = z.string().nullable();
const nombre = z.coerce.number().nullable();
const idRow = z.object({ id: z.number() });

const menageRow = z.object({
  personnes: nombre,
  revenuMensuel: nombre,
  uniteConso: nombre,
  naissance: jour,
  quartile,
  nature: z.enum(NATURES_DEMANDE),
  bailleurActuel: z.string().nullable(),
  priorite: reponse,
  salarie: reponse,
  actionLogement: reponse,
  ancienneteLe: jour,
  synthetique: z.boolean(),
});

const annuleRow = z.object({
  id: z.number(),
  signeLe: z.string(),
  annuleLe: z.string(),
  cause: z.enum(CAUSES_ANNULATION),
  motif: z.string().nullable(),
});

const bailRow = z.object({
  id: z.number(),
  demandeur: z.string().nullable(),
  liberation: z.number().nullable(),
  candidature: z.number().nullable(),
  bailleur: z.string(),
  signeLe: z.string(),
  commune: z.string().nullable(),
  situation,
  quartile,
  contingent,
  salarie: reponse,
  actionLogementAvant: reponse,
  actionLogementApres: reponse,
  actionLogementLe: jour,
});

/** Signed after a commission, or of a household rehoused: of days that no file of attributions published covers. */
const EN_ATTENTE = `
  select extract(year from b.signe_le)::integer as annee, count(*) as nombre
    from (select epci, bailleur, signe_le, cle, demandeur
            from bail b
           where epci = $1 and etat = 'signe' and bailleur is not null
             and not exists (select from bail_relogement g
                              where g.epci = b.epci and abs(g.signe_le - b.signe_le) <= 62 and (g.cle = b.cle or g.demandeur = b.demandeur))
          union all
          select epci, bailleur, signe_le, cle, demandeur from bail_relogement where epci = $1) b
   where ($2::text is null or b.bailleur = $2)
     and not exists (select from publication p
                      where p.epci = b.epci and p.source = 'sne-attributions' and b.signe_le <@ jours_periode(p.periode))
   group by 1
   order by 1`;

export function bailQueries(sql: Sql): BailQueries {
  return {
    menage: (epci, demandeur) =>
      rowOf(
        sql,
        menageRow,
        `select m.personnes, m.revenu_mensuel, m.unite_conso, d.naissance, m.quartile, m.nature,
                m.bailleur_actuel, m.priorite, m.salarie, m.action_logement,
                d.anciennete_le, d.synthetique
           from nominatif.demandeur d
           join nominatif.menage m on m.demandeur = d.id
          where d.epci = $1 and d.id = $2`,
        [epci, demandeur],
      ),
    enAttente: (epci, bailleur) =>
      rowsOf(sql, z.object({ annee: z.number(), nombre: z.number() }), EN_ATTENTE, [epci, bailleur]),
    reconnaissances: (epci, depuis) =>
      rowsOf(
        sql,
        z.object({ situation, avant: reponse, apres: reponse, nombre: z.number() }),
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
        bailRow,
        `select b.id, b.demandeur, b.liberation, b.candidature, b.bailleur, b.signe_le, b.commune, b.situation, b.quartile, b.contingent,
                b.salarie, b.action_logement_avant, b.action_logement_apres,
                b.action_logement_le
           from bail b
          where b.epci = $1 and b.liberation = $2 and b.etat = 'signe'`,
        [epci, liberation],
      ),
    annules: (epci, liberation) =>
      rowsOf(
        sql,
        annuleRow,
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

async function signer(sql: Sql, bail: BailASigner): Promise<number | null> {
  const row = await rowOf(
    sql,
    idRow,
    `insert into bail (epci, candidature, liberation, demandeur, organisation, reservataire, signe_le, etat, commune, secteur, numero_rpls,
                       typologie, loyer, charges, situation, generation_qpv, quartile, seuil, seuil_annee, unite_conso, ressources, contingent,
                       droit, origine, prioritaire, dalo, relogement, salarie, action_logement_avant, menage, age, anciennete_le, synthetique,
                       bailleur, guichet, cle)
     select $1, $2, $3, $4, $5, $6, $7, 'signe', $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26,
            $27, $28, $29, $30, $31, $32, o.siren, d.guichet, d.numero_hash
       from organisation o
       join nominatif.demandeur d on d.id = $4
      where o.id = $5 and o.siren is not null
     on conflict (epci, liberation) where etat = 'signe' and liberation is not null do nothing
     returning id`,
    [
      bail.epci,
      bail.candidature,
      bail.liberation,
      bail.demandeur,
      bail.organisation,
      bail.reservataire,
      bail.signeLe,
      bail.commune,
      bail.secteur,
      bail.numeroRpls,
      bail.typologie,
      bail.loyer,
      bail.charges,
      bail.situation,
      bail.generationQpv,
      bail.quartile,
      bail.seuil,
      bail.seuilAnnee,
      bail.uniteConso,
      bail.ressources,
      bail.contingent,
      bail.droit,
      bail.origine,
      bail.prioritaire,
      bail.dalo,
      bail.relogement,
      bail.salarie,
      bail.actionLogementAvant,
      bail.menage,
      bail.age,
      bail.ancienneteLe,
      bail.synthetique,
    ],
  );
  return row?.id ?? null;
}
