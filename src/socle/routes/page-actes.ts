import type { Context, MiddlewareHandler } from "hono";
import type { Base, Horloge } from "../lectures/base.ts";
import { withQuery } from "../pages/design/cadre.ts";
import { type EtatFormulaire, SANS_REFUS, type SaisieFormulaire } from "../pages/design/formulaire.tsx";
import { Refus } from "../regles/shared/refus.ts";
import { type Champs, type Lu, readChamps } from "./champs.ts";
import type { Env } from "./deps.ts";
import { refusOf } from "./serveur/refus-formulaire.ts";
import { Routes } from "./serveur/routes.ts";
import { saisieOf } from "./serveur/saisie.ts";
import { statutOf } from "./serveur/statut.ts";
import { openCadre, type Site } from "./site.ts";

/** Where an act is done, and by whom: the base is that of the right that the act asks for. */
export type Lieu = {
  readonly base: Base;
  /** With the base, what most acts are done with: they are given the place itself. */
  readonly horloge: Horloge;
  readonly epci: string;
  readonly aujourdhui: string;
  /** What stands in the address under that name, as a number; -1, which is nothing's, when it is none. */
  readonly numero: (nom: string) => number;
  /** Whatever else an act is given: what leaves by mail, what is put on the disk. */
  readonly site: Site;
  readonly c: Context<Env>;
  /** What was chosen under that name on the person's own disk. */
  readonly fichier: (nom: string) => File | null;
};

type Vers = {
  /** Under the territory, or whatever the page is under. */
  readonly chemin?: string;
  readonly parametres?: Readonly<Record<string, string | number | null>>;
  /** Part of the page where it is seen. */
  readonly ancre?: string;
  /** What the page is told was done, when it is not the name of the act; null: nothing. */
  readonly fait?: string | null | undefined;
};

/** Where the person is taken once it is done: another page of the territory, and what its address says; by default the page of the form. */
export class Suite {
  readonly chemin: string | undefined;
  readonly parametres: NonNullable<Vers["parametres"]>;
  readonly ancre: string;
  readonly fait: string | null | undefined;
  constructor({ chemin, parametres = {}, ancre, fait }: Vers) {
    this.chemin = chemin;
    this.fait = fait;
    this.parametres = parametres;
    this.ancre = ancre === undefined ? "" : `#${ancre}`;
  }
}

/** What the page says after an act. A function where the address counts something; null: the act shows what it has done. */
type Annonce = string | null | ((parametre: (nom: string) => string) => string | null);

type ActeDefini<C extends Champs> = {
  /** After the page's own address, empty for the page's; with « / » first, under the territory, or whatever the page is under. */
  readonly chemin: string;
  readonly droit: MiddlewareHandler<Env>;
  readonly annonce: Annonce;
  /** Which field a refusal is about: it is shown there, even when it says that something is not there or not theirs. */
  readonly champDe?: (refus: Refus) => string | undefined;
  /** Refusals that the form can tell, although their status is that of what is not theirs: something else may be sent. */
  readonly dits?: readonly string[];
  /** The body is a file, which `run` takes in itself: nothing of it is read before. */
  readonly fichier?: boolean;
  /** What the form sends. `run` is given their values once all of them are right: an act cannot use a field that nobody checked. `saisie`: for fields whose names are data. What it gives is a Suite, a Response (a page shown once, or before anything is kept), or nothing that matters here. */
  readonly champs: C | ((lieu: Lieu, saisie: SaisieFormulaire) => C | Promise<C>);
  readonly run: (lieu: Lieu, lu: Lu<C>, saisie: SaisieFormulaire) => Promise<unknown>;
};

/** One act of a page: it reads its form, is done, and is told. */
export type Acte = Omit<ActeDefini<Champs>, "champs" | "run"> & {
  readonly perform: (lieu: Lieu, saisie: SaisieFormulaire) => Promise<Suite | Response>;
};

export function defineActe<C extends Champs>({ champs, run, ...acte }: ActeDefini<C>): Acte {
  return {
    ...acte,
    perform: async (lieu, saisie) => {
      const asked = typeof champs === "function" ? await champs(lieu, saisie) : champs;
      const lu = readChamps(asked, saisie);
      try {
        const done = await run(lieu, lu, saisie);
        return done instanceof Suite || done instanceof Response ? done : new Suite({});
      } catch (error) {
        throw placed(error, asked);
      }
    },
  };
}

/** A refusal that names a field of the form (`champ`) stands beside it. */
function placed(error: unknown, champs: Champs): unknown {
  if (!(error instanceof Refus)) return error;
  const { message, details } = error;
  const { champ } = details;
  if (typeof champ !== "string" || !Object.hasOwn(champs, champ)) return error;
  return error.with({ details: { ecarts: [{ champ, message }] } });
}

/** What a page shows beside what it reads: what was just done, or what was typed and why it was refused. */
export type EtatPage = EtatFormulaire & {
  readonly annonce: string | null;
  /** Code of the refusal, and which act was refused. */
  readonly code: string | null;
  readonly acte: string | null;
};

/** Nothing was done, nothing was refused. */
export const SANS_ACTE: EtatPage = { saisie: {}, refus: SANS_REFUS, annonce: null, code: null, acte: null };

type PageActes = {
  /** What the addresses begin with; by default the territory's. */
  readonly racine?: string;
  /** Under it: « commission/decisions/:decision{[0-9]+} ». */
  readonly chemin: string;
  readonly droit: MiddlewareHandler<Env>;
  /** Passed before the page and each of its acts, once the right is known. */
  readonly seuil?: MiddlewareHandler<Env>;
  /** A Response where one is led elsewhere. */
  readonly show: (site: Site, c: Context<Env>, etat: EtatPage) => Promise<string | Response>;
  readonly actes: Readonly<Record<string, Acte>>;
  /** What else is told here: acts of other pages that lead to this one, and the other outcomes of its own. */
  readonly annonces?: Readonly<Record<string, Annonce | { readonly annonce: Annonce }>>;
  /** Refusals that the page says itself, although their status is that of what is not there or not theirs. */
  readonly dits?: readonly string[];
};

const TERRITOIRE = "/t/:epci";

/**
 * Pages of the territory and the acts that their forms send: done, an act goes back to its page (303) and is told there; refused, the page comes back
 * with what was typed and what is wrong. What is not there, or not theirs, goes on up.
 */
export function pageActes(site: Site, ...pages: readonly PageActes[]): Routes {
  const routes = new Routes();
  for (const page of pages) addPage(routes, site, page);
  return routes;
}

function addPage(routes: Routes, site: Site, page: PageActes): void {
  const { racine = TERRITOIRE, droit, seuil = (_, next) => next(), show, actes } = page;
  const base = under(racine, page.chemin);
  const annonces = annoncesOf(page);
  routes.get(base, droit, seuil, async (c) => {
    const annonce = announce(annonces, (nom) => c.req.query(nom) ?? "");
    return answer(c, await show(site, c, { ...SANS_ACTE, annonce }), 200);
  });
  for (const [nom, acte] of Object.entries(actes)) {
    routes.post(adresseOf({ racine, base }, acte), acte.droit, seuil, (c) => answerActe(site, c, page, [nom, acte]));
  }
}

function answer(c: Context<Env>, shown: string | Response, statut: ReturnType<typeof statutOf> | 200) {
  return shown instanceof Response ? shown : c.html(shown, statut);
}

/** What is sent where no act of a page can be: one comes in, and nobody is known yet. Of a field sent twice, the last. */
export async function readEnvoi<C extends Champs>(c: Context<Env>, champs: C): Promise<Lu<C>> {
  return readChamps(champs, saisieOf(await c.req.parseBody()));
}

type ActeNomme = readonly [nom: string, acte: Acte];

async function answerActe(site: Site, c: Context<Env>, page: PageActes, [nom, acte]: ActeNomme): Promise<Response> {
  if (page.racine === undefined) await openCadre(site, c);
  const body = acte.fichier ? {} : await c.req.parseBody({ all: true });
  const saisie = saisieOf(body);
  try {
    const suite = await acte.perform(lieuOf(site, c, body), saisie);
    return suite instanceof Response
      ? suite
      : c.redirect(hrefOf(page, c, suite, acte.annonce === null ? null : nom), 303);
  } catch (error) {
    if (!isSaid(page, acte, error)) throw error;
    const etat = { saisie, refus: refusOf(error, acte.champDe?.(error)), annonce: null, code: error.code, acte: nom };
    return answer(c, await page.show(site, c, etat), statutOf(error));
  }
}

function hrefOf({ racine = TERRITOIRE, chemin }: PageActes, c: Context<Env>, suite: Suite, dit: string | null): string {
  const { fait = dit, parametres, ancre } = suite;
  const vers = fill(under(racine, suite.chemin ?? chemin), c);
  return `${withQuery(vers, { ...parametres, fait })}${ancre}`;
}

/** What is not there, or not theirs, goes on up, but for what the page says itself. */
function isSaid(page: PageActes, { champDe, dits = [] }: Acte, error: unknown): error is Refus {
  if (!(error instanceof Refus)) return false;
  const said = [...dits, ...(page.dits ?? [])];
  return said.includes(error.code) || champDe?.(error) !== undefined || !error.horsDePortee;
}

function annoncesOf({ actes, annonces = {} }: PageActes): ReadonlyMap<string, Annonce> {
  const all = Object.entries({ ...actes, ...annonces });
  return new Map(all.map(([nom, dit]) => [nom, dit !== null && typeof dit === "object" ? dit.annonce : dit]));
}

/** An address announces no act but those of the page. */
function announce(annonces: ReadonlyMap<string, Annonce>, parametre: (nom: string) => string): string | null {
  const annonce = annonces.get(parametre("fait"));
  return typeof annonce === "function" ? annonce(parametre) : (annonce ?? null);
}

function lieuOf(site: Site, c: Context<Env>, body: Readonly<Record<string, unknown>>): Lieu {
  const numero = (nom: string) => {
    const valeur = c.req.param(nom) ?? "";
    return /^\d{1,15}$/.test(valeur) ? Number(valeur) : -1;
  };
  const { horloge } = site.deps;
  const epci = c.req.param("epci") ?? "";
  const fichier = (nom: string) => (body[nom] instanceof File ? body[nom] : null);
  return { base: c.var.base, horloge, epci, aujourdhui: horloge.aujourdhui(), numero, site, c, fichier };
}

function adresseOf({ racine, base }: { readonly racine: string; readonly base: string }, { chemin }: Acte): string {
  return chemin.startsWith("/") ? `${racine}${chemin}` : under(base, chemin);
}

function under(racine: string, chemin: string): string {
  return chemin === "" ? racine : `${racine}/${chemin}`;
}

/** The page as it was asked for: « decisions/:decision{[0-9]+} » → « decisions/12 ». */
function fill(chemin: string, c: Context<Env>): string {
  return chemin
    .split("/")
    .map((part) => {
      const nom = /^:(\w+)/.exec(part)?.[1];
      return nom === undefined ? part : (c.req.param(nom) ?? "");
    })
    .join("/");
}

/** What was refused, as one text: for the pages that do not lead to each field. */
export function erreurOf({ refus: { message, erreurs } }: EtatPage): string | null {
  return message ?? (erreurs.length > 0 ? erreurs.map((erreur) => erreur.message).join(" ") : null);
}

/** What was typed, one text a field, and the act it was typed for; null when nothing was refused. */
export function typedOf({ acte, saisie }: EtatPage): Readonly<Record<string, string>> | null {
  if (acte === null) return null;
  const typed = Object.entries(saisie).map(([nom, valeurs]) => [nom, valeurs[0] ?? ""]);
  return { ...Object.fromEntries(typed), formulaire: acte };
}

/** What a form holds, one text a field: what was typed over what is written. */
export function typedOver<T extends Readonly<Record<string, string>>>(written: T, etat: EtatPage): T {
  return { ...written, ...typedOf(etat) };
}
