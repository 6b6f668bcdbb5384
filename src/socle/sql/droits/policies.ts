import type { Action } from "../../regles/habilitation/ressource.ts";
import { anyOf, clauseOf } from "./clause.ts";
import type { Commande, Ouverture, TableDroits } from "./table.ts";

export type Politique = { readonly nom: string; readonly table: string; readonly sql: string };

/** Owns nothing, bypasses nothing: the server's connections take this role as soon as they open. */
export const ROLE_APPLICATION = "blaise_application";

const ACTION: Readonly<Record<Commande, readonly Action[]>> = {
  select: ["lire"],
  insert: ["creer"],
  update: ["modifier"],
  delete: ["supprimer"],
};

/** The row policies of a table, one for each command that somebody may give. */
export function policiesOf(table: TableDroits): readonly Politique[] {
  const permissive = (["select", "insert", "update", "delete"] as const).flatMap((commande) => {
    const clause = clauseOfCommande(table, commande);
    return clause === null ? [] : [politique(table.table, commande, bodyOf(commande, clause))];
  });
  return table.recusable ? [...permissive, recusation(table.table, table.recusable)] : permissive;
}

function clauseOfCommande(table: TableDroits, commande: Commande): string | null {
  const { ouvertures, aussi } = table;
  const matrix = (ouvertures[commande] ?? []).map((ouverture) => clauseOfOuverture(table, commande, ouverture));
  return anyOf([...matrix, aussi?.[commande] ?? null]);
}

function clauseOfOuverture(
  table: TableDroits,
  commande: Commande,
  { ressource, par, actions }: Ouverture,
): string | null {
  const cible = { table: table.table, par, niveau: table.niveau, sensible: table.sensible ?? false };
  const of = (list: readonly Action[]) => anyOf(list.map((action) => clauseOf(ressource, action, cible)));
  const usual = of(actions ?? ACTION[commande]);
  if (commande === "select") return choose(`contexte.exporte('${ressource}')`, of(["exporter"]), usual);
  // Validating is an update too: the declared action tells them apart.
  if (commande === "update" && !actions) return choose("contexte.action() = 'valider'", of(["valider"]), usual);
  return usual;
}

function choose(when: string, then: string | null, otherwise: string | null): string | null {
  if (then === otherwise) return then;
  return `(case when (select ${when}) then (${then ?? "false"}) else (${otherwise ?? "false"}) end)`;
}

function bodyOf(commande: Commande, clause: string): string {
  if (commande === "insert") return `with check (\n    ${clause}\n  )`;
  if (commande === "update") return `using (\n    ${clause}\n  ) with check (\n    ${clause}\n  )`;
  return `using (\n    ${clause}\n  )`;
}

function politique(table: string, commande: Commande, body: string): Politique {
  return {
    nom: commande,
    table,
    sql: `create policy "${commande}" on ${table} for ${commande} to ${ROLE_APPLICATION} ${body}`,
  };
}

function recusation(table: string, demandeur: string): Politique {
  const closed = "select demandeur from nominatif.recusation where compte = contexte.compte()";
  return {
    nom: "recusation",
    table,
    sql: `create policy recusation on ${table} as restrictive to ${ROLE_APPLICATION} using (${demandeur} <> all (array(${closed})))`,
  };
}
