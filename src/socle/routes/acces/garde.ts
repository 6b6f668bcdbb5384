import type { Context, Handler, MiddlewareHandler } from "hono";
import type { Acteur } from "../../regles/habilitation/acteur.ts";
import { habilitationsIn, isAdministrateur, isMember, peut, peutPartout } from "../../regles/habilitation/peut.ts";
import { type Action, LIBELLE_ACTION, LIBELLE_RESSOURCE, type Ressource } from "../../regles/habilitation/ressource.ts";
import { LIBELLE_ROLE } from "../../regles/habilitation/role.ts";
import { interdit, nonConnecte, pageIntrouvable, type Refus } from "../../regles/shared/refus.ts";
import type { Env } from "../deps.ts";
import { territoireFerme } from "../site.ts";

/** What a route declares of itself. */
export type Declaration =
  | { readonly ressource: Ressource; readonly action: Action; readonly partout: boolean }
  | { readonly ouverte: string };

const DECLARATIONS = new WeakMap<object, Declaration>();

/** The declaration that a handler of `app.routes` carries; a route none of whose handlers has one is a defect that a test finds. */
export function declarationOf(handler: Handler | MiddlewareHandler): Declaration | null {
  return DECLARATIONS.get(handler) ?? null;
}

/**
 * The first lock: the person may do this on some rows of the territory of the address. From there on their queries carry what the route
 * declared. `partout`: an act on the whole territory (a publication) is not for one who has only their own rows.
 * Throws `connexion-requise`, `territoire-inconnu` (as for one that does not exist), `droit-absent`.
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

/** For whoever holds anything in the territory: its home, which shows to each what is theirs. */
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

/** For a person whose account is known, whatever their rights. */
export function gardeCompte(): MiddlewareHandler<Env> {
  const guard: MiddlewareHandler<Env> = async (c, next) => {
    if (c.var.acteur.compte === null) throw loginNeeded();
    await next();
  };
  DECLARATIONS.set(guard, { ouverte: "à toute personne connectée" });
  return guard;
}

/** Open to all, and why. */
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

/** Who the person would be had they come in by more than a password. */
function withKey({ var: { acteur, fermees = [] } }: Context<Env>): Acteur {
  return { ...acteur, habilitations: [...acteur.habilitations, ...fermees] };
}

/** `epci` null: the platform. */
function keyNeeded({ var: { fermees = [] } }: Context<Env>, epci: string | null): Refus {
  const closed = fermees.filter((habilitation) => habilitation.epci === epci).map(({ role }) => LIBELLE_ROLE[role]);
  return interdit(
    "cle-necessaire",
    `Votre habilitation (${closed.join(", ")}) ne s’ouvre pas par un mot de passe seul. Connectez-vous avec une clé d’accès ou par ProConnect. ` +
      "« Mon compte » dit comment ajouter une clé d’accès.",
  );
}

/** A territory where one is nothing answers as one that does not exist. */
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
