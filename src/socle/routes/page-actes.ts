import type { Context, MiddlewareHandler } from "hono";
import type { Base } from "../lectures/base.ts";
import { hrefTerritoire } from "../pages/design/cadre.ts";
import { type EtatFormulaire, SANS_REFUS, type SaisieFormulaire } from "../pages/design/formulaire.tsx";
import type { Refus } from "../regles/shared/refus.ts";
import { type Champs, type Lu, readChamps } from "./champs.ts";
import type { Env } from "./deps.ts";
import { again } from "./gouvernance/saisie-refusee.ts";
import { saisieOf } from "./serveur/lecture.ts";
import { refusOf } from "./serveur/refus-formulaire.ts";
import { Routes } from "./serveur/routes.ts";
import { statusOf } from "./serveur/status.ts";
import { openCadre, type Site } from "./site.ts";

/** Where an act is done, and by whom: the base is that of the right that the act asks for. */
export type Lieu = {
  readonly base: Base;
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
  readonly chemin?: string;
  readonly parametres?: Readonly<Record<string, string | number | null>>;
  /** Part of the page where it is seen. */
  readonly ancre?: string;
  /** Which act is told there: by default this one; null: none. */
  readonly fait?: string | null;
};

/** Where the person is taken once it is done: another page of the territory, and what its address says; by default the page of the form. */
export class Suite {
  readonly chemin: string | undefined;
  readonly parametres: NonNullable<Vers["parametres"]>;
  readonly ancre: string;
  readonly fait: string | null | undefined;
  constructor({ chemin, parametres = {}, ancre, fait }: Vers) {
    this.fait = fait;
    this.chemin = chemin;
    this.parametres = parametres;
    this.ancre = ancre === undefined ? "" : `#${ancre}`;
  }
}

/** What the page says after an act. A function where the address counts something; null when where it leads says enough. */
type Annonce = string | null | ((parametre: (nom: string) => string) => string | null);

type Annonces = Readonly<Record<string, { readonly annonce: Annonce }>>;

/** Which field a refusal of the act is about; the whole form when it is none. */
type ChampDe = (refus: Refus) => string | undefined;

type ActeDefini<C extends Champs> = {
  /** After the page's own address, empty for the page's; with « / » first, under the territory. */
  readonly chemin: string;
  readonly droit: MiddlewareHandler<Env>;
  readonly annonce: Annonce;
  readonly champDe?: ChampDe;
  /** Refusals of a right that the form can tell: something else may be sent. */
  readonly rendus?: readonly string[];
  /** The act itself reads what is sent, as it comes: a file too big to be held. */
  readonly flux?: true;
  /** What the form sends. `run` is given their values once all of them are right: an act cannot use a field that nobody checked. `saisie`: for fields whose names are data. What it gives is a Suite, an answer of its own (a document, what would be done) or nothing that matters here. */
  readonly champs: C | ((lieu: Lieu, saisie: SaisieFormulaire) => C | Promise<C>);
  readonly run: (lieu: Lieu, lu: Lu<C>, saisie: SaisieFormulaire) => Promise<unknown>;
};

/** One act of a page: it reads its form, is done, and is told. */
export type Acte = {
  readonly chemin: string;
  readonly droit: MiddlewareHandler<Env>;
  readonly annonce: Annonce;
  readonly champDe?: ChampDe;
  readonly rendus?: readonly string[];
  readonly flux?: true;
  readonly perform: (lieu: Lieu, saisie: SaisieFormulaire) => Promise<Suite | Response>;
};

export function defineActe<C extends Champs>({ champs, run, ...acte }: ActeDefini<C>): Acte {
  return {
    ...acte,
    perform: async (lieu, saisie) => {
      const lu = readChamps(typeof champs === "function" ? await champs(lieu, saisie) : champs, saisie);
      const done = await run(lieu, lu, saisie);
      return done instanceof Suite || done instanceof Response ? done : new Suite({});
    },
  };
}

/** What a page shows beside what it reads: what was just done, or what was typed and why it was refused. */
export type EtatPage = EtatFormulaire & {
  readonly annonce: string | null;
  /** Code of the refusal, and which act was refused. */
  readonly code: string | null;
  readonly acte: string | null;
};

export const SANS_ACTE: EtatPage = { saisie: {}, refus: SANS_REFUS, annonce: null, code: null, acte: null };

type PageActes = {
  /** Under the territory: « commission/decisions/:decision{[0-9]+} ». */
  readonly chemin: string;
  readonly droit: MiddlewareHandler<Env>;
  /** An answer when there is another page to go to. */
  readonly show: (site: Site, c: Context<Env>, etat: EtatPage) => Promise<string | Response>;
  readonly actes: Readonly<Record<string, Acte>>;
  /** Acts of other pages that lead to this one, which tells them too. */
  readonly venus?: Annonces;
};

/**
 * A page of the territory and the acts that its forms send: done, an act goes back to it (303) and is told there; refused, the page comes back with
 * what was typed and what is wrong. What is not there, or not theirs, goes on up.
 */
export function pageActes(site: Site, page: PageActes): Routes {
  const { chemin, droit, show, actes, venus = {} } = page;
  const base = `/t/:epci/${chemin}`;
  const routes = new Routes().get(base, droit, async (c) => {
    const annonce = announce({ ...venus, ...actes }, (nom) => c.req.query(nom) ?? "");
    return send(c, await show(site, c, { ...SANS_ACTE, annonce }));
  });
  for (const [nom, acte] of Object.entries(actes)) {
    routes.post(adresseOf(base, acte), acte.droit, (c) => perform(site, c, page, { nom, acte }));
  }
  return routes;
}

type ActeNomme = { readonly nom: string; readonly acte: Acte };

async function perform(site: Site, c: Context<Env>, page: PageActes, { nom, acte }: ActeNomme): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const body = acte.flux ? {} : await c.req.parseBody({ all: true });
  const saisie = saisieOf(body);
  try {
    const suite = await acte.perform(lieuOf(site, c, epci, body), saisie);
    if (suite instanceof Response) return suite;
    const dit = acte.annonce === null ? null : nom;
    const fait = suite.fait === undefined ? dit : suite.fait;
    const href = hrefTerritoire(epci, suite.chemin ?? fill(page.chemin, c), { ...suite.parametres, fait });
    return c.redirect(`${href}${suite.ancre}`, 303);
  } catch (error) {
    const show = async (refus: Refus) => {
      const etat = { saisie, refus: refusOf(refus, acte.champDe?.(refus)), annonce: null, code: refus.code, acte: nom };
      return send(c, await page.show(site, c, etat), statusOf(refus.code));
    };
    return again(error, show, acte.rendus);
  }
}

function send(c: Context<Env>, page: string | Response, statut: ReturnType<typeof statusOf> | 200 = 200) {
  return page instanceof Response ? page : c.html(page, statut);
}

/** An address announces no act but those of the page, and those that lead to it. */
function announce(actes: Annonces, parametre: (nom: string) => string): string | null {
  const annonce = Object.hasOwn(actes, parametre("fait")) ? actes[parametre("fait")]?.annonce : undefined;
  return typeof annonce === "function" ? annonce(parametre) : (annonce ?? null);
}

function lieuOf(site: Site, c: Context<Env>, epci: string, body: Readonly<Record<string, unknown>>): Lieu {
  const numero = (nom: string) => {
    const valeur = c.req.param(nom) ?? "";
    return /^\d{1,15}$/.test(valeur) ? Number(valeur) : -1;
  };
  const fichier = (nom: string) => (body[nom] instanceof File ? body[nom] : null);
  return { base: c.var.base, epci, aujourdhui: site.deps.horloge.aujourdhui(), numero, site, c, fichier };
}

function adresseOf(page: string, { chemin }: Acte): string {
  if (chemin === "") return page;
  return chemin.startsWith("/") ? `/t/:epci${chemin}` : `${page}/${chemin}`;
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
