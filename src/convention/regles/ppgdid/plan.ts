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

/** `echu`: its days are over and no plan followed it; `remplace`: one did. */
export type EtatPlanPpgdid = "projet" | "en-vigueur" | "echu" | "remplace";

/** An organisation that signs; `signeLe` null: not yet. */
export type SignatairePpgdid = { readonly id: number; readonly nom: string; readonly signeLe: string | null };

export type ConventionPpgdid = {
  readonly id: number;
  readonly nature: NatureConventionPpgdid;
  readonly titre: string;
  /** The préfet's arrêté that stands for it when somebody refused to sign; null: none. */
  readonly arrete: string | null;
  readonly signataires: readonly SignatairePpgdid[];
};

/** A plan partenarial de gestion de la demande de logement social et d'information des demandeurs: a draft until it is adopted. */
export type PlanPpgdid = {
  readonly id: number;
  /** 1, 2…: a revision is another plan. */
  readonly numero: number;
  readonly titre: string;
  /** Longest time before the first reception, in days, as the plan fixes it; null: it does not say. */
  readonly accueilJours: number | null;
  /** In charge of it. */
  readonly accueilOrganisme: string | null;
  readonly rubriques: readonly RubriqueEcrite[];
  readonly actes: readonly ActePpgdid[];
  readonly conventions: readonly ConventionPpgdid[];
};

const DUREE = parametre.nombre("duree-ppgdid");
const PROLONGATION = parametre.nombre("prolongation-ppgdid");
const PROLONGATIONS = parametre.nombre("prolongations-ppgdid");

/** First day of effect: that of its adoption; null: a draft. */
export function adoptedOn({ actes }: Pick<PlanPpgdid, "actes">): string | null {
  return actes.find(({ nature }) => nature === "adoption")?.date ?? null;
}

/** Last day: six years, and a year more for each prolongation that the text lets. null: a draft. */
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

/** The last adopted, whose days hold that one; else the last adopted before it. null: none is. */
export function findPlan(plans: readonly PlanPpgdid[], jour: string): PlanPpgdid | null {
  const adopted = plans.filter((plan) => (adoptedOn(plan) ?? "9999") <= jour);
  return adopted.toSorted((a, b) => (adoptedOn(a) ?? "").localeCompare(adoptedOn(b) ?? "")).at(-1) ?? null;
}
