import type { Ouverture, TableDroits } from "./table.ts";

/** Only grows: a report is followed up, never rewritten. Closing is validating. Only the purge deletes. */
export function tablesOfRemontees(): readonly TableDroits[] {
  const own: readonly Ouverture[] = [{ ressource: "remontee", par: { siren: "bailleur" } }];
  return [
    { table: "remontee", niveau: "pseudonyme", ouvertures: { select: own, insert: own } },
    {
      table: "remontee_suite",
      niveau: "pseudonyme",
      ouvertures: {
        select: own,
        insert: [{ ressource: "remontee", par: { siren: "bailleur" }, actions: ["modifier", "valider"] }],
      },
    },
  ];
}

/** Every member reads; only the EPCI has these two actions on the indicators. */
export function tablesOfDesequilibres(): readonly TableDroits[] {
  const lire: Ouverture = { ressource: "indicateur-interne", par: {} };
  const ecrire: readonly Ouverture[] = [{ ...lire, actions: ["creer", "valider"] }];
  return [
    // Publishing is validating; a method is never changed nor withdrawn.
    {
      table: "methode_desequilibre",
      niveau: "agregat",
      ouvertures: { select: [lire], insert: [{ ...lire, actions: ["valider"] }] },
    },
    { table: "residence_exclue", niveau: "agregat", ouvertures: { select: [lire], insert: ecrire, update: ecrire } },
    ...["liste_mixite", "ligne_mixite"].map(
      (table): TableDroits => ({
        table,
        niveau: "agregat",
        ouvertures: { select: [lire], insert: ecrire, update: ecrire, delete: ecrire },
      }),
    ),
  ];
}
