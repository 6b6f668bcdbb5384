import type { Application } from "#domain/convention/application-avenant.ts";
import { checkModifiable } from "#domain/convention/version.ts";
import { Refus } from "#domain/shared/refus.ts";
import { type ConventionDeps, holdVersion, requireObjectif, type VersionVisee } from "./deps.ts";

/** How an avenant bears on the year in which it takes effect, as its text says. Throws `droit-absent`, `version-inconnue`, `version-en-vigueur`, `avenant-sans-parent`. */
export function chooseApplication(
  { base }: ConventionDeps,
  { epci, numero, application }: VersionVisee & { readonly application: Application },
): Promise<void> {
  requireObjectif(base.acteur, "modifier", epci);
  return base.transaction(async (tx) => {
    const { version } = await holdVersion(tx, { epci, numero });
    checkModifiable(version);
    if (version.parent === null) {
      throw new Refus("avenant-sans-parent", "Seul un avenant dit comment il s’applique à une année déjà commencée.");
    }
    await tx.conventions.setApplication(epci, version.id, application);
    await tx.journal.ecrire({
      acte: "convention-modifiee",
      ressource: "objectif",
      epci,
      objet: `convention-version:${version.id}`,
    });
  });
}
