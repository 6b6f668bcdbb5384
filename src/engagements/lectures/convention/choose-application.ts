import { Refus } from "#socle/regles/shared/refus.ts";
import { type ConventionDeps, changeDraft, type VersionVisee } from "../../actes/convention/deps.ts";
import type { Application } from "../../regles/convention/application-avenant.ts";

/**
 * Chooses how an avenant applies to the year of its entry into force, as its text says. Throws `droit-absent`, `version-inconnue`,
 * `version-en-vigueur`, `avenant-sans-parent`.
 */
export function chooseApplication(
  deps: ConventionDeps,
  { application, ...visee }: VersionVisee & { readonly application: Application },
): Promise<void> {
  return changeDraft(deps, visee, (tx, { id, parent }) => {
    if (parent !== null) return tx.conventions.setApplication(visee.epci, id, application);
    throw new Refus("avenant-sans-parent", "Seul un avenant dit comment il s’applique à une année déjà commencée.");
  });
}
