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

/** Leases that an objective covers, or may cover, each once. */
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

/** A lease that may be elsewhere only widens the bounds. */
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

/** Missing facts of the leases that it surely covers. */
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

/** Leases of unknown place or réservataire that the objective would count if it covered them. */
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
