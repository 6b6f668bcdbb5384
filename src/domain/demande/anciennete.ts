import type { Parametre } from "../droit/parametre.ts";
import { addMonths } from "../shared/calendrier.ts";

/** Lower bounds of the bands, in months: « 9 » is over nine months and at most twelve. */
export const TRANCHES_ANCIENNETE = [0, 3, 6, 9, 12, 18, 24, 36] as const;

/** The delays that a page may be asked for: those that a band starts at. */
export const DELAIS = TRANCHES_ANCIENNETE.filter((mois) => mois > 0);

export const DELAI_NON_POURVU: Parametre<number> = {
  nom: "ancienneté d’une demande non pourvue à analyser, en mois",
  valeurs: [
    {
      depuis: "2015-01-01",
      valeur: 9,
      source: "Document-cadre du 5 octobre 2018, action 12 (« demandes non pourvues de plus de 9 mois »)",
      confiance: "S",
    },
  ],
};

export const DELAI_SANS_EVENEMENT: Parametre<number> = {
  nom: "mois sans évènement après lesquels une demande sans proposition est signalée",
  valeurs: [
    {
      depuis: "2015-01-01",
      valeur: 6,
      source:
        "Valeur de Blaise : l’action 4 (« aucun demandeur ne passe entre les mailles du filet ») ne dit pas de délai",
      confiance: "B",
    },
  ],
};

/**
 * The band of what began on `depuis` as seen on `reference` (ISO days): the largest bound that is strictly past, so that nine months to
 * the day is not « over nine months ». null when the day is unknown or later than the reference.
 */
export function bandAnciennete(depuis: string | null, reference: string): number | null {
  if (depuis === null || depuis > reference) return null;
  return TRANCHES_ANCIENNETE.findLast((mois) => mois === 0 || depuis < addMonths(reference, -mois)) ?? 0;
}

export function labelAnciennete(tranche: number): string {
  const next = TRANCHES_ANCIENNETE.find((mois) => mois > tranche);
  if (next === undefined) return `Plus de ${tranche} mois`;
  return tranche === 0 ? `${next} mois au plus` : `Plus de ${tranche} à ${next} mois`;
}

/** A mean month, for ages told in months from days. */
export const JOURS_PAR_MOIS = 365.25 / 12;
