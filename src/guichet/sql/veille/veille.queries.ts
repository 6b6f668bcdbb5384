import { MOTIFS_VEILLE, type MotifVeille, REFUS_REPETES } from "#observatoire/regles/veille/veille.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { CompteVeille, DemandeVeille, ReperesVeille, VeilleQueries } from "../../lectures/veille/ports.ts";
import { compteRow, demandeRow, priseRow } from "../../lectures/veille/ports.ts";

export function veilleQueries(sql: Sql): VeilleQueries {
  return {
    comptes: (reperes) => comptes(sql, reperes),
    list: (reperes, filtre) => list(sql, reperes, filtre),
    confiees: (epci, lot, organisations) => confiees(sql, epci, lot, organisations),
    prendre: (reperes, prise, jour) => prendre(sql, reperes, prise, jour),
    find: (epci, id) => rowOf(sql, priseRow, `${PRISE} where v.epci = $1 and v.id = $2`, [epci, id]),
    suivre: (epci, id) =>
      changes(sql, "update veille set compte = contexte.compte() where epci = $1 and id = $2 and compte is null", [
        epci,
        id,
      ]),
    rendre: (epci, id) =>
      changes(sql, "update veille set compte = null where epci = $1 and id = $2 and compte = contexte.compte()", [
        epci,
        id,
      ]),
    clore: async (epci, id, issue, jour) => {
      await sql.query("update veille set close_le = $3, issue = $4 where epci = $1 and id = $2", [
        epci,
        id,
        jour,
        issue,
      ]);
    },
    rouvrir: (epci, id, jour) =>
      changes(
        sql,
        `update veille v set close_le = null, issue = null
          where v.epci = $1 and v.id = $2 and v.close_le = $3
            and not exists (select from veille o
                             where o.epci = v.epci and o.cle = v.cle and o.motif = v.motif and o.close_le is null)`,
        [epci, id, jour],
      ),
  };
}

async function changes(sql: Sql, text: string, values: readonly unknown[]): Promise<boolean> {
  return (await sql.query(text, [...values])).rowCount === 1;
}

/** $3: the day of the extraction; $4: months of the delay; $5: months of the silence. True, false, or null when the file does not tell. */
const AVANT = (mois: string) => `($3::date - make_interval(months => ${mois}::integer))::date`;
const DERNIER = "greatest(d.dernier_evenement, d.cree_le, d.renouvele_le, d.derniere_proposition)";
const ANCIENNE = `d.cree_le < ${AVANT("$4")}`;
const CONDITION: Readonly<Record<MotifVeille, string>> = {
  "sans-suite": `(d.propositions = 0 and case when ${DERNIER} >= ${AVANT("$5")} then false
                                            when d.dernier_evenement is null then null else true end)`,
  "plus-de-9-mois": `(${ANCIENNE})`,
  "refus-repetes": `(d.propositions >= ${REFUS_REPETES} and case d.refus_par when 'inconnu' then null else d.refus_par <> 'aucun' end)`,
  "mutation-bloquee": `(${ANCIENNE} and case d.origine when 'inconnue' then null else d.origine = 'mutation' end)`,
  salarie: "(case d.salarie when 'inconnu' then null else d.salarie = 'oui' end)",
};

/** One scan of the stock counts the five lists. */
function comptes(sql: Sql, { epci, lot, reference, delai, silence }: ReperesVeille): Promise<CompteVeille[]> {
  const sommes = MOTIFS_VEILLE.map(
    (motif) =>
      `jsonb_build_array(count(*) filter (where ${CONDITION[motif]}), count(*) filter (where ${CONDITION[motif]} is null))`,
  );
  return rowsOf(
    sql,
    compteRow,
    `with comptes as materialized (
            select count(*) as lignes, array[${sommes.join(", ")}] as sommes from demande d where d.epci = $1 and d.lot = $2
          )
     select m.motif, (c.sommes[m.rang] ->> 0)::bigint as nombre, (c.sommes[m.rang] ->> 1)::bigint as inconnues,
            (select count(*) from veille v where v.epci = $1 and v.motif = m.motif and v.close_le is null) as prises
       from comptes c
      cross join unnest($6::text[]) with ordinality as m (motif, rang)
      where c.lignes > 0`,
    [epci, lot, reference, delai, silence, MOTIFS_VEILLE],
  );
}

const PRISE = `
  select v.id, v.motif, v.organisation, o.nom as nom_organisation, v.compte is not null as par_quelquun, v.prise_le,
         v.close_le, v.issue
    from veille v
    join organisation o on o.id = v.organisation`;

/** Twelve hexadecimal digits, as in the observatory, tell rows apart without revealing the key. */
const REFERENCE = (cle: string) => `upper(substr(md5(${cle}), 1, 12))`;
const COLONNES = `${REFERENCE("d.cle")} as reference, d.commune, d.typologie, d.origine, d.cree_le, ${DERNIER} as dernier_evenement,
            d.propositions, d.refus_par, d.refus_motif, d.motif_demande`;
const SUIVI = `jsonb_build_object('id', v.id, 'motif', v.motif, 'organisation', v.organisation, 'nomOrganisation', o.nom,
              'parQuelquun', v.compte is not null, 'priseLe', v.prise_le, 'closeLe', v.close_le, 'issue', v.issue)`;

/** Latest follow-up of each demande for that reason, computed once rather than for each line of the stock. */
const DERNIERES = `dernieres as materialized (
            select distinct on (v.cle) v.* from veille v where v.epci = $1 and v.motif = $6 order by v.cle, v.prise_le desc, v.id desc
          )`;

const SUIVI_EST = {
  libre: "v.id is null",
  prise: "v.id is not null and v.close_le is null",
  "en-retard": "v.id is not null and v.close_le is null and v.prise_le < $9::date",
  close: "v.close_le is not null",
} as const;

/** The file of the same number is searched, under the reader's own rights, once the page is chosen. */
async function list(
  sql: Sql,
  { epci, lot, reference, delai, silence }: ReperesVeille,
  { motif, commune, refus, suivi, enRetard, limite }: Parameters<VeilleQueries["list"]>[1],
): Promise<DemandeVeille[]> {
  const etat = suivi === null ? "true" : SUIVI_EST[suivi];
  return rowsOf(
    sql,
    demandeRow,
    `with ${DERNIERES}, page as materialized (
            select d.cle, d.ligne, ${COLONNES}, case when v.id is not null then ${SUIVI} end as prise
              from demande d
              left join dernieres v on v.cle = d.cle
              left join organisation o on o.id = v.organisation
             where d.epci = $1
               and d.lot = $2
               and $3::date is not null and $4::integer > 0 and $5::integer > 0
               and ${CONDITION[motif]}
               and ($7::text is null or d.commune = $7)
               and ($8::text is null or d.refus_motif = $8)
               and $9::date is not null
               and ${etat}
             order by d.cree_le, d.ligne
             limit $10
          )
     select p.*, l.id as demandeur
       from page p
       left join nominatif.demandeur l on l.epci = $1 and l.numero_hash = p.cle
      order by p.cree_le, p.ligne`,
    [epci, lot, reference, delai, silence, motif, commune, refus, enRetard, limite],
  );
}

function confiees(
  sql: Sql,
  epci: string,
  lot: number | null,
  organisations: readonly number[],
): Promise<DemandeVeille[]> {
  return rowsOf(
    sql,
    demandeRow,
    `select ${REFERENCE("v.cle")} as reference, d.commune, d.typologie, coalesce(d.origine, 'inconnue') as origine, d.cree_le,
            ${DERNIER} as dernier_evenement, d.propositions, coalesce(d.refus_par, 'inconnu') as refus_par,
            coalesce(d.refus_motif, 'inconnu') as refus_motif, d.motif_demande, l.id as demandeur, ${SUIVI} as prise
       from veille v
       join organisation o on o.id = v.organisation
       left join demande d on d.epci = v.epci and d.lot = $2 and d.cle = v.cle
       left join nominatif.demandeur l on l.epci = v.epci and l.numero_hash = v.cle
      where v.epci = $1
        and v.close_le is null
        and v.organisation = any ($3::bigint[])
      order by v.prise_le, v.id
      limit 500`,
    [epci, lot, organisations],
  );
}

async function prendre(
  sql: Sql,
  { epci, lot }: Pick<ReperesVeille, "epci" | "lot">,
  { motif, organisation, references }: Parameters<VeilleQueries["prendre"]>[1],
  jour: string,
): Promise<number> {
  const { rowCount } = await sql.query(
    `insert into veille (epci, cle, motif, organisation, prise_le)
     select $1, d.cle, $3, $4, $6::date
       from demande d
      where d.epci = $1
        and d.lot = $2
        and ${REFERENCE("d.cle")} = any ($5::text[])
         on conflict do nothing`,
    [epci, lot, motif, organisation, references, jour],
  );
  return rowCount;
}
