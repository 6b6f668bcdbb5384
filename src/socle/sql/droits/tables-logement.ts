import type { TableDroits } from "./table.ts";

/** Dwellings that bailleurs follow. Declaring one free is modifying what is known of it: the matrix has no other word for it. None is deleted. */
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
    // Whoever reads that a dwelling is freed reads which one: the réservataire whose turn it is, the commission convened for it.
    aussi: { select: "id = any (array(select logement from liberation))" },
  };
}
