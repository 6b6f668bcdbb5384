import type { Verdict } from "#socle/regles/shared/verdict.ts";

/** A measured objective of another year, or of an earlier report: enough to draw and to compare it. Rates are between 0 and 1. */
export type ConstatPasse = {
  readonly realise: number;
  readonly assiette: number;
  readonly taux: number | null;
  readonly bornes: readonly [number, number] | null;
  readonly petitEffectif: boolean;
  readonly verdict: Verdict;
  readonly plancher: number;
  /** The convention's target of that year; null: none, or not a rate. */
  readonly vise: number | null;
};

export type CotesPasses = { readonly horsQpv: ConstatPasse; readonly qpv: ConstatPasse };

type Mesure = Omit<ConstatPasse, "vise"> & { readonly cible: { readonly taux: number | null } | null };

/** Of a bilan, of today or frozen. */
export function cotesOf({ horsQpv, qpv }: { readonly horsQpv: Mesure; readonly qpv: Mesure }): CotesPasses {
  return { horsQpv: passOf(horsQpv), qpv: passOf(qpv) };
}

function passOf({ realise, assiette, taux, bornes, petitEffectif, verdict, plancher, cible }: Mesure): ConstatPasse {
  return { realise, assiette, taux, bornes, petitEffectif, verdict, plancher, vise: cible?.taux ?? null };
}
