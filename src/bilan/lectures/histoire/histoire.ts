import type { Constat } from "../bilan.ts";

/** A measured objective of another year, or of an earlier report: enough to draw and to compare it. */
export type ConstatPasse = Pick<
  Constat,
  "realise" | "assiette" | "taux" | "bornes" | "petitEffectif" | "verdict" | "plancher"
> & {
  /** The convention's target of that year; null: none, or not a rate. */
  readonly vise: number | null;
};

export type CotesPasses = { readonly horsQpv: ConstatPasse; readonly qpv: ConstatPasse };

/** `cotes` null: the year cannot be computed (its law is not known). */
export type AnneePassee = { readonly annee: number; readonly cotes: CotesPasses | null };

/** The last report frozen for the same period. */
export type RapportPasse = { readonly numero: string; readonly figeLe: string; readonly cotes: CotesPasses };

/** What a bilan is compared with: the same period of the years before, ascending, without its own; and the report before. */
export type Histoire = { readonly annees: readonly AnneePassee[]; readonly rapport: RapportPasse | null };

/** Of a bilan, of today or frozen. */
export function cotesOf({ horsQpv, qpv }: { readonly horsQpv: Constat; readonly qpv: Constat }): CotesPasses {
  return { horsQpv: passOf(horsQpv), qpv: passOf(qpv) };
}

function passOf({ realise, assiette, taux, bornes, petitEffectif, verdict, plancher, cible }: Constat): ConstatPasse {
  return { realise, assiette, taux, bornes, petitEffectif, verdict, plancher, vise: cible?.taux ?? null };
}
