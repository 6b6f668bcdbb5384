import { z } from "zod";
import { CODES_VALEUR_CHARTE, type ValeurCharte } from "#engagements/regles/charte/valeur-charte.ts";
import { insertId, upsert } from "#socle/sql/ecrire.ts";
import { type Lecteur, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { Immeuble, PointCharte, RelogementQueries } from "../lectures/ports.ts";
import { immeubleRow, missionRow, officierRow } from "../lectures/ports.ts";
import { reponse } from "./offre-row.ts";

export function immeuble(sql: Sql, epci: string, operation: number): Promise<Immeuble | null> {
  return rowOf(
    sql,
    immeubleRow,
    "select id as operation, nom, genre, organisation from operation where epci = $1 and id = $2",
    [epci, operation],
  );
}

const pointRow: Lecteur<PointCharte> = z.object({
  code: z.string(),
  reponse,
  le: z.string(),
  texte: z.string().nullable(),
});

export function charte(sql: Sql, epci: string, operation: number): ReturnType<RelogementQueries["charte"]> {
  return rowsOf(
    sql,
    pointRow,
    "select code, reponse, le, texte from charte_relogement where epci = $1 and operation = $2 order by code",
    [epci, operation],
  );
}

export async function setCharte(
  sql: Sql,
  epci: string,
  operation: number,
  { code, reponse: dite, le, texte }: PointCharte,
): Promise<void> {
  const point = { epci, operation, code, reponse: dite, le, texte };
  await upsert(sql, "charte_relogement", point, ["epci", "operation", "code"]);
}

const valeurRow: Lecteur<ValeurCharte> = z.object({
  code: z.enum(CODES_VALEUR_CHARTE),
  depuis: z.string(),
  valeur: z.number().nullable(),
  source: z.string(),
});

export function valeursCharte(sql: Sql, epci: string): ReturnType<RelogementQueries["valeursCharte"]> {
  return rowsOf(
    sql,
    valeurRow,
    "select code, depuis, valeur, source from charte_valeur where epci = $1 order by code, depuis",
    [epci],
  );
}

export async function setValeurCharte(
  sql: Sql,
  epci: string,
  { code, depuis, valeur, source }: ValeurCharte,
): Promise<void> {
  await upsert(sql, "charte_valeur", { epci, code, depuis, valeur, source }, ["epci", "code", "depuis"]);
}

export function missions(sql: Sql, epci: string): ReturnType<RelogementQueries["missions"]> {
  return rowsOf(
    sql,
    missionRow,
    `select m.id, m.operation, m.compte, concat_ws(' ', c.prenom, c.nom) as agent, m.du, m.au
       from mission_relogement m
       left join compte c on c.id = m.compte
      where m.epci = $1
      order by m.du, m.id`,
    [epci],
  );
}

export function addMission(
  sql: Sql,
  epci: string,
  { operation, compte, du }: Parameters<RelogementQueries["addMission"]>[1],
): Promise<number> {
  return insertId(sql, "mission_relogement", { epci, operation, compte, du });
}

export async function endMission(sql: Sql, epci: string, id: number, au: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    "update mission_relogement set au = greatest($3::date, du) where epci = $1 and id = $2 and au is null",
    [epci, id, au],
  );
  return rowCount === 1;
}

export function officiers(sql: Sql, epci: string): ReturnType<RelogementQueries["officiers"]> {
  return rowsOf(
    sql,
    officierRow,
    `select distinct on (nom, compte) compte, nom, organisation
       from (select h.compte, concat_ws(' ', c.prenom, c.nom) as nom, o.nom as organisation
               from habilitation h
               join compte c on c.id = h.compte
               join organisation o on o.id = h.organisation
              where h.epci = $1
                and h.role = 'relogement'
                and h.revoquee_le is null
                and contexte.aujourdhui() between h.debut and h.fin) as officier
      order by nom, compte, organisation`,
    [epci],
  );
}

/** Open files whose household signed a lease after a commission. */
export function logesEnCommission(sql: Sql, epci: string): Promise<{ id: number; reference: string; le: string }[]> {
  return rowsOf(
    sql,
    z.object({ id: z.number(), reference: z.string(), le: z.string() }),
    `select id, reference, bail_commission_le as le
       from relogement
      where epci = $1 and bail_commission_le is not null and etat not in ('reloge','depart')
      order by bail_commission_le, id`,
    [epci],
  );
}
