import type { EtapeOperation, EtatOperation, PhaseOperation } from "#donnees/regles/programme/operation.ts";
import { daysBetween } from "#socle/regles/shared/calendrier.ts";

/**
 * Delay of a phase. `jours`: from the planned day to the real one, or to today when the phase is not over (`acheve` false).
 * `quoi`: the start when only the start is late, else the end.
 */
export type Retard = {
  readonly phase: PhaseOperation;
  readonly quoi: "debut" | "fin";
  readonly jours: number;
  readonly acheve: boolean;
};

/** null: on time, or no planned day to compare with. */
export function retardOf(etape: EtapeOperation, aujourdhui: string): Retard | null {
  const fin = late(etape.finPrevue, etape.finReelle, aujourdhui);
  if (fin !== null) return { phase: etape.phase, quoi: "fin", jours: fin, acheve: etape.finReelle !== null };
  // The late start of a phase that ended in time is ignored.
  if (etape.finReelle !== null) return null;
  const debut = late(etape.debutPrevu, etape.debutReel, aujourdhui);
  return debut === null ? null : { phase: etape.phase, quoi: "debut", jours: debut, acheve: etape.debutReel !== null };
}

/** Longest delay still running; null for a closed operation. */
export function retardCourant(
  { etapes, etat }: { readonly etapes: readonly EtapeOperation[]; readonly etat: EtatOperation },
  aujourdhui: string,
): Retard | null {
  if (CLOSES.includes(etat)) return null;
  const courants = etapes.flatMap((etape) => retardOf(etape, aujourdhui) ?? []).filter(({ acheve }) => !acheve);
  return courants.toSorted((a, b) => b.jours - a.jours)[0] ?? null;
}

const CLOSES: readonly EtatOperation[] = ["terminee", "refusee", "abandonnee"];

function late(prevu: string | null, reel: string | null, aujourdhui: string): number | null {
  // On the planned day itself, nothing is late.
  return daysBetween(prevu, reel ?? aujourdhui) || null;
}
