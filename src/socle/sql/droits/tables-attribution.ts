import { CAS_ATTRIBUTION, type Ouverture, type TableDroits } from "./table.ts";

/** A request to a réservataire names no household. */
const DOSSIER_SANS_MENAGE = { organisation: "organisation", reservataire: "reservataire", seance: "seance" } as const;

/** Open to the bailleur and the session of the proposal: no réservataire, desk or household reads it. */
const PLAN = { organisation: "organisation", seance: "seance" } as const;

const DU_BAILLEUR: Ouverture = { ressource: "attribution", par: { siren: "bailleur" } };

/** From a freed dwelling to its lease. No row is deleted: a candidature is withdrawn, a dwelling closed. */
export function tablesOfAttribution(): readonly TableDroits[] {
  // On an agenda, `liberation-12`: the followed dwelling 12 is another object of the same resource.
  const bien = { organisation: "organisation", reservataire: "reservataire", objet: "('liberation-' || id)" };
  return [
    // Counts of offers, open as the bilan that shows them; only triggers write them.
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
        // The réservataire only answers through `repondre_designation`.
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
    // A réservataire asks through demander_logement, which alone sees that the dwelling is empty; its bailleur answers.
    {
      table: "demande_logement",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "proposition", par: { organisation: "organisation", reservataire: "reservataire" } }],
        update: [{ ressource: "proposition", par: { organisation: "organisation" } }],
      },
    },
    {
      table: "echange_offre",
      niveau: "nominatif",
      recusable: "demandeur",
      ouvertures: {
        select: [{ ressource: "proposition", par: { organisation: "organisation" } }],
        insert: [{ ressource: "proposition", par: { organisation: "organisation" } }],
        update: [{ ressource: "proposition", par: { organisation: "organisation" } }],
      },
    },
    // Only proposer_echange inserts, on both sides at once. Each bailleur, and each household, answers on its own side.
    {
      table: "echange",
      niveau: "nominatif",
      recusable: "demandeur",
      ouvertures: {
        select: [{ ressource: "proposition", par: { organisation: "organisation", demandeur: "demandeur" } }],
        update: [
          { ressource: "proposition", par: { organisation: "organisation" } },
          { ressource: "proposition", par: { demandeur: "demandeur" }, actions: ["valider"] },
        ],
      },
    },
    {
      table: "essai_numero",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "proposition", par: { reservataire: "organisation" } }],
        insert: [{ ressource: "proposition", par: { reservataire: "organisation" } }],
        update: [{ ressource: "proposition", par: { reservataire: "organisation" }, actions: ["creer"] }],
      },
    },
    // Only inscrire_menages writes. A réservataire reads its own list, never that the household is on another's.
    {
      table: "nominatif.menage_liste",
      niveau: "nominatif",
      recusable: "demandeur",
      ouvertures: { select: [{ ressource: "proposition", par: { reservataire: "organisation" } }] },
    },
    // Frozen when it is made. A candidate is a number; `plan_menage` holds the file behind it.
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
    // Only compter_baux writes.
    {
      table: "rapprochement_bail",
      niveau: "pseudonyme",
      ouvertures: { select: [{ ressource: "bilan", par: { siren: "bailleur" } }] },
    },
    // Only apparier_baux writes. Facts about two leases, without a name: open as the leases of that bailleur.
    {
      table: "paire_bail",
      niveau: "pseudonyme",
      ouvertures: { select: [DU_BAILLEUR] },
    },
    // A decision is withdrawn, never changed nor deleted.
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
