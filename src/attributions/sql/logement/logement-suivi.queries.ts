import { ACTION_LOGEMENT } from "#donnees/sql/action-logement.ts";
import { calcule, insertNew, pick, update } from "#socle/sql/ecrire.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
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
    update: (epci, id, revision, declaration) => change(sql, epci, id, revision, declaration),
  };
}

/** Former rows say no place: nobody can offer them. */
const SELECT = `
  select s.id, s.cle, s.declare_le, s.revision, s.synthetique, ${colonnesOf(declarationRow, "s")},
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

/** The réservataire whose right it is reads it too: Action Logement, one organisation in the whole country. */
function reservataireOf({ contingent }: DeclarationLogement) {
  return contingent === "COLACT" ? calcule(() => ACTION_LOGEMENT) : null;
}

function add(
  sql: Sql,
  epci: string,
  organisation: number,
  declaration: DeclarationLogement,
  synthetique: boolean,
): Promise<number | null> {
  const reservataire = reservataireOf(declaration);
  return insertNew(
    sql,
    "logement_suivi",
    { epci, organisation, reservataire, cle: declaration.cle, synthetique, ...pick(declarationRow, declaration) },
    "on conflict (epci, organisation, cle) do nothing",
  );
}

function change(
  sql: Sql,
  epci: string,
  id: number,
  revision: number,
  declaration: DeclarationLogement,
): Promise<boolean> {
  const reservataire = reservataireOf(declaration);
  const declareLe = calcule(() => "now()");
  return update(
    sql,
    "logement_suivi",
    { reservataire, revision: revision + 1, declareLe, ...pick(declarationRow, declaration) },
    "epci = $1 and id = $2 and revision = $3",
    [epci, id, revision],
  );
}
