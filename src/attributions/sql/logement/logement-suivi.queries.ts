import { z } from "zod";
import { ACTION_LOGEMENT } from "#donnees/sql/action-logement.ts";
import { colonnesDe } from "#socle/sql/colonnes.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import {
  type DeclarationLogement,
  declarationRow,
  type LogementSuivi,
  type LogementSuiviQueries,
  logementSuiviRow,
} from "../../lectures/logement/ports.ts";
import type { EtatLogement } from "../../regles/logement/logement-suivi.ts";

export function logementSuiviQueries(sql: Sql): LogementSuiviQueries {
  return {
    list: (epci, etats) => list(sql, epci, etats),
    find: (epci, id) => find(sql, epci, id),
    add: (epci, organisation, declaration, synthetique) => add(sql, epci, organisation, declaration, synthetique),
    update: (epci, id, revision, declaration) => update(sql, epci, id, revision, declaration),
  };
}

const DECLARATION = colonnesDe(declarationRow);

/** Older rows have no place, and cannot be offered. */
const SELECT = `
  select s.id, s.cle, s.declare_le, s.revision, s.synthetique, ${DECLARATION.noms("s")},
         json_build_object('organisation', o.id, 'nom', o.nom, 'siren', o.siren) as bailleur
    from logement_suivi s
    join organisation o on o.id = s.organisation
   where s.epci = $1
     and s.adresse is not null
     and s.commune is not null`;

function list(sql: Sql, epci: string, etats: readonly EtatLogement[]): Promise<LogementSuivi[]> {
  return rowsOf(
    sql,
    logementSuiviRow,
    `${SELECT}
     and (cardinality($2::text[]) = 0 or s.etat = any ($2))
   order by s.commune, s.adresse, s.id`,
    [epci, etats],
  );
}

function find(sql: Sql, epci: string, id: number): Promise<LogementSuivi | null> {
  return rowOf(sql, logementSuiviRow, `${SELECT} and s.id = $2`, [epci, id]);
}

/** The réservataire with the right may read the dwelling too: Action Logement, one organisation in the whole country. */
const RESERVATAIRE = `case $3::text when 'COLACT' then
         ${ACTION_LOGEMENT} end`;

async function add(
  sql: Sql,
  epci: string,
  organisation: number,
  declaration: DeclarationLogement,
  synthetique: boolean,
): Promise<number | null> {
  const row = await rowOf(
    sql,
    z.object({ id: z.number() }),
    `insert into logement_suivi (epci, organisation, reservataire, cle, synthetique, ${DECLARATION.noms()})
     values ($1, $2, ${RESERVATAIRE}, $4, $5, ${DECLARATION.places(6)})
     on conflict (epci, organisation, cle) do nothing
     returning id`,
    [epci, organisation, declaration.contingent, declaration.cle, synthetique, ...DECLARATION.valeurs(declaration)],
  );
  return row?.id ?? null;
}

async function update(
  sql: Sql,
  epci: string,
  id: number,
  revision: number,
  declaration: DeclarationLogement,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update logement_suivi
        set (reservataire, revision, declare_le, ${DECLARATION.noms()})
          = (${RESERVATAIRE}, revision + 1, now(), ${DECLARATION.places(5)})
      where epci = $1
        and id = $2
        and revision = $4`,
    [epci, id, declaration.contingent, revision, ...DECLARATION.valeurs(declaration)],
  );
  return rowCount === 1;
}
