import type { ListePerimetres } from "#droit/regles/generation-qpv.ts";
import { buildPointLocator, type PointLocator } from "#socle/calculs/perimetre/locate-point.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { PerimetresPoint } from "./ports.ts";

export type Situer = (longitude: number, latitude: number) => PerimetresPoint;

const NOTHING_KNOWN: Situer = () => ({ qpv2015: null, qpv2024: null, zus: null });

/** Reads the territory's published perimeters once; null without any: no point can be located. */
export async function buildSituer(base: Pick<Base, "faits" | "lots">, epci: string): Promise<Situer | null> {
  const published = (await base.lots.publications(epci))
    .filter((row) => row.source === "qpv")
    .map((row) => row.periode);
  if (published.length === 0) return null;
  const perimetres = await base.faits.perimetres(epci);
  const locatorOf = (generation: ListePerimetres): PointLocator | null =>
    published.includes(String(generation))
      ? buildPointLocator(
          perimetres
            .filter((row) => row.generation === generation)
            .map((row) => ({ code: row.code, polygones: row.contour.coordinates })),
        )
      : null;
  const [in1996, in2015, in2024] = [locatorOf(1996), locatorOf(2015), locatorOf(2024)];
  return (longitude, latitude) => ({
    qpv2015: in2015 && (in2015(longitude, latitude) ?? "hors"),
    qpv2024: in2024 && (in2024(longitude, latitude) ?? "hors"),
    zus: in1996 && (in1996(longitude, latitude) ?? "hors"),
  });
}

/** Locates every point of the territory's stock again, after a publication or withdrawal of perimeters. */
export async function resituateLogements(base: Pick<Base, "faits" | "lots">, epci: string): Promise<void> {
  const situer = (await buildSituer(base, epci)) ?? NOTHING_KNOWN;
  for await (const points of base.faits.points(epci)) {
    await base.faits.updateSituations(
      epci,
      points.map(({ lot, ligne, longitude, latitude }) => ({ lot, ligne, ...situer(longitude, latitude) })),
    );
  }
}
