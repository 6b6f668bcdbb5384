import { formatNombre } from "../shared/format.ts";
import { Refus } from "../shared/refus.ts";
import type { CategorieLexicale, CategorieTexte } from "./categorie.ts";
import { CONSIGNE } from "./consigne-table.ts";
import { findBanques, findCourriels, findTelephones } from "./coordonnee.ts";
import { type Expression, indexExpressions, matchAt, parseExpressions } from "./expression.ts";
import { EXPRESSIONS_PERMISES } from "./expressions-permises-table.ts";
import type { Extrait } from "./extrait.ts";
import { LEXIQUE } from "./lexique-table.ts";
import { type Mot, splitMots } from "./mots.ts";
import { findNirs } from "./nir.ts";

/** Longest comment, in code points, which is how readers count characters. */
export const LIMITE_TEXTE_LIBRE = 500;

/** Characters analysed: no form keeps a longer text, comments of a report included. */
export const ANALYSE_MAX = 4_000;

/**
 * A finding in a comment.
 * `code`: stable, « texte-<categorie> ». `gravite`: "refuse", the text cannot be kept (a Refus); "avertit", shown before a second confirmation.
 * `mots`: the passages as written, numbers masked but for both ends; `extraits`: their positions. `message`: French, what was found and what to write
 * instead.
 */
export type Remarque = {
  readonly code: `texte-${CategorieTexte}`;
  readonly categorie: CategorieTexte;
  readonly gravite: "refuse" | "avertit";
  readonly mots: readonly string[];
  readonly extraits: readonly Extrait[];
  readonly message: string;
};

type Index = ReadonlyMap<string, readonly Expression[]>;

const PERMISES = indexExpressions(parseExpressions(EXPRESSIONS_PERMISES));
const CATEGORIES: readonly (readonly [CategorieLexicale, Index])[] = (Object.keys(LEXIQUE) as CategorieLexicale[]) // keys of a Record whose type lists them all
  .map((categorie) => [categorie, indexExpressions(parseExpressions(LEXIQUE[categorie]))]);

/**
 * Reads a comment before it is kept: length, numbers that identify a person, words of the CNIL's rule on comments. At most one finding per category,
 * refusals first. Keeps nothing; a text without findings is not proved harmless.
 */
export function verifyTexteLibre(texte: string): { readonly remarques: readonly Remarque[] } {
  const analyse = texte.slice(0, ANALYSE_MAX);
  return {
    remarques: [
      ...checkLongueur(texte),
      ...checkNumeros(analyse, "nir", "refuse", findNirs(analyse)),
      ...checkNumeros(analyse, "banque", "avertit", findBanques(analyse)),
      ...checkNumeros(analyse, "telephone", "avertit", findTelephones(analyse)),
      ...checkNumeros(analyse, "courriel", "avertit", findCourriels(analyse)),
      ...checkLexique(analyse),
    ],
  };
}

/**
 * The findings that ask for a second confirmation. `champ`: name of the field as the user sees it, in the message.
 * @throws Refus « texte-longueur » or « texte-nir » when the text cannot be kept; the number itself is never in the error.
 */
export function acceptTexteLibre(texte: string, champ: string): readonly Remarque[] {
  const { remarques } = verifyTexteLibre(texte);
  const refus = remarques.find(({ gravite }) => gravite === "refuse");
  if (refus) throw new Refus(refus.code, `${champ} : ${refus.message}`, { champ, categorie: refus.categorie });
  return remarques;
}

function checkLongueur(texte: string): Remarque[] {
  const longueur = [...texte.normalize("NFC")].length;
  if (longueur <= LIMITE_TEXTE_LIBRE) return [];
  return [
    {
      code: "texte-longueur",
      categorie: "longueur",
      gravite: "refuse",
      mots: [],
      extraits: [],
      message: `Le texte a ${formatNombre(longueur)} caractères, la limite est de ${LIMITE_TEXTE_LIBRE}. ${CONSIGNE.longueur.remplacer}`,
    },
  ];
}

function checkNumeros(
  texte: string,
  categorie: "nir" | "banque" | "telephone" | "courriel",
  gravite: Remarque["gravite"],
  extraits: readonly Extrait[],
): Remarque[] {
  if (extraits.length === 0) return [];
  const { nom, remplacer } = CONSIGNE[categorie];
  const mots = extraits.map(({ debut, fin }) => hide(texte.slice(debut, fin)));
  return [
    {
      code: `texte-${categorie}`,
      categorie,
      gravite,
      mots,
      extraits,
      message: `Ce texte contient ${nom}. ${remplacer}`,
    },
  ];
}

/** « 26••••80 »: enough to find the number in one's own text, too little to use it. */
function hide(ecrit: string): string {
  return `${ecrit.slice(0, 2)}••••${ecrit.slice(-2)}`;
}

function checkLexique(texte: string): Remarque[] {
  const mots = splitMots(texte);
  const permis = findSpans(mots, PERMISES);
  return CATEGORIES.flatMap(([categorie, expressions]) => {
    const spans = findSpans(mots, expressions).filter(
      ([start, end]) => !permis.some(([from, to]) => from <= start && end <= to),
    );
    return spans.length === 0 ? [] : [describe(texte, categorie, mergeSpans(mots, spans))];
  });
}

function describe(texte: string, categorie: CategorieLexicale, extraits: readonly Extrait[]): Remarque {
  const ecrits = [...new Set(extraits.map(({ debut, fin }) => texte.slice(debut, fin)))];
  const { nom, remplacer } = CONSIGNE[categorie];
  const cites = ecrits.map((ecrit) => `« ${ecrit} »`).join(", ");
  return {
    code: `texte-${categorie}`,
    categorie,
    gravite: "avertit",
    mots: ecrits,
    extraits,
    message: `${cites} : ce texte semble porter sur ${nom}. ${remplacer}`,
  };
}

/** Ranges of words, the end excluded. */
type Span = readonly [start: number, end: number];

function findSpans(mots: readonly Mot[], expressions: Index): readonly Span[] {
  return mots.flatMap(({ plie }, start) =>
    (expressions.get(plie.charAt(0)) ?? []).flatMap((expression): Span[] => {
      const end = matchAt(mots, start, expression);
      return end === null ? [] : [[start, end]];
    }),
  );
}

/** In the order of the text; overlapping spans are merged. */
function mergeSpans(mots: readonly Mot[], spans: readonly Span[]): readonly Extrait[] {
  const merged: { debut: number; fin: number }[] = [];
  for (const [start, end] of spans) {
    const debut = mots[start]?.debut ?? 0;
    const fin = mots[end - 1]?.fin ?? 0;
    const last = merged.at(-1);
    if (last && debut < last.fin) last.fin = Math.max(last.fin, fin);
    else merged.push({ debut, fin });
  }
  return merged;
}
