import { z } from "zod";
import { oneOf, rowOf, type Sql } from "#socle/sql/sql.ts";
import type { ActionQueries, TexteAction } from "../../lectures/action/ports.ts";

type Actes = Omit<ActionQueries, "list" | "jalons" | "jalonsRetires" | "suivis">;

const idRow = z.object({ id: z.number() });

export function actionActes(sql: Sql): Actes {
  return {
    add: (epci, texte) => add(sql, epci, texte),
    update: (epci, id, texte) => update(sql, epci, id, texte),
    setClose: (epci, id, le) =>
      touched(sql, "update action_convention set close_le = $3 where epci = $1 and id = $2", [epci, id, le]),
    addJalon: (epci, action, jalon) => addJalon(sql, epci, action, jalon),
    reachJalon: (epci, id, { atteintLe, livrable, chemin }) =>
      touched(
        sql,
        `update action_jalon
            set atteint_le = $3, livrable = coalesce($4, livrable), chemin = coalesce($5, chemin)
          where epci = $1
            and id = $2
            and retire_le is null
            and atteint_le is null`,
        [epci, id, atteintLe, livrable, chemin],
      ),
    withdrawJalon: (epci, id, le) =>
      touched(sql, "update action_jalon set retire_le = $3 where epci = $1 and id = $2 and retire_le is null", [
        epci,
        id,
        le,
      ]),
    addSuivi: (epci, action, suivi) => addSuivi(sql, epci, action, suivi),
    publishSuivi: (epci, id, le) =>
      touched(sql, "update action_suivi set publie_le = $3 where epci = $1 and id = $2", [epci, id, le]),
  };
}

async function touched(sql: Sql, text: string, params: readonly unknown[]): Promise<boolean> {
  return (await sql.query(text, params)).rowCount === 1;
}

function valuesOf(texte: TexteAction): readonly unknown[] {
  const { numero, orientation, titre, resume, jalons, acteurs, pilote, indicateurs, publieLe } = texte;
  return [numero, orientation, titre, resume, jalons, acteurs, pilote, indicateurs, publieLe];
}

async function add(sql: Sql, epci: string, texte: TexteAction): Promise<number | null> {
  const row = await rowOf(
    sql,
    idRow,
    `insert into action_convention (epci, numero, orientation, titre, resume, jalons, acteurs, pilote, indicateurs, publie_le)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (epci, numero) where organisation is null do nothing
     returning id`,
    [epci, ...valuesOf(texte)],
  );
  return row?.id ?? null;
}

function update(sql: Sql, epci: string, id: number, texte: TexteAction): Promise<boolean> {
  return touched(
    sql,
    `update action_convention
        set numero = $3, orientation = $4, titre = $5, resume = $6, jalons = $7, acteurs = $8, pilote = $9,
            indicateurs = $10, publie_le = $11
      where epci = $1
        and id = $2
        and not exists (
              select 1 from action_convention other
               where other.epci = $1 and other.numero = $3 and other.id <> $2 and other.organisation is null)`,
    [epci, id, ...valuesOf(texte)],
  );
}

async function addJalon(
  sql: Sql,
  epci: string,
  action: number,
  jalon: Parameters<Actes["addJalon"]>[2],
): Promise<number> {
  const { libelle, echeance, atteintLe, livrable, chemin, source, publieLe } = jalon;
  const { id } = await oneOf(
    sql,
    idRow,
    `insert into action_jalon (epci, action, libelle, echeance, atteint_le, livrable, chemin, source, publie_le)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     returning id`,
    [epci, action, libelle, echeance, atteintLe, livrable, chemin, source, publieLe],
  );
  return id;
}

async function addSuivi(
  sql: Sql,
  epci: string,
  action: number,
  { organisation, le, etat, note, par, publieLe }: Parameters<Actes["addSuivi"]>[2],
): Promise<number> {
  const { id } = await oneOf(
    sql,
    idRow,
    `insert into action_suivi (epci, action, organisation, le, etat, note, par, publie_le)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     returning id`,
    [epci, action, organisation, le, etat, note, par, publieLe],
  );
  return id;
}
