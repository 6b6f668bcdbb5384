import { formatJour } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { FinancementLogement, OrigineLiberation } from "../liberation/liberation.ts";

/** RPLS, FINAN (dictionary of 2018): the loans that are one of the products of today. The older ones say nothing of the ceilings. */
const FINANCEMENT_RPLS: Readonly<Record<string, FinancementLogement>> = {
  "10": "PLAI",
  "11": "PLAI",
  "13": "PLUS",
  "14": "PLS",
  "16": "PLI",
};

export function financementOfRpls(code: string | null): FinancementLogement {
  return (code === null ? undefined : FINANCEMENT_RPLS[code]) ?? "inconnu";
}

type Jours = {
  readonly preavis: string | null;
  readonly departPrevu: string | null;
  readonly etatDesLieux: string | null;
  readonly disponible: string | null;
};

/** Why the dwelling is let, when the file does not say it: it is empty, or its tenant gives notice. */
export function origineOf(origine: OrigineLiberation | null, jours: Jours): OrigineLiberation {
  if (origine !== null) return origine;
  return jours.preavis === null && (jours.etatDesLieux ?? jours.disponible) !== null ? "vacant" : "conge";
}

function listJours({ preavis, departPrevu, etatDesLieux, disponible }: Jours): readonly string[] {
  return [preavis, departPrevu, etatDesLieux, disponible].filter((jour) => jour !== null);
}

/** Refuses `conge-sans-date`: nothing tells one notice from the next. */
export function checkJours(jours: Jours): void {
  if (listJours(jours).length > 0) return;
  throw new Refus(
    "conge-sans-date",
    "Aucune date : écrivez le jour du congé, celui du départ, ou celui depuis lequel le logement est vide.",
    { champ: "preavis" },
  );
}

/** Whether a letting that closed on `closeLe` already answered this line: none of its days is later. */
export function isDejaTraite(jours: Jours, closeLe: string | null): boolean {
  if (closeLe === null) return false;
  return listJours(jours).every((jour) => jour <= closeLe);
}

export function sayDejaTraite(closeLe: string): string {
  return `déjà traité : clos le ${formatJour(closeLe)}`;
}
