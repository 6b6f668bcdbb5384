import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { Refus } from "#domain/shared/refus.ts";

/** No inline script or style, nothing from elsewhere, no frame. `data:` is for nothing but images. */
export const securityHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  // Not « no-referrer »: a form would then be sent with « Origin: null », which `refuseCrossSite` cannot tell from an attack.
  referrerPolicy: "same-origin",
  xFrameOptions: "DENY",
  strictTransportSecurity: "max-age=15552000",
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
});

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * An act comes from a page of ours, whatever its content type. `Sec-Fetch-Site` decides when the browser sends it (HTTPS, localhost),
 * else `Origin` must be the host that was called. Neither: refused. Throws `origine-refusee`.
 */
export const refuseCrossSite: MiddlewareHandler = async (c, next) => {
  if (SAFE.has(c.req.method) || isSameOrigin(c.req.raw.headers, new URL(c.req.url).host)) return next();
  throw new Refus(
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
    throw new Refus("hote-inconnu", "Ce nom de machine n’est pas celui de ce serveur.");
  };
}
