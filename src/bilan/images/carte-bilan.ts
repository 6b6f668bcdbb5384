import { type CarteCommunes, type CarteCommunesDemande, renderCarteCommunes } from "#socle/images/carte.ts";
import type { CommuneCarte } from "#socle/images/carte-parts.ts";
import type { Bilan } from "../lectures/bilan.ts";

type Format = { readonly largeur: number; readonly hauteurMax?: number; readonly etiquettes: number };

/** As wide as its place on a page, so that names keep the size of its text. */
const PAGE: Format = { largeur: 400, etiquettes: 6 };

/** Half a page of paper wide: names keep the size of its text. */
export const CARTE_DOCUMENT: Format = { largeur: 340, hauteurMax: 300, etiquettes: 6 };

type Autour = Pick<CarteCommunesDemande, "qpv" | "voisines">;

/**
 * The map of a bilan: first-quartile or rehoused share of the leases signed hors QPV, by commune, with classes cut around the convention's objective,
 * else the legal floor. null when the territory has no contours.
 */
export function renderCarteBilan(
  bilan: Bilan,
  communes: readonly CommuneCarte[],
  { qpv = [], voisines = [] }: Autour = {},
  format: Format = PAGE,
): CarteCommunes | null {
  if (communes.length === 0) return null;
  const lignes = bilan.ventilations.find((v) => v.axe === "commune")?.lignes ?? [];
  return renderCarteCommunes({
    communes,
    qpv,
    voisines,
    valeurs: new Map(lignes.map(({ code, horsQpv }) => [code, horsQpv])),
    objectif: bilan.horsQpv.cible?.taux ?? bilan.horsQpv.plancher,
    titre: `Part du 1er quartile ou des relogés dans les attributions hors quartier prioritaire, par commune, ${bilan.libellePeriode}`,
    ...format,
  });
}
