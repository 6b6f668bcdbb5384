import { formatTaux, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { sayChances } from "../../../regles/simulation/chances.ts";
import type { PeriodeSimulee } from "./resultat.ts";

/** Answer in one sentence: « peut-on atteindre la cible sur la période ? ». */
export function sayReponse({ debut, fin, taux: { eventail, chance, raison } }: PeriodeSimulee): string {
  const years = debut === fin ? `En ${debut}` : `De ${debut} à ${fin}`;
  if (!eventail || !chance) return `${years} : pas de taux. ${raison ?? ""}`.trim();
  const range = `entre ${formatTaux(eventail.q05)} et ${formatTaux(eventail.q95)} 9 fois sur 10`;
  return `${years}, le taux moyen attendu hors QPV est de ${formatTaux(eventail.moyenne)} (${range}) : ${sayChances(chance.probabilite)} d’atteindre ${formatTauxCourt(chance.cible)}.`;
}
