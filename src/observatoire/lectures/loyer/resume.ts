import { LOYER_M2_MAX, prixM2 } from "#donnees/regles/loyer/prix.ts";
import { quantileEffectifs, rangQuantile, valeurDeRang } from "#socle/calculs/quantile/quantile-effectifs.ts";
import { type ComptesLoyer, classOf, type PartBasLoyers, readBasLoyers } from "../../regles/loyer/classe.ts";
import type { GroupeLoyer } from "./ports.ts";

const CENTIMES_MAX = LOYER_M2_MAX * 100;

/** Summary of rents of some groups. In euros a square metre a month; null when no price is known. */
export type ResumeLoyer = {
  readonly logements: number;
  /** Dwellings of known price: the base of the mean and quantiles. */
  readonly connus: number;
  readonly comptes: ComptesLoyer;
  readonly basLoyers: PartBasLoyers;
  /** Σ rents ÷ Σ surfaces, the State's formula: a large dwelling weighs more. */
  readonly moyenne: number | null;
  /** Each dwelling weighs one: first quartile, median, third quartile. */
  readonly quartiles: readonly [q1: number, mediane: number, q3: number] | null;
  /** The median with all unknown prices at 0 €, then at the highest credible price; null when all are known, or none. */
  readonly bornesMediane: readonly [number, number] | null;
};

export function resumeLoyers(groupes: readonly GroupeLoyer[]): ResumeLoyer {
  const compte = countPrix(groupes);
  const { effectifs, sansPrix, loyers, surfaces } = compte;
  const comptes = { ...VIDE, ...sansPrix };
  let connus = 0;
  for (let centimes = 0; centimes < effectifs.length; centimes += 1) {
    const nombre = effectifs[centimes] ?? 0;
    if (nombre === 0) continue;
    comptes[classOf(centimes)] += nombre;
    connus += nombre;
  }
  const basLoyers = readBasLoyers(comptes);
  return {
    logements: basLoyers.logements,
    connus,
    comptes,
    basLoyers,
    moyenne: surfaces === 0 ? null : loyers / surfaces,
    quartiles: quartilesOf(effectifs, connus),
    bornesMediane: bornesMediane(effectifs, basLoyers.logements - connus, connus),
  };
}

const VIDE = {
  "moins-de-3": 0,
  "de-3-a-4": 0,
  "de-4-a-5": 0,
  "de-5-a-6": 0,
  "de-6-a-7": 0,
  "de-7-a-8": 0,
  "8-et-plus": 0,
  nul: 0,
  "non-renseigne": 0,
  invraisemblable: 0,
};

type ComptePrix = {
  /** By price, in whole centimes. */
  readonly effectifs: Uint32Array;
  readonly sansPrix: Readonly<Record<"nul" | "non-renseigne" | "invraisemblable", number>>;
  /** Over dwellings of known price: euros a month, square metres. */
  readonly loyers: number;
  readonly surfaces: number;
};

function countPrix(groupes: readonly GroupeLoyer[]): ComptePrix {
  const effectifs = new Uint32Array(CENTIMES_MAX + 1);
  const sansPrix = { nul: 0, "non-renseigne": 0, invraisemblable: 0 };
  const sommes = { loyers: 0, surfaces: 0 };
  const add = (loyer: number | null, surface: number | null, nombre: number) => {
    const prix = prixM2(loyer, surface);
    if (typeof prix === "string") sansPrix[prix] += nombre;
    else {
      effectifs[prix] = (effectifs[prix] ?? 0) + nombre;
      sommes.loyers += Number(loyer) * nombre;
      sommes.surfaces += Number(surface) * nombre;
    }
  };
  for (const { cellules } of groupes) {
    const { surfaces, loyers, nombres } = cellules;
    for (let i = 0; i < nombres.length; i += 1) add(loyers[i] ?? null, surfaces[i] ?? null, nombres[i] ?? 0);
  }
  return { effectifs, sansPrix, ...sommes };
}

function quartilesOf(effectifs: Uint32Array, connus: number): ResumeLoyer["quartiles"] {
  const [q1, mediane, q3] = [0.25, 0.5, 0.75].map((p) => quantileEffectifs(effectifs, connus, p));
  if (q1 == null || mediane == null || q3 == null) return null;
  return [q1 / 100, mediane / 100, q3 / 100];
}

/** The unknown rank first, then last: the median moves by as many ranks. */
function bornesMediane(effectifs: Uint32Array, inconnus: number, connus: number): ResumeLoyer["bornesMediane"] {
  if (inconnus === 0 || connus === 0) return null;
  const rang = rangQuantile(connus + inconnus, 0.5);
  const bas = rang <= inconnus ? 0 : (valeurDeRang(effectifs, rang - inconnus) ?? 0);
  const haut = rang > connus ? CENTIMES_MAX : (valeurDeRang(effectifs, rang) ?? CENTIMES_MAX);
  return [bas / 100, haut / 100];
}

/** Cached by array of groups: several tables use the same. */
export class ResumesLoyer {
  readonly #known = new Map<readonly GroupeLoyer[], ResumeLoyer>();

  of(groupes: readonly GroupeLoyer[]): ResumeLoyer {
    const known = this.#known.get(groupes) ?? resumeLoyers(groupes);
    this.#known.set(groupes, known);
    return known;
  }
}
