import type { Context, Handler, MiddlewareHandler } from "hono";
import type { Acteur } from "../../regles/habilitation/acteur.ts";
import { habilitationsIn, isAdministrateur, isMember, peut, peutPartout } from "../../regles/habilitation/peut.ts";
import { type Action, LIBELLE_ACTION, LIBELLE_RESSOURCE, type Ressource } from "../../regles/habilitation/ressource.ts";
import { LIBELLE_ROLE } from "../../regles/habilitation/role.ts";
import { interdit, nonConnecte, pageIntrouvable, type Refus } from "../../regles/shared/refus.ts";
import type { Env } from "../deps.ts";
import { territoireFerme } from "../site.ts";

/** A route's declaration of the right it needs. */
export type Declaration =
  | { readonly ressource: Ressource; readonly action: Action; readonly partout: boolean }
  | { readonly ouverte: string };

const DECLARATIONS = new WeakMap<object, Declaration>();

/** The declaration carried by a handler of `app.routes`; a test refuses a route without one. */
export function declarationOf(handler: Handler | MiddlewareHandler): Declaration | null {
  return DECLARATIONS.get(handler) ?? null;
}

/**
 * First check of a route: the actor may do the action on some rows of the address's territory. Their queries then carry this declaration. `partout`:
 * an act on the whole territory (a publication), closed to those who only have their own rows.
 * Throws `connexion-requise`, `territoire-inconnu` (also for a hidden territory), `droit-absent`.
 */
export function garde(
  ressource: Ressource,
  action: Action,
  { partout = false }: { readonly partout?: boolean } = {},
): MiddlewareHandler<Env> {
  const guard: MiddlewareHandler<Env> = async (c, next) => {
    const { acteur, bases } = c.var;
    const epci = c.req.param("epci") ?? "";
    const allowed = (partout ? peutPartout : peut)(acteur, ressource, action, epci);
    if (!allowed) {
      const complet = withKey(c);
      if ((partout ? peutPartout : peut)(complet, ressource, action, epci)) throw keyNeeded(c, epci);
      throw refusal(complet, epci, { ressource, action });
    }
    c.set("base", bases.pour(acteur, { ressource, action }));
    await next();
  };
  DECLARATIONS.set(guard, { ressource, action, partout });
  return guard;
}

/** Open to any holder of a role in the territory: its home page, which shows each their own part. */
export function gardeMembre(): MiddlewareHandler<Env> {
  const guard: MiddlewareHandler<Env> = async (c, next) => {
    const epci = c.req.param("epci") ?? "";
    if (!isMember(c.var.acteur, epci)) throw isMember(withKey(c), epci) ? keyNeeded(c, epci) : stranger(c.var.acteur);
    await next();
  };
  DECLARATIONS.set(guard, { ouverte: "à toute personne habilitée sur le territoire" });
  return guard;
}

/** For the platform's administrators: they open territories and name the first managers. */
export function gardeAdministrateur(): MiddlewareHandler<Env> {
  const guard: MiddlewareHandler<Env> = async (c, next) => {
    const { acteur } = c.var;
    if (acteur.compte === null) throw loginNeeded();
    if (!isAdministrateur(acteur)) {
      if (isAdministrateur(withKey(c))) throw keyNeeded(c, null);
      throw pageIntrouvable();
    }
    await next();
  };
  DECLARATIONS.set(guard, { ouverte: "aux administrateurs de la plateforme" });
  return guard;
}

/** Any logged-in account, whatever its rights. */
export function gardeCompte(): MiddlewareHandler<Env> {
  const guard: MiddlewareHandler<Env> = async (c, next) => {
    if (c.var.acteur.compte === null) throw loginNeeded();
    await next();
  };
  DECLARATIONS.set(guard, { ouverte: "à toute personne connectée" });
  return guard;
}

/** Open to all; `raison` says why. */
export function ouverte(raison: string): MiddlewareHandler<Env> {
  const guard: MiddlewareHandler<Env> = async (_, next) => {
    await next();
  };
  DECLARATIONS.set(guard, { ouverte: raison });
  return guard;
}

function refusal(acteur: Acteur, epci: string, declared: { ressource: Ressource; action: Action }): Refus {
  return isMember(acteur, epci) ? forbidden(acteur, epci, declared) : stranger(acteur);
}

/** The actor as a strong login would make them. */
function withKey({ var: { acteur, fermees = [] } }: Context<Env>): Acteur {
  return { ...acteur, habilitations: [...acteur.habilitations, ...fermees] };
}

/** For a role that a password alone does not open; `epci` null: the platform. */
function keyNeeded({ var: { fermees = [] } }: Context<Env>, epci: string | null): Refus {
  const closed = fermees.filter((habilitation) => habilitation.epci === epci).map(({ role }) => LIBELLE_ROLE[role]);
  return interdit(
    "cle-necessaire",
    `Votre habilitation (${closed.join(", ")}) ne s’ouvre pas par un mot de passe seul. Connectez-vous avec une clé d’accès ou par ProConnect. ` +
      "« Mon compte » dit comment ajouter une clé d’accès.",
  );
}

/** A person without a role in a territory gets the answer of a territory that does not exist. */
function stranger(acteur: Acteur): Refus {
  return acteur.compte === null ? loginNeeded() : territoireFerme();
}

function loginNeeded(): Refus {
  return nonConnecte("connexion-requise", "Connectez-vous pour voir cette page.");
}

function forbidden(
  acteur: Acteur,
  epci: string,
  { ressource, action }: { ressource: Ressource; action: Action },
): Refus {
  const held = habilitationsIn(acteur, epci).map(({ role }) => LIBELLE_ROLE[role]);
  return interdit(
    "droit-absent",
    `Votre habilitation (${[...new Set(held)].join(", ")}) ne permet pas de ${LIBELLE_ACTION[action]} « ${LIBELLE_RESSOURCE[ressource]} ». ` +
      "Demandez ce droit à la personne qui gère les habilitations de l’EPCI.",
    { ressource, action },
  );
}
