import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { MiddlewareHandler } from "hono";
import type { Base } from "../../lectures/base.ts";
import { createMemoire } from "../../lectures/memoire.ts";
import type { Garde } from "../../pages/design/cadre.ts";
import type { Acteur } from "../../regles/habilitation/acteur.ts";
import { habilitationsIn } from "../../regles/habilitation/peut.ts";
import type { AppDeps, Env } from "../deps.ts";

type Answer = {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly zipped: Uint8Array;
};

/** A page weighs 100 kB and a PDF 300: some tens of megabytes at most. */
const ENTREES_MAX = 100;
const zip = promisify(gzip);

/** Pages depend on the version of the product, and on the day: they say « aujourd’hui ». */
type Deps = Pick<AppDeps, "version" | "horloge">;

/**
 * Caches whole answers until their sources change. `readEtat` gives a mark that changes with every publication, undoing and repair of the territory:
 * an answer is never older than the database, and a browser that has it gets a 304.
 * An answer is shared between readers with the same rights there; simultaneous requests compute it once. Must follow the guard.
 */
export function cacheAnswers({ version, horloge }: Deps, readEtat: LireEtat = readTerritoire): MiddlewareHandler<Env> {
  const answers = createMemoire<Answer>(ENTREES_MAX);
  return async (c, next) => {
    const epci = c.req.param("epci") ?? "";
    const etat = await readEtat(c.var.base, epci, c.var.acteur);
    const { pathname, search } = new URL(c.req.url);
    const droits = rightsOf(c.var.acteur, epci);
    const etag = etagOf([version, horloge.aujourdhui(), etat, droits, sayGarde(c.var.garde), pathname, search]);
    if (c.req.header("if-none-match") === etag) return c.body(null, 304, { etag });
    let own = false;
    try {
      const kept = await answers.remember(etag, async () => {
        own = true;
        await next();
        if (c.res.status !== 200) throw NON_GARDEE;
        return keep(c.res);
      });
      c.res = send(kept, etag, acceptsGzip(c.req.header("accept-encoding")));
    } catch (error) {
      // The readers who waited do not share a refusal or a failure: each computes their own.
      if (!own) await next();
      else if (error !== NON_GARDEE) throw error;
    }
  };
}

/** Thrown for an answer that is sent, but not cached. */
const NON_GARDEE = Symbol("non gardée");

/**
 * For a page that reads everything: cached for one person, as long as nothing is written anywhere in the database. `parMinute`: the page shows a
 * remaining time, or what has just become due.
 */
export function cacheWhileUnwritten(
  deps: Deps,
  { parMinute = false }: { readonly parMinute?: boolean } = {},
): MiddlewareHandler<Env> {
  return cacheAnswers(deps, async ({ territoires }, _epci, acteur) => {
    const minute = parMinute ? deps.horloge.maintenant().slice(0, "2026-12-01T17:41".length) : "";
    return JSON.stringify([await territoires.instantane(), minute, acteur]);
  });
}

type LireEtat = (base: Base, epci: string, acteur: Acteur) => Promise<string>;

function readTerritoire({ territoires }: Base, epci: string): Promise<string> {
  return territoires.etat(epci);
}

function etagOf(parts: readonly string[]): string {
  return `"${createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 22)}"`;
}

/** All that decides what a person sees in a territory, and whether the frame says « Changer de territoire ». */
export function rightsOf(acteur: Acteur, epci: string): string {
  const here = habilitationsIn(acteur, epci).map(({ role, organisation, siren, predecesseurs, communes, sensible }) =>
    JSON.stringify([role, organisation, siren, predecesseurs, communes, sensible]),
  );
  const territoires = new Set(acteur.habilitations.map((habilitation) => habilitation.epci)).size;
  return JSON.stringify([acteur.compte !== null, territoires > 1, acteur.demandeurs, here.sort()]);
}

/** What the browser keeps of the page is in it: whoever keeps nothing shares it. */
function sayGarde(garde: Garde | undefined): string {
  return JSON.stringify([[...(garde?.masquees ?? [])], garde?.vues ?? []]);
}

async function keep(response: Response): Promise<Answer> {
  const body = new Uint8Array(await response.arrayBuffer());
  return {
    headers: [...response.headers].filter(([name]) => name !== "content-length"),
    body,
    zipped: await zip(body),
  };
}

function send({ headers, body, zipped }: Answer, etag: string, gzipped: boolean): Response {
  const all = new Headers(headers.map(([name, value]): [string, string] => [name, value]));
  all.set("etag", etag);
  all.set("vary", "accept-encoding");
  if (gzipped) all.set("content-encoding", "gzip");
  // `Response`'s types refuse a view on shared memory; these buffers are not shared.
  return new Response((gzipped ? zipped : body) as Uint8Array<ArrayBuffer>, { headers: all });
}

function acceptsGzip(header: string | undefined): boolean {
  return /\bgzip\b/.test(header ?? "");
}
