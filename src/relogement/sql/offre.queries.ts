import { z } from "zod";
import { oneOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { NouvelleOffre, OffreDuRelogeur, ReponseDonnee } from "../lectures/ports.ts";
import { offreJson, offreRow } from "./offre-row.ts";

const idRow = z.object({ id: z.number() });

/** Needs the lock of the file, because the number is the next one. The database copies the owners of the row from the file. */
export async function addOffre(sql: Sql, epci: string, offre: NouvelleOffre): Promise<number> {
  const { relogement, logement, proposeeLe, raisonRang, decisionComite } = offre;
  const colonnes: readonly (readonly [colonne: string, valeur: unknown])[] = [
    ["relogeur", logement.bailleur.organisation],
    ["ident_rpls", logement.identRpls],
    ["adresse", logement.adresse],
    ["commune", logement.commune],
    ["secteur", logement.secteur],
    ["situation", logement.situation],
    ["typologie", logement.typologie],
    ["surface", logement.surface],
    ["loyer", logement.loyer],
    ["charges", logement.charges],
    ["apl", logement.apl],
    ["premiere_location_le", logement.premiereLocationLe],
    ["conventionne_le", logement.conventionneLe],
    ["rehabilite", logement.rehabilite],
    ["residentialise", logement.residentialise],
    ["loyer_baisse", logement.loyerBaisse],
    ["pru1", logement.pru1],
    ["droit_action_logement", logement.droitActionLogement],
    ["proposee_le", proposeeLe],
    ["raison_rang", raisonRang],
    ["decision_comite", decisionComite],
  ];
  const { id } = await oneOf(
    sql,
    idRow,
    `insert into relogement_offre (epci, relogement, numero, ${colonnes.map(([colonne]) => colonne).join(", ")})
     values ($1, $2, (select coalesce(max(numero), 0) + 1 from relogement_offre where epci = $1 and relogement = $2),
             ${colonnes.map((_, rang) => `$${rang + 3}`).join(", ")})
     returning id`,
    [epci, relogement, ...colonnes.map(([, valeur]) => valeur)],
  );
  return id;
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
