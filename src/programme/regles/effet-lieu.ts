import { type Etendue, known } from "./regle-part.ts";

/** Stock of a place on a day. `occupes`: let; the dwellings whose occupation is not written are in its upper end. */
export type LieuActuel = { readonly logements: number; readonly occupes: Etendue };

/** What the programme still does to a place. Dwellings; `occupes`: households of the demolished ones. */
export type MouvementLieu = { readonly demolis: Etendue; readonly occupes: Etendue; readonly construits: Etendue };

export const SANS_MOUVEMENT: MouvementLieu = { demolis: known(0), occupes: known(0), construits: known(0) };

/** `vacance`: dwellings not let over all dwellings. Each is [lowest, highest]; `haut` null: nothing bounds it. */
export type EffetLieu = {
  readonly logements: Etendue;
  readonly occupes: Etendue;
  readonly vacance: readonly [number, number] | null;
};

/**
 * Ends of what a place becomes. Lowest occupation: every household of a demolished dwelling is rehoused elsewhere, and new dwellings are let to
 * households of the place. Highest: all are rehoused in the place, and new dwellings let to newcomers. The stock bounds both.
 */
export function projectLieu(
  { logements, occupes }: LieuActuel,
  { demolis, occupes: partants, construits }: MouvementLieu,
): EffetLieu {
  const apres: Etendue = {
    bas: Math.max(0, demolis.haut === null ? construits.bas : logements - demolis.haut + construits.bas),
    haut: construits.haut === null ? null : Math.max(0, logements - demolis.bas + construits.haut),
  };
  const occupesHaut = occupes.haut === null || construits.haut === null ? null : occupes.haut + construits.haut;
  const restants: Etendue = {
    bas: Math.max(0, occupes.bas - (partants.haut ?? occupes.bas)),
    haut: occupesHaut === null ? apres.haut : apres.haut === null ? occupesHaut : Math.min(apres.haut, occupesHaut),
  };
  return { logements: apres, occupes: restants, vacance: vacanceOf(apres, restants) };
}

/** null: the stock has no upper end, or may be empty. */
function vacanceOf(logements: Etendue, occupes: Etendue): readonly [number, number] | null {
  if (logements.haut === null || occupes.haut === null || logements.bas === 0) return null;
  return [Math.max(0, 1 - occupes.haut / logements.bas), Math.max(0, 1 - occupes.bas / logements.haut)];
}

export function addMouvements(a: MouvementLieu, b: MouvementLieu): MouvementLieu {
  return {
    demolis: addEtendues(a.demolis, b.demolis),
    occupes: addEtendues(a.occupes, b.occupes),
    construits: addEtendues(a.construits, b.construits),
  };
}

function addEtendues(a: Etendue, b: Etendue): Etendue {
  return { bas: a.bas + b.bas, haut: a.haut === null || b.haut === null ? null : a.haut + b.haut };
}
