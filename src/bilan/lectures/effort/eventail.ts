import { computeQuantilesTaux } from "#socle/calculs/projection/projeter.ts";
import { share } from "#socle/regles/shared/taux.ts";
import type { Attente, PointEventail, Prior } from "./effort.ts";
import type { Serie } from "./serie.ts";

const PROBABILITES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/**
 * Cumulated rate at the end of each month: signed up to the last counted month, then quantiles of what may come. A month with leases to come is
 * projected.
 */
export function drawEventail(
  { etat, cumuls, premierMois }: Serie,
  attente: Attente,
  prior: Prior,
): readonly PointEventail[] {
  const [premier] = attente.parMois;
  const over = premier === undefined ? cumuls : cumuls.slice(0, premier.mois - premierMois);
  const signed = over.map(({ part, total }, rank): PointEventail => {
    const taux = share(part, total);
    return {
      mois: rank + premierMois,
      quantiles: taux === null ? null : [taux, taux, taux, taux, taux],
      projete: false,
    };
  });
  let m = 0;
  const coming = attente.parMois.map(({ mois, attendus }): PointEventail => {
    m += attendus;
    return { mois, quantiles: computeQuantilesTaux(etat, m, prior, PROBABILITES), projete: true };
  });
  return [...signed, ...coming];
}
