import type { MiddlewareHandler } from "hono";
import { Refus } from "../../regles/shared/refus.ts";
import { findNirs } from "../../regles/texte-libre/nir.ts";
import type { Env } from "../deps.ts";
import { isFormulaire } from "./is-formulaire.ts";

/** Forms that check their own text, to give back what was typed beside the refusal; secrets are not read at all. */
const SE_VERIFIE = /\/rapport$/;
const SECRET = /mot-?de-?passe|motDePasse|secret/i;

/**
 * The NIR is kept nowhere: a form whose text holds one is refused before anything reads it, whatever the field and the envelope. Throws `texte-nir`. What
 * is sent with files is read as it arrives (depot/upload.ts).
 */
export const refuseNir: MiddlewareHandler<Env> = async (c, next) => {
  const isRead = c.req.method === "POST" && isFormulaire({ path: c.req.path, type: c.req.header("content-type") });
  if (!isRead || SE_VERIFIE.test(c.req.path)) return next();
  for (const [champ, valeur] of await c.req.formData()) {
    requireSansNir(champ, typeof valeur === "string" ? valeur : valeur.name);
  }
  await next();
};

/** Of one field, as it is parsed, whatever carried it. Throws `texte-nir`. */
export function requireSansNir(champ: string, valeur: string): void {
  if (SECRET.test(champ) || findNirs(valeur).length === 0) return;
  throw new Refus(
    "texte-nir",
    "Ce que vous avez écrit contient un numéro de sécurité sociale. Blaise ne le garde nulle part : revenez en arrière, retirez-le, puis recommencez.",
    { champ },
  );
}
