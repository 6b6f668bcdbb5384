import { Refus } from "#socle/regles/shared/refus.ts";

/** A part of the stock in the territory's own terms: « centre-ville », « diffus ». Places in none are shown as such. */
export type ZoneLocale = { readonly id: number; readonly nom: string };

/** Throws `zone-nom`: two to eighty characters, different from other zones. */
export function checkNomZone(nom: string, zones: readonly ZoneLocale[]): string {
  const ecrit = nom.trim();
  if (ecrit.length < 2 || ecrit.length > 80) {
    throw new Refus("zone-nom", "Le nom d’une zone a de 2 à 80 caractères.");
  }
  if (zones.some((zone) => zone.nom.localeCompare(ecrit, "fr", { sensitivity: "base" }) === 0)) {
    throw new Refus("zone-nom", `Une zone s’appelle déjà « ${ecrit} ».`);
  }
  return ecrit;
}
