import { z } from "zod";
import { quartile, reponse, ressources, situation } from "#donnees/formats/ports.ts";
import type { VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import type { CompteLocalise } from "#droit/regles/attribution/compte.ts";
import type { Lecteur } from "#socle/sql/sql.ts";
import type { CompteGroupe } from "../../lectures/ports.ts";

/** What the rules look at in a cell, and how its side is known; a lease that may be a double is a cell of its own. None is ever null. */
const CELLULE_SANS_DOUBLE = "c.situation, c.quartile, c.ressources, c.relogement, c.deduite, c.probable";
export const CELLULE = `${CELLULE_SANS_DOUBLE}, c.double_possible`;

/**
 * The same, read for one bailleur as of now (`parametre`): a lease whose dwelling is perhaps another's is in the bounds alone. Read for all of them, it is
 * counted, and says whose it may be.
 */
export function celluleOf(vue: VueBailleurs, parametre: string): string {
  if (vue === "alors") return CELLULE;
  return `${CELLULE_SANS_DOUBLE}, c.double_possible or (${parametre}::text is not null and c.bailleur_possible is not null)`;
}

/** The same in one column: a year's bilan reads hundreds of rows of some forty cells, and each is then read once. */
export function readIn(cellule: string): string {
  return `concat_ws('|', ${cellule}) as cellule`;
}

export const CELLULE_LUE = readIn(CELLULE);

type Cellule = Readonly<Required<Omit<CompteLocalise, "nombre">>>;

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

/** By what is written: as many as there are answers, and no more. */
const lues = new Map<string, Cellule>();

/** Throws on a cell that the rules do not know. */
export function readCellule(ecrite: string): Cellule {
  const known = lues.get(ecrite);
  if (known) return known;
  const lue = cellule.parse(ecrite.split("|"));
  lues.set(ecrite, lue);
  return lue;
}

/** A cell under the key that groups it. */
export const compteRow: Lecteur<CompteGroupe> = z
  .object({ cle: z.string(), cellule: z.string(), possible: z.string().nullable().optional(), nombre: z.number() })
  .transform(({ cle, cellule, possible, nombre }) => ({
    cle,
    ...readCellule(cellule),
    ...tellPossible(possible),
    nombre,
  }));

/** Said where it is so: most territories know no act. */
export function tellPossible(possible: string | null | undefined): { readonly possible?: string } {
  return possible == null ? {} : { possible };
}
