import type { Context } from "hono";

import type { Env } from "#socle/routes/deps.ts";
import type { FichierLu } from "../../regles/piece/piece.ts";

/**
 * Serves a paper without letting its content act. A photograph is displayed; a PDF is downloaded, since browsers' viewers do not work in a sandbox.
 */
export function servirPiece(c: Context<Env>, { nom, format, octets }: FichierLu): Response {
  c.set(
    "politique",
    "default-src 'none'; img-src 'self'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  const disposition = format === "pdf" ? "attachment" : "inline";
  const ascii =
    nom
      .normalize("NFD")
      .replace(/[^\x20-\x7e]/g, "")
      .replace(/["\\%;]/g, "") || "document";
  return c.body(new Uint8Array(octets), 200, {
    "content-type": format === "pdf" ? "application/pdf" : "image/jpeg",
    "content-disposition": `${disposition}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(nom).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
    "cache-control": "no-store",
  });
}
