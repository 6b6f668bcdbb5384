import { z } from "zod";
import { quartile, reponse, ressources, situation } from "#donnees/formats/ports.ts";
import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import type { CompteLocalise } from "#droit/regles/attribution/compte.ts";
import type { Lecteur } from "#socle/sql/sql.ts";
import type { CompteGroupe } from "../../lectures/ports.ts";

/** Facts of a cell that the rules read, with the origin of its situation; a possible double is a cell of its own. Never null. */
const CELLULE_SANS_DOUBLE = "c.situation, c.quartile, c.ressources, c.relogement, c.deduite, c.probable";
export const CELLULE = `${CELLULE_SANS_DOUBLE}, c.double_possible`;

/**
 * For one bailleur (`parametre`) in the view « aujourdhui »: a lease whose dwelling may be another's is only in the bounds. For all bailleurs, it is
 * counted, with its other possible holder.
 */
export function celluleOf(vue: VueBailleurs, parametre: string): string {
  if (vue === "alors") return CELLULE;
  return `${CELLULE_SANS_DOUBLE}, c.double_possible or (${parametre}::text is not null and c.bailleur_possible is not null)`;
}

/** In one column: a year's bilan reads hundreds of rows of some forty distinct cells, each parsed once. */
export function readIn(cellule: string): string {
  return `concat_ws('|', ${cellule}) as cellule`;
}

export const CELLULE_LUE = readIn(CELLULE);

type Cellule = Readonly<Required<Omit<CompteLocalise, "nombre" | "rejetee">>>;

const drapeau = z.enum(["t", "f"]).transform((lettre) => lettre === "t");
const cellule: Lecteur<Cellule> = z
  .tuple([situation, quartile, ressources, reponse, drapeau, situation, drapeau])
  .transform(([cote, classe, revenus, relogement, deduite, probable, doublePossible]) => ({
    situation: cote,
    quartile: classe,
    ressources: revenus,
    relogement,
    deduite,
    probable,
    doublePossible,
  }));

/** Parsed cells by text; bounded by the possible answers. */
const lues = new Map<string, Cellule>();

/** Throws on a cell unknown to the rules. */
export function readCellule(ecrite: string): Cellule {
  const known = lues.get(ecrite);
  if (known) return known;
  const lue = cellule.parse(ecrite.split("|"));
  lues.set(ecrite, lue);
  return lue;
}

/** A cell under its grouping key. */
export const compteRow: Lecteur<CompteGroupe> = z
  .object({ cle: z.string(), cellule: z.string(), possible: z.string().nullable().optional(), nombre: z.number() })
  .transform(({ cle, cellule, possible, nombre }) => ({
    cle,
    ...readCellule(cellule),
    ...tellPossible(possible),
    nombre,
  }));

/** Only set when there is one: most territories have no act. */
export function tellPossible(possible: string | null | undefined): { readonly possible?: string } {
  return possible == null ? {} : { possible };
}
