import type { Action } from "../../regles/habilitation/ressource.ts";
import type { Ouverture, TableDroits } from "./table.ts";

/** Any habilitation on the territory reads which bailleurs have stock in a commune, and the thresholds they publish. */
const MEMBRE = "epci = any (array(select contexte.epcis_membre()))";

/** Who could live in a dwelling: rows without a name, written by triggers only, and the thresholds of a bailleur or of the territory. */
export function tablesOfRapprochement(): readonly TableDroits[] {
  const menage: Ouverture = {
    ressource: "demande-menage",
    par: { demandeur: "demandeur", guichet: "guichet", lieu: "par" },
  };
  const ecrire: readonly Action[] = ["modifier"];
  const seuil: Ouverture = { ressource: "logement-prive", par: { organisation: "organisation" }, actions: ecrire };
  const regle: Ouverture = { ressource: "programme", par: {}, actions: ecrire };
  return [
    {
      table: "nominatif.souhait_cherche",
      niveau: "pseudonyme",
      recusable: "demandeur",
      ouvertures: { select: [menage] },
    },
    { table: "nominatif.lieu_ouvert", niveau: "agregat", ouvertures: {}, aussi: { select: MEMBRE } },
    {
      table: "seuil_rapprochement",
      niveau: "agregat",
      // A later threshold replaces an earlier one, never changed: a past check stays explained.
      ouvertures: { insert: [seuil, regle] },
      aussi: { select: MEMBRE },
    },
  ];
}
