import { latestValeur, type Parametre, parametre } from "#droit/regles/parametre.ts";

/**
 * Quotations of the territory's own convention: the number of an action, a sentence, a remark on its tables. A territory without a recorded
 * convention has none, and another's is never shown instead.
 */
const REFERENCES = {
  bilansBailleurs: parametre.texte("reference-bilans-bailleurs"),
  operations: parametre.texte("reference-operations"),
  conventionsObjectifs: parametre.texte("reference-conventions-objectifs"),
  coordination: parametre.texte("reference-coordination"),
  demandeSalariee: parametre.texte("reference-demande-salariee"),
  delais: parametre.texte("reference-delais"),
  classesLoyers: parametre.texte("reference-classes-loyers"),
  remontees: parametre.texte("reference-remontees"),
  nonPourvues: parametre.texte("reference-non-pourvues"),
  veille: parametre.texte("reference-veille"),
  mutations: parametre.texte("reference-mutations"),
  pression: parametre.texte("reference-pression"),
  priorites: parametre.texte("reference-priorites"),
  echelle: parametre.texte("reference-echelle"),
  remarqueClassesLoyers: parametre.texte("remarque-classes-loyers"),
  remarqueBasLoyers: parametre.texte("remarque-bas-loyers"),
  remarqueMixite: parametre.texte("remarque-mixite-loyers"),
  remarquePression: parametre.texte("remarque-pression"),
} as const satisfies Readonly<Record<string, Parametre<string>>>;

type SujetConvention = keyof typeof REFERENCES;

/** null: the convention does not mention it, or was not recorded. */
export function citeConvention(sujet: SujetConvention): string | null {
  return latestValeur(REFERENCES[sujet])?.valeur ?? null;
}

/** « (action 13 de la convention) », preceded by a space; else empty. */
export function entreParentheses(sujet: SujetConvention): string {
  const cite = citeConvention(sujet);
  return cite === null ? "" : ` (${cite})`;
}

/** For a figure's method: absent when there is none. */
export function referenceOf(sujet: SujetConvention): { readonly reference?: string } {
  const reference = citeConvention(sujet);
  return reference === null ? {} : { reference };
}

/** A list of one remark, or empty. */
export function remarqueOf(sujet: SujetConvention): readonly string[] {
  const remarque = citeConvention(sujet);
  return remarque === null ? [] : [remarque];
}
