import type { Cherchable } from "./genre.ts";
import { countFautes, fautesPermises, motsOf } from "./mots.ts";

type Entree = {
  readonly cherchable: Cherchable;
  /** Ranks of its words: those of its title, then the others. */
  readonly titre: readonly number[];
  readonly autres: readonly number[];
};

/** What can be found, in the order of the titles, by its words: each is kept once, however many things bear it. */
export type IndexMots = {
  readonly mots: readonly string[];
  /** The letters of each, a bit a letter. */
  readonly lettres: readonly number[];
  readonly entrees: readonly Entree[];
};

export type Trouve = { readonly cherchable: Cherchable; readonly cout: number };

/** What a word that was typed costs where it is found: whole, at the beginning of another, inside it, or with mistakes. */
const COUT = { entier: 0, debut: 1, dedans: 3, faute: 10 } as const;
const ABSENT = 255;
/** In something else than the title. */
const HORS_TITRE = 2;
/** Shorter ones are inside nearly all words. */
const DEDANS_MIN = 3;

const COLLATEUR = new Intl.Collator("fr", { numeric: true, ignorePunctuation: true });

export function indexMots(cherchables: readonly Cherchable[]): IndexMots {
  const rangs = new Map<string, number>();
  const rangOf = (mot: string): number => {
    const rang = rangs.get(mot) ?? rangs.size;
    rangs.set(mot, rang);
    return rang;
  };
  const tries = cherchables.toSorted((a, b) => COLLATEUR.compare(a.titre, b.titre));
  const entrees = tries.map((cherchable) => ({
    cherchable,
    titre: motsOf(cherchable.titre).map(rangOf),
    autres: motsOf(`${cherchable.contexte} ${cherchable.aussi ?? ""}`).map(rangOf),
  }));
  const mots = [...rangs.keys()];
  return { mots, lettres: mots.map(lettresOf), entrees };
}

/** Whatever bears all the words, in the order of the titles. `fautes`: mistakes are forgiven. */
export function chercherMots(index: IndexMots, mots: readonly string[], fautes: boolean): readonly Trouve[] {
  const couts = mots.map((mot) => coutsOf(index, mot, fautes));
  if (couts.length === 0 || couts.includes(null)) return [];
  const connus = couts.filter((par) => par !== null);
  const trouves: Trouve[] = [];
  for (const entree of index.entrees) {
    const cout = coutOf(entree, connus);
    if (cout < ABSENT) trouves.push({ cherchable: entree.cherchable, cout });
  }
  return trouves;
}

function coutOf({ titre, autres }: Entree, couts: readonly Uint8Array[]): number {
  let total = 0;
  for (const par of couts) {
    total += Math.min(moindreOf(titre, par), moindreOf(autres, par) + HORS_TITRE);
    if (total >= ABSENT) return ABSENT;
  }
  return total;
}

function moindreOf(rangs: readonly number[], couts: Uint8Array): number {
  let moindre = ABSENT;
  for (const rang of rangs) {
    const cout = couts[rang] ?? ABSENT;
    if (cout < moindre) moindre = cout;
  }
  return moindre;
}

/** Of each word of the index; null when none is meant. */
function coutsOf({ mots, lettres }: IndexMots, saisi: string, fautes: boolean): Uint8Array | null {
  const couts = new Uint8Array(mots.length).fill(ABSENT);
  const max = fautes ? fautesPermises(saisi) : 0;
  const siennes = lettresOf(saisi);
  let moindre: number = ABSENT;
  for (let rang = 0; rang < mots.length; rang += 1) {
    // Each letter that was typed and is not in the word is a mistake at least.
    if (countBits(siennes & ~(lettres[rang] ?? 0)) > max) continue;
    const cout = coutOfMot(saisi, mots[rang] ?? "", max);
    couts[rang] = cout;
    if (cout < moindre) moindre = cout;
  }
  return moindre === ABSENT ? null : couts;
}

function coutOfMot(saisi: string, mot: string, max: number): number {
  if (mot.startsWith(saisi)) return mot === saisi ? COUT.entier : COUT.debut;
  if (saisi.length >= DEDANS_MIN && mot.includes(saisi)) return COUT.dedans;
  if (max === 0 || mot.length < saisi.length - max) return ABSENT;
  const nombre = countFautes(saisi, mot, max);
  return nombre > max ? ABSENT : COUT.faute * nombre;
}

/** Digits and letters that are not Latin share what the twenty-six leave. */
function lettresOf(mot: string): number {
  let lettres = 0;
  for (let place = 0; place < mot.length; place += 1) {
    const code = mot.charCodeAt(place);
    const rang = code - 97;
    lettres |= 1 << (rang >= 0 && rang < 26 ? rang : 26 + (code % 6));
  }
  return lettres;
}

function countBits(lettres: number): number {
  let reste = lettres;
  let nombre = 0;
  while (reste !== 0) {
    reste &= reste - 1;
    nombre += 1;
  }
  return nombre;
}
