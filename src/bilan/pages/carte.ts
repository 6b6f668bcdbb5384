import type { CarteCommunes } from "#socle/images/carte.ts";
import type { CommuneCarte, PerimetreCarte, VoisineCarte } from "#socle/images/carte-parts.ts";
import { CARTE_DOCUMENT, renderCarteBilan as renderCarte } from "../images/carte-bilan.ts";
import type { Bilan } from "../lectures/bilan.ts";

export type FondCarte = {
  readonly communes: readonly CommuneCarte[];
  readonly qpv: readonly PerimetreCarte[];
  readonly voisines?: readonly VoisineCarte[];
};

/** null when no contour is published. */
export function renderCarteBilan(bilan: Bilan, { communes, ...autour }: FondCarte): CarteCommunes | null {
  return renderCarte(bilan, communes, autour);
}

/** The same, for half a page of paper. */
export function renderCarteDocument(bilan: Bilan, { communes, ...autour }: FondCarte): CarteCommunes | null {
  return renderCarte(bilan, communes, autour, CARTE_DOCUMENT);
}
