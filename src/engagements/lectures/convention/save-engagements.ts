import { type ConventionDeps, changeDraft, requireObjectif, type VersionVisee } from "../../actes/convention/deps.ts";
import { checkEngagements } from "../../regles/convention/check-engagements.ts";
import type { Engagement } from "../../regles/convention/engagement.ts";

/** Replaces the objectives of a draft. Throws `droit-absent`, `version-inconnue`, `version-en-vigueur`, and as `checkEngagements`. */
export function saveEngagements(
  deps: ConventionDeps,
  { engagements, ...visee }: VersionVisee & { readonly engagements: readonly Engagement[] },
): Promise<void> {
  requireObjectif(deps.base.acteur, "modifier", visee.epci);
  checkEngagements(engagements);
  return changeDraft(deps, visee, (tx, version) =>
    tx.conventions.replaceEngagements(visee.epci, version.id, engagements),
  );
}
