import type { Cible, Constat } from "#bilan/lectures/bilan.ts";
import { readManque } from "#droit/regles/dire-verdict.ts";
import {
  formatBornes,
  formatCompte,
  formatMesure,
  formatNombre,
  formatRealise,
  formatTauxCourt,
} from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import { juge, texte } from "./contenu.ts";
import type { CelluleEvaluation } from "./evaluation.ts";

/** Realised, share, bounds, floor, target: the same words for every objective. */
export function ecrireConstat(constat: Constat): readonly CelluleEvaluation[] {
  const vide = constat.assiette === 0;
  return [
    texte(formatRealise(constat)),
    texte(formatMesure(constat)),
    texte(constat.bornes === null ? LIBELLE_MANQUE["sans-objet"] : formatBornes(constat.bornes)),
    juge(vide ? formatTauxCourt(constat.plancher) : ecrirePlancher(constat), constat.verdict),
    constat.cible === null ? texte("aucun") : juge(ecrireCible(constat.cible), constat.cible.verdict),
  ];
}

function ecrirePlancher(constat: Constat): string {
  const { plancher, attendu } = constat;
  return `${formatTauxCourt(plancher)} : ${formatCompte(attendu, "attendue")}${ecrireManque(constat)}`;
}

function ecrireCible(cible: Cible): string {
  const { taux, attendu } = cible;
  const vise = taux === null ? "" : `${formatTauxCourt(taux)} : `;
  return `${vise}${formatCompte(attendu, "attendue")}${ecrireManque(cible)}`;
}

function ecrireManque(juge: Constat | Cible): string {
  const manque = readManque(juge) ?? 0;
  return manque > 0 ? `, il manque ${formatNombre(manque)}` : "";
}
