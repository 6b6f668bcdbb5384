import { Refus } from "#socle/regles/shared/refus.ts";
import { droitLu } from "./en-vigueur.ts";
import type { EnVigueur, Forme } from "./enregistrement.ts";
import { covers } from "./periodes.ts";

/** Code of a parameter, and the form that the rule expects of its values. */
export type Parametre<T> = {
  readonly code: string;
  readonly forme: Forme;
  /** Types the value for the compiler; never set. */
  readonly lu?: T;
};

/** Declares what a rule reads: `parametre.taux("taux-minimal-hors-qpv")`. The data set must declare the same form. */
export const parametre = {
  taux: (code: string): Parametre<number> => ({ code, forme: "taux" }),
  nombre: (code: string): Parametre<number> => ({ code, forme: "nombre" }),
  ouiNon: (code: string): Parametre<boolean> => ({ code, forme: "oui-non" }),
  jour: (code: string): Parametre<string> => ({ code, forme: "jour" }),
  choix: <T extends string | number>(code: string): Parametre<T> => ({ code, forme: "choix" }),
  /** INSEE codes of communes. */
  codes: (code: string): Parametre<readonly string[]> => ({ code, forme: "codes" }),
  texte: (code: string): Parametre<string> => ({ code, forme: "texte" }),
  /** One row of amounts per zone; a row of unknown amounts is absent. */
  montants: <Zone extends string>(code: string): Parametre<Readonly<Partial<Record<Zone, readonly number[]>>>> => ({
    code,
    forme: "montants",
  }),
  /** With the shape of the shipped values. */
  structure: <T>(code: string): Parametre<T> => ({ code, forme: "structure" }),
};

/** Throws a Refus when no value covers the date: another date's value would be a guess. */
export function findValeur<T>(parametre: Parametre<T>, date: string): EnVigueur<T> {
  const found = lookUp(parametre, date);
  if (!found) {
    const nom = nomOf(parametre);
    throw new Refus(
      "parametre-absent",
      `Aucune valeur de « ${nom} » n’est connue au ${date}. Ajoutez-la avec sa source avant de calculer.`,
      { parametre: nom, date },
    );
  }
  return found;
}

export function hasValeur<T>(parametre: Parametre<T>, date: string): boolean {
  return lookUp(parametre, date) !== undefined;
}

/** The last known value, whatever the day: a document still stands after its last day. null: none. */
export function latestValeur<T>(parametre: Parametre<T>): EnVigueur<T> | null {
  const { territoire } = droitLu();
  const { valeurs, locales } = compose(parametre);
  const own = territoire === null ? undefined : locales.get(territoire)?.at(-1);
  return ((own ?? valeurs.at(-1)) as EnVigueur<T> | undefined) ?? null;
}

/** Values of the whole country, oldest first. */
export function valeursOf<T>(parametre: Parametre<T>): readonly EnVigueur<T>[] {
  return compose(parametre).valeurs as readonly EnVigueur<T>[];
}

/** The French name of the parameter, from its data set. */
export function nomOf(parametre: Parametre<unknown>): string {
  return compose(parametre).nom;
}

/** The territory's own value when the text allows it; of two, the one that began last. */
function lookUp<T>(parametre: Parametre<T>, date: string): EnVigueur<T> | undefined {
  const { territoire } = droitLu();
  const { valeurs, locales } = compose(parametre);
  const own = territoire === null ? undefined : locales.get(territoire)?.findLast((one) => covers(one, date));
  // `verifyJeu` checked its form when the set was imported.
  return (own ?? valeurs.findLast((one) => covers(one, date))) as EnVigueur<T> | undefined;
}

function compose({ code, forme }: Parametre<unknown>) {
  const found = droitLu().droit.get(code);
  if (found?.forme !== forme) throw new Error(`no data set declares « ${code} » as a « ${forme} »`);
  return found;
}
