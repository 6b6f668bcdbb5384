import { type RefusFormulaire, SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Lecture } from "#socle/routes/serveur/lecture.ts";

/** Why nothing was written, and what the answer's code is taken from; `code` null: nothing was refused. */
export type RefuseCal = { readonly formulaire: RefusFormulaire; readonly code: string | null };

export const RIEN_REFUSE: RefuseCal = { formulaire: SANS_REFUS, code: null };

/** Those of which a form says nothing: the page itself is not for the person. */
const AILLEURS: readonly string[] = ["droit-absent", "seance-inconnue", "logement-hors-seance"];

/** A refusal of the act, at its form; what the form is not about goes on up. */
export function refuseOf(error: unknown): RefuseCal {
  if (!(error instanceof Refus) || AILLEURS.includes(error.code)) throw error;
  const { champ } = error.details;
  const message = error.message;
  const place = typeof champ === "string" && CHAMPS.includes(champ);
  const formulaire = place ? { message: null, erreurs: [{ champ, message }] } : { message, erreurs: [] };
  return { formulaire, code: error.code };
}

/** Fields that have one place on their page. */
const CHAMPS: readonly string[] = [
  "mode",
  "jour",
  "visio",
  "lieu",
  "designation",
  "commune",
  "reservataire",
  "president",
  "source",
  "texte",
];

export function aCorriger(lecture: Lecture): RefuseCal {
  return { formulaire: { message: null, erreurs: lecture.erreurs }, code: "saisie" };
}
