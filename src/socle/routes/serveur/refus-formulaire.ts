import { z } from "zod";
import type { RefusFormulaire } from "../../pages/design/formulaire.tsx";
import { Refus } from "../../regles/shared/refus.ts";
import type { Lecture } from "./lecture.ts";

/** Throws `saisie-a-corriger` with every mistake of the form. */
export function checkLecture({ erreurs }: Lecture): void {
  if (erreurs.length === 0) return;
  throw new Refus("saisie-a-corriger", erreurs.map(({ message }) => message).join(" "), { ecarts: erreurs });
}

const ecartsSchema = z.array(z.object({ champ: z.string(), message: z.string() })).catch([]);

/** Mistakes that are of a field lead to it, and the refusal itself when it is about one; the rest is of the whole form. */
export function refusOf({ details, message }: Refus, champ?: string): RefusFormulaire {
  const ecarts = ecartsSchema.parse(details.ecarts);
  const erreurs = ecarts.length > 0 || champ === undefined ? ecarts : [{ champ, message }];
  return { message: erreurs.length > 0 ? null : message, erreurs };
}

/** The page comes back with what was typed; what it is not about goes on up. */
export function again(error: unknown, show: (refus: Refus) => Promise<Response>): Promise<Response> {
  if (
    !(error instanceof Refus) ||
    ["droit-absent", "operation-inconnue", "operation-d-un-autre"].includes(error.code)
  ) {
    throw error;
  }
  return show(error);
}
