import { z } from "zod";
import { situation } from "#donnees/formats/ports.ts";
import {
  CADRES_OPERATION,
  ETATS_OPERATION,
  GENRES_OPERATION,
  PHASES_OPERATION,
} from "#donnees/regles/programme/operation.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { insertId, update } from "#socle/sql/ecrire.ts";
import { type Lecteur, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  bailleurRow,
  type FiltreOperations,
  type NouvelleOperation,
  type OperationEcrite,
  type OperationQueries,
  TOUTES_OPERATIONS,
} from "../lectures/ports.ts";
import {
  addExamen,
  addFinancement,
  bailleurs,
  examens,
  financements,
  withdrawFinancement,
} from "./operation-suivi.queries.ts";

export function operationQueries(sql: Sql): OperationQueries {
  return {
    list: (epci, filtre = TOUTES_OPERATIONS) => list(sql, epci, filtre),
    find: (epci, id) => rowOf(sql, operationRow, `${SELECT} where o.epci = $1 and o.id = $2`, [epci, id]),
    add: (epci, operation) => add(sql, epci, operation),
    update: (epci, id, revision, operation) => change(sql, epci, { id, revision }, operation),
    setEtat: (epci, id, change) => setEtat(sql, epci, id, change),
    setPublication: (epci, id, le) => setPublication(sql, epci, id, le),
    examens: (epci, id) => examens(sql, epci, id),
    addExamen: (epci, examen) => addExamen(sql, epci, examen),
    financements: (epci, operation) => financements(sql, epci, operation ?? null),
    addFinancement: (epci, ligne) => addFinancement(sql, epci, ligne),
    withdrawFinancement: (epci, operation, ligne) => withdrawFinancement(sql, epci, operation, ligne),
    bailleurs: (epci) => bailleurs(sql, epci),
  };
}

const jour = z.string().nullable();
const etape = z.object({
  phase: z.enum(PHASES_OPERATION),
  debutPrevu: jour,
  finPrevue: jour,
  debutReel: jour,
  finReelle: jour,
});
const nombre = z.number().nullable();

const operationRow: Lecteur<OperationEcrite> = z.object({
  id: z.number(),
  revision: z.number(),
  nom: z.string(),
  genre: z.enum(GENRES_OPERATION),
  cadre: z.enum(CADRES_OPERATION),
  commune: z.string().nullable(),
  secteur: z.string().nullable(),
  situation,
  residences: z.array(z.string()),
  logements: nombre,
  collectifs: nombre,
  individuels: nombre,
  typologies: z.partialRecord(z.enum(TYPOLOGIES), z.number()),
  loyerM2: nombre,
  etapes: z.array(etape),
  etat: z.enum(ETATS_OPERATION),
  publieLe: jour,
  synthetique: z.boolean(),
  bailleur: bailleurRow.nullable(),
  financements: z.object({ plai: nombre, plus: nombre, pls: nombre, autre: nombre }),
  premiersBaux: z
    .object({ connus: z.number(), q1OuReloges: z.number(), habitantsQpv: z.number().nullable() })
    .nullable(),
  aReloger: z.object({ occupes: nombre, occupesAu: jour, depuis: nombre }).nullable(),
});

const SELECT = `
  select o.id, o.revision, o.nom, o.genre, o.cadre, o.commune, o.secteur,
         o.situation, array(select residence_courante(o.epci, r.cle) from unnest(o.residences) with ordinality as r (cle, rang) order by r.rang) as residences,
         o.logements, o.collectifs, o.individuels, o.typologies, o.loyer_m2, o.etapes, o.etat, o.publie_le, o.synthetique,
         case when o.organisation is not null then
           json_build_object('organisation', o.organisation, 'nom', coalesce(g.nom, ''), 'siren', g.siren) end as bailleur,
         json_build_object('plai', o.plai, 'plus', o.plus, 'pls', o.pls, 'autre', o.autre) as financements,
         case when b.operation is not null then
           json_build_object('connus', b.connus, 'q1OuReloges', b.q1_ou_reloges, 'habitantsQpv', b.habitants_qpv) end as premiers_baux,
         case when o.genre = 'demolition' then
           json_build_object('occupes', o.occupes, 'occupesAu', o.occupes_au, 'depuis', o.relogement_depuis) end as a_reloger
    from operation o
    left join organisation g on g.id = o.organisation
    left join operation_baux b on b.operation = o.id`;

/** A demolition without dated phases is sorted by the year in which rehousing starts. */
function list(
  sql: Sql,
  epci: string,
  { genre, etat, commune, bailleur, cadre }: FiltreOperations,
): Promise<OperationEcrite[]> {
  return rowsOf(
    sql,
    operationRow,
    `${SELECT}
      where o.epci = $1
        and ($2::text is null or o.genre = $2)
        and ($3::text is null or o.etat = $3)
        and ($4::text is null or o.commune = $4)
        and ($5::bigint is null or o.organisation = $5)
        and ($6::text is null or o.cadre = $6)
      order by o.genre <> 'demolition',
               (select min(e ->> 'debutPrevu') from jsonb_array_elements(o.etapes) e) nulls last,
               o.relogement_depuis nulls last, o.nom, o.id`,
    [epci, genre, etat, commune, bailleur, cadre ?? null],
  );
}

type Fiche = Omit<NouvelleOperation, "etat">;

/** What the form writes, its first leases apart. */
function valeursOf(fiche: Fiche) {
  const { plai, plus, pls, autre } = fiche.financements;
  const { aReloger } = fiche;
  return {
    nom: fiche.nom,
    genre: fiche.genre,
    cadre: fiche.cadre,
    organisation: fiche.organisation,
    commune: fiche.commune,
    secteur: fiche.secteur,
    situation: fiche.situation,
    residences: fiche.residences,
    logements: fiche.logements,
    collectifs: fiche.collectifs,
    individuels: fiche.individuels,
    plai,
    plus,
    pls,
    autre,
    typologies: JSON.stringify(fiche.typologies),
    loyerM2: fiche.loyerM2,
    occupes: aReloger?.occupes ?? null,
    occupesAu: aReloger?.occupesAu ?? null,
    relogementDepuis: aReloger?.depuis ?? null,
    etapes: JSON.stringify(fiche.etapes),
    synthetique: fiche.synthetique,
  };
}

async function add(sql: Sql, epci: string, { etat, ...fiche }: NouvelleOperation): Promise<number> {
  return sql.transaction(async (tx) => {
    const id = await insertId(tx, "operation", { epci, etat, ...valeursOf(fiche) });
    await writeBaux(tx, epci, id, fiche);
    return id;
  });
}

async function change(
  sql: Sql,
  epci: string,
  { id, revision }: { readonly id: number; readonly revision: number },
  fiche: Fiche,
): Promise<boolean> {
  return sql.transaction(async (tx) => {
    const valeurs = { ...valeursOf(fiche), revision: revision + 1 };
    const params = [epci, id, revision];
    if (!(await update(tx, "operation", valeurs, "epci = $1 and id = $2 and revision = $3", params))) return false;
    await tx.query("delete from operation_baux where epci = $1 and operation = $2", [epci, id]);
    await writeBaux(tx, epci, id, fiche);
    return true;
  });
}

/** First lettings belong to a bailleur: the act refuses them without one. */
async function writeBaux(sql: Sql, epci: string, id: number, { premiersBaux, organisation }: Fiche): Promise<void> {
  if (!premiersBaux || organisation === null) return;
  await sql.query(
    "insert into operation_baux (operation, epci, organisation, connus, q1_ou_reloges, habitants_qpv) values ($1, $2, $3, $4, $5, $6)",
    [id, epci, organisation, premiersBaux.connus, premiersBaux.q1OuReloges, premiersBaux.habitantsQpv ?? null],
  );
}

async function setEtat(
  sql: Sql,
  epci: string,
  id: number,
  { de, vers }: Parameters<OperationQueries["setEtat"]>[2],
): Promise<boolean> {
  const { rowCount } = await sql.query("update operation set etat = $4 where epci = $1 and id = $2 and etat = $3", [
    epci,
    id,
    de,
    vers,
  ]);
  return rowCount === 1;
}

async function setPublication(sql: Sql, epci: string, id: number, le: string | null): Promise<boolean> {
  const { rowCount } = await sql.query("update operation set publie_le = $3 where epci = $1 and id = $2", [
    epci,
    id,
    le,
  ]);
  return rowCount === 1;
}
