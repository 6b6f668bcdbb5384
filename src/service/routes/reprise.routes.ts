import type { Context, MiddlewareHandler } from "hono";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { findLieu } from "#socle/regles/plan/lieu.ts";
import { openSalles, opensPage } from "#socle/regles/plan/ouvert.ts";
import { conflit } from "#socle/regles/shared/refus.ts";
import { gardeMembre } from "#socle/routes/acces/garde.ts";
import { propre } from "#socle/routes/champs.ts";
import { readCookie, writeCookie } from "#socle/routes/connexion/cookie.ts";
import type { AppDeps, Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { CHEMIN_REPRISE, renderReprisePage } from "../pages/reprise/reprise-page.tsx";
import {
  listPages,
  PAGES_MAX,
  type PagesGardees,
  putFirst,
  readPages,
  writePages,
} from "../regles/reprise/pages-gardees.ts";

type Garde = "recents" | "epingles";
type Deps = Pick<AppDeps, "connexion">;

/** `/t/:epci/reprendre`: the pages that this browser keeps for the account: the last that were opened, those that were pinned. */
export function repriseRoutes(site: Site): Routes {
  const actes = { epinglee: EPINGLER, retiree: RETIRER };
  return pageActes(site, { chemin: CHEMIN_REPRISE, droit: gardeMembre(), show: showReprise, actes });
}

/**
 * Puts each page of the plan that an account opens before the others, in a cookie: the server keeps nothing of what people look at. What is public is
 * the same for all, and has no cookie.
 */
export function rememberPages(deps: Deps): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next();
    const chemin = visitedPage(c);
    if (chemin === null) return;
    const chemins = keptPages(deps, c, "recents");
    if (chemins[0] !== chemin) keep(deps, c, "recents", putFirst(chemins, chemin));
  };
}

/** « 200068666/bilan »; null: no page of the plan was shown. Without its question, where anything may have been typed. */
function visitedPage(c: Context<Env>): string | null {
  const { compte } = c.var.acteur;
  if (compte === null || c.req.method !== "GET") return null;
  if (c.res.headers.get("cache-control")?.startsWith("public")) return null;
  const isHtml = c.res.status === 304 || (c.res.headers.get("content-type") ?? "").startsWith("text/html");
  if (!isHtml || (c.res.status !== 200 && c.res.status !== 304)) return null;
  const [, epci, chemin = ""] = /^\/t\/(\d{9})\/([^!]+)$/.exec(c.req.path) ?? [];
  const isFile = /\.[a-z]+$/.test(chemin);
  return epci === undefined || isFile || findLieu(chemin) === null ? null : `${epci}/${chemin}`;
}

function keptPages({ connexion }: Deps, c: Context<Env>, garde: Garde): PagesGardees {
  return readPages(readCookie(c, connexion, garde), c.var.acteur.compte ?? 0);
}

function keep({ connexion }: Deps, c: Context<Env>, garde: Garde, chemins: PagesGardees): void {
  writeCookie(c, connexion, garde, writePages(c.var.acteur.compte ?? 0, chemins));
}

async function showReprise(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const opens = (page: string) => opensPage(cadre.salles, page);
  const [epinglees, recentes] = (["epingles", "recents"] as const).map((garde) =>
    listPages(keptPages(site.deps, c, garde), epci, opens),
  );
  return renderReprisePage({
    cadre,
    epci,
    epinglees: epinglees ?? [],
    recentes: recentes ?? [],
    annonce: etat.annonce,
    erreur: etat.refus.message ?? (etat.refus.erreurs.length > 0 ? sayInconnue(valeurDe(etat.saisie, "page")) : null),
  });
}

const sayInconnue = (page: string) =>
  page === ""
    ? "Choisissez une page de la liste."
    : "Cette page ne s’épingle pas : seules celles du menu, que vos droits ouvrent, le peuvent.";

/** A page of the plan, not a record under it: a pin outlives the logout. */
const PAGE = {
  page: propre((valeur) => (findLieu(valeur)?.exact ? valeur : undefined), sayInconnue("autre")),
};

/** Of the plan: `PAGE` refuses the others. */
const UN_CHEMIN = /^[a-z0-9-]+(\/[a-z0-9-]+){0,5}$/;

const EPINGLER = defineActe({
  chemin: "epingler",
  droit: gardeMembre(),
  annonce: "La page est épinglée.",
  defaire: { par: "retiree", quoi: "cette épingle", vise: ["page"], forme: UN_CHEMIN },
  champs: PAGE,
  run: async ({ site, c, epci }, { page }) => {
    if (!opensPage(openSalles(c.var.acteur, epci), page)) throw conflit("page-fermee", sayInconnue(page));
    const chemins = putFirst(keptPages(site.deps, c, "epingles"), `${epci}/${page}`);
    if (chemins.length > PAGES_MAX)
      throw conflit("trop-d-epingles", "Douze pages sont déjà épinglées : retirez-en une d’abord.");
    keep(site.deps, c, "epingles", chemins);
    return new Suite({ annuler: page });
  },
});

const RETIRER = defineActe({
  chemin: "retirer",
  droit: gardeMembre(),
  annonce: "La page n’est plus épinglée.",
  defaire: { par: "epinglee", quoi: "le retrait de cette épingle", vise: ["page"], forme: UN_CHEMIN },
  champs: PAGE,
  run: async ({ site, c, epci }, { page }) => {
    const avant = keptPages(site.deps, c, "epingles");
    const chemins = avant.filter((un) => un !== `${epci}/${page}`);
    keep(site.deps, c, "epingles", chemins);
    return new Suite({ annuler: chemins.length < avant.length ? page : null });
  },
});
