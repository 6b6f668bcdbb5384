import { z } from "zod";
import type { RefusFormulaire } from "../../pages/design/formulaire.tsx";
import type { Refus } from "../../regles/shared/refus.ts";

const ecartsSchema = z.array(z.object({ champ: z.string(), message: z.string() })).catch([]);

/** Puts each error beside its field; a refusal without fields goes to `champ`, or to the whole form. */
export function refusOf({ details, message }: Refus, champ?: string): RefusFormulaire {
  const erreurs = ecartsSchema.parse(details.ecarts);
  if (erreurs.length > 0) return { message: null, erreurs };
  return champ === undefined ? { message, erreurs: [] } : { message: null, erreurs: [{ champ, message }] };
}
