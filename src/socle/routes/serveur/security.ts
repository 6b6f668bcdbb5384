import type { MiddlewareHandler } from "hono";
import { interdit, Refus } from "../../regles/shared/refus.ts";
import type { Env } from "../deps.ts";

/** No inline script or style, nothing from another site, no frame. `data:` is for images only. */
const DIRECTIVES = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "img-src": ["'self'", "data:"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'none'"],
  "base-uri": ["'none'"],
} as const;

/** The policy of one page that needs more than the others; `ajouts`: sources added, by directive. */
export function writePolitique(ajouts: Readonly<Record<string, readonly string[]>>): string {
  const noms = new Set([...Object.keys(DIRECTIVES), ...Object.keys(ajouts)]);
  const base: Readonly<Record<string, readonly string[]>> = DIRECTIVES;
  return [...noms].map((nom) => [nom, ...(base[nom] ?? []), ...(ajouts[nom] ?? [])].join(" ")).join("; ");
}

const CONTENT_SECURITY_POLICY = writePolitique({});

/** Set on every answer: page, file, redirection, error, refusal of an unreadable request. */
export const SECURITY_HEADERS: readonly (readonly [name: string, value: string])[] = [
  ["content-security-policy", CONTENT_SECURITY_POLICY],
  // No window of another site keeps a handle on ours, and no page of another site includes our answers.
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
  ["origin-agent-cluster", "?1"],
  ["permissions-policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"],
  // « no-referrer » would send forms with « Origin: null », which `refuseCrossSite` cannot tell from an attack.
  ["referrer-policy", "same-origin"],
  ["strict-transport-security", "max-age=31536000; includeSubDomains"],
  ["x-content-type-options", "nosniff"],
  ["x-dns-prefetch-control", "off"],
  ["x-frame-options", "DENY"],
  ["x-permitted-cross-domain-policies", "none"],
];

/** On files of open data alone: a page under rights never has it. */
export const OUVERT = ["access-control-allow-origin", "*"] as const;

export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  for (const [name, value] of SECURITY_HEADERS) c.res.headers.set(name, value);
  // What is open to the scripts of every site is to their pages too: a figure shown elsewhere.
  if (c.res.headers.get(OUVERT[0]) === OUVERT[1]) c.res.headers.set("cross-origin-resource-policy", "cross-origin");
  const politique = c.get("politique");
  if (politique) c.res.headers.set("content-security-policy", politique);
};

/**
 * Default for answers without cache headers: with an ETag, only their reader keeps them, and revalidates each time; without one, nobody does, not
 * even the history of a shared browser.
 */
export const keepPrivate: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.res.headers.has("cache-control")) return;
  c.res.headers.set("cache-control", c.res.headers.has("etag") ? "private, no-cache" : "no-store");
};

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * An act must come from a page of ours, whatever its content type. `Sec-Fetch-Site` decides when the browser sends it (HTTPS, localhost), else
 * `Origin` must be the called host; with neither, it is refused. Throws `origine-refusee`.
 */
export const refuseCrossSite: MiddlewareHandler = async (c, next) => {
  if (SAFE.has(c.req.method) || isSameOrigin(c.req.raw.headers, new URL(c.req.url).host)) return next();
  throw interdit(
    "origine-refusee",
    "Cette demande ne vient pas d’une page de Blaise : elle est refusée. Rouvrez la page, puis recommencez.",
  );
};

function isSameOrigin(headers: Headers, urlHost: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  return new URL(origin).host === (headers.get("host") ?? urlHost);
}

/** Throws `hote-inconnu` for a Host outside `hotes`. */
export function restrictHosts(hotes: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    if (hotes.includes(host.replace(/:\d+$/, ""))) return next();
    throw new Refus("hote-inconnu", "Ce nom de machine n’est pas celui de ce serveur.", {}, "hote");
  };
}
