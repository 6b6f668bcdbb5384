import type { Context, ErrorHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Cadre } from "../../pages/design/cadre.ts";
import { renderErreurPage } from "../../pages/site/erreur-page.tsx";
import { Refus } from "../../regles/shared/refus.ts";
import { readJeton } from "../connexion/cookie.ts";
import type { AppDeps, Env } from "../deps.ts";
import { type Dependance, dependanceOf } from "./dependance.ts";
import { routeOf } from "./route-of.ts";
import { statutOf } from "./statut.ts";

type Answer = { readonly statut: ContentfulStatusCode; readonly code: string; readonly message: string };

const DEFECT: Answer = {
  statut: 500,
  code: "erreur-interne",
  message: "Une erreur est survenue de notre côté. Rien n’a été enregistré ; vous pouvez réessayer.",
};

const MANQUES: Readonly<Record<Dependance, Answer>> = {
  base: {
    statut: 503,
    code: "base-injoignable",
    message:
      "La base de données de Blaise ne répond pas en ce moment. Rien n’a été enregistré, rien n’est perdu : vous pouvez réessayer dans une minute. Si cela dure, prévenez la personne qui exploite Blaise.",
  },
  abimee: {
    statut: 503,
    code: "base-abimee",
    message:
      "Une partie de la base de données est abîmée : Blaise refuse de la lire plutôt que de montrer un chiffre faux. Prévenez la personne qui exploite Blaise : une sauvegarde la rend. Vous pourrez alors recommencer.",
  },
  disque: {
    statut: 507,
    code: "disque-plein",
    message:
      "Le disque de Blaise est plein : rien n’a été enregistré, et ce qui l’était n’est pas touché. Prévenez la personne qui exploite Blaise, puis recommencez.",
  },
};

/**
 * The only place where errors become HTTP: a page, or problem+json for a program. A `Refus` is for the user; anything else is our defect: it is
 * logged, and the answer only gives a reference. `cadre`: the frame of the page.
 */
export function handleError(
  deps: Pick<AppDeps, "log"> & Partial<Pick<AppDeps, "connexion">>,
  cadre: Cadre | ((c: Context<Env>, statut: number) => Cadre | Promise<Cadre>),
): ErrorHandler<Env> {
  return (error, c) => {
    if (deps.connexion && isLoginNeeded(error) && c.req.method === "GET" && wantsPage(c)) {
      return askToLogIn(c, deps.connexion);
    }
    if (error instanceof Refus && error.code === "demande-a-choisir" && c.req.method === "GET" && wantsPage(c)) {
      return askToChoose(c);
    }
    if (error instanceof Refus) {
      return answerRefus(c, cadre, error);
    }
    if (error instanceof HTTPException && error.status === 413) {
      return answer(c, cadre, {
        statut: 413,
        code: "envoi-trop-grand",
        message: "L’envoi dépasse la taille acceptée. Envoyez moins de texte à la fois.",
      });
    }
    return answerDefect(deps.log, c, cadre, error);
  };
}

/** A refusal that may end within a minute (503) tells programs when to try again. */
function answerRefus(c: Context<Env>, cadre: Parameters<typeof handleError>[1], refus: Refus): Promise<Response> {
  const { code, message, details } = refus;
  const statut = statutOf(refus);
  if (statut === 503) c.header("retry-after", "60");
  return answer(c, cadre, { statut, code, message }, details);
}

/** A failing dependency is told as it is; of a defect, the answer only gives a reference. */
function answerDefect(
  log: Pick<AppDeps["log"], "error">,
  c: Context<Env>,
  cadre: Parameters<typeof handleError>[1],
  error: unknown,
): Promise<Response> {
  const manque = dependanceOf(error);
  const faits = { err: error, requete: c.get("requete"), route: routeOf(c), ...(manque === null ? {} : { manque }) };
  log.error(faits, manque === null ? "erreur interne" : "dépendance absente");
  if (manque === "base") c.header("retry-after", "15");
  return answer(c, cadre, manque === null ? DEFECT : MANQUES[manque], {}, c.get("requete"));
}

function isLoginNeeded(error: unknown): boolean {
  return error instanceof Refus && error.code === "connexion-requise";
}

/** Redirects to the login, which returns to the page asked; tells that a session has expired. */
function askToLogIn(c: Context<Env>, connexion: AppDeps["connexion"]): Response {
  const { pathname, search } = new URL(c.req.url);
  // A household has a code, and seldom an account: it goes to its own login.
  const menage = /^\/ma-demande\/\d{9}(?=\/|$)/.exec(pathname)?.[0];
  if (menage !== undefined) {
    c.header("cache-control", "no-store");
    return c.redirect(`${menage}/reprendre`, 303);
  }
  const question = new URLSearchParams({ retour: pathname + search });
  if (readJeton(c, connexion) !== undefined) question.set("expiree", "1");
  c.header("cache-control", "no-store");
  return c.redirect(`/connexion?${question}`, 303);
}

/** For a household with several files in the territory, which must say which one. */
function askToChoose(c: Context<Env>): Response {
  c.header("cache-control", "no-store");
  return c.redirect(`/ma-demande/${c.req.param("epci")}/mes-demandes`, 303);
}

async function answer(
  c: Context<Env>,
  cadre: Parameters<typeof handleError>[1],
  { statut, code, message }: Answer,
  details: Readonly<Record<string, unknown>> = {},
  reference?: string,
): Promise<Response> {
  c.header("cache-control", "no-store");
  if (wantsPage(c)) {
    const around = typeof cadre === "function" ? await cadre(c, statut) : cadre;
    return c.html(renderErreurPage({ cadre: around, statut, code, message, reference }), statut);
  }
  const problem = { type: "about:blank", title: message, status: statut, code, details, reference };
  return c.body(JSON.stringify(problem), statut, { "content-type": "application/problem+json" });
}

/** The API never answers with a page; other addresses do, unless JSON is asked for. */
function wantsPage(c: Context): boolean {
  if (c.req.path.startsWith("/api/")) return false;
  const accept = c.req.header("accept") ?? "";
  return accept.includes("text/html") || !accept.includes("json");
}
