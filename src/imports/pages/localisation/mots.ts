import type { AdresseALocaliser } from "#donnees/lectures/localisation/ports.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";

export const COTE: Readonly<Record<Situation, string>> = {
  qpv: "en quartier prioritaire",
  "hors-qpv": "hors quartier prioritaire",
  inconnue: "inconnue",
};

export function nomAdresse({
  residence,
  adresse,
  communeNom,
  commune,
}: Pick<AdresseALocaliser, "residence" | "adresse" | "communeNom" | "commune">): string {
  const lieu = [residence, adresse].filter(Boolean).join(", ") || "Adresse absente du fichier";
  return `${lieu} – ${communeNom ?? commune ?? "commune inconnue"}`;
}
