import type { Action } from "../../regles/habilitation/ressource.ts";
import type { Ouverture, TableDroits } from "./table.ts";
import { tableOfLogements } from "./tables-logement.ts";

const CAS = {
  organisation: "organisation",
  reservataire: "reservataire",
  seance: "seance",
  demandeur: "demandeur",
  mission: "operation",
};

const LIRE: Ouverture = { ressource: "relogement", par: CAS };
const OUVRIR: Ouverture = { ...LIRE, actions: ["creer"] };
const ECRIRE: Ouverture = { ...LIRE, actions: ["creer", "modifier", "valider"] };

/** Files of rehousing: facts of the case without a name, names apart. Only the purge deletes. */
export function tablesOfRelogement(): readonly TableDroits[] {
  const officier = (actions: readonly Action[]): Ouverture => ({
    ressource: "relogement",
    par: { mission: "operation" },
    actions,
  });
  return [
    tableOfLogements(),
    {
      table: "relogement",
      niveau: "pseudonyme",
      ouvertures: { select: [LIRE], insert: [OUVRIR], update: [ECRIRE] },
    },
    {
      table: "nominatif.menage_reloge",
      niveau: "nominatif",
      ouvertures: { select: [LIRE], insert: [OUVRIR], update: [ECRIRE] },
    },
    // Both are only updated when a link of their file changes.
    {
      table: "relogement_entretien",
      niveau: "nominatif",
      ouvertures: { select: [LIRE], insert: [ECRIRE], update: [ECRIRE] },
    },
    // Deciding is validating: a decision is not rewritten.
    {
      table: "relogement_comite",
      niveau: "pseudonyme",
      ouvertures: { select: [LIRE], insert: [officier(["valider"])], update: [ECRIRE] },
    },
    {
      table: "relogement_offre",
      niveau: "pseudonyme",
      ouvertures: {
        // The bailleur of the offered dwelling follows its own offers.
        select: [LIRE, { ressource: "relogement", par: { organisation: "relogeur" } }],
        insert: [ECRIRE],
        update: [ECRIRE],
      },
    },
    {
      table: "charte_relogement",
      niveau: "pseudonyme",
      ouvertures: {
        select: [{ ressource: "relogement", par: { mission: "operation" } }],
        insert: [officier(["modifier", "valider"])],
        update: [officier(["modifier", "valider"])],
      },
    },
    // A lease as a fact without a name, open as the bilan that counts it.
    {
      table: "bail_relogement",
      niveau: "pseudonyme",
      ouvertures: {
        select: [LIRE, { ressource: "bilan", par: { siren: "bailleur" } }],
        insert: [ECRIRE],
        delete: [ECRIRE],
      },
    },
    // Only compter_baux writes.
    {
      table: "rapprochement_relogement",
      niveau: "pseudonyme",
      ouvertures: { select: [{ ressource: "bilan", par: { siren: "bailleur" } }] },
    },
    // A charte is public; all readers of a file judge it by the same values.
    {
      table: "charte_valeur",
      niveau: "agregat",
      ouvertures: {
        select: [{ ressource: "objectif", par: { publie: "depuis <= contexte.aujourdhui()" } }],
        insert: [{ ressource: "objectif", par: {}, actions: ["modifier"] }],
        update: [{ ressource: "objectif", par: {}, actions: ["modifier"] }],
      },
    },
    {
      table: "mission_relogement",
      niveau: "nominatif",
      ouvertures: {},
      // Nobody entrusts a building to themselves: another officer must give them the files.
      aussi: {
        select: `compte = (select contexte.compte()) or ${EPCI}`,
        insert: `${EPCI} and compte is distinct from (select contexte.compte())`,
        update: `${EPCI} and compte is distinct from (select contexte.compte())`,
      },
    },
  ];
}

const EPCI = "epci = any (array(select contexte.epcis('{agent-epci}')))";
