import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { MiddlewareHandler } from "hono";
import type { Base } from "../../lectures/base.ts";
import type { Acteur } from "../../regles/habilitation/acteur.ts";
import { habilitationsIn } from "../../regles/habilitation/peut.ts";
import type { Env } from "../deps.ts";

type Answer = {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly zipped: Uint8Array;
};

/** A page weighs 100 kB and a PDF 300: some tens of megabytes at the very most. */
const ENTREES_MAX = 100;
const zip = promisify(gzip);

/**
 * Keeps whole answers until what they were made from changes. `readEtat` gives a mark that changes with every publication, undoing and
 * repair of the territory: nothing is ever served that the database would no longer say, and a browser that has the page gets a 304.
 * An answer is shared by those who have the same rights there, and by nobody else. To be put behind the guard.
 */
export function cacheAnswers(version: string, readEtat: LireEtat = readTerritoire): MiddlewareHandler<Env> {
  const answers = new Map<string, Answer>();
  return async (c, next) => {
    const epci = c.req.param("epci") ?? "";
    const etat = await readEtat(c.var.base, epci);
    const { pathname, search } = new URL(c.req.url);
    const etag = `"${createHash("sha256")
      .update([version, etat, rightsOf(c.var.acteur, epci), pathname, search].join("\n"))
      .digest("base64url")
      .slice(0, 22)}"`;
    if (c.req.header("if-none-match") === etag) return c.body(null, 304, { etag });
    const known = answers.get(etag);
    if (!known) {
      await next();
      if (c.res.status === 200)
        c.res = answer(await remember(answers, etag, c.res), etag, acceptsGzip(c.req.header("accept-encoding")));
      return;
    }
    // Last asked, last forgotten.
    answers.delete(etag);
    answers.set(etag, known);
    return answer(known, etag, acceptsGzip(c.req.header("accept-encoding")));
  };
}

type LireEtat = (base: Base, epci: string) => Promise<string>;

function readTerritoire({ territoires }: Base, epci: string): Promise<string> {
  return territoires.etat(epci);
}

/** All that decides what a person sees in a territory, and whether the frame says « Changer de territoire ». */
function rightsOf(acteur: Acteur, epci: string): string {
  const here = habilitationsIn(acteur, epci).map(({ role, organisation, siren, predecesseurs, communes, sensible }) =>
    JSON.stringify([role, organisation, siren, predecesseurs, communes, sensible]),
  );
  const territoires = new Set(acteur.habilitations.map((habilitation) => habilitation.epci)).size;
  return JSON.stringify([acteur.compte !== null, territoires > 1, acteur.demandeurs, here.sort()]);
}

async function remember(answers: Map<string, Answer>, etag: string, response: Response): Promise<Answer> {
  const body = new Uint8Array(await response.arrayBuffer());
  const kept = {
    headers: [...response.headers].filter(([name]) => name !== "content-length"),
    body,
    zipped: await zip(body),
  };
  const oldest = answers.size >= ENTREES_MAX ? answers.keys().next().value : undefined;
  if (oldest !== undefined) answers.delete(oldest);
  answers.set(etag, kept);
  return kept;
}

function answer({ headers, body, zipped }: Answer, etag: string, gzipped: boolean): Response {
  const all = new Headers(headers.map(([name, value]): [string, string] => [name, value]));
  all.set("etag", etag);
  all.set("vary", "accept-encoding");
  if (gzipped) all.set("content-encoding", "gzip");
  // A view on shared memory is not a body for `Response`'s types; these buffers are the process's own.
  return new Response((gzipped ? zipped : body) as Uint8Array<ArrayBuffer>, { headers: all });
}

function acceptsGzip(header: string | undefined): boolean {
  return /\bgzip\b/.test(header ?? "");
}
