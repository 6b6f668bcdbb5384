import type { Action, Niveau } from "../../regles/habilitation/ressource.ts";
import type { Ouverture, Rattachements, TableDroits } from "./table.ts";

/** Depositing (creer) and publishing (valider) write the same rows: a lot is staged, derived, and derived again on publication or undoing. */
const DEPOT: readonly Action[] = ["creer", "valider"];

export function depot(par: Rattachements): readonly Ouverture[] {
  return [{ ressource: "lot", par, actions: DEPOT }];
}

export function written(par: Rattachements): TableDroits["ouvertures"] {
  return { insert: depot(par), update: depot(par), delete: depot(par) };
}

export function ofLot(
  table: string,
  niveau: Niveau,
  lire: readonly Ouverture[],
  aussi: Pick<TableDroits, "aussi"> = {},
): TableDroits {
  const par = { lot: "lot" };
  return { table, niveau, ...aussi, ouvertures: { select: [{ ressource: "lot", par }, ...lire], ...written(par) } };
}

/** Owners of stock and leases, and the acts about them. */
export function tablesOfBailleurs(): readonly TableDroits[] {
  return [
    // Open to the signatory, and to the present or probable holder of the dwelling.
    ofLot(
      "cube_attribution",
      "nominatif",
      ["bailleur", "bailleur_actuel", "bailleur_possible"].map((siren) => ({ ressource: "bilan", par: { siren } })),
    ),
    // Written with the owner's rights, while the stock and the surveys are read.
    {
      table: "residence",
      niveau: "agregat",
      ouvertures: { select: [{ ressource: "indicateur-interne", par: { siren: "bailleur" } }] },
    },
    ...["zone_locale", "zone_locale_lieu"].map(
      (table): TableDroits => ({
        table,
        niveau: "agregat",
        ouvertures: { select: [{ ressource: "lot", par: {} }], ...written({}) },
      }),
    ),
  ];
}
