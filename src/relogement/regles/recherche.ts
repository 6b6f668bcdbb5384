import type { AccesLogement } from "#attributions/regles/logement/logement-suivi.ts";
import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { parametre } from "#droit/regles/parametre.ts";
import type { Typologie } from "#droit/regles/typologie.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { BesoinAcces, CoutLogement } from "./menage.ts";

/** Source of a dwelling to offer: its bailleur's declaration, an operation of the programme, the last published RPLS. */
export const ORIGINES_LOGEMENT = ["declare", "programme", "rpls"] as const;
export type OrigineLogement = (typeof ORIGINES_LOGEMENT)[number];

export const LIBELLE_ORIGINE: Readonly<Record<OrigineLogement, string>> = {
  declare: "Déclarés par les bailleurs",
  programme: "En chantier ou livrés récemment",
  rpls: "Vacants du parc (RPLS)",
};

/** Criteria of the search, in order: a dwelling is counted under its first failure only. */
export const CRITERES_RECHERCHE = [
  "typologie",
  "zone",
  "commune",
  "acces",
  "bailleur",
  "origine",
  "reste-a-charge",
] as const;
export type CritereRecherche = (typeof CRITERES_RECHERCHE)[number];

export const LIBELLE_CRITERE: Readonly<Record<CritereRecherche, string>> = {
  typologie: "Typologie",
  zone: "Zone",
  commune: "Commune",
  acces: "Accès",
  bailleur: "Bailleur",
  origine: "Origine",
  "reste-a-charge": "Reste à charge",
};

/** Why a dwelling is not shown. Two reasons do not depend on the household. */
export type EcartRecherche = CritereRecherche | "deja-attribue" | "a-demolir";

export const LIBELLE_ECART: Readonly<Record<EcartRecherche, string>> = {
  ...LIBELLE_CRITERE,
  "deja-attribue": "Accepté par un ménage relogé",
  "a-demolir": "Dans un immeuble à démolir",
};

/**
 * Usual sizes by number of persons, from one person on, when the household gave no wish; the last also for more. From no text: a
 * usage, to be confirmed by each territory's charte.
 */
export const TYPOLOGIES_PAR_TAILLE = parametre.structure<readonly (readonly Typologie[])[]>("typologies-par-taille");

/** Empty when the number of persons is unknown: every type is then searched. */
export function typologiesOf(
  personnes: number | null,
  parTaille: readonly (readonly Typologie[])[],
): readonly Typologie[] {
  if (personnes === null) return [];
  return parTaille[Math.min(personnes, parTaille.length) - 1] ?? [];
}

/** An empty wish is met by all; an unknown value is neither met nor failed. */
export function meetsListe<T>(voulus: readonly T[], valeur: T | null): Reponse {
  if (voulus.length === 0) return "oui";
  if (valeur === null) return "inconnu";
  return voulus.includes(valeur) ? "oui" : "non";
}

export function meetsZone(voulue: Situation | null, situation: Situation): Reponse {
  if (voulue === null) return "oui";
  return meetsListe([voulue], situation === "inconnue" ? null : situation);
}

const MARCHES: readonly AccesLogement[] = [
  "aucun",
  "rez-de-chaussee-ou-ascenseur",
  "accessible-fauteuil",
  "logement-adapte",
];

/** Each level of access includes the previous ones. A dwelling adapted to one handicap may not suit another: only the visit tells. */
export function meetsAcces(besoin: BesoinAcces | AccesLogement | null, acces: AccesLogement): Reponse {
  if (besoin === null || besoin === "aucun" || besoin === "inconnu") return "oui";
  if (acces === "inconnu") return "inconnu";
  return MARCHES.indexOf(acces) >= MARCHES.indexOf(besoin) ? "oui" : "non";
}

/**
 * Euros a month that a household would pay. Its APL in another dwelling is unknown: `minimum` assumes that it does not change (never
 * below 0), `maximum` that there is none. Without the charges both are too low.
 */
export type EncadrementReste = {
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly horsCharges: boolean;
};

export function boundReste(
  { loyer, charges }: Pick<CoutLogement, "loyer" | "charges">,
  aplActuelle: number | null,
): EncadrementReste {
  if (loyer === null) return { minimum: null, maximum: null, horsCharges: false };
  const maximum = loyer + (charges ?? 0);
  return {
    minimum: aplActuelle === null ? null : Math.max(0, maximum - aplActuelle),
    maximum,
    horsCharges: charges === null,
  };
}

/** « Si l’APL ne change pas ». A dwelling whose rent alone exceeds the limit fails; with unknown charges, none is said to be within. */
export function meetsReste(limite: number | null, { minimum, maximum, horsCharges }: EncadrementReste): Reponse {
  if (limite === null) return "oui";
  if (minimum !== null && minimum > limite) return "non";
  if (horsCharges || maximum === null) return "inconnu";
  if (maximum <= limite || minimum !== null) return "oui";
  return "inconnu";
}
