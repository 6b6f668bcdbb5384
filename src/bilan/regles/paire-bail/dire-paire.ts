import { formatCompte, joinFrench } from "#socle/regles/shared/format.ts";
import { type FaitPaire, LIBELLE_FAIT_PAIRE, type Ressemblance } from "./paire-bail.ts";

/** Day, commune, situation and household in common mean nearly always the same lease; without the household, often. */
const TRES_PROBABLE = 75;
const PROBABLE = 55;

export function sayScore(score: number): "très probable" | "probable" | "possible" {
  if (score >= TRES_PROBABLE) return "très probable";
  return score >= PROBABLE ? "probable" : "possible";
}

/** The verdict, the facts that agree, then those that differ. A fact missing on one side is in neither. */
export function sayRessemblance({ jours, accords, desaccords, score }: Ressemblance): readonly string[] {
  return [
    `Le même bail\u00A0: ${sayScore(score)}.`,
    accords.length === 0 ? "Rien ne les rapproche que le bailleur." : `En accord\u00A0: ${sayFaits(accords, jours)}.`,
    desaccords.length === 0 ? "Rien de connu ne les sépare." : `En désaccord\u00A0: ${sayFaits(desaccords, jours)}.`,
  ];
}

function sayFaits(faits: readonly FaitPaire[], jours: number): string {
  return joinFrench(
    faits.map((fait) =>
      fait === "date" ? `${LIBELLE_FAIT_PAIRE.date} (${sayJours(jours)})` : LIBELLE_FAIT_PAIRE[fait],
    ),
  );
}

function sayJours(jours: number): string {
  return jours === 0 ? "le même" : `${formatCompte(jours, "jour")} d’écart`;
}
