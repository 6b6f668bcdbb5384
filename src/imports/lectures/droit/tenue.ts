import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { isAdministrateur } from "#socle/regles/habilitation/peut.ts";
import { interdit } from "#socle/regles/shared/refus.ts";

/** Refuses `droit-absent`: only administrators of the platform import, type and confirm the law. */
export function requireTenue(acteur: Acteur): void {
  if (isAdministrateur(acteur)) return;
  throw interdit("droit-absent", "Le droit est tenu par les administrateurs de la plateforme.");
}
