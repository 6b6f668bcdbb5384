import { Refus } from "#socle/regles/shared/refus.ts";

/** A part of the stock as the territory itself cuts it: « centre-ville », « diffus ». What is of none is said so. */
export type ZoneLocale = { readonly id: number; readonly nom: string };

/** Throws `zone-nom`: a name of two to eighty characters, that no other zone has. */
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
