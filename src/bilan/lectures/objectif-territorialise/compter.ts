import type { Objet } from "#donnees/regles/convention/objet.ts";
import { countCauses, type Inconnus } from "#droit/regles/causes.ts";
import { apportsEnQpv } from "#droit/regles/en-qpv.ts";
import { apportsHorsQpv } from "#droit/regles/hors-qpv.ts";
import { type Apports, countPart, type PartIncertaine } from "#droit/regles/part.ts";
import { isPrioritaire } from "#droit/regles/publics-prioritaires.ts";
import type { LectureRessourcesNulles } from "#droit/regles/quartile.ts";
import type { ObjectifTerritorialise } from "#engagements/regles/convention/objectif-territorialise.ts";
import type { CompteSitue } from "../ports.ts";
import { type Appartenance, belongs, type CommunesDesQuartiers } from "./appartenance.ts";

/** Leases that an objective may bear on, each once. */
export type CompteConcerne = CompteSitue & { readonly appartenance: Exclude<Appartenance, "non"> };

export function keepConcernes(
  comptes: readonly CompteSitue[],
  objectif: Pick<ObjectifTerritorialise, "porteur" | "lieu">,
  quartiers: CommunesDesQuartiers,
): readonly CompteConcerne[] {
  return comptes.flatMap((compte) => {
    const appartenance = belongs(compte, objectif, quartiers);
    return appartenance === "non" ? [] : [{ ...compte, appartenance }];
  });
}

/** One that may be elsewhere is in no number, and in the bounds. */
export function countConcernes(
  comptes: readonly CompteConcerne[],
  objet: Objet,
  nulles: LectureRessourcesNulles,
): PartIncertaine {
  return countPart(comptes, (compte) => {
    const apports = apportsOf(compte, objet, nulles);
    return compte.appartenance === "oui" ? apports : { ...apports, dehors: true };
  });
}

/** Which facts are missing, of those that are there for sure. */
export function causesConcernes(
  comptes: readonly CompteConcerne[],
  objet: "hors-qpv" | "qpv",
  nulles: LectureRessourcesNulles,
): Inconnus {
  const rule = objet === "qpv" ? apportsEnQpv : apportsHorsQpv;
  return countCauses(
    comptes.filter(({ appartenance }) => appartenance === "oui"),
    (bail) => rule(bail, nulles),
  );
}

/** Leases of which the place, or the réservataire, is not known, and that the objective would count if they were its own. */
export function countSansLieu(
  comptes: readonly CompteConcerne[],
  objet: Objet,
  nulles: LectureRessourcesNulles,
): number {
  return comptes
    .filter((compte) => compte.appartenance === "peut-etre" && isAtStake(apportsOf(compte, objet, nulles)))
    .reduce((sum, { nombre }) => sum + nombre, 0);
}

function isAtStake({ assiette, part }: Apports): boolean {
  return assiette || part;
}

function apportsOf(compte: CompteConcerne, objet: Objet, nulles: LectureRessourcesNulles): Apports {
  if (objet === "hors-qpv") return apportsHorsQpv(compte, nulles);
  if (objet === "qpv") return apportsEnQpv(compte, nulles);
  const prioritaire = isPrioritaire(compte);
  return { dehors: compte.doublePossible === true, assiette: prioritaire !== "oui", part: prioritaire !== "non" };
}
