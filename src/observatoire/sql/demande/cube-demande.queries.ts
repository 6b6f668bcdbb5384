import { z } from "zod";
import { demandeRow } from "#donnees/formats/ports.ts";
import type { CleLot } from "#donnees/lectures/lot/ports.ts";
import { type CopyColumns, copyColumnsOf, copyRows } from "#socle/sql/copy.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { rowsOf, type Sql } from "#socle/sql/sql.ts";
import { type CelluleDemande, celluleRow, type DemandeLue, type DemandeQueries } from "../../lectures/demande/ports.ts";

type Derivation = Pick<DemandeQueries, "lues" | "replaceCube">;

export function cubeDemandeQueries(sql: Sql): Derivation {
  return {
    lues: (lot) => lues(sql, lot),
    replaceCube: async (lot, epci, cellules) => {
      await sql.transaction(async (tx) => {
        await tx.query("select 1 from lot where id = $1 for no key update", [lot]);
        await tx.query("delete from cube_demande where lot = $1", [lot]);
        const columns: CopyColumns<CelluleDemande> = [
          ["lot", () => lot],
          ["epci", () => epci],
          ...copyColumnsOf<CelluleDemande>(celluleRow),
        ];
        await copyRows(tx, "cube_demande", columns, [cellules]);
      });
    },
  };
}

const lueRow = demandeRow.omit({ cle: true, empreinte: true }).extend({ ligne: z.number() });

/** A région has hundreds of thousands of demandes. */
const LIGNES_PAR_PAGE = 10_000;

async function* lues(sql: Sql, { epci, id }: CleLot): AsyncGenerator<readonly DemandeLue[]> {
  let after = 0;
  while (true) {
    const page = await rowsOf(
      sql,
      lueRow,
      `select ${colonnesOf(lueRow)}
         from demande
        where epci = $1
          and lot = $2
          and ligne > $3
        order by ligne
        limit $4`,
      [epci, id, after, LIGNES_PAR_PAGE],
    );
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < LIGNES_PAR_PAGE) return;
    after = last.ligne;
  }
}
