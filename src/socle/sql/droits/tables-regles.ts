import type { Ouverture, TableDroits } from "./table.ts";

const MEMBRE = "epci = any (array(select contexte.epcis_membre()))";

/** Common rules of the signatories: all of them read, whatever operations they see. Versions only grow. */
export function tablesOfRegles(): readonly TableDroits[] {
  const programme: Ouverture = { ressource: "programme", par: {} };
  const ecrire: readonly Ouverture[] = [{ ...programme, actions: ["modifier"] }];
  return [
    {
      table: "regle_programme",
      niveau: "agregat",
      ouvertures: { select: [programme], insert: ecrire },
      aussi: { select: MEMBRE },
    },
    {
      table: "commune_plh",
      niveau: "agregat",
      ouvertures: { select: [programme], insert: ecrire, update: ecrire },
      aussi: { select: MEMBRE },
    },
  ];
}
