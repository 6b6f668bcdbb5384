import { LIBELLE_ETAT_ACTION } from "#domain/action/etat-action.ts";
import { formatCompte, formatJour, formatNombre } from "#domain/shared/format.ts";
import type { ActionProgramme } from "./ports.ts";
import type { JalonLu, LigneProgramme } from "./programme.ts";

/** Words shared by the page and every document: what is not written is said, and never left blank. */
export const PILOTE_INCONNU = "pilote non désigné";
export const SANS_JALON = "sans jalon";
export const SANS_ACTEUR = "acteurs non nommés";
export const SANS_SUIVI = "Aucun suivi";

export function sayEtat({ etat }: Pick<ActionProgramme, "etat">): string {
  return etat === null ? SANS_SUIVI : LIBELLE_ETAT_ACTION[etat];
}

export function sayPilote({ pilote }: Pick<ActionProgramme, "pilote">): string {
  return pilote ?? PILOTE_INCONNU;
}

/** « En retard de 31 jours », « Dû le 1er mars 2019 », « Atteint le… », « Sans date ». */
export function sayJalon({ statut, echeance, atteintLe, retardJours }: JalonLu): string {
  switch (statut) {
    case "atteint":
      return `Atteint le ${formatJour(atteintLe ?? "")}`;
    case "en-retard":
      return `En retard de ${formatCompte(retardJours ?? 0, "jour")}`;
    case "a-venir":
      return `Dû le ${formatJour(echeance ?? "")}`;
    default:
      return "Sans date";
  }
}

/** `montrees`: those that the filters keep. */
export function sayProgramme(lignes: readonly LigneProgramme[], montrees: number): readonly string[] {
  if (lignes.length === 0) return ["Aucune action n’est écrite, ou aucune n’est ouverte à votre habilitation."];
  const late = lignes.filter(({ enRetard }) => enRetard).length;
  const untold = lignes.filter(({ etat }) => etat === null).length;
  const undated = lignes.filter(({ jalonsLus }) => jalonsLus.every(({ echeance }) => echeance === null)).length;
  const orphans = lignes.filter(({ pilote }) => pilote === null).length;
  return [
    `${formatCompte(lignes.length, "action")}, ${late === 0 ? "aucune en retard" : `dont ${formatNombre(late)} en retard`}.`,
    ...(untold > 0
      ? [
          `De ${formatCompte(untold, "action", "actions")}, personne n’a encore rien dit\u00A0: leur avancement est inconnu.`,
        ]
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
