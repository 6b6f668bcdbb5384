import type { MiddlewareHandler } from "hono";
import { Refus } from "../../regles/shared/refus.ts";
import { findNirs } from "../../regles/texte-libre/nir.ts";
import type { Env } from "../deps.ts";
import { isFormulaire } from "./is-formulaire.ts";

/** These forms check their own text, to give back what was typed with the refusal; fields that match SECRET are not read. */
const SE_VERIFIE = /\/rapport$/;
const SECRET = /mot-?de-?passe|motDePasse|secret/i;

/**
 * The NIR is kept nowhere: a form whose text holds one is refused before anything reads it, whatever the field and the encoding. Throws `texte-nir`.
 * Uploads check theirs while streaming (depot/upload.ts).
 */
export const refuseNir: MiddlewareHandler<Env> = async (c, next) => {
  const isRead = c.req.method === "POST" && isFormulaire({ path: c.req.path, type: c.req.header("content-type") });
  if (!isRead || SE_VERIFIE.test(c.req.path)) return next();
  for (const [champ, valeur] of await c.req.formData()) {
    requireSansNir(champ, typeof valeur === "string" ? valeur : valeur.name);
  }
  await next();
};

/** For a single parsed field, whatever carried it. Throws `texte-nir`. */
export function requireSansNir(champ: string, valeur: string): void {
  if (SECRET.test(champ) || findNirs(valeur).length === 0) return;
  throw new Refus(
    "texte-nir",
    "Ce que vous avez écrit contient un numéro de sécurité sociale. Blaise ne le garde nulle part : revenez en arrière, retirez-le, puis recommencez.",
    { champ },
  );
}
