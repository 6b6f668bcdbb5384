import { z } from "zod";
import { oneOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { NouvelleOffre, OffreDuRelogeur, ReponseDonnee } from "../lectures/ports.ts";
import { offreJson, offreRow } from "./offre-row.ts";

const idRow = z.object({ id: z.number() });

/** Under the lock of the file: the number is the next one. Whose the row is is taken from the file by the database. */
export async function addOffre(sql: Sql, epci: string, offre: NouvelleOffre): Promise<number> {
  const { relogement, logement, proposeeLe, raisonRang, decisionComite } = offre;
  const { id } = await oneOf(
    sql,
    idRow,
    `insert into relogement_offre (epci, relogement, numero, relogeur, ident_rpls, adresse, commune, secteur, situation, typologie, surface,
                                   loyer, charges, apl, premiere_location_le, conventionne_le, rehabilite, residentialise, loyer_baisse,
                                   pru1, droit_action_logement, proposee_le, raison_rang, decision_comite)
     select $1, $2, coalesce(max(numero), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            $22, $23
       from relogement_offre
      where epci = $1
        and relogement = $2
     returning id`,
    [
      epci,
      relogement,
      logement.bailleur.organisation,
      logement.identRpls,
      logement.adresse,
      logement.commune,
      logement.secteur,
      logement.situation,
      logement.typologie,
      logement.surface,
      logement.loyer,
      logement.charges,
      logement.apl,
      logement.premiereLocationLe,
      logement.conventionneLe,
      logement.rehabilite,
      logement.residentialise,
      logement.loyerBaisse,
      logement.pru1,
      logement.droitActionLogement,
      proposeeLe,
      raisonRang,
      decisionComite,
    ],
  );
  return id;
}

/** Those that the person sees without the file, and those whose file they see. */
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
