import type { CubeQueries } from "#bilan/lectures/ports.ts";
import { isMoisPublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";

/** Number of published months among `nombre` from `debut`; a published month may have no lease. */
export async function countMoisPublies(
  cubes: Pick<CubeQueries, "trimestres">,
  epci: string,
  { debut, nombre }: { readonly debut: string; readonly nombre: number },
): Promise<number> {
  const mois = Array.from({ length: nombre }, (_, rank) => addMonths(debut, rank));
  const annees = [...new Set(mois.map((jour) => Number(jour.slice(0, 4))))];
  const lus = new Map(
    await Promise.all(annees.map(async (annee) => [annee, await cubes.trimestres(epci, annee)] as const)),
  );
  return mois.filter((jour) => {
    const annee = Number(jour.slice(0, 4));
    return isMoisPublie(annee, Number(jour.slice(5, 7)), lus.get(annee) ?? []);
  }).length;
}
