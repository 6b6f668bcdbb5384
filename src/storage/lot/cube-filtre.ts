import type { CubeFiltre } from "#application/bilan/ports.ts";

/** The cells of the published lots that the filter keeps; first and last month included. Parameters: see `paramsOf`. */
export const CUBE_OU = `where p.epci = $1
        and p.source = 'sne-attributions'
        and c.mois between make_date($2::integer, $3::integer, 1) and make_date($2::integer, $4::integer, 1)
        and ($5::text is null or c.bailleur = $5)`;

export const CUBE_FILTRE = `
       from publication p
       join cube_attribution c on c.lot = p.lot
      ${CUBE_OU}`;

export function paramsOf({ epci, annee, premierMois, dernierMois, bailleur }: CubeFiltre): unknown[] {
  return [epci, annee, premierMois, dernierMois, bailleur];
}
