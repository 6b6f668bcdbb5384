import { Hono } from "hono";
import { z } from "zod";
import { resolveSession } from "#acces/actes/connexion/session.ts";
import { connexionRoutes } from "#acces/routes/connexion/connexion.routes.ts";
import type { ConnexionDeps } from "#acces/routes/connexion/deps.ts";
import type { Ressources } from "#socle/pages/design/cadre.ts";
import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { readJeton } from "#socle/routes/connexion/cookie.ts";
import type { Env } from "#socle/routes/deps.ts";
import { handleError } from "#socle/routes/serveur/on-error.ts";
import { refuseCrossSite, securityHeaders } from "#socle/routes/serveur/security.ts";
import { emptyCadre, type Site } from "#socle/routes/site.ts";
import type { Courrier } from "../../src/socle/lectures/courrier.ts";
import { COURRIER_ESSAI } from "../fixtures/courrier.ts";

const SANS_RESSOURCES: Ressources = {
  css: "/statique/style.css",
  cssPublic: "/statique/public.css",
  icone: "/statique/icone.svg",
  islands: {},
};

/** The routes of login as the server mounts them, without the rest. `/ici` says who asks. */
export function createAppConnexion(
  connexion: ConnexionDeps,
  ressources: Ressources = SANS_RESSOURCES,
  courrier: Courrier = COURRIER_ESSAI,
): Hono<Env> {
  // Only what login works with: anything else that it would read fails by being absent.
  const site = { deps: { connexion, version: "0.0.0", courrier, horloge: connexion.horloge }, ressources } as Site;
  const app = new Hono<Env>();
  const log = { info: () => undefined, error: (line: unknown) => console.error(line) };
  app.onError(handleError({ log }, emptyCadre(site)));
  app.use(securityHeaders);
  app.use(refuseCrossSite);
  app.use(async (c, next) => {
    const found = await resolveSession(connexion, readJeton(c, connexion));
    c.set("requete", "essai");
    c.set("acteur", found?.acteur ?? PUBLIC);
    c.set("fermees", found?.fermees ?? []);
    c.set("session", found?.session.empreinte ?? null);
    await next();
  });
  app.get("/ici", (c) => c.json({ compte: c.get("acteur").compte }));
  app.route("/", connexionRoutes(site).hono);
  return app;
}

export type Navigateur = {
  readonly cookies: Map<string, string>;
  get(chemin: string): Promise<Response>;
  post(
    chemin: string,
    champs: Readonly<Record<string, string>>,
    entetes?: Readonly<Record<string, string>>,
  ): Promise<Response>;
  /** Account of the session, as the server sees it. */
  compte(): Promise<number | null>;
};

/** A browser: keeps cookies, and sends Origin with its forms. */
export function openNavigateur(app: Hono<Env>, origine: string): Navigateur {
  const cookies = new Map<string, string>();
  const send = async (chemin: string, init: RequestInit & { headers: Record<string, string> }) => {
    const cookie = [...cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join("; ");
    const headers = { accept: "text/html", ...(cookie === "" ? {} : { cookie }), ...init.headers };
    const response = await app.request(new URL(chemin, origine).href, { ...init, headers });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  };
  return {
    cookies,
    get: (chemin) => send(chemin, { headers: {} }),
    post: (chemin, champs, entetes = { origin: origine }) =>
      send(chemin, { method: "POST", body: new URLSearchParams(champs), headers: { ...entetes } }),
    compte: async () => {
      const response = await send("/ici", { headers: {} });
      return z.object({ compte: z.number().nullable() }).parse(await response.json()).compte;
    },
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ""] = line.split(";");
  const [nom = "", ...valeur] = pair.split("=");
  if (/max-age=0/i.test(line)) cookies.delete(nom);
  else cookies.set(nom, valeur.join("="));
}
