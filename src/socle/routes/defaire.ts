import type { Context, MiddlewareHandler } from "hono";
import type { Annulation } from "../pages/design/cadre.ts";
import { Refus } from "../regles/shared/refus.ts";
import type { Champs } from "./champs.ts";
import type { Env } from "./deps.ts";

/** How an act is taken back: by another act of the page that announces it, with its own right, checks and line in the journal. */
export type Defaire = {
  /** Name of that act in the page. */
  readonly par: string;
  /** What is taken back, as the button says it to who does not see where it stands. */
  readonly quoi: string;
  /** Parameters of its address, or fields of its form, that take what `annuler` of the Suite names. Absent: the page's address says enough. */
  readonly vise?: readonly string[];
  /** What each must be; by default a number. Anybody may write an address: nothing else of it is put in the form. */
  readonly forme?: RegExp;
  /** Fields that are always the same. */
  readonly champs?: Readonly<Record<string, string>>;
};

type Calcules = (...lieu: never) => unknown;

/** An announcement that offers to take its act back. `acte`: undefined when the page does not have it, which a test refuses. */
export type Defait = {
  readonly fait: string;
  readonly defaire: Defaire;
  readonly acte: { readonly droit: MiddlewareHandler<Env>; readonly champs: Champs | Calcules } | undefined;
  /** Pattern of its address. */
  readonly adresse: string;
};

const DECLARES = new WeakMap<object, readonly Defait[]>();

/** What the page of that handler offers to take back. */
export function defaitsOf(handler: object): readonly Defait[] {
  return DECLARES.get(handler) ?? [];
}

export function declareDefaits<H extends object>(handler: H, defaits: readonly Defait[]): H {
  DECLARES.set(handler, defaits);
  return handler;
}

const NUMERO = /^[1-9]\d{0,14}$/;

/** The form of the inverse act; null when the address does not name its row, or for a person to whom that act is closed. */
export async function findAnnulation(
  c: Context<Env>,
  { defaire, acte, adresse }: Defait,
  fill: (chemin: string, vise: Readonly<Record<string, string>>) => string,
): Promise<Annulation | null> {
  const { vise = [], forme = NUMERO, quoi, champs = {} } = defaire;
  const valeurs = vise.length === 0 ? [] : (c.req.query("annuler") ?? "").split(".");
  const isNamed = valeurs.length === vise.length && valeurs.every((valeur) => forme.test(valeur));
  if (acte === undefined || !isNamed || !(await opens(acte.droit, c))) return null;
  const vises = vise.map((nom, rang) => [nom, valeurs[rang] ?? ""] as const);
  const saisis = vises.filter(([nom]) => !parametresOf(adresse).includes(nom));
  return {
    action: fill(adresse, Object.fromEntries(vises)),
    quoi,
    champs: { ...champs, ...Object.fromEntries(saisis) },
  };
}

/** « lots/:id/annuler » → id. */
export function parametresOf(adresse: string): readonly string[] {
  return [...adresse.matchAll(/:(\w+)/g)].map(([, nom = ""]) => nom);
}

/** The guard itself answers; the queries of the page keep the right of the page. */
async function opens(droit: MiddlewareHandler<Env>, c: Context<Env>): Promise<boolean> {
  const { base } = c.var;
  try {
    await droit(c, async () => undefined);
    return true;
  } catch (error) {
    if (error instanceof Refus) return false;
    throw error;
  } finally {
    c.set("base", base);
  }
}
