import { createHmac, randomBytes } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Refus } from "#domain/shared/refus.ts";
import { addressOf, NO_PROXY, networkOf, type Proxies } from "./client-address.ts";

/** At most `nombre` requests in `secondes` from one address, for the requests that `concerne` says. */
export type Limite = {
  readonly nom: string;
  concerne(methode: string, chemin: string): boolean;
  readonly nombre: number;
  readonly secondes: number;
};

/** Files that every page asks for, and what a supervisor asks for every second. */
const HORS_COMPTE = /^\/(statique\/|vivant$|pret$|metriques$)/;

/**
 * The first is for a whole office behind one address: a page is one request. Logging in has its own waits by account, this one bounds what
 * a single machine can try over all accounts. A deposit costs minutes of a core.
 */
export const LIMITES: readonly Limite[] = [
  { nom: "tout", concerne: () => true, nombre: 600, secondes: 60 },
  {
    nom: "connexion",
    concerne: (methode, chemin) => methode === "POST" && /^\/connexion(\/|$)/.test(chemin),
    nombre: 20,
    secondes: 60,
  },
  {
    nom: "depot",
    concerne: (methode, chemin) => methode === "POST" && chemin.endsWith("/donnees/deposer"),
    nombre: 30,
    secondes: 3600,
  },
];

/** The limits, with another general one when the operator sets it: a whole authority may stand behind one address. */
export function limitesOf(debit: number | undefined): readonly Limite[] {
  return LIMITES.map((limite) =>
    limite.nom === "tout" && debit !== undefined ? { ...limite, nombre: debit } : limite,
  );
}

/**
 * Addresses are counted in this many boxes, so that memory is bounded whatever the number of callers: some 25 MB when all are in use.
 * Two callers in one box share its allowance; the box of an address is drawn anew at each start, so that nobody can choose to share
 * somebody's.
 */
const CASES = 1 << 16;

type Options = { readonly proxies?: Proxies; readonly limites?: readonly Limite[]; readonly cases?: number };

/**
 * Counts requests by client address, files and probes left out, and refuses `trop-de-demandes` with a Retry-After beyond the limits.
 * What is refused counts too: who insists waits. A call from within the process has no address, and is not counted.
 */
export function limitRequests({
  proxies = NO_PROXY,
  limites = LIMITES,
  cases = CASES,
}: Options = {}): MiddlewareHandler {
  const sel = randomBytes(32);
  const counters = limites.map((limite) => ({
    limite,
    counter: new RateLimiterMemory({ keyPrefix: limite.nom, points: limite.nombre, duration: limite.secondes }),
  }));
  return async (c, next) => {
    const address = HORS_COMPTE.test(c.req.path) ? null : addressOf(c, proxies);
    if (address === null) return next();
    const box = boxOf(address, sel, cases);
    for (const { limite, counter } of counters) {
      if (!limite.concerne(c.req.method, c.req.path)) continue;
      const attente = await consume(counter, box);
      if (attente === null) continue;
      c.header("retry-after", String(attente));
      throw tooMany(attente);
    }
    return next();
  };
}

function boxOf(address: string, sel: Buffer, cases: number): number {
  return createHmac("sha256", sel).update(networkOf(address)).digest().readUInt32BE() % cases;
}

/** null when the request is allowed, else the whole seconds to wait. */
async function consume(counter: RateLimiterMemory, box: number): Promise<number | null> {
  try {
    await counter.consume(box);
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}

function tooMany(attente: number): Refus {
  const duree = attente <= 90 ? `${attente} secondes` : `${Math.ceil(attente / 60)} minutes`;
  return new Refus(
    "trop-de-demandes",
    `Trop de demandes sont venues de votre connexion en peu de temps. Attendez ${duree}, puis recommencez.`,
    { attente },
  );
}
