import type { MiddlewareHandler } from "hono";
import { tropGrand } from "../../regles/shared/refus.ts";
import type { Env } from "../deps.ts";
import { isFormulaire } from "./is-formulaire.ts";

/** The longest form has a thousand fields; parsing a hundred times that would block every other request for a tenth of a second. */
export const CHAMPS_MAX = 5_000;

/** A shorter body cannot hold that many fields: each takes two characters at least. */
const OCTETS_SANS_RISQUE = CHAMPS_MAX * 2;

/**
 * Counts the fields of a form before it is parsed, and before the session is read: finding a separator costs nothing. Throws `trop-de-champs`. The
 * size of bodies is bounded elsewhere.
 */
export const limitChamps: MiddlewareHandler<Env> = async (c, next) => {
  const type = c.req.header("content-type");
  const longueur = Number(c.req.header("content-length") ?? Number.POSITIVE_INFINITY);
  if (c.req.method === "POST" && isFormulaire({ path: c.req.path, type }) && longueur > OCTETS_SANS_RISQUE) {
    const corps = Buffer.from(await c.req.raw.clone().arrayBuffer());
    const separateur = /^\s*multipart/i.test(type ?? "") ? "form-data;" : "&";
    if (countUpTo(corps, separateur, CHAMPS_MAX) >= CHAMPS_MAX) {
      throw tropGrand(
        "trop-de-champs",
        `Le formulaire a plus de ${CHAMPS_MAX} champs : il n’a pas été lu. Rouvrez la page, puis recommencez.`,
      );
    }
  }
  await next();
};

function countUpTo(corps: Buffer, separateur: string, max: number): number {
  let nombre = 0;
  for (
    let rang = corps.indexOf(separateur);
    rang !== -1 && nombre < max;
    rang = corps.indexOf(separateur, rang + separateur.length)
  )
    nombre += 1;
  return nombre;
}
