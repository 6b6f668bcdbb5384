import type { MiddlewareHandler } from "hono";
import { illisible } from "../../regles/shared/refus.ts";
import type { Env } from "../deps.ts";
import { isFormulaire } from "./is-formulaire.ts";

const NUL = "\u0000";

/**
 * Nobody writes U+0000, and PostgreSQL cannot store it: a request that holds one, in its address or its form, is refused before anything reads it.
 * Throws `saisie-invalide`. Files have their own check (`octets-nuls`).
 */
export const refuseNul: MiddlewareHandler<Env> = async (c, next) => {
  if (/%00/.test(c.req.url) || (await formHasNul(c.req))) {
    throw illisible(
      "saisie-invalide",
      "La demande contient un caractère que Blaise ne sait pas garder (le caractère nul). Retirez-le, puis recommencez.",
    );
  }
  await next();
};

type Formulaire = { readonly path: string; header(name: string): string | undefined; formData(): Promise<FormData> };

async function formHasNul(request: Formulaire) {
  if (!isFormulaire({ path: request.path, type: request.header("content-type") })) return false;
  for (const [champ, valeur] of await request.formData()) {
    if (champ.includes(NUL) || (typeof valeur === "string" && valeur.includes(NUL))) return true;
  }
  return false;
}
