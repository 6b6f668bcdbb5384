import type { Facture } from "../html/facture.ts";
import { selon } from "../profondeur.ts";

const CHAQUE_PAGE = selon({ ci: false, preuve: true });
/** Makings of elements that were looked at in this process. */
const VUES = new Set<string>();

/**
 * Whether there is something in the page that has still to be looked at: an element of other states, roles or classes than those that were seen,
 * or empty where none was. The fortieth refusal has nothing new. A proof looks at all.
 */
export function isNew({ factures }: Pick<Facture, "factures">): boolean {
  const nouvelles = [...factures].filter((facture) => !VUES.has(facture));
  for (const facture of nouvelles) VUES.add(facture);
  return CHAQUE_PAGE || nouvelles.length > 0;
}
