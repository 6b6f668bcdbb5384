import { findValeur, parametre } from "#droit/regles/parametre.ts";

/** In what capacity somebody sits in the commission of a bailleur. `secretariat`: holds the session and has no voice. */
export const QUALITES_CAL = [
  "bailleur",
  "locataires",
  "maire",
  "prefet",
  "epci",
  "mandant",
  "reservataire",
  "insertion",
  "arrondissement",
  "invite",
  "secretariat",
] as const;
export type QualiteCal = (typeof QUALITES_CAL)[number];

export const LIBELLE_QUALITE_CAL: Readonly<Record<QualiteCal, string>> = {
  bailleur: "Représentant du bailleur",
  locataires: "Représentant des locataires",
  maire: "Maire de la commune du logement, ou son représentant",
  prefet: "Préfet, ou son représentant",
  epci: "Président de l’intercommunalité, ou son représentant",
  mandant: "Président de la commission de l’organisme mandant",
  reservataire: "Réservataire, pour son contingent",
  insertion: "Organisme agréé pour l’insertion (CCH, art. L. 365-3)",
  arrondissement: "Maire d’arrondissement",
  invite: "Personne invitée (CCAS, service social)",
  secretariat: "Secrétariat de la commission",
};

/** `deliberative`: votes. `consultative`: is heard. `aucune`: neither. */
export type VoixCal = "deliberative" | "consultative" | "aucune";

export const LIBELLE_VOIX_CAL: Readonly<Record<VoixCal, string>> = {
  deliberative: "Vote",
  consultative: "Consultatif",
  aucune: "Sans voix",
};

/** What the seats of the commission are on a day. `sieges`: of the bailleur, `dontLocataires` of them a tenants' representative. */
type CompositionCal = {
  readonly sieges: number;
  readonly dontLocataires: number;
  readonly voix: Readonly<Record<QualiteCal, VoixCal>>;
};

/** CCH, art. R. 441-9, then L. 441-2, II: before the law of 27 January 2017 the EPCI and the préfet were heard and did not vote. */
const COMPOSITION_CAL = parametre.structure<CompositionCal>("composition");

/** Throws `parametre-absent` before the first composition that is known. */
export function voixDe(qualite: QualiteCal, jour: string): VoixCal {
  return findValeur(COMPOSITION_CAL, jour).valeur.voix[qualite];
}

/** Somebody who sits, and for which commune or contingent. */
export type SiegeCal = {
  readonly qualite: QualiteCal;
  /** INSEE code: of the mayor's commune; null for the others. */
  readonly commune: string | null;
  /** Organisation whose contingent it is; null for the others. */
  readonly reservataire: number | null;
  /** Territory in whose composition the seat is; null: of the bailleur, for all the dwellings of the session. */
  readonly epciPour: string | null;
};

/** How a seat is spoken of: as it is written, else by its capacity. */
export function nommerMembre({ qualite, designation }: { qualite: QualiteCal; designation: string | null }): string {
  return designation ?? LIBELLE_QUALITE_CAL[qualite];
}

/** Territory for which somebody sits; null: the one where the session was convened, or all of them. */
export function sayTerritoire(
  { territoires }: { readonly territoires: readonly { readonly epci: string; readonly nom: string }[] },
  { epciPour }: Pick<SiegeCal, "epciPour">,
): string | null {
  return territoires.find(({ epci }) => epci === epciPour)?.nom ?? null;
}

/** Who sits for a commune, and for the dwellings that are there. */
export function siegePourCommune(qualite: QualiteCal): boolean {
  return qualite === "maire" || qualite === "arrondissement";
}

/** The dwelling that is spoken of. */
type LogementVote = { readonly epci: string; readonly commune: string; readonly reservataire: number | null };

/**
 * The voice of a seat on one dwelling: the mayor is only that of the commune where it is (CCH, art. L. 441-2, II, 2°), a réservataire is heard on
 * its own contingent alone, and whoever is not of the bailleur on the dwellings of their territory.
 */
export function voixSur(siege: SiegeCal, logement: LogementVote, jour: string): VoixCal {
  if (siege.epciPour !== null && siege.epciPour !== logement.epci) return "aucune";
  if (siegePourCommune(siege.qualite) && siege.commune !== logement.commune) return "aucune";
  if (siege.qualite === "reservataire" && siege.reservataire !== logement.reservataire) return "aucune";
  return voixDe(siege.qualite, jour);
}

/** Members of the bailleur, whose number makes the quorum. */
export function isMembreBailleur({ qualite }: Pick<SiegeCal, "qualite">): boolean {
  return qualite === "bailleur" || qualite === "locataires";
}

/** For the whole session, whatever the territory of the dwelling; the others sit for the territory that wrote them. */
export function siegePartout({ qualite }: Pick<SiegeCal, "qualite">): boolean {
  return isMembreBailleur({ qualite }) || qualite === "secretariat";
}

/** What is missing or too many among the seats of the bailleur, as sentences; empty: six members, of whom one tenants' representative. */
export function manquesComposition(sieges: readonly Pick<SiegeCal, "qualite">[], jour: string): readonly string[] {
  const { sieges: prevus, dontLocataires } = findValeur(COMPOSITION_CAL, jour).valeur;
  const membres = sieges.filter(isMembreBailleur).length;
  const locataires = sieges.filter(({ qualite }) => qualite === "locataires").length;
  return [
    ...(membres === prevus ? [] : [`${membres} membres du bailleur sont écrits ; la loi en prévoit ${prevus}.`]),
    ...(locataires === dontLocataires
      ? []
      : [
          `${locataires} représentants des locataires sont écrits ; la loi en prévoit ${dontLocataires} parmi les ${prevus}.`,
        ]),
  ];
}
