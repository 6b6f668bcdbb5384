import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import type { CubeFiltre } from "../../lectures/ports.ts";

/** Whose a cell is: whoever signed, or whoever holds the dwelling today. */
export const BAILLEUR: Readonly<Record<VueBailleurs, string>> = {
  alors: "c.bailleur",
  aujourdhui: "c.bailleur_actuel",
};

/** Who else it may be, when a part of a stock was handed over and nobody knows whether the dwelling was of it. */
export const POSSIBLE: Readonly<Record<VueBailleurs, string>> = {
  alors: "null::text",
  aujourdhui: "c.bailleur_possible",
};

/** The cells of the published lots that the filter keeps; first and last month included. Parameters: see `paramsOf`. */
export function cubeOu(vue: VueBailleurs): string {
  return `where p.epci = $1
        and p.source = 'sne-attributions'
        and c.mois between make_date($2::integer, $3::integer, 1) and make_date($2::integer, $4::integer, 1)
        and ${ofBailleur(vue, "$5")}`;
}

/** `parametre`: SIREN, or null for all. */
export function ofBailleur(vue: VueBailleurs, parametre: string): string {
  const own = `${BAILLEUR[vue]} = ${parametre}`;
  const perhaps = vue === "alors" ? "" : ` or ${POSSIBLE[vue]} = ${parametre}`;
  return `(${parametre}::text is null or ${own}${perhaps})`;
}

/** Of what a bailleur ($5; null: all) signed itself; as of now, of what those signed that it took over whole. */
export function signedBy(vue: VueBailleurs, column: string): string {
  const before = vue === "alors" ? "" : ` or ${column} in (select predecesseurs_de($1, $5, 'infinity'))`;
  return `($5::text is null or ${column} = $5${before})`;
}

export function cubeFiltre(vue: VueBailleurs): string {
  return `
       from publication p
       join cube_attribution c on c.lot = p.lot
      ${cubeOu(vue)}`;
}

export function paramsOf({ epci, annee, premierMois, dernierMois, bailleur }: CubeFiltre): unknown[] {
  return [epci, annee, premierMois, dernierMois, bailleur];
}
