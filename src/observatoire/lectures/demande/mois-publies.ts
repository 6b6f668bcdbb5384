import type { CubeQueries } from "#bilan/lectures/ports.ts";
import { countRejetees, isMoisPublie } from "#droit/regles/attribution/trimestre-publie.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";

/** `publies`: months with a file, with or without a lease; `nonLues`: lines of their files that were not read, each perhaps a lease of these months. */
export type MoisPublies = { readonly publies: number; readonly nonLues: number };

/** Of `nombre` months from `debut`. */
export async function readMoisPublies(
  cubes: Pick<CubeQueries, "trimestres">,
  epci: string,
  { debut, nombre }: { readonly debut: string; readonly nombre: number },
): Promise<MoisPublies> {
  const jours = Array.from({ length: nombre }, (_, rank) => addMonths(debut, rank));
  const parAnnee = groupBy(jours, (jour) => Number(jour.slice(0, 4)));
  const annees = await Promise.all(
    [...parAnnee].map(async ([annee, own]): Promise<MoisPublies> => {
      const trimestres = await cubes.trimestres(epci, annee);
      const mois = own.map((jour) => Number(jour.slice(5, 7)));
      const entre = { premierMois: Math.min(...mois), dernierMois: Math.max(...mois) };
      const publies = mois.filter((one) => isMoisPublie(annee, one, trimestres)).length;
      return { publies, nonLues: countRejetees(entre, trimestres) };
    }),
  );
  const sum = (de: keyof MoisPublies) => annees.reduce((total, one) => total + one[de], 0);
  return { publies: sum("publies"), nonLues: sum("nonLues") };
}

/** Empty for 0. */
export function sayNonLues(nonLues: number): readonly string[] {
  if (nonLues === 0) return [];
  const many = formatCompte(nonLues, "ligne rejetée", "lignes rejetées");
  return [`${many} des fichiers d’attributions, dans aucun compte : chacune est peut-être un bail de plus.`];
}
