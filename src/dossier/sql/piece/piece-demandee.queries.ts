import { NATURES_PIECE } from "#donnees/regles/piece/nature.ts";
import { inserts } from "#socle/sql/ecrire.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { PieceQueries } from "../../lectures/piece/ports.ts";
import { pieceDemandeeRow } from "../../lectures/piece/ports.ts";

export function demandeeQueries(sql: Sql): Pick<PieceQueries, "demandees" | "demander" | "clore"> {
  return {
    demandees: (demandeur) =>
      rowsOf(
        sql,
        pieceDemandeeRow,
        `select d.id, d.nature, o.nom as organisation, d.demandee_le, d.avant::text as avant, d.close_le
           from nominatif.piece_demandee d
           join organisation o on o.id = d.organisation
          where d.demandeur = $1 and d.nature = any ($2)
          order by d.close_le nulls first, d.demandee_le desc`,
        [demandeur, NATURES_PIECE],
      ),
    // Two bodies that ask at once: the index says which of them was first (0034).
    demander: ({ demandeur, epci, organisation, nature, le: demandeeLe, avant }) =>
      inserts(sql, "nominatif.piece_demandee", { demandeur, epci, organisation, nature, demandeeLe, avant }),
    clore: async (demandeur, nature, le) => {
      await sql.query(
        "update nominatif.piece_demandee set close_le = $3 where demandeur = $1 and nature = $2 and close_le is null",
        [demandeur, nature, le],
      );
    },
  };
}
