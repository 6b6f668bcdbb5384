/** P(K = premier), P(K = premier + 1)…: the whole support, so that the probabilities add up to 1. */
export type LoiHypergeometrique = { readonly premier: number; readonly probabilites: Float64Array };

/** Time and memory are linear in the total; no region has that many households. */
const MAX_TOTAL = 10_000_000;

/**
 * How many of `tirees` units drawn without replacement are among the `parts` that count, out of `total`. By the ratio of neighbours from the
 * mode outwards: no gamma function, hence no overflow nor cancellation between logarithms of 10⁶. A probability that falls under 10⁻³⁰⁰ of the
 * mode's is 0. Source: Feller, An Introduction to Probability Theory (1968), II.6.
 */
export function computeHypergeometrique(tirees: number, parts: number, total: number): LoiHypergeometrique {
  checkCounts(tirees, parts, total);
  const premier = Math.max(0, tirees + parts - total);
  const dernier = Math.min(tirees, parts);
  const probabilites = new Float64Array(dernier - premier + 1);
  const mode = Math.min(dernier, Math.max(premier, Math.floor(((tirees + 1) * (parts + 1)) / (total + 2))));
  const ratio = (k: number) => ((parts - k) / (k + 1)) * ((tirees - k) / (total - parts - tirees + k + 1));
  probabilites[mode - premier] = 1;
  let somme = 1;
  for (let k = mode; k < dernier; k++) {
    const next = (probabilites[k - premier] ?? 0) * ratio(k);
    if (next < 1e-300) break;
    probabilites[k + 1 - premier] = next;
    somme += next;
  }
  for (let k = mode; k > premier; k--) {
    const next = (probabilites[k - premier] ?? 0) / ratio(k - 1);
    if (next < 1e-300) break;
    probabilites[k - 1 - premier] = next;
    somme += next;
  }
  for (let i = 0; i < probabilites.length; i++) probabilites[i] = (probabilites[i] ?? 0) / somme;
  return { premier, probabilites };
}

export function averageHypergeometrique(loi: LoiHypergeometrique, valeur: (k: number) => number): number {
  let somme = 0;
  for (let i = 0; i < loi.probabilites.length; i++) {
    const probabilite = loi.probabilites[i] ?? 0;
    if (probabilite > 0) somme += probabilite * valeur(loi.premier + i);
  }
  return somme;
}

/** A plain error: wrong counts are a defect of the caller. */
function checkCounts(tirees: number, parts: number, total: number) {
  const whole = [tirees, parts, total].every((count) => Number.isSafeInteger(count) && count >= 0);
  if (!whole || tirees > total || parts > total || total > MAX_TOTAL) {
    throw new RangeError(`Not a draw without replacement: ${tirees} of ${total}, ${parts} of which count`);
  }
}
