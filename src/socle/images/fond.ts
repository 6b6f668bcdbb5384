import type { Maille } from "../regles/observatoire/maille.ts";
import type { CommuneCarte, PerimetreCarte, VoisineCarte } from "./carte-parts.ts";
import type { ContourCarte } from "./projection.ts";

export type CommuneFond = CommuneCarte & {
  readonly secteur: string | null;
  /** Inhabitants; null: unknown. */
  readonly population?: number | null;
};
export type QpvFond = PerimetreCarte & { readonly code: string; readonly communes: readonly string[] };

/** The shapes under the maps of the observatory. */
export type FondFigure = {
  readonly communes: readonly CommuneFond[];
  readonly qpv: readonly QpvFond[];
  /** Communes around the territory, drawn in grey under it, the most peopled first. */
  readonly voisines?: readonly VoisineCarte[];
};

type Forme = {
  readonly de: "commune" | "qpv";
  readonly code: string;
  readonly nom: string;
  readonly contour: ContourCarte;
};

/**
 * Shapes of one row: its commune, the communes of its secteur, its QPV, or those of a grand territoire. Communes that have a QPV are drawn whole,
 * under it. Empty: the row has no place on a map.
 */
export function shapesOf(maille: Maille, cle: string, { communes, qpv }: FondFigure): readonly Forme[] {
  switch (maille) {
    case "commune":
      return tag(
        "commune",
        communes.filter(({ code }) => code === cle),
      );
    case "secteur":
      return tag(
        "commune",
        communes.filter(({ secteur }) => secteur === cle),
      );
    case "qpv":
      return tag(
        "qpv",
        qpv.filter(({ code }) => code === cle),
      );
    case "grand-territoire":
      return cle === "qpv" ? tag("qpv", qpv) : tag("commune", communesOfGrandTerritoire(cle, { communes, qpv }));
    default:
      return [];
  }
}

function tag(de: Forme["de"], found: readonly (CommuneFond | QpvFond)[]): Forme[] {
  return found.map(({ code, nom, contour }) => ({ de, code, nom, contour }));
}

function communesOfGrandTerritoire(cle: string, { communes, qpv }: FondFigure): readonly CommuneFond[] {
  const avecQpv = new Set(qpv.flatMap((perimetre) => perimetre.communes));
  if (cle === "communes-qpv-hors-qpv") return communes.filter(({ code }) => avecQpv.has(code));
  return cle === "autres-communes" ? communes.filter(({ code }) => !avecQpv.has(code)) : [];
}
