import { findValeur, hasValeur, type Parametre, parametre } from "#droit/regles/parametre.ts";
import type { Valeur } from "#droit/regles/valeur.ts";
import { formatTauxCourt } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import type { AlerteContingent, CodeReservataire } from "./droit.ts";

/**
 * One convention for a bailleur, a réservataire and a département (or a commune), for a span of years. `bailleur` and `reservataire` are
 * organisations. `part`: share of the year's flux, 0 to 1. `signeeLe` null: unsigned, or unknown.
 */
export type ConventionFlux = {
  readonly bailleur: number;
  readonly reservataire: number;
  readonly contingent: CodeReservataire;
  readonly departement: string;
  readonly commune: string | null;
  readonly anneeDebut: number;
  readonly anneeFin: number;
  readonly part: number;
  readonly signeeLe: string | null;
};

/** Ceiling of the share by kind of réservataire; Action Logement and the others have their convention's. */
const PLAFOND_ETAT = parametre.taux("plafond-flux-etat");
const PLAFOND_AGENTS = parametre.taux("plafond-flux-agents");
const PLAFOND_COLLECTIVITES = parametre.taux("plafond-flux-collectivites");

/** Throws `convention-part`, `convention-annees`, `convention-departement`. */
export function checkConvention(convention: ConventionFlux): void {
  if (!(convention.part > 0 && convention.part <= 1)) {
    throw new Refus("convention-part", "Part du flux : écrivez un pourcentage entre 0 et 100.");
  }
  const { anneeDebut, anneeFin } = convention;
  if (anneeFin < anneeDebut || anneeFin - anneeDebut > 9) {
    throw new Refus(
      "convention-annees",
      "Une convention de flux couvre de une à dix années : vérifiez la première et la dernière.",
    );
  }
  if (!/^(\d{2}|2[AB]|97\d)$/.test(convention.departement)) {
    throw new Refus("convention-departement", "Département : écrivez son code, par exemple 52, 2A ou 971.");
  }
  if (convention.commune !== null && !convention.commune.startsWith(convention.departement)) {
    throw new Refus("convention-departement", "La commune n’est pas dans ce département. Corrigez l’un des deux.");
  }
}

export function isInForce({ anneeDebut, anneeFin }: ConventionFlux, annee: number): boolean {
  return anneeDebut <= annee && annee <= anneeFin;
}

type Groupe = {
  readonly code: string;
  readonly qui: string;
  readonly contingents: readonly CodeReservataire[];
  readonly plafond: Parametre<number>;
};

const GROUPES: readonly Groupe[] = [
  { code: "plafond-etat", qui: "l’État", contingents: ["PPRIOR", "PFONCT"], plafond: PLAFOND_ETAT },
  { code: "plafond-agents", qui: "les agents de l’État", contingents: ["PFONCT"], plafond: PLAFOND_AGENTS },
  { code: "plafond-collectivites", qui: "les collectivités", contingents: ["COLTER"], plafond: PLAFOND_COLLECTIVITES },
];

/**
 * Shares above a ceiling, over the conventions of one bailleur in one département in force that year. Warns, never refuses; before the first day of
 * the text, nothing is compared.
 */
export function alertesPlafonds(conventions: readonly ConventionFlux[], annee: number): readonly AlerteContingent[] {
  const jour = `${annee}-12-31`;
  const current = conventions.filter((convention) => isInForce(convention, annee));
  return GROUPES.flatMap(({ code, qui, contingents, plafond }): AlerteContingent[] => {
    if (!hasValeur(plafond, jour)) return [];
    const { valeur, confiance } = findValeur(plafond, jour);
    const millioniemes = current
      .filter(({ contingent }) => contingents.includes(contingent))
      .reduce((sum, { part }) => sum + Math.round(part * 1_000_000), 0);
    if (millioniemes <= Math.round(valeur * 1_000_000)) return [];
    const aConfirmer = confiance === "B" ? " (à confirmer)" : "";
    const texte = `Parts écrites pour ${qui} : ${formatTauxCourt(millioniemes / 1_000_000)} du flux, au-dessus du plafond de ${formatTauxCourt(valeur)}${aConfirmer}.`;
    return [{ code, gravite: "alerte", texte }];
  });
}

/** Ceiling of the contingent; null when only its convention limits it, or before the text. */
function plafondOf(contingent: CodeReservataire, jour: string): Valeur<number> | null {
  const groupe = GROUPES.findLast(({ contingents }) => contingents.includes(contingent));
  return groupe && hasValeur(groupe.plafond, jour) ? findValeur(groupe.plafond, jour) : null;
}

/**
 * Dwellings that the share gives, whole: rounded up, but never above the legal ceiling (rounding 30 % up would exceed « au plus 30 % »). null while
 * the base is unknown.
 */
export function computeObjectif(
  { part, contingent }: Pick<ConventionFlux, "part" | "contingent">,
  base: number | null,
  annee: number,
): number | null {
  if (base === null) return null;
  const plafond = plafondOf(contingent, `${annee}-12-31`);
  const up = ceilShare(base, part);
  if (plafond === null || part > plafond.valeur) return up;
  return Math.min(up, Math.floor((base * Math.round(plafond.valeur * 1_000_000)) / 1_000_000));
}

export const PHRASE_ARRONDI =
  "L’objectif est arrondi au logement supérieur, sans dépasser le plafond légal du réservataire.";
