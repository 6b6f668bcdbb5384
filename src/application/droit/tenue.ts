import type { Acteur } from "#domain/habilitation/acteur.ts";
import { isAdministrateur } from "#domain/habilitation/peut.ts";
import { Refus } from "#domain/shared/refus.ts";

/** Refuses `droit-absent`: the law is taken in, typed and confirmed by the administrators of the platform alone. */
export function requireTenue(acteur: Acteur): void {
  if (isAdministrateur(acteur)) return;
  throw new Refus("droit-absent", "Le droit est tenu par les administrateurs de la plateforme.");
}
