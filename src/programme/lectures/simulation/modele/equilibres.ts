import { formatNombre, formatTaux, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { findEquilibre, type PointEquilibre } from "../../../regles/simulation/equilibre.ts";
import { LEVIERS, LIBELLE_FACTEUR } from "../../../regles/simulation/facteur.ts";
import type { HypothesesSimulation, Levier } from "../../../regles/simulation/hypotheses.ts";
import type { Equilibre } from "./resultat.ts";

/** Value that each lever alone would need. `present`: mean of the period without chance. */
export function computeEquilibres(h: HypothesesSimulation, present: number | null): Equilibre[] {
  const enough = present !== null && present >= h.periode.cible;
  return LEVIERS.map((levier) => {
    const point = findEquilibre(h, levier);
    const valeur = point.etat === "trouve" ? point.valeur : null;
    const raison = point.etat === "trouve" ? null : sayRaison(h, point);
    const actuel = h.leviers[levier];
    const libelle = LIBELLE_FACTEUR[levier];
    const said =
      valeur === null
        ? raison
        : `il ${enough ? "suffirait de" : "faudrait"} ${formatLevier(levier, valeur)}, au lieu de ${formatLevier(levier, actuel)}.`;
    return { levier, libelle, actuel, valeur, raison, phrase: `${libelle} : ${said}` };
  });
}

/** « 35,0 % », or « + 0,45 point par an », « 0 point par an ». */
export function formatLevier(levier: Levier, valeur: number): string {
  if (levier !== "gainAnnuel") return formatTaux(valeur);
  const points = Math.round(valeur * 10_000) / 100;
  const sign = points === 0 ? "" : points < 0 ? "−\u00A0" : "+\u00A0";
  return `${sign}${formatNombre(Math.abs(points))}\u00A0${Math.abs(points) < 2 ? "point" : "points"} par an`;
}

function sayRaison(
  { periode: { debut, fin, cible } }: HypothesesSimulation,
  point: Exclude<PointEquilibre, { etat: "trouve" }>,
): string {
  switch (point.etat) {
    case "sans-taux":
      return `aucune attribution hors QPV n’est attendue de ${debut} à ${fin}.`;
    case "sans-effet":
      return `sans effet sur le taux de ${debut} à ${fin}, qui reste à ${formatTaux(point.basse)}.`;
    case "toujours-atteint":
      return `${formatTauxCourt(cible)} sont atteints quelle que soit sa valeur (au moins ${formatTaux(point.basse)}).`;
    case "jamais-atteint":
      return `aucune de ses valeurs n’y suffit seule (au mieux ${formatTaux(point.haute)}).`;
  }
}
