import { isExZusAssimilable } from "../communes-ex-zus.ts";

export type Cote = "qpv" | "hors-qpv";

/**
 * How the situation of an unlocated dwelling is deduced. `commune-sans-qpv`: no QPV there on that day. `bailleur`, `residence`, `adresse`: the whole
 * published stock of the bailleur, of the résidence or at that address is on one side. `adresse-proche`: so is the closest address.
 */
export const MOTIFS_DEDUCTION = ["commune-sans-qpv", "bailleur", "residence", "adresse", "adresse-proche"] as const;
export type MotifDeduction = (typeof MOTIFS_DEDUCTION)[number];

export const LIBELLE_DEDUCTION: Readonly<Record<MotifDeduction, string>> = {
  "commune-sans-qpv": "commune sans quartier prioritaire",
  bailleur: "tout le parc du bailleur est d’un même côté",
  residence: "toute la résidence est d’un même côté",
  adresse: "tous les logements à cette adresse sont d’un même côté",
  "adresse-proche": "l’adresse ressemble à une seule résidence",
};

/** `sure`: retained like a location. Else probable: shown, without effect on the bounds. */
export type Deduction = { readonly situation: Cote; readonly motif: MotifDeduction; readonly sure: boolean };

/** Dwellings of a part of the stock on 1 January of `annee`, by situation. */
export type ComptePatrimoine = {
  readonly annee: number;
  readonly qpv: number;
  readonly horsQpv: number;
  readonly inconnus: number;
};

/**
 * A lease falls between two vintages of the stock: the last one up to 1 January of its year, and the first one after. The same single situation in
 * both: sure. In the only known one: probable. null when they differ, or when either has dwellings on both sides or unlocated.
 */
export function deduceFromStock(
  vintages: readonly ComptePatrimoine[],
  jour: string,
  motif: MotifDeduction,
): Deduction | null {
  const annee = Number(jour.slice(0, 4));
  const avant = nearest(vintages, (vintage) => vintage.annee <= annee, -1);
  const apres = nearest(vintages, (vintage) => vintage.annee > annee, 1);
  const cotes = [avant, apres].flatMap((vintage) => (vintage === null ? [] : [sideOf(vintage)]));
  const [first] = cotes;
  if (!first || cotes.some((cote) => cote !== first)) return null;
  return { situation: first, motif, sure: cotes.length === 2 };
}

function nearest(
  vintages: readonly ComptePatrimoine[],
  holds: (vintage: ComptePatrimoine) => boolean,
  sens: 1 | -1,
): ComptePatrimoine | null {
  let found: ComptePatrimoine | null = null;
  for (const vintage of vintages) {
    if (holds(vintage) && (found === null || (vintage.annee - found.annee) * sens < 0)) found = vintage;
  }
  return found;
}

/** The common situation of all its dwellings; null when they are on both sides, when one is unlocated, or when there is none. */
export function sideOf({ qpv, horsQpv, inconnus }: ComptePatrimoine): Cote | null {
  if (inconnus > 0 || qpv + horsQpv === 0) return null;
  if (qpv === 0) return "hors-qpv";
  return horsQpv === 0 ? "qpv" : null;
}

/** Communes named by a generation of perimeters; null: it is not published here, or one of its perimeters names none. */
export type CommunesQpv = ReadonlySet<string> | null;

/**
 * `enVigueur`: the generation of that day; `ancienne`: that of 2015 once replaced. Sure when no zone that counts like a QPV can be there: a
 * neighbourhood that left the list in 2024 is still assimilated, and so is, for a while, a former ZUS.
 */
export function deduceFromCommune(
  commune: string | null,
  jour: string,
  { enVigueur, ancienne }: { readonly enVigueur: CommunesQpv; readonly ancienne: CommunesQpv | "sans-objet" },
): Deduction | null {
  if (commune === null || enVigueur === null || enVigueur.has(commune)) return null;
  if (ancienne !== "sans-objet" && ancienne?.has(commune)) return null;
  const maybeZus = isExZusAssimilable(commune, jour);
  return { situation: "hors-qpv", motif: "commune-sans-qpv", sure: !maybeZus && ancienne !== null };
}

/** The first sure one, in the order given; else the first probable one. */
export function chooseDeduction(candidates: Iterable<Deduction | null>): Deduction | null {
  let probable: Deduction | null = null;
  for (const candidate of candidates) {
    if (candidate?.sure) return candidate;
    probable ??= candidate;
  }
  return probable;
}
