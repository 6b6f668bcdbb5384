import type { Ouverture, TableDroits } from "./table.ts";

/** Saving and archiving are creating. A bailleur's own rows are open as bilans are. Nothing else changes or deletes them. */
export function tablesOfSimulation(): readonly TableDroits[] {
  const lire: Ouverture = { ressource: "indicateur-interne", par: {} };
  const ecrire: readonly Ouverture[] = [{ ...lire, actions: ["creer"] }];
  return [
    {
      table: "scenario_simulation",
      niveau: "agregat",
      ouvertures: { select: [lire], insert: ecrire, update: ecrire },
    },
    {
      table: "scenario_bailleur",
      niveau: "nominatif",
      ouvertures: { select: [{ ressource: "bilan", par: { siren: "bailleur" } }], insert: ecrire },
    },
  ];
}
