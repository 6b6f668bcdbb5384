import { Refus } from "#socle/regles/shared/refus.ts";
import { droitLu } from "./en-vigueur.ts";
import type { EnVigueur, Forme } from "./enregistrement.ts";
import { covers } from "./periodes.ts";

/** What a rule reads: the code of the records that hold its values, and the form that the rule expects of them. */
export type Parametre<T> = {
  readonly code: string;
  readonly forme: Forme;
  /** For the compiler alone: no value is there. */
  readonly lu?: T;
};

/** What a rule declares that it reads: `parametre.taux("taux-minimal-hors-qpv")`. The data set must declare the same form. */
export const parametre = {
  taux: (code: string): Parametre<number> => ({ code, forme: "taux" }),
  nombre: (code: string): Parametre<number> => ({ code, forme: "nombre" }),
  ouiNon: (code: string): Parametre<boolean> => ({ code, forme: "oui-non" }),
  jour: (code: string): Parametre<string> => ({ code, forme: "jour" }),
  choix: <T extends string | number>(code: string): Parametre<T> => ({ code, forme: "choix" }),
  /** INSEE codes of communes. */
  codes: (code: string): Parametre<readonly string[]> => ({ code, forme: "codes" }),
  texte: (code: string): Parametre<string> => ({ code, forme: "texte" }),
  /** A line of amounts for each zone; one that nobody knows is not there. */
  montants: <Zone extends string>(code: string): Parametre<Readonly<Partial<Record<Zone, readonly number[]>>>> => ({
    code,
    forme: "montants",
  }),
  /** Of the shape of the values shipped. */
  structure: <T>(code: string): Parametre<T> => ({ code, forme: "structure" }),
};

/** Never falls back on another date: a missing value is a refusal, not a guess. */
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

/** The last that is known, whatever the day: what a document says is not over when its last day is. null: none. */
export function latestValeur<T>(parametre: Parametre<T>): EnVigueur<T> | null {
  const { territoire } = droitLu();
  const { valeurs, locales } = compose(parametre);
  const own = territoire === null ? undefined : locales.get(territoire)?.at(-1);
  return ((own ?? valeurs.at(-1)) as EnVigueur<T> | undefined) ?? null;
}

/** Those of the whole country, oldest first. */
export function valeursOf<T>(parametre: Parametre<T>): readonly EnVigueur<T>[] {
  return compose(parametre).valeurs as readonly EnVigueur<T>[];
}

/** As the data set names it, for people. */
export function nomOf(parametre: Parametre<unknown>): string {
  return compose(parametre).nom;
}

/** The territory's own, when its text lets it have one; of two, the one that began last. */
function lookUp<T>(parametre: Parametre<T>, date: string): EnVigueur<T> | undefined {
  const { territoire } = droitLu();
  const { valeurs, locales } = compose(parametre);
  const own = territoire === null ? undefined : locales.get(territoire)?.findLast((one) => covers(one, date));
  // Its form was checked when the set was taken: see `verifyJeu`.
  return (own ?? valeurs.findLast((one) => covers(one, date))) as EnVigueur<T> | undefined;
}

function compose({ code, forme }: Parametre<unknown>) {
  const found = droitLu().droit.get(code);
  if (found?.forme !== forme) throw new Error(`no data set declares « ${code} » as a « ${forme} »`);
  return found;
}
