import type { Contingent, Reponse } from "#droit/regles/attribution/attribution.ts";
import { completeShare, type PartIncertaine } from "#droit/regles/part.ts";
import { ceilShare, MILLION, toMillioniemes } from "#socle/regles/shared/taux.ts";
import type { LogementLot, MenageLot } from "./lot.ts";

/**
 * An objective of the year that dwellings of the batch touch. `taux`: share of the attributions that must count, 0 to 1. `avant`: leases of the
 * year already signed, as on the page « Objectifs »: a batch is judged with them, never alone.
 */
export type ObjectifPlan = {
  /** Stable: `hors-qpv:<siren>`, `qpv:<siren>`, `publics-prioritaires:<contingent>`. */
  readonly cle: string;
  readonly libelle: string;
  readonly taux: number;
  readonly avant: PartIncertaine;
} & (
  | { readonly nature: "hors-qpv" | "qpv"; readonly bailleur: string }
  /** `bailleur` null: a réservataire's own quarter, over the territory. */
  | { readonly nature: "publics-prioritaires"; readonly contingent: Contingent; readonly bailleur: string | null }
);

/** Effect of one attribution on an objective: is it in the base, and does it count? Both may be unknown. */
export type Effet = { readonly assiette: Reponse; readonly compte: Reponse };

const AUCUN: Effet = { assiette: "non", compte: "non" };

export function readEffet(objectif: ObjectifPlan, logement: LogementLot, menage: MenageLot): Effet {
  const assiette = readAssiette(objectif, logement);
  return assiette === "non" ? AUCUN : { assiette, compte: readCompte(objectif, menage) };
}

/** A dwelling that is not located may be on either side: in no base for certain, and perhaps in both. */
export function readAssiette(objectif: ObjectifPlan, { bailleur, zone, contingent }: LogementLot): Reponse {
  if (objectif.bailleur !== null && objectif.bailleur !== bailleur) return "non";
  if (objectif.nature === "publics-prioritaires") return readSame(contingent, objectif.contingent, "inconnu");
  return readSame(zone, objectif.nature, "inconnue");
}

function readSame(value: string, wanted: string, unknown: string): Reponse {
  if (value === wanted) return "oui";
  return value === unknown ? "inconnu" : "non";
}

function readCompte({ nature }: ObjectifPlan, menage: MenageLot): Reponse {
  if (nature === "publics-prioritaires") return menage.prioritaire;
  // Art. L. 441-1-5 CCH: in QPV, households out of the first quartile. Being rehoused changes nothing there.
  if (nature === "qpv") return menage.quartile === "inconnu" ? "inconnu" : readYes(menage.quartile === "q2-4");
  // Art. L. 441-1 CCH: hors QPV, the first quartile or a rehoused household whatever its quartile.
  if (menage.quartile === "q1" || menage.reloge === "oui") return "oui";
  return menage.quartile === "inconnu" || menage.reloge === "inconnu" ? "inconnu" : "non";
}

function readYes(yes: boolean): Reponse {
  return yes ? "oui" : "non";
}

/**
 * What the attribution adds to « part − taux × base », in millionths of an attribution, with the least favourable unknown values: 1 − t when it
 * counts, −t when it does not. An unknown value never counts as reached.
 */
export function coefficientOf({ assiette, compte }: Effet, taux: number): number {
  if (assiette === "non") return 0;
  const t = toMillioniemes(taux);
  if (compte !== "oui") return -t;
  return assiette === "oui" ? MILLION - t : 0;
}

/** The same sum for the leases already signed: negative, the year is behind. In millionths. */
export function avanceOf({ avant, taux }: ObjectifPlan): number {
  return MILLION * avant.part - toMillioniemes(taux) * completeShare(avant).worst.total;
}

/** Attributions that would still have to count instead of not counting; 0 when certainly reached. */
export function manqueOf(part: PartIncertaine, taux: number): number {
  return Math.max(0, ceilShare(completeShare(part).worst.total, taux) - part.part);
}

export function addEffet(part: PartIncertaine, { assiette, compte }: Effet): PartIncertaine {
  if (assiette === "non") return part;
  if (assiette === "oui") {
    const total = part.total + 1;
    if (compte === "inconnu") return { ...part, total, indecis: part.indecis + 1 };
    return { ...part, total, part: part.part + (compte === "oui" ? 1 : 0) };
  }
  if (compte === "inconnu") return { ...part, inconnusIndecis: part.inconnusIndecis + 1 };
  return compte === "oui"
    ? { ...part, inconnusPart: part.inconnusPart + 1 }
    : { ...part, inconnusAutres: part.inconnusAutres + 1 };
}
