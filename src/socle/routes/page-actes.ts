import type { Context, MiddlewareHandler } from "hono";
import type { Base, Horloge } from "../lectures/base.ts";
import { withQuery } from "../pages/design/cadre.ts";
import { type EtatFormulaire, SANS_REFUS, type SaisieFormulaire } from "../pages/design/formulaire.tsx";
import { Refus } from "../regles/shared/refus.ts";
import { type Champs, type Lu, readChamps } from "./champs.ts";
import { type Defaire, type Defait, declareDefaits, findAnnulation } from "./defaire.ts";
import type { Env } from "./deps.ts";
import { refusOf } from "./serveur/refus-formulaire.ts";
import { Routes } from "./serveur/routes.ts";
import { saisieOf } from "./serveur/saisie.ts";
import { statutOf } from "./serveur/statut.ts";
import { openCadre, type Site } from "./site.ts";

/** Context of an act: `base` has the right that the act asks for. */
export type Lieu = {
  readonly base: Base;
  /** The two other things that most acts need. */
  readonly horloge: Horloge;
  readonly epci: string;
  readonly aujourdhui: string;
  /** A parameter of the address as a number; -1, which identifies nothing, when it is not one. */
  readonly numero: (nom: string) => number;
  /** Everything else: mail, disk. */
  readonly site: Site;
  readonly c: Context<Env>;
  /** The file sent under that name. */
  readonly fichier: (nom: string) => File | null;
};

type Vers = {
  /** Relative to the territory, or to the page's own root. */
  readonly chemin?: string;
  readonly parametres?: Readonly<Record<string, string | number | null>>;
  /** Anchor of the part of the page that shows the result. */
  readonly ancre?: string;
  /** Name of the announcement when it differs from the act's; null: none. */
  readonly fait?: string | null | undefined;
  /** The row that the inverse act takes (`Defaire`): « 12 », « 3.12 ». Absent or null: this time, the act is not taken back. */
  readonly annuler?: number | string | null | undefined;
};

/** Redirection after an act: a page of the territory and its parameters; by default the page of the form. */
export class Suite {
  readonly chemin: string | undefined;
  readonly parametres: NonNullable<Vers["parametres"]>;
  readonly ancre: string;
  readonly fait: string | null | undefined;
  readonly annuler: number | string | null;
  constructor({ chemin, parametres = {}, ancre, fait, annuler = null }: Vers) {
    this.chemin = chemin;
    this.fait = fait;
    this.annuler = annuler;
    this.parametres = parametres;
    this.ancre = ancre === undefined ? "" : `#${ancre}`;
  }
}

/** What the page says after an act. A function when it counts something from the address; null: the act renders its own result. */
type Annonce = string | null | ((parametre: (nom: string) => string) => string | null);

/** An announcement that counts. Null unless the address gives a number: anybody may write an address, and no other words of it are said back. */
export function annonceCompte(nom: string, dire: (nombre: number) => string): Annonce {
  return (parametre) => {
    const nombre = /^\d{1,9}$/.exec(parametre(nom))?.[0];
    return nombre === undefined ? null : dire(Number(nombre));
  };
}

type ActeDefini<C extends Champs> = {
  /** After the page's own address, empty for the page's; with « / » first, relative to the territory or the page's own root. */
  readonly chemin: string;
  readonly droit: MiddlewareHandler<Env>;
  readonly annonce: Annonce;
  readonly defaire?: Defaire;
  /** The field beside which a refusal is shown, even when its status is that of what is missing or not theirs. */
  readonly champDe?: (refus: Refus) => string | undefined;
  /** Refusals shown in the form although their status is that of what is not theirs: another value may be sent. */
  readonly dits?: readonly string[];
  /** The body is a file, which `run` reads itself. */
  readonly fichier?: boolean;
  /**
   * Fields of the form. `run` gets their values once all are valid: an act cannot use an unchecked field. `saisie`: for fields whose names are data.
   * The result is a Suite, a Response (a page shown once, or before anything is kept), or ignored.
   */
  readonly champs: C | ((lieu: Lieu, saisie: SaisieFormulaire) => C | Promise<C>);
  readonly run: (lieu: Lieu, lu: Lu<C>, saisie: SaisieFormulaire) => Promise<unknown>;
};

/** One act of a page: it reads its form, runs, and announces the result. */
export type Acte = Omit<ActeDefini<Champs>, "run"> & {
  readonly perform: (lieu: Lieu, saisie: SaisieFormulaire) => Promise<Suite | Response>;
};

export function defineActe<C extends Champs>({ champs, run, ...acte }: ActeDefini<C>): Acte {
  return {
    ...acte,
    champs,
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

/** Shows a refusal that names a field (`champ`) beside that field. */
function placed(error: unknown, champs: Champs): unknown {
  if (!(error instanceof Refus)) return error;
  const { message, details } = error;
  const { champ } = details;
  if (typeof champ !== "string" || !Object.hasOwn(champs, champ)) return error;
  return error.with({ details: { ecarts: [{ champ, message }] } });
}

/** What a page shows besides its reads: the act just done, or what was typed and why it was refused. */
export type EtatPage = EtatFormulaire & {
  readonly annonce: string | null;
  /** Code of the refusal, and name of the refused act. */
  readonly code: string | null;
  readonly acte: string | null;
};

/** No act was done nor refused. */
export const SANS_ACTE: EtatPage = { saisie: {}, refus: SANS_REFUS, annonce: null, code: null, acte: null };

type Annoncee = { readonly annonce: Annonce; readonly defaire?: Defaire | undefined };

type PageActes = {
  /** First part of the addresses; by default the territory's. */
  readonly racine?: string;
  /** Relative to `racine`: « commission/decisions/:decision{[0-9]+} ». */
  readonly chemin: string;
  readonly droit: MiddlewareHandler<Env>;
  /** Runs before the page and each of its acts, after `droit`. */
  readonly seuil?: MiddlewareHandler<Env>;
  /** Returns a Response to redirect. */
  readonly show: (site: Site, c: Context<Env>, etat: EtatPage) => Promise<string | Response>;
  readonly actes: Readonly<Record<string, Acte>>;
  /** Other announcements: acts of other pages that redirect here, and other outcomes of its own acts. */
  readonly annonces?: Readonly<Record<string, Annonce | Annoncee>>;
  /** Refusals shown in the page although their status is that of what is missing or not theirs. */
  readonly dits?: readonly string[];
};

const TERRITOIRE = "/t/:epci";

/**
 * Routes of pages of the territory and of the acts that their forms send. A done act redirects to its page (303), which announces it; a refused one
 * renders the page again with what was typed and its errors. A refusal about what is missing or not theirs is rethrown.
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
  const defaits = [...annonces].flatMap(([fait, { defaire }]): readonly Defait[] => {
    const acte = defaire && actes[defaire.par];
    return defaire ? [{ fait, defaire, acte, adresse: acte ? adresseOf({ racine, base }, acte) : "" }] : [];
  });
  const get = async (c: Context<Env>) => {
    const annonce = announce(annonces, (nom) => c.req.query(nom) ?? "");
    const defait = defaits.find(({ fait }) => annonce !== null && fait === c.req.query("fait"));
    const annulation = defait ? await findAnnulation(c, defait, (chemin, vise) => fill(chemin, c, vise)) : null;
    if (annulation) c.set("annulation", annulation);
    return answer(c, await show(site, c, { ...SANS_ACTE, annonce }), 200);
  };
  routes.get(base, droit, seuil, declareDefaits(get, defaits));
  for (const [nom, acte] of Object.entries(actes)) {
    routes.post(adresseOf({ racine, base }, acte), acte.droit, seuil, (c) => answerActe(site, c, page, [nom, acte]));
  }
}

function answer(c: Context<Env>, shown: string | Response, statut: ReturnType<typeof statutOf> | 200) {
  return shown instanceof Response ? shown : c.html(shown, statut);
}

/** For acts outside a page, such as logging in. A field sent twice keeps its last value. */
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
  const { fait = dit, parametres, ancre, annuler } = suite;
  const vers = fill(under(racine, suite.chemin ?? chemin), c);
  return `${withQuery(vers, { ...parametres, fait, annuler })}${ancre}`;
}

/** False for refusals about what is missing or not theirs, unless the page or the act shows them. */
function isSaid(page: PageActes, { champDe, dits = [] }: Acte, error: unknown): error is Refus {
  if (!(error instanceof Refus)) return false;
  const said = [...dits, ...(page.dits ?? [])];
  return said.includes(error.code) || champDe?.(error) !== undefined || !error.horsDePortee;
}

function annoncesOf({ actes, annonces = {} }: PageActes): ReadonlyMap<string, Annoncee> {
  const all = Object.entries({ ...actes, ...annonces });
  return new Map(all.map(([nom, dit]) => [nom, dit !== null && typeof dit === "object" ? dit : { annonce: dit }]));
}

/** An address can only announce the acts of the page. */
function announce(annonces: ReadonlyMap<string, Annoncee>, parametre: (nom: string) => string): string | null {
  const annonce = annonces.get(parametre("fait"))?.annonce;
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

/** Fills the parameters: « decisions/:decision{[0-9]+} » → « decisions/12 ». `vise`: those that this page's address does not have. */
function fill(chemin: string, c: Context<Env>, vise: Readonly<Record<string, string>> = {}): string {
  return chemin
    .split("/")
    .map((part) => {
      const nom = /^:(\w+)/.exec(part)?.[1];
      return nom === undefined ? part : encodeURIComponent(vise[nom] ?? c.req.param(nom) ?? "");
    })
    .join("/");
}

/** The errors as one text, for pages that do not show each beside its field. */
export function erreurOf({ refus: { message, erreurs } }: EtatPage): string | null {
  return message ?? (erreurs.length > 0 ? erreurs.map((erreur) => erreur.message).join(" ") : null);
}

/** What was typed, one text per field; null when no act was refused. */
export function typedOf({ acte, saisie }: EtatPage): Readonly<Record<string, string>> | null {
  if (acte === null) return null;
  const typed = Object.entries(saisie).map(([nom, valeurs]) => [nom, valeurs[0] ?? ""]);
  return { ...Object.fromEntries(typed), formulaire: acte };
}

/** Values of a form, one text per field: what was typed wins over what is stored. */
export function typedOver<T extends Readonly<Record<string, string>>>(written: T, etat: EtatPage): T {
  return { ...written, ...typedOf(etat) };
}
