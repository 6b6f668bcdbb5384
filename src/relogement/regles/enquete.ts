import type { Reponse } from "#droit/regles/attribution/attribution.ts";

/** What a household says of its rehousing, some months after. */
export const SATISFACTIONS = ["satisfait", "plutot", "peu", "pas"] as const;
export type Satisfaction = (typeof SATISFACTIONS)[number];

export const LIBELLE_SATISFACTION: Readonly<Record<Satisfaction, string>> = {
  satisfait: "Satisfait",
  plutot: "Plutôt satisfait",
  peu: "Peu satisfait",
  pas: "Pas satisfait",
};

/** null: not said. `effort`: reste à charge over the resources, between 0 and 1. */
export type EnqueteRelogement = {
  readonly le: string;
  readonly logement: Satisfaction | null;
  readonly quartier: Satisfaction | null;
  readonly accompagnement: Satisfaction | null;
  readonly effort: number | null;
};

export type SujetEnquete = "logement" | "quartier" | "accompagnement";

/** Is the household satisfied? A household that was not asked is unknown, never unsatisfied. */
export function isSatisfait(enquete: EnqueteRelogement | null, sujet: SujetEnquete): Reponse {
  const dit = enquete?.[sujet] ?? null;
  if (dit === null) return "inconnu";
  return dit === "satisfait" || dit === "plutot" ? "oui" : "non";
}
