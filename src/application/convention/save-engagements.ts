import { checkEngagements } from "#domain/convention/check-engagements.ts";
import type { Engagement } from "#domain/convention/engagement.ts";
import { checkModifiable } from "#domain/convention/version.ts";
import { type ConventionDeps, holdVersion, requireObjectif, type VersionVisee } from "./deps.ts";

/** Replaces the objectives of a draft. Throws `droit-absent`, `version-inconnue`, `version-en-vigueur`, and what `checkEngagements` throws. */
export function saveEngagements(
  { base }: ConventionDeps,
  { epci, numero, engagements }: VersionVisee & { readonly engagements: readonly Engagement[] },
): Promise<void> {
  requireObjectif(base.acteur, "modifier", epci);
  checkEngagements(engagements);
  return base.transaction(async (tx) => {
    const { version } = await holdVersion(tx, { epci, numero });
    checkModifiable(version);
    await tx.conventions.replaceEngagements(epci, version.id, engagements);
    await tx.journal.ecrire({
      acte: "convention-modifiee",
      ressource: "objectif",
      epci,
      objet: `convention-version:${version.id}`,
    });
  });
}
