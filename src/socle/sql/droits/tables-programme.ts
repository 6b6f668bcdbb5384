import type { Ouverture, TableDroits } from "./table.ts";

/** The register of operations, the answers to submissions, their money, and the conventions d'objectifs of bailleurs. */
export function tablesOfProgramme(): readonly TableDroits[] {
  const par = { organisation: "organisation" };
  const lire: Ouverture = { ressource: "programme", par };
  const publiable: readonly Ouverture[] = [
    { ressource: "programme", par: { ...par, publie: "publie_le is not null" } },
  ];
  const ecrire: readonly Ouverture[] = [{ ...lire, actions: ["creer", "modifier"] }];
  const territoire: Ouverture = { ressource: "programme", par: {} };
  return [
    {
      table: "operation",
      niveau: "nominatif",
      ouvertures: { select: publiable, insert: publiable, update: publiable, delete: publiable },
    },
    {
      table: "operation_baux",
      niveau: "nominatif",
      // Rewritten as a whole with the operation.
      ouvertures: { select: [lire], insert: ecrire, delete: [{ ...lire, actions: ["modifier"] }] },
    },
    {
      table: "operation_examen",
      niveau: "nominatif",
      // Examining is validating on the whole territory: a bailleur does not answer its own submission.
      ouvertures: { select: [lire], insert: [{ ...territoire, actions: ["valider"] }] },
    },
    {
      table: "operation_financement",
      niveau: "nominatif",
      ouvertures: { select: [lire], insert: ecrire, update: [{ ...lire, actions: ["modifier"] }] },
    },
    // Never changes once established; each party signs it.
    {
      table: "convention_objectif",
      niveau: "nominatif",
      ouvertures: { select: [lire], insert: [{ ...territoire, actions: ["creer"] }] },
    },
    {
      table: "convention_objectif_signature",
      niveau: "nominatif",
      ouvertures: { select: [lire], insert: [{ ...lire, actions: ["creer"] }] },
    },
  ];
}
