import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor, habilitationsIn, peut } from "#socle/regles/habilitation/peut.ts";
import { interdit, introuvable, type Refus } from "#socle/regles/shared/refus.ts";

/** Desks in whose name the actor registers; null: the actor has no desk here. */
export function guichetsOf({ acteur }: Pick<Base, "acteur">, epci: string): readonly number[] | null {
  const own = habilitationsFor(acteur, "demande-identite", "creer", epci).map(({ organisation }) => organisation);
  return own.length === 0 ? null : [...new Set(own)];
}

/** Does one of the actor's desks hold the file? */
export function isSien(
  base: Pick<Base, "acteur">,
  { epci, guichet }: { readonly epci: string; readonly guichet: number | null },
): boolean {
  return guichet !== null && (guichetsOf(base, epci) ?? []).includes(guichet);
}

/** Desks of an actor who reads their files alone, passed to the query so that it uses their index. */
export function guichetsSeuls({ acteur }: Pick<Base, "acteur">, epci: string): readonly number[] | null {
  const lecture = habilitationsFor(acteur, "demande-menage", "lire", epci);
  return lecture.length > 0 && lecture.every(({ role }) => role === "guichet") ? guichetsOf({ acteur }, epci) : null;
}

/** Refuses `droit-absent`. */
export function requireGuichet(base: Base, epci: string): void {
  if (peut(base.acteur, "demande-identite", "modifier", epci)) return;
  throw interdit("droit-absent", "Seul le guichet qui a enregistré la demande peut faire cet acte.");
}

/** Is the actor the secretary of a commission? The law keeps some acts for them. */
export function isSecretaireCal({ acteur }: Pick<Base, "acteur">, epci: string): boolean {
  return habilitationsIn(acteur, epci).some(({ role }) => role === "secretaire-cal");
}

export function unknownDemande(): Refus {
  return introuvable(
    "demande-inconnue",
    "Cette demande n’existe pas, ou ne vous est pas ouverte. Cherchez-la par sa référence ou par son numéro unique.",
  );
}
