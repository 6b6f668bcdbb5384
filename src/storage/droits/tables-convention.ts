import type { Ouverture, TableDroits } from "./table.ts";

/** Versions, and what belongs to them: public once in force. */
const VERSION_PUBLIEE = "version = any (array(select id from convention_version where publie_le is not null))";

export function tablesOfConvention(): readonly TableDroits[] {
  const ofVersion: readonly Ouverture[] = [{ ressource: "objectif", par: { publie: VERSION_PUBLIEE } }];
  const change: readonly Ouverture[] = [{ ressource: "objectif", par: {}, actions: ["modifier"] }];
  const version: Ouverture = { ressource: "objectif", par: { publie: "publie_le is not null" } };
  const signataire: Ouverture = {
    ressource: "objectif",
    par: { organisation: "organisation", publie: VERSION_PUBLIEE },
  };
  return [
    {
      table: "convention_version",
      niveau: "nominatif",
      ouvertures: {
        select: [version],
        insert: [version],
        update: [version],
        delete: [{ ...version, actions: ["modifier"] }],
      },
    },
    {
      table: "convention_etape",
      niveau: "nominatif",
      // The préfet's agreement is written by the State, the rest by the EPCI.
      ouvertures: { select: ofVersion, insert: [{ ressource: "objectif", par: {}, actions: ["creer", "valider"] }] },
    },
    {
      table: "convention_signataire",
      niveau: "nominatif",
      ouvertures: {
        select: [signataire],
        insert: [signataire],
        update: [signataire],
        delete: [{ ...signataire, actions: ["modifier"] }],
      },
    },
    {
      table: "engagement",
      niveau: "nominatif",
      ouvertures: { select: ofVersion, insert: ofVersion, update: change, delete: change },
    },
  ];
}
