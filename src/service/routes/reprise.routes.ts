import type { Context, MiddlewareHandler } from "hono";
import { readMasquees, requeteOf } from "#socle/pages/design/adresse.ts";
import type { Garde } from "#socle/pages/design/cadre.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { NOM_VUE_MAX } from "#socle/pages/design/mes-vues.tsx";
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
import { masqueesOf, putMasquees } from "../regles/reprise/colonnes-gardees.ts";
import {
  fits,
  listPages,
  PAGES_MAX,
  type PagesGardees,
  putFirst,
  readPages,
  writePages,
} from "../regles/reprise/pages-gardees.ts";
import { isVue, readVues, writeVue } from "../regles/reprise/vues-gardees.ts";

type NomGarde = "recents" | "epingles" | "vues" | "colonnes";
type Deps = Pick<AppDeps, "connexion">;

/** `/t/:epci/reprendre`: the pages that this browser keeps for the account: the last that were opened, those that were pinned. */
export function repriseRoutes(site: Site): Routes {
  const actes = { epinglee: EPINGLER, retiree: RETIRER, gardee: GARDER, oubliee: OUBLIER };
  return pageActes(site, { chemin: CHEMIN_REPRISE, droit: gardeMembre(), show: showReprise, actes });
}

/**
 * Puts each page of the plan that an account opens before the others, and the columns that it put away there, in cookies: the server keeps nothing of
 * what people look at. What is public is the same for all, and has no cookie.
 */
export function rememberPages(deps: Deps): MiddlewareHandler<Env> {
  return async (c, next) => {
    const endroit = endroitOf(c);
    if (endroit === null) return next();
    c.set("garde", readGarde(deps, c, endroit));
    await next();
    if (!isShown(c) || !isRecord(endroit)) return;
    const choisies = readMasquees(new URL(c.req.url).search);
    if (choisies.size > 0)
      keep(deps, c, "colonnes", putMasquees(keptPages(deps, c, "colonnes"), endroit.page, choisies));
    // Without its question, where anything may have been typed.
    const chemin = `${endroit.epci}/${endroit.chemin}`;
    const chemins = keptPages(deps, c, "recents");
    if (chemins[0] !== chemin) keep(deps, c, "recents", putFirst(chemins, chemin));
  };
}

type Endroit = {
  readonly epci: string;
  /** Under the territory. */
  readonly chemin: string;
  /** The page of the plan, with a mark on what is under it. */
  readonly page: string;
  readonly exact: boolean;
};

/** Where an account asks to be; null: no page of the plan, or nobody logged in. */
function endroitOf(c: Context<Env>): Endroit | null {
  const [, epci, chemin = ""] = /^\/t\/(\d{9})\/([^!]+)$/.exec(c.req.path) ?? [];
  const lieu = findLieu(chemin);
  if (c.var.acteur.compte === null || epci === undefined || lieu === null) return null;
  const { exact } = lieu;
  return { epci, chemin, page: (lieu.vue ?? lieu.page).chemin + (exact ? "" : "/"), exact };
}

function readGarde(deps: Deps, c: Context<Env>, { epci, page }: Endroit): Garde {
  return {
    masquees: masqueesOf(keptPages(deps, c, "colonnes"), page),
    vues: readVues(keptPages(deps, c, "vues"), epci).filter(({ chemin }) => chemin === page),
  };
}

/** A page was shown, to this person and not to the public. */
function isShown(c: Context<Env>): boolean {
  if (c.req.method !== "GET" || c.res.headers.get("cache-control")?.startsWith("public")) return false;
  const isHtml = (c.res.headers.get("content-type") ?? "").startsWith("text/html");
  return c.res.status === 304 || (c.res.status === 200 && isHtml);
}

/** A page of the plan, or what a reference or a number names under it: a form is not come back to, and a file is no page. */
function isRecord({ chemin, exact }: Endroit): boolean {
  return !/\.[a-z]+$/.test(chemin) && (exact || /\d[^/]*$/.test(chemin));
}

function keptPages({ connexion }: Deps, c: Context<Env>, garde: NomGarde): PagesGardees {
  return readPages(readCookie(c, connexion, garde), c.var.acteur.compte ?? 0);
}

function keep({ connexion }: Deps, c: Context<Env>, garde: NomGarde, chemins: PagesGardees): void {
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
    vues: readVues(keptPages(site.deps, c, "vues"), epci).filter(({ chemin }) => opens(chemin)),
    annonce: etat.annonce,
    erreur: sayErreur(etat),
  });
}

function sayErreur({ refus: { message, erreurs }, saisie }: EtatPage): string | null {
  if (message !== null || erreurs.length === 0) return message;
  return erreurs.some(({ champ }) => champ === "page")
    ? sayInconnue(valeurDe(saisie, "page"))
    : (erreurs[0]?.message ?? null);
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

/** One page of the territory as it is asked for; a name that is given again is that of the new one. */
const GARDER = defineActe({
  chemin: "garder",
  droit: gardeMembre(),
  annonce: null,
  champs: {
    ...PAGE,
    requete: propre(
      (valeur) => requeteOf(valeur) || undefined,
      "Choisissez d’abord un filtre, un ordre ou des colonnes.",
    ),
    nom: propre(readNom, `Donnez à la vue un nom de ${NOM_VUE_MAX} caractères au plus, en lettres et en chiffres.`),
  },
  run: async ({ site, c, epci }, { page, requete, nom }) => {
    if (!opensPage(openSalles(c.var.acteur, epci), page)) throw conflit("page-fermee", sayInconnue(page));
    const kept = keptPages(site.deps, c, "vues").filter((un) => !isVue(un, epci, page, nom));
    const vues = putFirst(kept, writeVue(epci, { nom, chemin: page, requete }));
    if (!fits(vues))
      throw conflit(
        "trop-de-vues",
        "Ce navigateur ne peut garder plus de vues : retirez-en une, dans « Reprendre », puis recommencez.",
      );
    keep(site.deps, c, "vues", vues);
    return c.redirect(`/t/${epci}/${page}?${requete}`, 303);
  },
});

const OUBLIER = defineActe({
  chemin: "oublier",
  droit: gardeMembre(),
  annonce: "La vue est retirée.",
  champs: { ...PAGE, nom: propre(readNom, "Choisissez une vue de la liste.") },
  run: async ({ site, c, epci }, { page, nom }) => {
    keep(
      site.deps,
      c,
      "vues",
      keptPages(site.deps, c, "vues").filter((un) => !isVue(un, epci, page, nom)),
    );
  },
});

/** It travels in a cookie: words, nothing invisible. */
const MOTS_VUE = /^[\p{L}\p{N} ’'(),.:;/%&°#+-]+$/u;

function readNom(valeur: string): string | undefined {
  const nom = valeur.trim();
  return nom.length <= NOM_VUE_MAX && MOTS_VUE.test(nom) ? nom : undefined;
}
