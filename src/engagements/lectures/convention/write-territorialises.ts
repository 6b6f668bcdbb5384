import { conflit } from "#socle/regles/shared/refus.ts";
import { type ConventionDeps, changeDraft, type VersionVisee } from "../../actes/convention/deps.ts";
import {
  checkTerritorialises,
  keyTerritorialise,
  type ObjectifTerritorialise,
} from "../../regles/convention/objectif-territorialise.ts";

/**
 * Adds an objective for a part of the territory or of the year to the draft's present ones: two simultaneous additions both stay. Throws
 * `droit-absent`, `version-inconnue`, `version-en-vigueur`, and as `checkTerritorialises`.
 */
export function addTerritorialise(
  deps: ConventionDeps,
  { objectif, ...visee }: VersionVisee & { readonly objectif: ObjectifTerritorialise },
): Promise<void> {
  return change(deps, visee, (held) => [...held, objectif]);
}

/** `cle`: of `keyTerritorialise`. Throws the same, and `objectif-absent` for a missing one. */
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
