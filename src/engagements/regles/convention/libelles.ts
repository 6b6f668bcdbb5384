import { formatJour } from "#socle/regles/shared/format.ts";
import type { GraviteControle } from "./controles.ts";
import type { Etape } from "./etape.ts";
import type { Revision } from "./revision.ts";
import type { EtatVersion } from "./version.ts";

export const LIBELLE_ETAT: Readonly<Record<EtatVersion, string>> = {
  projet: "Projet",
  "en-vigueur": "En vigueur",
  remplacee: "Remplacée",
};

export const LIBELLE_GRAVITE: Readonly<Record<GraviteControle, string>> = {
  bloquant: "Bloquant",
  alerte: "À vérifier",
  information: "À savoir",
};

export const LIBELLE_REVISION: Readonly<Record<Revision["etat"], string>> = {
  "a-jour": "À jour",
  "a-preparer": "À préparer",
  depassee: "Échéance passée",
};

/** An unknown date is never guessed: « date inconnue (non donnée par le document) »; « à venir » for a step not recorded. */
export function formatDateEtape(etape: Pick<Etape, "date"> | null): string {
  if (etape === null) return "à venir";
  return etape.date === null ? "date inconnue (non donnée par le document)" : formatJour(etape.date);
}

export const TITRE_DEROGATION = "Taux inférieur au plancher légal";
