import type { Engagement } from "#domain/convention/engagement.ts";
import type { ConventionDeps, VersionVisee } from "./deps.ts";

export async function saveEngagements(
  _deps: ConventionDeps,
  _demande: VersionVisee & { readonly engagements: readonly Engagement[] },
): Promise<void> {
  throw new Error("to come");
}
