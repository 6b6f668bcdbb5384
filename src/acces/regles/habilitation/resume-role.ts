import { droitsOf } from "#socle/regles/habilitation/matrice.ts";
import type { Action, Ressource } from "#socle/regles/habilitation/ressource.ts";
import { RESSOURCES } from "#socle/regles/habilitation/ressource.ts";
import { ADMINISTRATEUR, type Role, type RoleHabilite } from "#socle/regles/habilitation/role.ts";

/** Resources whose rows are, or describe, households. */
const DES_MENAGES: readonly Ressource[] = [
  "demande-identite",
  "demande-menage",
  "demande-sensible",
  "etat-civil",
  "piece",
  "piece-sensible",
  "proposition",
  "decision",
  "attribution",
  "examen-occupation",
  "relogement",
  "cas-bloque",
];

export type ResumeRole = {
  /** Household data readable in clear. */
  readonly menages: readonly Ressource[];
  /** Resources that the role creates, changes, validates or deletes. */
  readonly ecrit: readonly Ressource[];
  readonly exporte: readonly Ressource[];
};

/** Summary of a role's rights, from the matrix; null for administrateur, which is outside it. */
export function resumeRole(role: Role | RoleHabilite): ResumeRole | null {
  if (role === ADMINISTRATEUR) return null;
  const may = (ressource: Ressource, actions: readonly Action[]) =>
    droitsOf(role, ressource).some((droit) => actions.some((action) => droit.actions.includes(action)));
  return {
    menages: DES_MENAGES.filter((ressource) =>
      droitsOf(role, ressource).some(({ actions, niveau }) => niveau === "nominatif" && actions.includes("lire")),
    ),
    ecrit: RESSOURCES.filter((ressource) => may(ressource, ["creer", "modifier", "valider", "supprimer"])),
    exporte: RESSOURCES.filter((ressource) => may(ressource, ["exporter"])),
  };
}
