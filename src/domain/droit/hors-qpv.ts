import type { Compte } from "../attribution/compte.ts";
import type { Parametre } from "./parametre.ts";
import { countPart, type PartIncertaine } from "./part.ts";
import { countsAsPremierQuartile, hasKnownRessources, type LectureRessourcesNulles } from "./quartile.ts";

/**
 * CCH, art. L. 441-1, alinéa relatif aux EPCI concernés (20e en 2018, 23e en 2022, 24e depuis) :
 * « [le] taux minimal des attributions annuelles, suivies de baux signés, de logements situés en dehors des quartiers
 *   prioritaires de la politique de la ville » consacrées « à des demandeurs [du premier quartile] ou à des personnes
 *   relogées dans le cadre d’une opération de renouvellement urbain » (ou d’une ORCOD).
 * Loi n° 2017-86 du 27 janvier 2017 (25 %, adaptable localement), puis loi n° 2018-1021 du 23 novembre 2018 (25 % partout).
 * The alinéa moves with each reform: the rule is keyed by its own id, the alinéa is text.
 */
export const REGLE_HORS_QPV = "hors-qpv.premier-quartile-ou-relogement";

export const TAUX_MINIMAL_HORS_QPV: Parametre<number> = {
  nom: "taux minimal des attributions hors QPV au premier quartile ou aux ménages relogés",
  valeurs: [
    {
      depuis: "2017-01-29",
      jusque: "2018-11-24",
      valeur: 0.25,
      source: "Loi n° 2017-86 du 27 janvier 2017, art. 70 ; art. L. 441-1 du CCH (adaptation locale possible)",
      confiance: "S",
    },
    {
      depuis: "2018-11-25",
      valeur: 0.25,
      source:
        "Loi n° 2018-1021 du 23 novembre 2018 (ELAN) ; ANCOLS, rapport annuel 2020, p. 26 (fin de l’adaptation locale)",
      confiance: "R",
    },
  ],
};

/** `part` is a union: each lease once. `premierQuartile` is the part of it that the national bilans publish. */
export type ComptageHorsQpv = PartIncertaine & { readonly premierQuartile: number };

/**
 * Denominator: outside QPV, resources known — or rehoused, since the law counts those households whatever their quartile.
 * Unlocated leases are in neither count: they only widen the bounds.
 */
export function countHorsQpv(comptes: readonly Compte[], nulles: LectureRessourcesNulles): ComptageHorsQpv {
  const isReloge = (compte: Compte) => compte.relogement === "oui";
  const inBase = (compte: Compte) => hasKnownRessources(compte, nulles) || isReloge(compte);
  const isPremier = (compte: Compte) => countsAsPremierQuartile(compte, nulles);
  const union = countPart(comptes, "hors-qpv", inBase, (compte) => isPremier(compte) || isReloge(compte));
  return { ...union, premierQuartile: countPart(comptes, "hors-qpv", inBase, isPremier).part };
}
