import { CAS_ATTRIBUTION, type Ouverture, type TableDroits } from "./table.ts";

/** A request to a réservataire names no household. */
const DOSSIER_SANS_MENAGE = { organisation: "organisation", reservataire: "reservataire", seance: "seance" } as const;

/** A proposal is its bailleur's, and the session's for which it was made: no réservataire, desk nor household reads it. */
const PLAN = { organisation: "organisation", seance: "seance" } as const;

const DU_BAILLEUR: Ouverture = { ressource: "attribution", par: { siren: "bailleur" } };

/** From a freed dwelling to its lease. Nothing is deleted: a candidature is withdrawn, a dwelling closed. */
export function tablesOfAttribution(): readonly TableDroits[] {
  // On an agenda, `liberation-12`: the dwelling 12 that somebody follows is another object of the same resource.
  const bien = { organisation: "organisation", reservataire: "reservataire", objet: "('liberation-' || id)" };
  return [
    // Counts of offers, read as the bilan that they are in; written by triggers alone.
    {
      table: "cube_proposition",
      niveau: "nominatif",
      ouvertures: { select: [{ ressource: "bilan", par: { siren: "bailleur" } }] },
    },
    {
      table: "liberation",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "logement-prive", par: bien }],
        insert: [{ ressource: "logement-prive", par: bien, actions: ["modifier"] }],
        update: [{ ressource: "logement-prive", par: bien }],
      },
    },
    {
      table: "designation",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "proposition", par: DOSSIER_SANS_MENAGE }],
        insert: [{ ressource: "proposition", par: { organisation: "organisation" } }],
        // The réservataire answers by `repondre_designation` alone.
        update: [{ ressource: "proposition", par: { organisation: "organisation" } }],
      },
    },
    {
      table: "candidature",
      niveau: "nominatif",
      recusable: "demandeur",
      ouvertures: {
        select: [{ ressource: "proposition", par: CAS_ATTRIBUTION }],
        insert: [{ ressource: "proposition", par: CAS_ATTRIBUTION }],
        update: [{ ressource: "proposition", par: CAS_ATTRIBUTION }],
      },
    },
    // Frozen when it is made. Whoever is proposed is known by a number; the file behind it is the line of `plan_menage`.
    {
      table: "plan",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "proposition", par: PLAN }],
        insert: [{ ressource: "proposition", par: PLAN }],
      },
    },
    {
      table: "plan_menage",
      niveau: "nominatif",
      recusable: "demandeur",
      ouvertures: {
        select: [{ ressource: "proposition", par: PLAN }],
        insert: [{ ressource: "proposition", par: PLAN }],
      },
    },
    // Written by compter_baux alone.
    {
      table: "rapprochement_bail",
      niveau: "pseudonyme",
      ouvertures: { select: [{ ressource: "bilan", par: { siren: "bailleur" } }] },
    },
    // Written by apparier_baux alone. What is known of two leases, without a name: read as the leases of that bailleur.
    {
      table: "paire_bail",
      niveau: "pseudonyme",
      ouvertures: { select: [DU_BAILLEUR] },
    },
    // A decision is taken back, never changed nor deleted.
    {
      table: "paire_decision",
      niveau: "pseudonyme",
      ouvertures: {
        select: [DU_BAILLEUR],
        insert: [{ ...DU_BAILLEUR, actions: ["modifier"] }],
        update: [DU_BAILLEUR],
      },
    },
  ];
}
