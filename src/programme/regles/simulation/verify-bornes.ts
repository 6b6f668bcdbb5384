import { Refus } from "#socle/regles/shared/refus.ts";
import { FACTEURS, LIBELLE_FACTEUR, PLAGE } from "./facteur.ts";
import type { Facteur, HypothesesSimulation } from "./hypotheses.ts";

/** Maximum years by which a calendar is moved, either way. */
const DECALAGE_MAX = 10;
const ATTRIBUTIONS_MAX = 1_000_000;

/** Both ends of each bar must be valid values of the hypotheses. */
export function verifyBornes({ bornes }: HypothesesSimulation): void {
  for (const facteur of FACTEURS) {
    const borne = bornes[facteur];
    if (!borne) continue;
    if (borne.bas <= borne.haut && isAllowed(facteur, borne.bas) && isAllowed(facteur, borne.haut)) continue;
    throw new Refus(
      "simulation-bornes",
      `${LIBELLE_FACTEUR[facteur]} : la valeur basse (${borne.bas}) et la valeur haute (${borne.haut}) doivent être dans l’ordre, et possibles.`,
      { facteur, ...borne },
    );
  }
}

function isAllowed(facteur: Facteur, valeur: number): boolean {
  switch (facteur) {
    case "attributionsHorsQpv":
      return Number.isInteger(valeur) && valeur >= 0 && valeur <= ATTRIBUTIONS_MAX;
    case "rotationHorsQpv":
      return valeur >= 0 && valeur <= 1;
    case "decalage":
      return Number.isInteger(valeur) && Math.abs(valeur) <= DECALAGE_MAX;
    default:
      return valeur >= PLAGE[facteur].bas && valeur <= PLAGE[facteur].haut;
  }
}
