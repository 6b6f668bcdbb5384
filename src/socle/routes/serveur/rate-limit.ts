import type { MiddlewareHandler } from "hono";
import { type Refus, tropSouvent } from "../../regles/shared/refus.ts";
import { addressOf, NO_PROXY, networkOf, type Proxies } from "./client-address.ts";
import { openCases, openCompteur, type Partage } from "./compteur.ts";

/** At most `nombre` requests in `secondes` from one address, among those that `concerne` accepts. */
export type Limite = {
  readonly nom: string;
  concerne(methode: string, chemin: string): boolean;
  readonly nombre: number;
  readonly secondes: number;
  /** Counted by all processes together: such a request costs far more than the count. The others are counted per process. */
  readonly partagee?: true;
};

/** Not counted: files that every page loads, and what a supervisor reads every second. */
const HORS_COMPTE = /^\/(statique\/|vivant$|pret$|metriques$)/;

/**
 * The first bounds a whole office behind one address: a page is one request. The login has its own waits by account; here a machine is bounded over
 * all accounts. A deposit costs minutes of a core.
 */
export const LIMITES: readonly Limite[] = [
  { nom: "tout", concerne: () => true, nombre: 600, secondes: 60 },
  {
    nom: "connexion",
    concerne: (methode, chemin) => methode === "POST" && /^\/connexion(\/|$)/.test(chemin),
    nombre: 20,
    secondes: 60,
    partagee: true,
  },
  {
    nom: "depot",
    concerne: (methode, chemin) => methode === "POST" && chemin.endsWith("/donnees/deposer"),
    nombre: 30,
    secondes: 3600,
    partagee: true,
  },
];

/** The limits, with the operator's own general one: a whole authority may share one address. */
export function limitesOf(debit: number | undefined): readonly Limite[] {
  return LIMITES.map((limite) =>
    limite.nom === "tout" && debit !== undefined ? { ...limite, nombre: debit } : limite,
  );
}

/** Boxes in which addresses are counted: some 25 MB when all are in use. */
const CASES = 1 << 16;

type Options = {
  readonly proxies?: Proxies;
  readonly limites?: readonly Limite[];
  readonly cases?: number;
  readonly partage?: Partage | null;
};

/**
 * Counts requests by client address, files and probes excluded, and refuses `trop-de-demandes` with a Retry-After beyond the limits. A refused
 * request counts too: insisting lengthens the wait. A call from within the process has no address, and is not counted.
 */
export function limitRequests({
  proxies = NO_PROXY,
  limites = LIMITES,
  cases = CASES,
  partage = null,
}: Options = {}): MiddlewareHandler {
  const caseOf = openCases(cases, partage);
  const counters = limites.map((limite) => ({
    limite,
    counter: openCompteur(`requetes-${limite.nom}`, limite, limite.partagee ? partage : null),
  }));
  return async (c, next) => {
    const address = HORS_COMPTE.test(c.req.path) ? null : addressOf(c, proxies);
    if (address === null) return next();
    const box = caseOf(networkOf(address));
    for (const { limite, counter } of counters) {
      if (!limite.concerne(c.req.method, c.req.path)) continue;
      const attente = await counter.consume(box);
      if (attente === null) continue;
      c.header("retry-after", String(attente));
      throw tooMany(attente);
    }
    return next();
  };
}

function tooMany(attente: number): Refus {
  const duree = attente <= 90 ? `${attente} secondes` : `${Math.ceil(attente / 60)} minutes`;
  return tropSouvent(
    "trop-de-demandes",
    `Trop de demandes sont venues de votre connexion en peu de temps. Attendez ${duree}, puis recommencez.`,
    { attente },
  );
}
