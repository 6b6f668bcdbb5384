import { z } from "zod";
import { calcule, insertId, pick } from "#socle/sql/ecrire.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { NouvelleOffre, OffreDuRelogeur, ReponseDonnee } from "../lectures/ports.ts";
import { logementRow, offreJson, offreRow } from "./offre-row.ts";

/** To be called under the lock of the file: the number is the next one. The database takes the owners of the row from the file. */
export function addOffre(sql: Sql, epci: string, offre: NouvelleOffre): Promise<number> {
  const { relogement, logement, proposeeLe, raisonRang, decisionComite } = offre;
  return insertId(sql, "relogement_offre", {
    epci,
    relogement,
    numero: calcule(
      (p) =>
        `(select coalesce(max(numero), 0) + 1 from relogement_offre where epci = ${p(epci)} and relogement = ${p(relogement)})`,
    ),
    ...pick(logementRow, logement),
    relogeur: logement.bailleur.organisation,
    proposeeLe,
    raisonRang,
    decisionComite,
  });
}

/** Offers on the dwellings of these bailleurs, even when the actor may not read the file. */
export async function offresDuRelogeur(
  sql: Sql,
  epci: string,
  organisations: readonly number[],
): Promise<readonly OffreDuRelogeur[]> {
  const rows = await rowsOf(
    sql,
    z.object({ offre: offreRow }),
    `select ${offreJson("true")} as offre
       from relogement_offre o
       join organisation b on b.id = o.relogeur
      where o.epci = $1
        and o.relogeur = any ($2)
      order by o.proposee_le desc, o.id desc`,
    [epci, organisations],
  );
  return rows.map(({ offre }) => offre);
}

export async function setVisite(sql: Sql, epci: string, offre: number, le: string): Promise<boolean> {
  const { rowCount } = await sql.query("update relogement_offre set visitee_le = $3 where epci = $1 and id = $2", [
    epci,
    offre,
    le,
  ]);
  return rowCount === 1;
}

export async function repondre(
  sql: Sql,
  epci: string,
  offre: number,
  { reponse, le, motif, precision }: ReponseDonnee,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update relogement_offre
        set reponse = $3, repondu_le = $4, motif_refus = $5, precision = $6
      where epci = $1
        and id = $2
        and bail_signe_le is null
        and (reponse = 'attendue' or (reponse = 'acceptee' and $3 <> 'acceptee'))`,
    [epci, offre, reponse, le, motif, precision],
  );
  return rowCount === 1;
}

export async function signer(sql: Sql, epci: string, offre: number, le: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    "update relogement_offre set bail_signe_le = $3 where epci = $1 and id = $2 and reponse = 'acceptee' and bail_signe_le is null",
    [epci, offre, le],
  );
  return rowCount === 1;
}

export async function annulerBail(sql: Sql, epci: string, offre: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    "update relogement_offre set bail_signe_le = null where epci = $1 and id = $2 and bail_signe_le is not null",
    [epci, offre],
  );
  return rowCount === 1;
}
