import { conflit } from "#socle/regles/shared/refus.ts";
import { type ConventionDeps, changeDraft, type VersionVisee } from "../../actes/convention/deps.ts";
import {
  checkTerritorialises,
  keyTerritorialise,
  type ObjectifTerritorialise,
} from "../../regles/convention/objectif-territorialise.ts";

/**
 * One more objective of a part of the territory or of the year, among those that the draft holds by then: two persons who add at once add both. Throws
 * `droit-absent`, `version-inconnue`, `version-en-vigueur`, and what `checkTerritorialises` throws.
 */
export function addTerritorialise(
  deps: ConventionDeps,
  { objectif, ...visee }: VersionVisee & { readonly objectif: ObjectifTerritorialise },
): Promise<void> {
  return change(deps, visee, (held) => [...held, objectif]);
}

/** `cle`: of `keyTerritorialise`. Throws the same, and `objectif-absent` for one that is not there, or not any more. */
export function removeTerritorialise(
  deps: ConventionDeps,
  { cle, ...visee }: VersionVisee & { readonly cle: string },
): Promise<void> {
  return change(deps, visee, (held) => {
    const kept = held.filter((objectif) => keyTerritorialise(objectif) !== cle);
    if (kept.length < held.length) return kept;
    throw conflit("objectif-absent", "Cet objectif n’est plus dans le projet : quelqu’un l’a peut-être déjà retiré.");
  });
}

function change(
  deps: ConventionDeps,
  visee: VersionVisee,
  next: (held: readonly ObjectifTerritorialise[]) => readonly ObjectifTerritorialise[],
): Promise<void> {
  return changeDraft(deps, visee, (tx, { id, territorialises }) => {
    const objectifs = next(territorialises);
    checkTerritorialises(objectifs);
    return tx.conventions.replaceTerritorialises(visee.epci, id, objectifs);
  });
}
