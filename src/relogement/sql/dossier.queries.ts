import { z } from "zod";
import { ACTION_LOGEMENT } from "#donnees/sql/action-logement.ts";
import { update as updateRow } from "#socle/sql/ecrire.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { FiltreMenages, ModificationMenage, NouveauMenage, RelogementQueries } from "../lectures/ports.ts";
import { CLOTURES } from "../regles/etat.ts";
import { prefixOf } from "../regles/reference.ts";
import { dossierRow } from "./dossier-row.ts";
import { LIT_LES_NOMS, offreJson } from "./offre-row.ts";

/**
 * Offers and decisions are read file by file: as joined groups, a plan made for any filter would read each group once a file. Parameters:
 * territory, file, operation, state; null is « any ». Hidden rows are absent. An operation of the register closed to the actor
 * is named by its number.
 */
const SELECT = `
  select r.id, r.operation, coalesce(op.nom, 'Opération ' || r.operation) as operation_nom, r.reference,
         json_build_object('organisation', r.organisation, 'nom', b.nom) as bailleur,
         r.etat, r.etat_depuis, r.personnes, r.quartile, r.ressources,
         json_build_object('identRpls', r.origine_rpls, 'typologie', r.origine_typologie, 'loyer', r.origine_loyer,
                           'charges', r.origine_charges, 'apl', r.origine_apl, 'surface', r.origine_surface) as origine,
         json_build_object('typologies', r.souhait_typologies, 'zone', r.souhait_zone, 'communes', r.souhait_communes,
                           'acces', r.besoin_acces, 'resteAChargeMax', r.reste_a_charge_max, 'accession', r.accession) as souhait,
         r.action_logement as beneficiaire_action_logement, r.accompagnement, r.decohabitation_de,
         case when r.etape is not null then json_build_object('quoi', r.etape, 'le', r.etape_le) end as prochaine_etape,
         r.clos_le, r.revision, r.synthetique,
         case when r.enquete_le is not null then
           json_build_object('le', r.enquete_le, 'logement', r.satisfaction_logement, 'quartier', r.satisfaction_quartier,
                             'accompagnement', r.satisfaction_accompagnement, 'effort', r.effort_apres) end as enquete,
         (select coalesce(json_agg(${offreJson(LIT_LES_NOMS)} order by o.numero), '[]')
            from relogement_offre o
            join organisation b on b.id = o.relogeur
           where o.relogement = r.id) as offres,
         (select coalesce(json_agg(json_build_object('id', c.id, 'relogement', c.relogement, 'objet', c.objet, 'le', c.le,
                                                     'motif', c.motif, 'offre', o.id) order by c.le, c.id), '[]')
            from relogement_comite c
            left join relogement_offre o on o.decision_comite = c.id
           where c.relogement = r.id) as decisions,
         (select json_build_object('id', k.id, 'motif', k.motif, 'ouvertLe', k.ouvert_le)
            from cas_bloque k
           where k.relogement = r.id and k.clos_le is null and k.motif is not null) as blocage
    from relogement r
    join organisation b on b.id = r.organisation
    left join operation op on op.id = r.operation
   where r.epci = $1
     and ($2::bigint is null or r.id = $2)
     and ($3::bigint is null or r.operation = $3)
     and ($4::text is null or r.etat = $4)
   order by r.reference`;

export function list(
  sql: Sql,
  epci: string,
  { operation, etat }: FiltreMenages,
): ReturnType<RelogementQueries["list"]> {
  return rowsOf(sql, dossierRow, SELECT, [epci, null, operation, etat]);
}

export function find(sql: Sql, epci: string, id: number): ReturnType<RelogementQueries["find"]> {
  return rowOf(sql, dossierRow, SELECT, [epci, id, null, null]);
}

export async function findDemandeur(sql: Sql, epci: string, id: number): Promise<string | null> {
  const row = await rowOf(
    sql,
    z.object({ demandeur: z.string().nullable() }),
    "select demandeur from relogement where epci = $1 and id = $2",
    [epci, id],
  );
  return row?.demandeur ?? null;
}

/** Locks until the end of the transaction: the next one waits, then reads what was written. */
export async function lock(sql: Sql, epci: string, id: number): Promise<boolean> {
  const { rowCount } = await sql.query("select id from relogement where epci = $1 and id = $2 for update", [epci, id]);
  return rowCount === 1;
}

const idRow = z.object({ id: z.number() });

/** Skips a reference that a file hidden from the actor already has. */
export async function add(sql: Sql, epci: string, menage: NouveauMenage): Promise<number> {
  const { nom, dernier } = await oneOf(
    sql,
    z.object({ nom: z.string(), dernier: z.number() }),
    `select nom, coalesce((select max(substring(reference from '[0-9]+$')::integer) from relogement r where r.epci = $1 and r.operation = $2), 0)
            as dernier
       from operation
      where epci = $1
        and id = $2`,
    [epci, menage.operation],
  );
  const values = [
    ...colonnesOf(menage),
    ["operation", menage.operation],
    ["organisation", menage.organisation],
  ] as const;
  for (let numero = dernier + 1; ; numero += 1) {
    const reference = `${prefixOf(nom)}-${String(numero).padStart(3, "0")}`;
    const row = await insertReference(sql, epci, reference, [
      ...values,
      ["decohabitation_de", menage.decohabitationDe],
      ["synthetique", menage.synthetique],
    ]);
    if (row !== null) return row.id;
  }
}

function insertReference(
  sql: Sql,
  epci: string,
  reference: string,
  values: readonly (readonly [string, unknown])[],
): Promise<{ readonly id: number } | null> {
  return rowOf(
    sql,
    idRow,
    `insert into relogement (epci, reference, reservataire, ${values.map(([column]) => column).join(", ")})
     values ($1, $2, ${RESERVATAIRE}, ${values.map((_, i) => `$${i + 4}`).join(", ")})
     on conflict (epci, reference) do nothing
     returning id`,
    [
      epci,
      reference,
      values.find(([column]) => column === "action_logement")?.[1],
      ...values.map(([, value]) => value),
    ],
  );
}

/**
 * Action Logement follows the files of its beneficiaries as soon as the answer is known: $3 is the answer, null when it is not
 * written this time. One organisation in the whole country has that name.
 */
const RESERVATAIRE = `case $3::text when 'oui' then
         ${ACTION_LOGEMENT} end`;

/** Columns of the given fields of the forms. */
function colonnesOf(menage: ModificationMenage): readonly (readonly [string, unknown])[] {
  const { origine, souhait, prochaineEtape } = menage;
  const given: readonly (readonly [string, unknown])[] = [
    ["personnes", menage.personnes],
    ["quartile", menage.quartile],
    ["ressources", menage.ressources],
    ["action_logement", menage.beneficiaireActionLogement],
    ["accompagnement", menage.accompagnement],
    ["origine_rpls", origine?.identRpls],
    ["origine_typologie", origine?.typologie],
    ["origine_loyer", origine?.loyer],
    ["origine_charges", origine?.charges],
    ["origine_apl", origine?.apl],
    ["origine_surface", origine?.surface],
    ["souhait_typologies", souhait?.typologies],
    ["souhait_zone", souhait?.zone],
    ["souhait_communes", souhait?.communes],
    ["besoin_acces", souhait?.acces],
    ["reste_a_charge_max", souhait?.resteAChargeMax],
    ["accession", souhait?.accession],
    ["etape", prochaineEtape === null ? null : prochaineEtape?.quoi],
    ["etape_le", prochaineEtape === null ? null : prochaineEtape?.le],
  ];
  return given.filter(([, value]) => value !== undefined);
}

export async function update(
  sql: Sql,
  epci: string,
  id: number,
  revision: number,
  modification: ModificationMenage,
): Promise<boolean> {
  const values = colonnesOf(modification);
  const { rowCount } = await sql.query(
    `update relogement
        set ${values.map(([column], i) => `${column} = $${i + 5}, `).join("")}
            reservataire = case when $3::text is null then reservataire else ${RESERVATAIRE} end,
            revision = revision + 1
      where epci = $1
        and id = $2
        and revision = $4`,
    [epci, id, modification.beneficiaireActionLogement ?? null, revision, ...values.map(([, value]) => value)],
  );
  return rowCount === 1;
}

export async function changeEtat(
  sql: Sql,
  epci: string,
  id: number,
  { de, vers, le }: Parameters<RelogementQueries["changeEtat"]>[2],
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update relogement
        set etat = $4, etat_depuis = $5::date, clos_le = case when $4 = any ($6::text[]) then $5::date end
      where epci = $1
        and id = $2
        and etat = $3`,
    [epci, id, de, vers, le, CLOTURES],
  );
  return rowCount === 1;
}

export async function setEnquete(
  sql: Sql,
  epci: string,
  id: number,
  { le, logement, quartier, accompagnement, effort }: Parameters<RelogementQueries["setEnquete"]>[2],
): Promise<void> {
  const valeurs = {
    enqueteLe: le,
    satisfactionLogement: logement,
    satisfactionQuartier: quartier,
    satisfactionAccompagnement: accompagnement,
    effortApres: effort,
  };
  await updateRow(sql, "relogement", valeurs, "epci = $1 and id = $2", [epci, id]);
}

export async function setEtape(
  sql: Sql,
  epci: string,
  id: number,
  etape: Parameters<RelogementQueries["setEtape"]>[2],
): Promise<void> {
  await sql.query("update relogement set etape = $3, etape_le = $4 where epci = $1 and id = $2", [
    epci,
    id,
    etape?.quoi ?? null,
    etape?.le ?? null,
  ]);
}
