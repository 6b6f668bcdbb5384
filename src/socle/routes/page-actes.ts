import type { Context, MiddlewareHandler } from "hono";
import type { Base } from "../lectures/base.ts";
import { withQuery } from "../pages/design/cadre.ts";
import {
  type ErreurChamp,
  type EtatFormulaire,
  type RefusFormulaire,
  SANS_REFUS,
  type SaisieFormulaire,
} from "../pages/design/formulaire.tsx";
import { Refus } from "../regles/shared/refus.ts";
import type { Champs, Lu } from "./champs.ts";
import type { Env } from "./deps.ts";
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
};

type Vers = {
  readonly chemin?: string;
  readonly parametres?: Readonly<Record<string, string | number | null>>;
  /** Part of the page where it is seen. */
  readonly ancre?: string;
};

/** Where the person is taken once it is done: another page of the territory, and what its address says; by default the page of the form. A `fait` among the parameters is told instead of the act's name. */
export class Suite {
  readonly chemin: string | undefined;
  readonly parametres: NonNullable<Vers["parametres"]>;
  readonly ancre: string;
  constructor({ chemin, parametres = {}, ancre }: Vers) {
    this.chemin = chemin;
    this.parametres = parametres;
    this.ancre = ancre === undefined ? "" : `#${ancre}`;
  }
}

/** What the page says after an act. A function where the address counts something. */
type Annonce = string | ((parametre: (nom: string) => string) => string | null);

type ActeDefini<C extends Champs> = {
  /** After the page's own address, empty for the page's; with « / » first, under the territory. */
  readonly chemin: string;
  readonly droit: MiddlewareHandler<Env>;
  /** null: what follows says it. */
  readonly annonce: Annonce | null;
  /** Which field a refusal is about: it is shown there, even when it says that something is not there or not theirs. */
  readonly champDuRefus?: (code: string) => string | undefined;
  /** The body is a file, which `run` takes in itself: nothing of it is read before. */
  readonly fichier?: boolean;
  /** What the form sends. `run` is given their values once all of them are right: an act cannot use a field that nobody checked. `saisie`: for fields whose names are data. What it gives is a Suite, an answer of its own (a file, what is shown once), or nothing that matters here. */
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
      const lu = readChamps(typeof champs === "function" ? await champs(lieu, saisie) : champs, saisie);
      const done = await run(lieu, lu, saisie);
      return done instanceof Suite || done instanceof Response ? done : new Suite({});
    },
  };
}

/** Throws `saisie-a-corriger` with every mistake of the form, so that the person corrects all of them at once. */
function readChamps<C extends Champs>(champs: C, saisie: SaisieFormulaire): Lu<C> {
  const ecarts: ErreurChamp[] = [];
  const lu = Object.entries(champs).map(([nom, champ]) => {
    const { data, error } = champ.safeParse(saisie[nom] ?? []);
    for (const { message, path } of error?.issues ?? []) ecarts.push({ champ: String(path[0] ?? nom), message });
    return [nom, data];
  });
  if (ecarts.length > 0)
    throw new Refus("saisie-a-corriger", ecarts.map(({ message }) => message).join(" "), { ecarts });
  return Object.fromEntries(lu);
}

/** What a page shows beside what it reads: what was just done, or what was typed and why it was refused. */
export type EtatPage = EtatFormulaire & {
  readonly annonce: string | null;
  /** Code of the refusal, and which act was refused. */
  readonly code: string | null;
  readonly acte: string | null;
};

/** Nothing done, nothing refused. */
export const PAGE_NUE: EtatPage = { saisie: {}, refus: SANS_REFUS, annonce: null, code: null, acte: null };

type PageActes = {
  /** What the addresses begin with; by default the territory's. */
  readonly racine?: string;
  /** Under it: « commission/decisions/:decision{[0-9]+} ». */
  readonly chemin: string;
  readonly droit: MiddlewareHandler<Env>;
  /** Passed before the page and each of its acts, once the right is known. */
  readonly seuil?: MiddlewareHandler<Env>;
  /** The page, or where one goes who cannot have it. */
  readonly show: (site: Site, c: Context<Env>, etat: EtatPage) => Promise<string | Response>;
  readonly actes: Readonly<Record<string, Acte>>;
  /** What it tells besides: acts whose forms are on other pages. */
  readonly annonces?: Readonly<Record<string, Annonce | null>>;
};

const TERRITOIRE = "/t/:epci";

/**
 * A page of the territory and the acts that its forms send: done, an act goes back to it (303) and is told there; refused, the page comes back with
 * what was typed and what is wrong. What is not there, or not theirs, goes on up.
 */
export function pageActes(site: Site, page: PageActes): Routes {
  const { racine = TERRITOIRE, droit, seuil = (_, next) => next(), show, actes } = page;
  const base = under(racine, page.chemin);
  const annonces = Object.entries(actes).map(([nom, { annonce }]): [string, Annonce | null] => [nom, annonce]);
  const dites = { ...Object.fromEntries(annonces), ...page.annonces };
  const routes = new Routes().get(base, droit, seuil, async (c) => {
    const annonce = announce(dites, (nom) => c.req.query(nom) ?? "");
    return answer(c, await show(site, c, { ...PAGE_NUE, annonce }), 200);
  });
  for (const [nom, acte] of Object.entries(actes)) {
    routes.post(adresseOf({ racine, base }, acte), acte.droit, seuil, async (c) => {
      if (racine === TERRITOIRE) await openCadre(site, c);
      const saisie = acte.fichier ? {} : saisieOf(await c.req.parseBody({ all: true }));
      const done = await perform(acte, lieuOf(site, c), saisie);
      if (done instanceof Response) return done;
      if (done instanceof Suite) return follow(c, done, { racine, base, fait: nom, acte });
      const { code } = done;
      const etat = { saisie, refus: placeRefus(acte, done), annonce: null, code, acte: nom };
      return answer(c, await show(site, c, etat), statusOf(code));
    });
  }
  return routes;
}

/** What came of it, or why it is refused. What is not of the form goes on up. */
async function perform(acte: Acte, lieu: Lieu, saisie: SaisieFormulaire): Promise<Suite | Response | Refus> {
  try {
    return await acte.perform(lieu, saisie);
  } catch (error) {
    if (error instanceof Refus && isOfForm(acte, error)) return error;
    throw error;
  }
}

function answer(c: Context<Env>, shown: string | Response, statut: ReturnType<typeof statusOf> | 200) {
  return shown instanceof Response ? shown : c.html(shown, statut);
}

type Faite = { readonly racine: string; readonly base: string; readonly fait: string; readonly acte: Acte };

function follow(c: Context<Env>, { chemin, parametres, ancre }: Suite, { racine, base, fait, acte }: Faite): Response {
  const vers = fill(chemin === undefined ? base : under(racine, chemin), c);
  const dit = parametres.fait ?? (acte.annonce === null ? null : fait);
  return c.redirect(`${withQuery(vers, { ...parametres, fait: dit })}${ancre}`, 303);
}

function isOfForm({ champDuRefus }: Acte, { code }: Refus): boolean {
  return ![401, 403, 404].includes(statusOf(code)) || champDuRefus?.(code) !== undefined;
}

function placeRefus({ champDuRefus }: Acte, refus: Refus): RefusFormulaire {
  const champ = champDuRefus?.(refus.code);
  if (champ === undefined || refus.details.ecarts !== undefined) return refusOf(refus);
  return { message: null, erreurs: [{ champ, message: refus.message }] };
}

/** An address announces no act but those of the page. */
function announce(annonces: NonNullable<PageActes["annonces"]>, parametre: (nom: string) => string): string | null {
  const annonce = Object.hasOwn(annonces, parametre("fait")) ? annonces[parametre("fait")] : undefined;
  return typeof annonce === "function" ? annonce(parametre) : (annonce ?? null);
}

function lieuOf(site: Site, c: Context<Env>): Lieu {
  const numero = (nom: string) => {
    const valeur = c.req.param(nom) ?? "";
    return /^\d{1,15}$/.test(valeur) ? Number(valeur) : -1;
  };
  const epci = c.req.param("epci") ?? "";
  return { base: c.var.base, epci, aujourdhui: site.deps.horloge.aujourdhui(), numero, site, c };
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
