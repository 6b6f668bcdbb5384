import type { Ouverture, TableDroits } from "./table.ts";

/** Versions and their rows: public once in force. */
const VERSION_PUBLIEE = "version = any (array(select id from convention_version where publie_le is not null))";

const PPGDID_PUBLIE = "ppgdid = any (array(select id from ppgdid where publie_le is not null))";
const SIGNATAIRE_PUBLIE =
  "ppgdid_convention = any (array(select c.id from ppgdid_convention c join ppgdid p on p.id = c.ppgdid where p.publie_le is not null))";

/** A plan partenarial and its rows: public once adopted; the EPCI writes. */
export function tablesOfPpgdid(): readonly TableDroits[] {
  const change: Ouverture = { ressource: "objectif", par: {}, actions: ["modifier"] };
  const owned = (table: string, publie: string): TableDroits => ({
    table,
    niveau: "nominatif",
    ouvertures: {
      select: [{ ressource: "objectif", par: { publie } }],
      insert: [{ ...change, actions: ["creer", "modifier"] }],
      update: [change],
      // Deleting a draft deletes its rows.
      ...(table === "ppgdid" ? { delete: [change] } : {}),
    },
  });
  return [
    owned("ppgdid", "publie_le is not null"),
    owned("ppgdid_rubrique", PPGDID_PUBLIE),
    owned("ppgdid_acte", PPGDID_PUBLIE),
    owned("ppgdid_convention", PPGDID_PUBLIE),
    owned("ppgdid_signataire", SIGNATAIRE_PUBLIE),
  ];
}

/** Facts of public documents: the EPCI writes, everybody reads. */
export function tablesOfReperes(): readonly TableDroits[] {
  const change: Ouverture = { ressource: "objectif", par: {}, actions: ["modifier"] };
  return ["demarche", "population_lieu"].map((table) => ({
    table,
    niveau: "nominatif",
    ouvertures: {
      select: [{ ressource: "objectif", par: { publie: "true" } }],
      insert: [change],
      delete: [change],
    },
  }));
}

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
      // The State writes the préfet's agreement, the EPCI the rest.
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
