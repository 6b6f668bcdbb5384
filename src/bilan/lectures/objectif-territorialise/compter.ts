import type { Objet } from "#donnees/regles/convention/objet.ts";
import { withRejetees } from "#droit/regles/attribution/compte.ts";
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

/** A lease that may be elsewhere only widens the bounds, and so does a line that was not read. */
export function countConcernes(
  comptes: readonly CompteConcerne[],
  objet: Objet,
  nulles: LectureRessourcesNulles,
  nonLues = 0,
): PartIncertaine {
  const count = countPart(comptes, (compte) => {
    const apports = apportsOf(compte, objet, nulles);
    return compte.appartenance === "oui" ? apports : { ...apports, dehors: true };
  });
  return { ...count, inconnusIndecis: count.inconnusIndecis + nonLues };
}

/** Missing facts of the leases that it surely covers, and lines that were not read. */
export function causesConcernes(
  comptes: readonly CompteConcerne[],
  objet: "hors-qpv" | "qpv",
  nulles: LectureRessourcesNulles,
  nonLues = 0,
): Inconnus {
  const rule = objet === "qpv" ? apportsEnQpv : apportsHorsQpv;
  const surs = comptes.filter(({ appartenance }) => appartenance === "oui");
  return countCauses(withRejetees(surs, nonLues), (bail) => rule(bail, nulles));
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
