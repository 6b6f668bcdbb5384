import type { Context, MiddlewareHandler } from "hono";
import { resolveSession } from "#acces/actes/connexion/session.ts";
import type { SessionOuverte } from "#acces/lectures/connexion/force.ts";
import { resolveVisite } from "#dossier/lectures/acces.ts";
import { type Acteur, PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { readCookie, readJeton } from "#socle/routes/connexion/cookie.ts";
import type { AppDeps, Env } from "#socle/routes/deps.ts";

type Deps = Pick<AppDeps, "bases" | "connexion">;

/**
 * Identifies the actor at each request: the habilitations are read again, so that a revocation takes effect at once. Without an account, the actor is
 * the household of the visit's cookie; without a valid one, the public.
 */
export function identify({ bases, connexion }: Deps): MiddlewareHandler<Env> {
  return async (c, next) => {
    const jeton = readJeton(c, connexion);
    const found = jeton === undefined ? null : await resolveSession(connexion, jeton);
    const entier = await readEntier(c, connexion, found);
    const acteur = { ...entier, demandeurs: choose(c, connexion, entier.demandeurs) };
    c.set("bases", bases);
    c.set("acteur", acteur);
    c.set("accessibles", entier.demandeurs);
    c.set("fermees", found?.fermees ?? []);
    c.set("session", found?.session.empreinte ?? null);
    c.set("base", bases.pour(acteur));
    await next();
  };
}

/** A household with an account also has the files of its visit; an agent is never both at once. */
async function readEntier(
  c: Context<Env>,
  connexion: AppDeps["connexion"],
  found: SessionOuverte | null,
): Promise<Acteur> {
  if (found && found.acteur.habilitations.length + found.fermees.length > 0) return found.acteur;
  const visite = await readMenage(c, connexion);
  if (!found || !visite) return found?.acteur ?? visite ?? PUBLIC;
  const own = found.acteur.demandeurs;
  const others = visite.demandeurs.filter((one) => !own.some(({ id, lien }) => id === one.id && lien === "titulaire"));
  const ids = new Set(others.map(({ id }) => id));
  return { ...found.acteur, demandeurs: [...own.filter(({ id }) => !ids.has(id)), ...others] };
}

async function readMenage(c: Context<Env>, connexion: AppDeps["connexion"]): Promise<Acteur | null> {
  const jeton = readCookie(c, connexion, "dossier");
  return jeton === "" ? null : resolveVisite(connexion, jeton);
}

/** The file chosen among the actor's own, on the pages of its territory; another one in the cookie is ignored. */
function choose(
  c: Context<Env>,
  connexion: AppDeps["connexion"],
  demandeurs: Acteur["demandeurs"],
): Acteur["demandeurs"] {
  if (demandeurs.length < 2) return demandeurs;
  const [epci = "", choisi = ""] = readCookie(c, connexion, "demande-choisie").split(".");
  if (c.req.path !== `/ma-demande/${epci}` && !c.req.path.startsWith(`/ma-demande/${epci}/`)) return demandeurs;
  const found = demandeurs.filter(({ id }) => id === choisi);
  return found.length > 0 ? found : demandeurs;
}
