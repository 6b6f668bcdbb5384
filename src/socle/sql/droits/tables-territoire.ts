import type { TableDroits } from "./table.ts";

/** An administrator of the platform. */
export const PLATEFORME = "(select contexte.a_role('{administrateur}'))";

export function tablesOfTerritoire(): readonly TableDroits[] {
  return [
    // Names of EPCI and communes are public; the platform opens territories.
    ...["territoire", "territoire_commune"].map(
      (table): TableDroits => ({
        table,
        niveau: "agregat",
        ouvertures: {},
        aussi: { select: "true", insert: PLATEFORME, update: PLATEFORME, delete: PLATEFORME },
      }),
    ),
    { table: "reglage", niveau: "agregat", ouvertures: {}, aussi: { select: "true" } },
    // Law in force is public; the platform imports or types it, and nothing is deleted.
    { table: "droit_etat", niveau: "agregat", ouvertures: {}, aussi: { select: "true" } },
    { table: "droit_jeu", niveau: "agregat", ouvertures: {}, aussi: { select: "true", insert: PLATEFORME } },
    {
      table: "droit_saisie",
      niveau: "agregat",
      ouvertures: {},
      aussi: {
        select: `confirme_le is not null and ecarte_le is null or ${PLATEFORME}`,
        insert: PLATEFORME,
        update: PLATEFORME,
      },
    },
    { table: "duree_conservation", niveau: "agregat", ouvertures: {}, aussi: { select: "true" } },
    // Keyed hashes that the DPO counts; the purge and the erasure write them, and a restore replays them, with the owner's rights.
    {
      table: "registre_effacement",
      niveau: "agregat",
      ouvertures: {},
      aussi: { select: "epci = any (array(select contexte.epcis('{dpo}')))" },
    },
    { table: "purge", niveau: "agregat", ouvertures: {}, aussi: { select: "(select contexte.a_role('{dpo}'))" } },
  ];
}
