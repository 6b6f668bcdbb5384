import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

export type CookieDeps = {
  /** True when the public origin is https: every cookie then carries the prefix that neither a neighbour site nor plain http can set. */
  readonly secure: boolean;
};

type Nom =
  | "session"
  | "dossier"
  | "demande-choisie"
  | "code-reprise"
  | "appareil"
  | "recents"
  | "epingles"
  | "vues"
  | "colonnes"
  | "defi-proconnect"
  | "defi-cle"
  | NomFranceConnect;
/** FranceConnect: the login under way, the identity that came back, and the closing of its session. */
type NomFranceConnect = "defi-franceconnect" | "identite-franceconnect" | "sortie-franceconnect";

const NOMS: Readonly<Record<Nom, string>> = {
  session: "blaise",
  dossier: "blaise-dossier",
  "demande-choisie": "blaise-demande",
  "code-reprise": "blaise-code",
  appareil: "blaise-appareil",
  recents: "blaise-recents",
  epingles: "blaise-epingles",
  vues: "blaise-vues",
  colonnes: "blaise-colonnes",
  "defi-proconnect": "blaise-proconnect",
  "defi-cle": "blaise-cle",
  "defi-franceconnect": "blaise-franceconnect",
  "identite-franceconnect": "blaise-identite",
  "sortie-franceconnect": "blaise-sortie",
};

/** Browsers keep a cookie 400 days at most; the server ends each of these before. */
const DUREES_S: Readonly<Record<Nom, number | undefined>> = {
  // Until the browser closes; the database holds its real end.
  session: undefined,
  dossier: undefined,
  "demande-choisie": undefined,
  "code-reprise": 600,
  appareil: 180 * 24 * 3600,
  recents: undefined,
  epingles: 180 * 24 * 3600,
  vues: 180 * 24 * 3600,
  colonnes: 180 * 24 * 3600,
  "defi-proconnect": 600,
  "defi-cle": 600,
  "defi-franceconnect": 600,
  "identite-franceconnect": 1800,
  "sortie-franceconnect": undefined,
};

/** The session's token as received, unchecked. */
export function readJeton(c: Context, deps: CookieDeps): string | undefined {
  return readCookie(c, deps, "session") || undefined;
}

export function readCookie(c: Context, deps: CookieDeps, nom: Nom): string {
  return getCookie(c, nameOf(deps, nom)) ?? "";
}

export function writeCookie(c: Context, deps: CookieDeps, nom: Nom, valeur: string): void {
  const maxAge = DUREES_S[nom];
  setCookie(c, nameOf(deps, nom), valeur, {
    httpOnly: true,
    // Not Strict: a link in a message and the return from ProConnect must find the session.
    sameSite: "Lax",
    secure: deps.secure,
    path: "/",
    ...(maxAge === undefined ? {} : { maxAge }),
  });
}

export function clearCookie(c: Context, deps: CookieDeps, nom: Nom): void {
  deleteCookie(c, nameOf(deps, nom), { path: "/", secure: deps.secure });
}

function nameOf({ secure }: CookieDeps, nom: Nom): string {
  return secure ? `__Host-${NOMS[nom]}` : NOMS[nom];
}
