import { geoCentroid, geoDistance } from "d3-geo";
import type { CodeOfficiel } from "../../actes/territoire/open-territoire.ts";
import { readContours } from "../../formats/contours-communes.ts";
import type { Contour } from "../../formats/rows.ts";

/** Mean radius of the Earth, in kilometres. */
const RAYON_KM = 6_371;

/**
 * Kilometres as the crow flies from a commune to others, between the middles of their outlines. Left out: communes without a contour; none at all
 * when the first one has none.
 */
export async function distancesDepuis(
  code: CodeOfficiel,
  depart: string,
  vers: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const contours = await readContours(
    new Map([depart, ...vers].map((commune) => [commune, [commune, ...code.anciensCodes(commune)]])),
  );
  const origine = contours.get(depart);
  if (!origine) return new Map();
  return new Map(
    vers.flatMap((commune): [string, number][] => {
      const contour = contours.get(commune);
      return contour ? [[commune, geoDistance(middleOf(origine), middleOf(contour)) * RAYON_KM]] : [];
    }),
  );
}

/** Of the points of the outline, whatever the sense in which its rings turn. */
function middleOf({ coordinates }: Contour): [number, number] {
  return geoCentroid({ type: "MultiPoint", coordinates: coordinates.flat(2).map(([x, y]) => [x, y]) });
}
