import type { Bilan } from "#application/bilan/bilan.ts";
import { type CarteCommunes, type CommuneCarte, type PerimetreCarte, renderCarteCommunes } from "#graphics/carte.ts";

/** What the map is drawn from. */
export type FondCarte = { readonly communes: readonly CommuneCarte[]; readonly qpv: readonly PerimetreCarte[] };

/** The map of the page and of the documents; null when no contour is published. */
export function renderCarteBilan(bilan: Bilan, { communes, qpv }: FondCarte): CarteCommunes | null {
  if (communes.length === 0) return null;
  const lignes = bilan.ventilations.find((ventilation) => ventilation.axe === "commune")?.lignes ?? [];
  return renderCarteCommunes({
    communes,
    qpv,
    valeurs: new Map(lignes.map(({ code, horsQpv }) => [code, horsQpv])),
    objectif: bilan.horsQpv.cible?.taux ?? bilan.horsQpv.plancher,
    titre: `Part du 1er quartile ou des relogés dans les attributions hors quartier prioritaire, par commune, ${bilan.libellePeriode}`,
    largeur: 640,
    etiquettes: 8,
  });
}
