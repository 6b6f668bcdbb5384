import { z } from "zod";
import { origine, quartile, reponse, ressources, situation } from "#donnees/formats/ports.ts";
import { chooseMillesime } from "#donnees/sql/parc/choose-millesime.ts";
import { JOURS_PAR_MOIS } from "#socle/regles/shared/calendrier.ts";
import { type Lecteur, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  AXES_BAIL,
  type AxeBail,
  type AxeDemande,
  attenteRow,
  type CompteBail,
  type CompteBailleur,
  compteRow,
  type DemandeQueries,
  type DemandeSignalee,
  emmenagesRow,
  type FiltreDemande,
  parcRow,
  signaleeRow,
  stockRow,
} from "../../lectures/demande/ports.ts";
import { cubeDemandeQueries } from "./cube-demande.queries.ts";
import { packQueries } from "./pack.queries.ts";
import { parcours } from "./parcours.queries.ts";

export function demandeQueries(sql: Sql): DemandeQueries {
  return {
    ...cubeDemandeQueries(sql),
    ...packQueries(sql),
    /** A year's stock is that of its last day, like its fourth quarter's: « 2017 » sorts as « 2017-T4 ». */
    stocks: (epci) =>
      rowsOf(
        sql,
        stockRow,
        `select p.periode, p.lot, l.fichier, l.sha256, l.champs_absents as absents
           from publication p
           join lot l on l.epci = p.epci and l.id = p.lot
          where p.epci = $1
            and p.source = 'sne-demandes'
          order by left(p.periode, 4) desc, coalesce(substring(p.periode from 7), '5') desc`,
        [epci],
      ),
    comptes: (filtre) => comptes(sql, filtre),
    baux: (epci, debut, fin) => {
      const axes = Object.entries(AXES_BAUX).map(([axe, cle]) => `('${axe}', ${cle})`);
      return rowsOf(
        sql,
        bailRow,
        `select a.axe, a.cle, c.situation, c.quartile, c.ressources, c.relogement, sum(c.nombre) as nombre
           from publication p
           join cube_bail c on c.epci = p.epci and c.lot = p.lot
          cross join lateral (values ${axes.join(", ")}) as a (axe, cle)
          ${BAUX_OU}
          group by a.axe, a.cle, c.situation, c.quartile, c.ressources, c.relogement
          order by a.axe, a.cle, c.situation, c.quartile, c.ressources, c.relogement`,
        [epci, debut, fin],
      );
    },
    attentes: (epci, annee) =>
      rowsOf(
        sql,
        attenteRow,
        `select f.commune, f.secteur, coalesce(a.typologie, 'inconnu') as typologie,
                case when a.delai_jours >= 0 then floor(a.delai_jours / $3::numeric)::integer end as mois, count(*) as nombre
           from publication p
           join fait_attribution f on f.epci = p.epci and f.lot = p.lot
           join attribution a on a.epci = f.epci and a.lot = f.lot and a.ligne = f.ligne
          where p.epci = $1
            and p.source = 'sne-attributions'
            and not f.hors_territoire
            and f.bail_signe_le between make_date($2, 1, 1) and make_date($2, 12, 31)
          group by 1, 2, 3, 4
          order by 1, 2, 3, 4`,
        [epci, annee, JOURS_PAR_MOIS],
      ),
    parc: (epci, annee) => parc(sql, epci, annee),
    emmenages: (epci) =>
      rowsOf(
        sql,
        emmenagesRow,
        `select p.periode as millesime, sum(r.logements)::bigint as logements, sum(r.emmenages)::bigint as emmenages,
                sum(r.emmenages_inconnus)::bigint as inconnus
           from publication p
           join residence_parc r on r.epci = p.epci and r.lot = p.lot
          where p.epci = $1
            and p.source = 'rpls'
          group by p.periode
          order by p.periode`,
        [epci],
      ),
    signalees: (filtre) => signalees(sql, filtre),
    parcours: (epci) => parcours(sql, epci),
    /** From the bilans' cube, under its rights: a bailleur sees its own leases, a member without the right none. */
    bauxParBailleur: (epci, debut, fin) =>
      rowsOf(
        sql,
        bailleurRow,
        `select c.bailleur, c.origine, c.situation, c.quartile, c.ressources, c.relogement, sum(c.nombre) as nombre
           from publication p
           join cube_attribution c on c.epci = p.epci and c.lot = p.lot
          ${BAUX_OU}
            and not c.double_possible
          group by c.bailleur, c.origine, c.situation, c.quartile, c.ressources, c.relogement
          order by c.bailleur, c.origine, c.situation, c.quartile, c.ressources, c.relogement`,
        [epci, debut, fin],
      ),
  };
}

/** Key of each axis, as an expression on the cube; « inconnu » when the file does not say. */
const AXES: Readonly<Record<AxeDemande, string>> = {
  commune: "coalesce(c.commune, 'inconnu')",
  typologie: "c.typologie",
  origine: "case c.origine when 'inconnue' then 'inconnu' else c.origine end",
  quartile: "c.quartile",
  plafond: "case c.plafond when 'inconnue' then 'inconnu' else c.plafond end",
  anciennete: "coalesce(c.anciennete::text, 'inconnu')",
  annee: "coalesce(c.annee_creation::text, 'inconnu')",
  age: "c.age",
  motif: "c.motif",
  propositions: "c.propositions",
  "refus-par": "c.refus_par",
  "refus-motif": "case when c.refus_par = 'aucun' then 'aucun' else c.refus_motif end",
  salarie: "c.salarie",
  "qpv-actuel": "case c.qpv_actuel when 'inconnue' then 'inconnu' else c.qpv_actuel end",
  prioritaire: "c.prioritaire",
  dalo: "c.dalo",
  "refus-repetes": `case when c.propositions in ('0','1') or c.refus_par = 'aucun' then 'non'
                         when c.propositions = 'inconnu' or c.refus_par = 'inconnu' then 'inconnu' else 'oui' end`,
  "mutation-commune": `case c.origine when 'mutation' then coalesce(c.commune, 'inconnu')
                                      when 'inconnue' then 'origine-inconnue' else 'hors-mutation' end`,
};

/** One proposal or one recent event surely excludes a demande; both facts must be known to include it surely. */
const SIGNALEE = `case when c.propositions in ('1','2','3+') or c.evenement < $4 then 'non'
                       when c.propositions = '0' and c.evenement >= $4 then 'oui'
                       else 'inconnu' end`;

/** Each cell counts once per axis; names and expressions never come from a user. */
function comptes(sql: Sql, { epci, periode, delai, silence, commune, typologie }: FiltreDemande) {
  const axes = Object.entries(AXES).map(([axe, cle]) => `('${axe}', ${cle})`);
  return rowsOf(
    sql,
    compteRow,
    `select a.axe, a.cle, e.ancienne, e.signalee, sum(c.nombre) as nombre, sum(c.jours)::bigint as jours
       from publication p
       join cube_demande c on c.epci = p.epci and c.lot = p.lot
      cross join lateral (
            select case when c.anciennete is null then 'inconnu' when c.anciennete >= $3 then 'oui' else 'non' end,
                   ${SIGNALEE}
            ) as e (ancienne, signalee)
      cross join lateral (values ${axes.join(", ")}) as a (axe, cle)
      where p.epci = $1
        and p.source = 'sne-demandes'
        and p.periode = $2
        and ($5::text is null or c.commune = $5)
        and ($6::text is null or c.typologie = $6)
      group by a.axe, a.cle, e.ancienne, e.signalee
      order by a.axe, a.cle, e.ancienne, e.signalee`,
    [epci, periode, delai, silence, commune, typologie],
  );
}

const AXES_BAUX: Readonly<Record<AxeBail, string>> = {
  commune: "coalesce(c.commune, 'inconnu')",
  typologie: "c.typologie",
  origine: "case c.origine when 'inconnue' then 'inconnu' else c.origine end",
  salarie: "c.salarie",
  annee: "coalesce(c.annee_creation::text, 'inconnu')",
};

const compte = { situation, quartile, ressources, relogement: reponse, nombre: z.number() };
const bailRow: Lecteur<CompteBail> = z.object({ axe: z.enum(AXES_BAIL), cle: z.string(), ...compte });

const BAUX_OU = `where p.epci = $1
        and p.source = 'sne-attributions'
        and c.mois between date_trunc('month', $2::date)::date and $3::date`;

/** Rooms of RPLS → types of the SNE: six rooms and more are « T6 et plus ». */
async function parc(sql: Sql, epci: string, annee: number): ReturnType<DemandeQueries["parc"]> {
  const chosen = await chooseMillesime(sql, epci, annee);
  if (!chosen) return null;
  const rows = await rowsOf(
    sql,
    parcRow,
    `select 'commune' as axe, r.commune as cle, sum(r.logements)::bigint as logements, sum(r.liberes)::bigint as liberes,
            sum(r.liberations_inconnues)::bigint as liberations_inconnues
       from residence_parc r
      where r.epci = $1 and r.lot = $2
      group by r.commune
     union all
     select 'typologie', t.cle, sum(c.nombre)::bigint, null, null
       from cube_parc c
      cross join lateral (
            select case when c.pieces is null then 'inconnu' when c.pieces >= 6 then 'T6P' else 'T' || c.pieces end
            ) as t (cle)
      where c.epci = $1 and c.lot = $2
      group by t.cle`,
    [epci, chosen.lot],
  );
  return { millesime: chosen.millesime, comptes: rows };
}

/** Twelve digits of the hash: enough to tell a territory's rows apart, too few to match other files. */
function signalees(sql: Sql, filtre: Parameters<DemandeQueries["signalees"]>[0]): Promise<DemandeSignalee[]> {
  const { epci, periode, silence, commune, typologie, reference, limite } = filtre;
  return rowsOf(
    sql,
    signaleeRow,
    `select upper(substr(md5(d.cle), 1, 12)) as reference, d.commune, d.typologie, d.quartile_declare as quartile,
            d.revenu_mensuel, d.unite_conso, d.origine, d.cree_le,
            e.dernier as dernier_evenement, d.motif_demande
       from publication p
       join demande d on d.epci = p.epci and d.lot = p.lot
      cross join lateral (
            select greatest(d.dernier_evenement, d.cree_le, d.renouvele_le, d.derniere_proposition)
            ) as e (dernier)
      where p.epci = $1
        and p.source = 'sne-demandes'
        and p.periode = $2
        and d.propositions = 0
        and d.dernier_evenement is not null
        and e.dernier < ($3::date - make_interval(months => $4::integer))::date
        and ($5::text is null or d.commune = $5)
        and ($6::text is null or d.typologie = $6)
      order by d.cree_le, e.dernier, d.ligne
      limit $7`,
    [epci, periode, reference, silence, commune, typologie, limite],
  );
}

const bailleurRow: Lecteur<CompteBailleur> = z.object({ bailleur: z.string(), origine, ...compte });
