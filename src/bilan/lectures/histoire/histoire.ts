import type { CotesPasses } from "../../regles/constat-passe.ts";

/** `cotes` null: the year cannot be computed (its law is not known). */
type AnneePassee = { readonly annee: number; readonly cotes: CotesPasses | null };

/** The last report frozen for the same period. */
export type RapportPasse = { readonly numero: string; readonly figeLe: string; readonly cotes: CotesPasses };

/** What a bilan is compared with: the same period of the years before, ascending, without its own; and the report before. */
export type Histoire = { readonly annees: readonly AnneePassee[]; readonly rapport: RapportPasse | null };
