import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { isAdministrateur } from "#socle/regles/habilitation/peut.ts";
import { interdit } from "#socle/regles/shared/refus.ts";

/** Refuses `droit-absent`: the law is taken in, typed and confirmed by the administrators of the platform alone. */
export function requireTenue(acteur: Acteur): void {
  if (isAdministrateur(acteur)) return;
  throw interdit("droit-absent", "Le droit est tenu par les administrateurs de la plateforme.");
}
