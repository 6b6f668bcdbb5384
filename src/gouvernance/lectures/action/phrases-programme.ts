import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import type { LigneProgramme } from "./programme.ts";

/** `montrees`: count of the actions kept by the filters. */
export function sayProgramme(lignes: readonly LigneProgramme[], montrees: number): readonly string[] {
  if (lignes.length === 0) return ["Aucune action n’est écrite, ou aucune n’est ouverte à votre habilitation."];
  const late = lignes.filter(({ enRetard }) => enRetard).length;
  const untold = lignes.filter(({ etat }) => etat === null).length;
  const undated = lignes.filter(({ jalonsLus }) => jalonsLus.every(({ echeance }) => echeance === null)).length;
  const orphans = lignes.filter(({ pilote }) => pilote === null).length;
  return [
    `${formatCompte(lignes.length, "action")}, ${late === 0 ? "aucune en retard" : `dont ${formatNombre(late)} en retard`}.`,
    ...(untold > 0
      ? [`${formatCompte(untold, "action est", "actions sont")} sans suivi\u00A0: l’avancement est inconnu.`]
      : []),
    ...(undated > 0
      ? [
          `${formatCompte(undated, "action n’a", "actions n’ont")} aucun jalon daté\u00A0: un retard ne peut pas s’y voir.`,
        ]
      : []),
    ...(orphans > 0 ? [`${formatCompte(orphans, "action n’a", "actions n’ont")} pas de pilote désigné.`] : []),
    ...(montrees < lignes.length ? [`Les filtres en montrent ${formatNombre(montrees)}.`] : []),
  ];
}
