import { colonnesOf } from "#socle/sql/ligne.ts";
import { lotRow } from "../../lectures/lot/ports.ts";

export { lotRow };

const { publieLe: _, ...deLot } = lotRow.shape;

/** To be followed by a `where`. A lot has at most one pointer: its source and period form the pointer's key. */
export const SELECT_LOT = `
  select ${colonnesOf({ shape: deLot }, "l")}, p.publie_le
    from lot l
    left join publication p on p.epci = l.epci
                           and p.source = l.source
                           and p.periode = l.periode
                           and p.lot = l.id`;

/** Files alone: the provisional lots, which the database opens and closes by itself, have no line and are nobody's deposit. */
export const FICHIER = "l.profil <> 'registre'";
