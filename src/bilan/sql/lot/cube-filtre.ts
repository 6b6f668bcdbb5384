import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import type { CubeFiltre } from "../../lectures/ports.ts";

/** Owner of a cell: the signatory, or the dwelling's present holder. */
export const BAILLEUR: Readonly<Record<VueBailleurs, string>> = {
  alors: "c.bailleur",
  aujourdhui: "c.bailleur_actuel",
};

/** Other possible owner, when a part of a stock was handed over. */
export const POSSIBLE: Readonly<Record<VueBailleurs, string>> = {
  alors: "null::text",
  aujourdhui: "c.bailleur_possible",
};

/** The cells of the published lots in the filter, first and last month included. Parameters: see `paramsOf`. */
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

/** Rows that a bailleur ($5; null: all) signed itself; in the view « aujourdhui », also those of the bailleurs it absorbed whole. */
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
