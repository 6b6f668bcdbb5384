import type { Action } from "../../regles/habilitation/ressource.ts";
import type { Ouverture, TableDroits } from "./table.ts";

/** Whoever holds a habilitation on the territory: which bailleurs have stock in a commune, and the marks that they publish. */
const MEMBRE = "epci = any (array(select contexte.epcis_membre()))";

/** Who could live in a dwelling: lines without a name, written by triggers alone, and the marks of a bailleur or of the territory. */
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
      // A mark is replaced by a later one: never changed, so that a past check can be explained.
      ouvertures: { insert: [seuil, regle] },
      aussi: { select: MEMBRE },
    },
  ];
}
