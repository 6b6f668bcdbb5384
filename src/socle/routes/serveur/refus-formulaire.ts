import { z } from "zod";
import type { RefusFormulaire } from "../../pages/design/formulaire.tsx";
import type { Refus } from "../../regles/shared/refus.ts";

const ecartsSchema = z.array(z.object({ champ: z.string(), message: z.string() })).catch([]);

/** Mistakes that are of a field lead to it; the rest to `champ`, or is of the whole form. */
export function refusOf({ details, message }: Refus, champ?: string): RefusFormulaire {
  const erreurs = ecartsSchema.parse(details.ecarts);
  if (erreurs.length > 0) return { message: null, erreurs };
  return champ === undefined ? { message, erreurs: [] } : { message: null, erreurs: [{ champ, message }] };
}
