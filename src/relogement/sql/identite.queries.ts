import { z } from "zod";
import { insertId } from "#socle/sql/ecrire.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import { type Entretien, entretienRow, type NouveauMenage, type RelogementQueries } from "../lectures/ports.ts";
import type { IdentiteReloge } from "../regles/menage.ts";

const identiteRow = z.object({
  relogement: z.number(),
  nom: z.string(),
  prenom: z.string(),
  telephone: z.string().nullable(),
  courriel: z.string().nullable(),
  naissance: z.string().nullable(),
  porte: z.string().nullable(),
  adultes: z.number().nullable(),
  enfants: z.number().nullable(),
  revenuMensuel: z.number().nullable(),
  uniteConso: z.number().nullable(),
});

/** In the order of `valuesOf`. */
const IDENTITE = "nom, prenom, telephone, courriel, naissance, porte, adultes, enfants, revenu_mensuel, unite_conso";

export async function identites(
  sql: Sql,
  epci: string,
  relogements: readonly number[],
): ReturnType<RelogementQueries["identites"]> {
  const rows = await rowsOf(
    sql,
    identiteRow,
    `select relogement, ${IDENTITE} from nominatif.menage_reloge where epci = $1 and relogement = any ($2)`,
    [epci, relogements],
  );
  return new Map(rows.map(({ relogement, ...identite }): [number, IdentiteReloge] => [relogement, identite]));
}

/** The database copies the owners of the row from the file. */
export async function addIdentite(
  sql: Sql,
  epci: string,
  relogement: number,
  { identite, numeroHash }: Pick<NouveauMenage, "identite" | "numeroHash">,
): Promise<void> {
  await sql.query(
    `insert into nominatif.menage_reloge (epci, relogement, ${IDENTITE}, numero_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [epci, relogement, ...valuesOf(identite), numeroHash],
  );
  if (numeroHash !== null) await tieDemandeur(sql, epci, relogement, numeroHash);
}

/** Ties the file to the household of the register of demandes, when the actor may read it there; else only the number ties them. */
async function tieDemandeur(sql: Sql, epci: string, relogement: number, numeroHash: string | null): Promise<void> {
  await sql.query(
    `update relogement
        set demandeur = (select d.id from nominatif.demandeur d where d.epci = $1 and d.numero_hash = $3)
      where epci = $1
        and id = $2
        and demandeur is distinct from (select d.id from nominatif.demandeur d where d.epci = $1 and d.numero_hash = $3)`,
    [epci, relogement, numeroHash],
  );
}

export async function updateIdentite(
  sql: Sql,
  epci: string,
  relogement: number,
  identite: IdentiteReloge,
  numeroHash: string | null | undefined,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update nominatif.menage_reloge
        set (${IDENTITE}) = ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12),
            numero_hash = case when $14::boolean then $13 else numero_hash end
      where epci = $1
        and relogement = $2`,
    [epci, relogement, ...valuesOf(identite), numeroHash ?? null, numeroHash !== undefined],
  );
  if (rowCount === 1 && numeroHash !== undefined) await tieDemandeur(sql, epci, relogement, numeroHash);
  return rowCount === 1;
}

function valuesOf(identite: IdentiteReloge): readonly unknown[] {
  const { nom, prenom, telephone, courriel, naissance, porte, adultes, enfants, revenuMensuel, uniteConso } = identite;
  return [nom, prenom, telephone, courriel, naissance, porte, adultes, enfants, revenuMensuel, uniteConso];
}

export function entretiens(sql: Sql, epci: string, relogement: number): ReturnType<RelogementQueries["entretiens"]> {
  return rowsOf(
    sql,
    entretienRow,
    "select id, le, mode, texte from relogement_entretien where epci = $1 and relogement = $2 order by le, id",
    [epci, relogement],
  );
}

export function addEntretien(
  sql: Sql,
  epci: string,
  relogement: number,
  { le, mode, texte }: Omit<Entretien, "id">,
): Promise<number> {
  return insertId(sql, "relogement_entretien", { epci, relogement, le, mode, texte });
}
