import type pg from "pg";

/** As many demandes as the country has, and the places they wish: the lines alone that a search reads. */
export type TaillePays = { readonly demandes: number; readonly lignes: number; readonly plusGrande: number };

export const PAYS: TaillePays = { demandes: 2_800_000, lignes: 4_750_000, plusGrande: 255_000 };
const COMMUNES = 20_000;
const EPCIS = 1_250;
/** Organisation that has stock in every commune: the bailleur that is measured. */
export const BAILLEUR = 1;

/** Each of the largest communes is the town of its territory. */
export function epciOf(rang: number): string {
  return `9${String(rang % EPCIS).padStart(8, "0")}`;
}

export function communeOf(rang: number): string {
  return String(10_000 + rang);
}

/** Demandes of each commune, the largest first: a power of the rank, whose exponent makes the total. */
function taillesOf({ lignes, plusGrande }: TaillePays): readonly number[] {
  let [bas, haut] = [0.3, 2];
  const sizes = (pente: number) =>
    Array.from({ length: COMMUNES }, (_, i) => Math.max(1, Math.round(plusGrande / (i + 1) ** pente)));
  for (let tour = 0; tour < 40; tour += 1) {
    const pente = (bas + haut) / 2;
    if (sizes(pente).reduce((sum, n) => sum + n, 0) > lignes) bas = pente;
    else haut = pente;
  }
  return sizes((bas + haut) / 2);
}

/**
 * Synthetic lines, by set: facts come from a hash of the identifier, so that a demande is the same wherever it is wished. The tables of the files
 * themselves stay empty, and their keys are not looked at: what is measured reads none of them.
 */
export async function genererPays(client: pg.ClientBase, taille: TaillePays): Promise<readonly number[]> {
  const tailles = taillesOf(taille);
  const { rows: indexes } = await client.query<{ nom: string; texte: string }>(
    "select indexrelid::regclass::text as nom, pg_get_indexdef(indexrelid) as texte from pg_index where indrelid = 'nominatif.souhait_cherche'::regclass and not indisprimary",
  );
  for (const { nom } of indexes) await client.query(`drop index ${nom}`);
  // Written once and only read afterwards: no line is looked for while it is filled, and none has to outlive the proof.
  await client.query("alter table nominatif.souhait_cherche drop constraint souhait_cherche_pkey, set unlogged");
  await client.query("set maintenance_work_mem = '256MB'");
  await client.query("set session_replication_role = replica");
  const communes = JSON.stringify(
    tailles.map((nombre, i) => ({ rang: i + 1, epci: epciOf(i + 1), commune: communeOf(i + 1), nombre })),
  );
  await client.query(
    "create temporary table communes as select * from jsonb_to_recordset($1::jsonb) as c (rang integer, epci text, commune text, nombre integer)",
    [communes],
  );
  // A demande wishes one commune and seven tenths of another, all of its territory.
  await client.query(
    `create temporary table viviers as
     select epci, greatest(max(nombre), ceil(sum(nombre) * $1::numeric / $2)::integer) as demandes from communes group by epci`,
    [taille.demandes, taille.lignes],
  );
  const faits = `
    (array[0,2,2,4,4,4,8,8,8,8,16,16,32,12,24,64])[1 + (h & 15)], (array[1,1,1,1,1,2,2,2,2,3,4,0])[1 + (h >> 4) % 12],
    case when (h >> 7) % 10 > 0 then 1 + (h >> 8) % 6 end, case when (h >> 11) % 12 > 0 then 4000 + (h >> 3) % 46000 end,
    case when (h >> 5) % 15 > 0 then 60000 + (h >> 2) % 260000 end, case when (h >> 6) % 3 = 0 then 8000 + (h >> 9) % 30000 end,
    (array[true,false,false,null])[1 + (h >> 10) % 4], (array[true,false,false,null,null])[1 + (h >> 12) % 5],
    (array[true,false,false,false,false,false,false,false,false,false,false,false,null])[1 + (h >> 13) % 13],
    case when h % 97 > 0 then ((h >> 14) % 110 + (h >> 18) % 90) end, date '2026-06-01' - ((h >> 4) % 4000)`;
  await client.query(
    `insert into nominatif.souhait_cherche
     select x.id, x.epci || ':' || x.commune, x.epci || ':' || x.commune, x.epci, null, ${faits}
       from (select c.epci, c.commune, md5(c.epci || ':' || ((i + c.rang * 7919) % v.demandes))::uuid as id
               from communes c join viviers v using (epci), generate_series(1, c.nombre) as i) as x
      cross join lateral (select hashtext(x.id::text) & 2147483647 as h) as f`,
  );
  // One in twelve accepts other communes: found by the territory, open by the commune wished.
  await client.query(
    `insert into nominatif.souhait_cherche
     select x.id, x.epci || ':*', x.epci || ':' || x.commune, x.epci, null, ${faits}
       from (select c.epci, c.commune, md5('*' || c.epci || ':' || ((i + c.rang * 7919) % v.demandes))::uuid as id
               from communes c join viviers v using (epci), generate_series(1, c.nombre / 12) as i) as x
      cross join lateral (select hashtext(x.id::text) & 2147483647 as h) as f`,
  );
  await client.query(
    `insert into nominatif.lieu_ouvert
     select epci || ':' || commune, epci,
            array[epci || ':' || commune] || array(select epci || ':' || o from generate_series($1::integer, greatest(4, least(60, nombre / 400))) as o)
       from communes`,
    [BAILLEUR],
  );
  await client.query("set session_replication_role = origin");
  for (const { texte } of indexes) await client.query(texte);
  await client.query("alter table nominatif.souhait_cherche add primary key (demandeur, lieu, par)");
  await client.query("vacuum analyze nominatif.souhait_cherche, nominatif.lieu_ouvert");
  return tailles;
}
