import { type RefusFormulaire, SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";

export type RefusLu = { readonly code: string | null; readonly affiche: RefusFormulaire };
export const SANS_REFUS_LU: RefusLu = { code: null, affiche: SANS_REFUS };

/** A refusal of the form, at its field when it names one; of another page, or a defect, it goes on. */
export function refusLu(error: unknown, codes: readonly string[]): RefusLu {
  if (!(error instanceof Refus) || !codes.some((code) => error.code === code || error.code.startsWith(`${code}-`)))
    throw error;
  const { champ } = error.details;
  if (typeof champ !== "string") return { code: error.code, affiche: { message: error.message, erreurs: [] } };
  return { code: error.code, affiche: { message: null, erreurs: [{ champ, message: error.message }] } };
}

export function aCorriger(erreurs: RefusFormulaire["erreurs"]): RefusLu {
  return { code: "saisie-a-corriger", affiche: { message: null, erreurs } };
}
