import type { CodeOfficiel } from "../../actes/territoire/open-territoire.ts";
import { readContours, SOURCE_CONTOURS } from "../../formats/contours-communes.ts";
import type { Contour } from "../../formats/rows.ts";
import type { CommuneTerritoire } from "./ports.ts";

export type ContoursOfficiels = {
  readonly communes: readonly { readonly code: string; readonly nom: string; readonly contour: Contour }[];
  /** Communes without a contour of their own, and the one of the map that holds their ground: they have left it since. */
  readonly sans: readonly { readonly nom: string; readonly dans: string | null }[];
  readonly source: string;
};

/** Shapes of the communes of today, drawn of those of the map's year: one that took others in since is the union of theirs. */
export async function readContoursOfficiels(
  code: CodeOfficiel,
  communes: readonly CommuneTerritoire[],
): Promise<ContoursOfficiels> {
  const codes = new Map(communes.map(({ commune }) => [commune, [commune, ...code.anciensCodes(commune)]]));
  const contours = await readContours(codes);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  return {
    communes: communes.flatMap(({ commune, nom }) => {
      const contour = contours.get(commune);
      return contour ? [{ code: commune, nom, contour }] : [];
    }),
    sans: communes
      .filter(({ commune }) => !contours.has(commune))
      .map(({ commune, nom }) => ({ nom, dans: noms.get(leftOf(code, commune) ?? "") ?? null })),
    source: SOURCE_CONTOURS,
  };
}

/** The commune that this one has left. */
function leftOf({ mouvements }: CodeOfficiel, commune: string): string | null {
  const found = mouvements.histoireDe(commune);
  return found.find(({ genre, apres }) => genre === "retablissement" && apres === commune)?.avant ?? null;
}
