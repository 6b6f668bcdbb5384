import type { Confiance } from "#socle/regles/shared/confiance.ts";
import { findValeur, hasValeur, parametre } from "./parametre.ts";
import type { ZoneLocative } from "./plafonds-pli.ts";
import { zoneOfCommune } from "./plafonds-ressources.ts";

/** CCH, art. D. 304-1 : an order classes each commune by the tension of its market. A commune absent from the first three lists is B2 or C. */
const LISTES = [
  ["a-bis", parametre.codes("communes-zone-a-bis")],
  ["a", parametre.codes("communes-zone-a")],
  ["b1", parametre.codes("communes-zone-b1")],
] as const;

export type ZoneLocativeLue = { readonly zone: ZoneLocative; readonly confiance: Confiance };

/**
 * Takes the INSEE code of a commune, never of an arrondissement. Overseas, the ceilings of the logement intermédiaire form one zone, whatever the
 * class. Null before the first known list, and where these texts are not in force.
 */
export function zoneLocativeOf(commune: string, jour: string): ZoneLocativeLue | null {
  const plafond = zoneOfCommune(commune, jour);
  if (plafond === null) return null;
  if (plafond === "outre-mer") return { zone: "outre-mer", confiance: "R" };
  const listes = LISTES.flatMap(([zone, liste]) =>
    hasValeur(liste, jour) ? [{ zone, ...findValeur(liste, jour) }] : [],
  );
  if (listes.length < LISTES.length) return null;
  const found = listes.find(({ valeur }) => valeur.includes(commune));
  const confiance = listes.some((liste) => liste.confiance === "B") ? "B" : "R";
  return { zone: found?.zone ?? "b2-c", confiance: found?.confiance ?? confiance };
}
