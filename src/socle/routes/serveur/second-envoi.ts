import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler, Next } from "hono";
import { hashJeton } from "../../lectures/connexion/jeton.ts";
import type { Env } from "../deps.ts";
import { isFormulaire } from "./is-formulaire.ts";

/** A double click sends the form again within this time of the answer (ms), if no other page was shown meanwhile. */
export const SECOND_ENVOI = 2_000;
/** Persons remembered at once; the oldest is evicted. */
const PERSONNES_MAX = 5_000;

/** The last form that a person sent: `suite` is where its answer redirected, null when it was refused. */
type Envoi = { readonly empreinte: string; readonly suite: Promise<string | null>; fini: number | null };

/**
 * Does once a form that the same person sends twice, word for word, while the first is being answered or within `pendant` ms, with nothing done or
 * shown between: the second press is redirected like the first. Once a page was shown, it is another act: its content may have changed. A refused
 * form is tried again; what opens a session, or comes from an unknown person, is never shared.
 */
export function answerSecondEnvoi(pendant: number, maintenant = () => performance.now()): MiddlewareHandler<Env> {
  const derniers = new Map<string, Envoi>();
  const isSame = (dernier: Envoi | undefined, empreinte: string): dernier is Envoi =>
    dernier?.empreinte === empreinte && (dernier.fini === null || maintenant() - dernier.fini < pendant);
  return async (c, next) => {
    const temoins = c.req.header("cookie");
    if (!temoins) return next();
    // Tokens open sessions: only their hash is kept.
    const personne = hashJeton(temoins);
    if (c.req.method !== "POST" || !isFormulaire({ path: c.req.path, type: c.req.header("content-type") }))
      return forgetOnceShown(derniers, personne, next);
    const empreinte = await hashOf(c);
    const dernier = derniers.get(personne);
    const suite = isSame(dernier, empreinte) ? await dernier.suite : null;
    if (suite !== null) return c.redirect(suite, 303);
    const { promise, resolve } = defer();
    const envoi: Envoi = { empreinte, suite: promise, fini: null };
    remember(derniers, personne, envoi);
    try {
      await next();
    } finally {
      envoi.fini = maintenant();
      resolve(suiteOf(c.res));
    }
  };
}

/** A click while the page is loading still belongs to the previous page. */
async function forgetOnceShown(derniers: Map<string, Envoi>, personne: string, next: Next): Promise<void> {
  const dernier = derniers.get(personne);
  await next();
  if (dernier && derniers.get(personne) === dernier) derniers.delete(personne);
}

async function hashOf(c: Context<Env>): Promise<string> {
  const champs = JSON.stringify([...(await c.req.formData())]);
  return createHash("sha256").update(`${c.req.url}\n${champs}`).digest("hex");
}

function remember(derniers: Map<string, Envoi>, personne: string, envoi: Envoi): void {
  derniers.delete(personne);
  derniers.set(personne, envoi);
  const [ancienne] = derniers.keys();
  if (derniers.size > PERSONNES_MAX && ancienne !== undefined) derniers.delete(ancienne);
}

function suiteOf({ status, headers }: Response): string | null {
  return status === 303 && !headers.has("set-cookie") ? headers.get("location") : null;
}

function defer(): { readonly promise: Promise<string | null>; resolve(suite: string | null): void } {
  let resolve: (suite: string | null) => void = () => undefined;
  const promise = new Promise<string | null>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
