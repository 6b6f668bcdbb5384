import { findValeur, parametre } from "#droit/regles/parametre.ts";
import { addDays, addMonths } from "#socle/regles/shared/calendrier.ts";
import type { ActePpgdid } from "./acte.ts";
import type { RubriqueEcrite } from "./contenu.ts";

/** Conventions by which a plan is carried out (CCH, art. L. 441-2-7 and L. 441-2-8). */
export const NATURES_CONVENTION_PPGDID = ["service-accueil", "gestion-partagee", "application"] as const;
export type NatureConventionPpgdid = (typeof NATURES_CONVENTION_PPGDID)[number];

export const LIBELLE_CONVENTION_PPGDID: Readonly<Record<NatureConventionPpgdid, string>> = {
  "service-accueil": "Service d’information et d’accueil du demandeur",
  "gestion-partagee": "Dispositif de gestion partagée",
  application: "Convention d’application",
};

/** `echu`: the last day is past and no plan followed; `remplace`: another plan followed. */
export type EtatPlanPpgdid = "projet" | "en-vigueur" | "echu" | "remplace";

/** An organisation that signs; `signeLe` null: it has not signed yet. */
export type SignatairePpgdid = { readonly id: number; readonly nom: string; readonly signeLe: string | null };

export type ConventionPpgdid = {
  readonly id: number;
  readonly nature: NatureConventionPpgdid;
  readonly titre: string;
  /** The préfet's arrêté that replaces the convention when a party refuses to sign; null: none. */
  readonly arrete: string | null;
  readonly signataires: readonly SignatairePpgdid[];
};

/** A plan partenarial de gestion de la demande de logement social et d'information des demandeurs: a draft until it is adopted. */
export type PlanPpgdid = {
  readonly id: number;
  /** 1, 2…; a revision is a new plan with its own number. */
  readonly numero: number;
  readonly titre: string;
  /** Longest delay before the first reception, in days, fixed by the plan; null: the plan gives none. */
  readonly accueilJours: number | null;
  /** Organisation in charge of the reception. */
  readonly accueilOrganisme: string | null;
  readonly rubriques: readonly RubriqueEcrite[];
  readonly actes: readonly ActePpgdid[];
  readonly conventions: readonly ConventionPpgdid[];
};

const DUREE = parametre.nombre("duree-ppgdid");
const PROLONGATION = parametre.nombre("prolongation-ppgdid");
const PROLONGATIONS = parametre.nombre("prolongations-ppgdid");

/** First day of effect: the day of the adoption, ISO; null: a draft. */
export function adoptedOn({ actes }: Pick<PlanPpgdid, "actes">): string | null {
  return actes.find(({ nature }) => nature === "adoption")?.date ?? null;
}

/** Last day: six years after the adoption, plus one for each prolongation that the text allows. null: a draft. */
export function lastDayOf(plan: Pick<PlanPpgdid, "actes">): string | null {
  const depuis = adoptedOn(plan);
  if (depuis === null) return null;
  const asked = plan.actes.filter(({ nature }) => nature === "prolongation").length;
  const granted = Math.min(asked, findValeur(PROLONGATIONS, depuis).valeur);
  const mois = findValeur(DUREE, depuis).valeur * 12 + granted * findValeur(PROLONGATION, depuis).valeur;
  return addDays(addMonths(depuis, mois), -1);
}

export function mayProlong({ actes }: Pick<PlanPpgdid, "actes">, jour: string): boolean {
  return actes.filter(({ nature }) => nature === "prolongation").length < findValeur(PROLONGATIONS, jour).valeur;
}

/** The latest adopted plan that covers that day, else the latest one adopted before it. null: none. */
export function findPlan(plans: readonly PlanPpgdid[], jour: string): PlanPpgdid | null {
  const adopted = plans.filter((plan) => (adoptedOn(plan) ?? "9999") <= jour);
  return adopted.toSorted((a, b) => (adoptedOn(a) ?? "").localeCompare(adoptedOn(b) ?? "")).at(-1) ?? null;
}
