import type { Ouverture, TableDroits } from "./table.ts";

/** Readers of the true figures prepare a release; publishing copies it where everyone reads, and nothing changes it then. */
export function tablesOfDiffusion(): readonly TableDroits[] {
  const publie: Ouverture = { ressource: "indicateur-publie", par: {} };
  return [
    {
      table: "diffusion",
      niveau: "agregat",
      ouvertures: {
        select: [{ ressource: "indicateur-interne", par: {} }],
        insert: [publie],
        update: [{ ...publie, actions: ["valider"] }],
      },
    },
    {
      table: "indicateur_publie",
      niveau: "agregat",
      ouvertures: { select: [publie], insert: [{ ...publie, actions: ["valider"] }] },
    },
  ];
}
