import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { droitsOf } from "#socle/regles/habilitation/matrice.ts";
import { habilitationsIn, peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Ressource } from "#socle/regles/habilitation/ressource.ts";
import { ADMINISTRATEUR } from "#socle/regles/habilitation/role.ts";

/** Whether this person may read rows of the resource, not only sums: an empty list then means that there is none. */
export function readsLignes(acteur: Acteur, ressource: Ressource, epci: string): boolean {
  return habilitationsIn(acteur, epci).some(
    ({ role }) =>
      role !== ADMINISTRATEUR &&
      droitsOf(role, ressource).some(({ actions, niveau }) => actions.includes("lire") && niveau !== "agregat"),
  );
}

/** SIREN of the bailleurs whose leases this person may read; null: all. */
export function bailleursLus(acteur: Acteur, epci: string): readonly string[] | null {
  if (peutPartout(acteur, "bilan", "lire", epci)) return null;
  return habilitationsIn(acteur, epci).flatMap(({ role, siren }) =>
    (role === "agent-bailleur" || role === "responsable-bailleur") && siren !== null ? [siren] : [],
  );
}
