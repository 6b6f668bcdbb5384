import { formatNombre, INCONNU } from "#socle/regles/shared/format.ts";

/** « +0,4 point », « −1,9 point »; `milliemes` are tenths of a point. */
export function formatPoints(milliemes: number | null): string {
  if (milliemes === null) return INCONNU;
  const text = (Math.abs(milliemes) / 10).toFixed(1).replace(".", ",");
  return `${signOf(milliemes)}${text}\u00A0${Math.abs(milliemes) < 20 ? "point" : "points"}`;
}

/** « +3 », « −11 », « 0 »; null is unknown. */
export function formatEcart(ecart: number | null): string {
  return ecart === null ? INCONNU : `${signOf(ecart)}${formatNombre(Math.abs(ecart))}`;
}

function signOf(value: number): string {
  return value === 0 ? "" : value > 0 ? "+" : "−";
}

/** « 18,3 % », from thousandths. */
export function formatMilliemes(milliemes: number | null): string {
  return milliemes === null ? INCONNU : `${(milliemes / 10).toFixed(1).replace(".", ",")}\u00A0%`;
}
