import type { RefusFormulaire } from "#socle/pages/design/formulaire.tsx";
import type { Refus } from "#socle/regles/shared/refus.ts";

/** A refusal that says of which field it is stands at that field; the others above the form. */
export function placeOf({ message, details }: Refus): RefusFormulaire {
  const { champ } = details;
  return typeof champ === "string" ? { message: null, erreurs: [{ champ, message }] } : { message, erreurs: [] };
}
