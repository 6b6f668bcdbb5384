import type { Bilan } from "#application/bilan/bilan.ts";
import type { CarteCommunes } from "#graphics/carte.ts";
import { renderCarteBilan as renderCarte } from "#graphics/carte-bilan.ts";
import type { CommuneCarte, PerimetreCarte } from "#graphics/carte-parts.ts";

/** What the map is drawn from. */
export type FondCarte = { readonly communes: readonly CommuneCarte[]; readonly qpv: readonly PerimetreCarte[] };

/** The map of the page, the very one of the documents; null when no contour is published. */
export function renderCarteBilan(bilan: Bilan, { communes, qpv }: FondCarte): CarteCommunes | null {
  return renderCarte(bilan, communes, qpv);
}
