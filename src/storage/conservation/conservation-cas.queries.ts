import type { Sql } from "../sql.ts";

/** What would say whose a blocked case is: its household, its prose, and the facts that are one household's alone in a small commune. */
const EFFACES = {
  cas_bloque: ["demandeur", "complement", "personnes", "typologie", "commune", "demande_mois", "quartile", "besoin"],
  cas_proposition: ["complement", "typologie", "commune"],
  cas_decision: ["complement"],
} as const;

/**
 * Takes their household out of the blocked cases that `condition` names (SQL on cas_bloque, its parameters in `params`), and out of what was
 * proposed and decided of them. States, reasons, dates and organisations remain. Returns the rows touched: a second time, none.
 */
export async function separateCas(
  tx: Sql,
  condition: string,
  params: readonly unknown[],
): Promise<Record<string, number>> {
  const compte: Record<string, number> = {};
  // The case last: its own columns may be what names it.
  for (const table of ["cas_proposition", "cas_decision", "cas_bloque"] as const) {
    const colonnes = EFFACES[table];
    const ou = table === "cas_bloque" ? condition : `cas in (select id from cas_bloque where ${condition})`;
    const { rowCount } = await tx.query(
      `update ${table}
          set ${colonnes.map((colonne) => `${colonne} = null`).join(", ")}
        where (${ou})
          and num_nonnulls(${colonnes.join(", ")}) > 0`,
      params,
    );
    compte[table] = rowCount;
  }
  return compte;
}
