import type { TableDroits } from "./table.ts";

/** Dwellings that bailleurs follow. Declaring one free is modifying it: the matrix has no other action. No row is deleted. */
export function tableOfLogements(): TableDroits {
  const own = { organisation: "organisation" };
  const bien = { ...own, reservataire: "reservataire", objet: "id" };
  return {
    table: "logement_suivi",
    niveau: "nominatif",
    ouvertures: {
      select: [{ ressource: "logement-prive", par: bien }],
      insert: [{ ressource: "logement-prive", par: own, actions: ["modifier"] }],
      update: [{ ressource: "logement-prive", par: own }],
    },
    // A reader of a freed dwelling reads which one it is: the réservataire whose turn it is, the commission convened.
    aussi: { select: "id = any (array(select logement from liberation))" },
  };
}
