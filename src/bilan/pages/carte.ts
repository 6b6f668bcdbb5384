import type { CarteCommunes } from "#socle/images/carte.ts";
import type { CommuneCarte, PerimetreCarte } from "#socle/images/carte-parts.ts";
import { renderCarteBilan as renderCarte } from "../images/carte-bilan.ts";
import type { Bilan } from "../lectures/bilan.ts";

/** What the map is drawn from. */
export type FondCarte = { readonly communes: readonly CommuneCarte[]; readonly qpv: readonly PerimetreCarte[] };

/** The map of the page, the very one of the documents; null when no contour is published. */
export function renderCarteBilan(bilan: Bilan, { communes, qpv }: FondCarte): CarteCommunes | null {
  return renderCarte(bilan, communes, qpv);
}
