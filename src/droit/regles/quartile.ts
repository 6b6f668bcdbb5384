import type { Quartile, Ressources } from "./attribution/attribution.ts";
import type { Compte } from "./attribution/compte.ts";
import { parametre } from "./parametre.ts";

/**
 * CCH, art. L. 441-1 : demandeurs « dont le niveau de ressources par unité de consommation est inférieur à un montant
 * constaté annuellement par arrêté » — the poorest quarter of the SNE's applicants of the EPCI.
 */
export const REGLE_QUARTILE = "quartile.ressources-par-uc";

/** How a lease with resources of 0 € is counted. */
export type LectureRessourcesNulles = "q1" | "q2-4" | "exclues";

export const RESSOURCES_NULLES = parametre.choix<LectureRessourcesNulles>("ressources-nulles");

/** « inférieur à »: a household exactly at the threshold is not in the first quartile. */
export const COMPARAISON_AU_SEUIL = parametre.choix<"strict" | "large">("comparaison-au-seuil");

/**
 * Income of the SNE field « revenus mensuels » × 12 ÷ consumption units, against the EPCI's threshold (€/UC/year).
 * Compared without division, so that no rounding enters: revenu × 12 < seuil × UC. `inconnu` when any of the three is missing.
 */
export function computeQuartile(
  revenuMensuel: number | null,
  uniteConso: number | null,
  seuil: number | null,
  comparaison: "strict" | "large" = "strict",
): Quartile {
  if (revenuMensuel === null || uniteConso === null || uniteConso <= 0 || seuil === null) return "inconnu";
  const annuel = Math.round(revenuMensuel * 1200);
  const limite = Math.round(seuil * uniteConso * 100);
  return annuel < limite || (comparaison === "large" && annuel === limite) ? "q1" : "q2-4";
}

export function readRessources(revenuMensuel: number | null): Ressources {
  if (revenuMensuel === null) return "absentes";
  return revenuMensuel === 0 ? "nulles" : "positives";
}

type Menage = Pick<Compte, "quartile" | "ressources">;

/** `exclue`: at 0 €, set aside by the parameter. `inconnue`: the class cannot be told. */
type Classe = "q1" | "q2-4" | "exclue" | "inconnue";

export function readClasse({ quartile, ressources }: Menage, nulles: LectureRessourcesNulles): Classe {
  if (ressources === "nulles") return nulles === "exclues" ? "exclue" : nulles;
  return quartile === "inconnu" ? "inconnue" : quartile;
}

/** True when the lease counts in the test: its quartile is known, and the parameter does not set 0 € aside. */
export function hasKnownRessources(compte: Menage, nulles: LectureRessourcesNulles): boolean {
  const classe = readClasse(compte, nulles);
  return classe === "q1" || classe === "q2-4";
}

export function countsAsPremierQuartile(compte: Menage, nulles: LectureRessourcesNulles): boolean {
  return readClasse(compte, nulles) === "q1";
}
