import type { LieuClasseur } from "../documents/a-propos.ts";
import type { Territoire } from "../regles/shared/territoire.ts";
import type { Site } from "./site.ts";

/** Where and when a workbook was made, for whom: what its first sheet says. */
export function lieuClasseur(
  { deps }: Site,
  { territoire }: { readonly territoire: Territoire },
  pour: string | null,
): LieuClasseur {
  return { territoire, jour: deps.horloge.aujourdhui(), pour };
}
