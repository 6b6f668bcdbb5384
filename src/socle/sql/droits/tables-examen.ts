import type { Ouverture, TableDroits } from "./table.ts";

const BAILLEUR = { organisation: "organisation" } as const;
/** For the persons convened, before a commission: without the reference of the lease, which stays with its bailleur. */
const DEVANT = { organisation: "organisation", seance: "seance" } as const;

/** The examination of occupation. Findings are only added; the row of a lease stays, closed. */
export function tablesOfExamens(): readonly TableDroits[] {
  const of = (par: Ouverture["par"]): Ouverture => ({ ressource: "examen-occupation", par });
  return [
    {
      table: "bail_suivi",
      niveau: "nominatif",
      ouvertures: { select: [of(BAILLEUR)], insert: [of(BAILLEUR)], update: [of(BAILLEUR)] },
    },
    {
      table: "examen_occupation",
      niveau: "nominatif",
      // For the secretary of the commission, validating is writing its opinion.
      ouvertures: { select: [of(DEVANT)], insert: [of(BAILLEUR)], update: [of(BAILLEUR)] },
    },
    {
      table: "sensible.examen_adaptation",
      niveau: "nominatif",
      sensible: true,
      // Only a trigger moves it before a session.
      ouvertures: { select: [of(DEVANT)], insert: [of(BAILLEUR)] },
    },
    {
      table: "zone_examen",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "perimetre", par: {} }],
        insert: [{ ressource: "perimetre", par: {} }],
      },
    },
  ];
}
