import { type Compte, withoutDoubles, withRejetees } from "#droit/regles/attribution/compte.ts";
import { countEnQpv } from "#droit/regles/en-qpv.ts";
import { countHorsQpv } from "#droit/regles/hors-qpv.ts";
import { countsAsPremierQuartile, hasKnownRessources, type LectureRessourcesNulles } from "#droit/regles/quartile.ts";
import { cleOf, TOUT } from "#socle/calculs/secret/tableau.ts";
import type { NombreGele } from "./ports.ts";

export const FAMILLE = "attributions";
export const QUARTILES = ["q1", "q2-4", "inconnu"] as const;
export const SITUATIONS = ["qpv", "hors-qpv", "inconnue"] as const;
/** Rehoused households that the crossed table does not separate: hors QPV, of other quartiles or without resources. */
export const RELOGES = ["q2-4", "inconnu"] as const;

/**
 * Unknown counts of a period that may change an objective: leases that may add to both counts, to the base only, or to the part of what the base
 * already has. Those that may do either are in both of the first two.
 */
export const RESTES = ["hors-part", "hors-autres", "hors-indecis", "qpv-part", "qpv-autres"] as const;
export type Reste = (typeof RESTES)[number];

/** True for a class that needs known resources. */
export function isRanked(quartile: string): boolean {
  return quartile === "q1" || quartile === "q2-4";
}

/** Numbers that earlier releases showed or hid, by key. */
export type Geles = ReadonlyMap<string, Pick<NombreGele, "valeur">>;

/**
 * Released counts of a year and its quarters. A quarter is as of its first release; a year is the sum of its quarters, so that subtracting quarters
 * reveals no late lease. `periode`: « 2017 » or « 2017-T1 »; `TOUT`: a whole dimension.
 */
export type ComptesDits = {
  readonly attributions: (periode: string, quartile: string, situation: string) => number;
  readonly reloges: (periode: string, quartile: (typeof RELOGES)[number]) => number;
  /** For a quarter released before it was kept: the most that its released counts allow. */
  readonly reste: (periode: string, reste: Reste) => number;
  /** No resources of the period are known: no class may be told. */
  readonly sansRessources: (periode: string) => boolean;
};

/** Today's files, by « 2017-T1 ». */
export type Trimestres<C extends Compte = Compte> = ReadonlyMap<string, readonly C[]>;

/**
 * `nonLues`: lines of a quarter that were not read, perhaps leases of any bailleur. They are in its unknown, hence in no verdict's certainty, and
 * in no count; their number is in no release: beside a sure verdict, it would bound hidden counts closer than the audit knows.
 */
export type Lecture = { readonly nulles: LectureRessourcesNulles; readonly nonLues: ReadonlyMap<string, number> };

/** `bailleur`: a SIREN, or `TOUT` for the territory. */
export function tellComptes(
  trimestres: Trimestres,
  geles: Geles,
  { nulles, nonLues }: Lecture,
  bailleur: string = TOUT,
): ComptesDits {
  const told = (
    periode: string,
    cle: (periode: string) => string,
    count: (comptes: readonly Compte[], trimestre: string) => number,
  ) => {
    const before = geles.get(cle(periode))?.valeur;
    if (before !== undefined) return before;
    return [...trimestres]
      .filter(([trimestre]) => trimestre.startsWith(periode))
      .reduce((sum, [trimestre, comptes]) => sum + (geles.get(cle(trimestre))?.valeur ?? count(comptes, trimestre)), 0);
  };
  const attributions = (periode: string, quartile: string, situation: string) =>
    told(
      periode,
      (one) => cleAttributions(one, quartile, situation, bailleur),
      (comptes) => count(comptes, quartile, situation, nulles),
    );
  const reloges = (periode: string, quartile: (typeof RELOGES)[number]) =>
    told(
      periode,
      (one) => cleReloges(one, quartile, bailleur),
      (comptes) => countReloges(comptes, quartile, nulles),
    );
  const reste = (periode: string, nom: Reste) =>
    told(
      periode,
      (one) => cleReste(one, nom, bailleur),
      (comptes, trimestre) => {
        const compte = countReste(withRejetees(comptes, nonLues.get(trimestre) ?? 0), nom, nulles);
        const dit = geles.has(cleAttributions(trimestre, TOUT, TOUT, bailleur));
        return dit ? Math.max(compte, boundReste({ attributions, reloges }, trimestre, nom)) : compte;
      },
    );
  return {
    attributions,
    reloges,
    reste,
    sansRessources: (periode) => {
      const tous = attributions(periode, TOUT, TOUT);
      return tous > 0 && tous === attributions(periode, "inconnu", TOUT);
    },
  };
}

/** Released numbers of the crossed tables that the files now count otherwise. */
export function countCorriges(
  periodes: readonly string[],
  geles: ReadonlyMap<string, NombreGele>,
  vivants: Pick<ComptesDits, "attributions">,
): number {
  const cases = periodes.flatMap((periode) =>
    [TOUT, ...QUARTILES].flatMap((quartile) =>
      [TOUT, ...SITUATIONS].map((situation) => [periode, quartile, situation] as const),
    ),
  );
  return cases.filter((one) => {
    const gele = geles.get(cleAttributions(...one));
    return gele?.publie === true && gele.valeur !== vivants.attributions(...one);
  }).length;
}

export function cleAttributions(periode: string, quartile: string, situation: string, bailleur: string = TOUT): string {
  return cleOf(FAMILLE, { periode, bailleur, quartile, situation });
}

export function cleReloges(periode: string, quartile: (typeof RELOGES)[number], bailleur: string = TOUT): string {
  return cleOf(FAMILLE, { periode, bailleur, objet: `reloges-${quartile}` });
}

export function cleReste(periode: string, reste: Reste, bailleur: string = TOUT): string {
  return cleOf(FAMILLE, { periode, bailleur, objet: `reste-${reste}` });
}

/** Includes possible doubles, which no released count has. */
function countReste(comptes: readonly Compte[], reste: Reste, nulles: LectureRessourcesNulles): number {
  const { inconnusPart, inconnusAutres, indecis, inconnusIndecis } = reste.startsWith("qpv")
    ? countEnQpv(comptes, nulles)
    : countHorsQpv(comptes, nulles);
  if (reste === "hors-indecis") return indecis;
  return inconnusIndecis + (reste.endsWith("part") ? inconnusPart : inconnusAutres);
}

/** Every lease of unknown side or class in the crossed table, and every one that it does not mark as rehoused. */
function boundReste(
  { attributions, reloges }: Pick<ComptesDits, "attributions" | "reloges">,
  periode: string,
  reste: Reste,
): number {
  const at = (quartile: string, situation: string) => attributions(periode, quartile, situation);
  const autres = at("q2-4", "inconnue");
  const inconnus = at("inconnu", TOUT);
  const bornes: Readonly<Record<Reste, () => number>> = {
    "hors-part": () => at("q1", "inconnue") + autres + inconnus - at("inconnu", "qpv") - reloges(periode, "inconnu"),
    "hors-autres": () => autres + inconnus - at("inconnu", "qpv") - reloges(periode, "inconnu"),
    "hors-indecis": () => at("q2-4", "hors-qpv") - reloges(periode, "q2-4"),
    "qpv-part": () => autres + inconnus - at("inconnu", "hors-qpv"),
    "qpv-autres": () => at("q1", "inconnue") + inconnus - at("inconnu", "hors-qpv"),
  };
  return Math.max(0, bornes[reste]());
}

function countReloges(
  comptes: readonly Compte[],
  quartile: (typeof RELOGES)[number],
  nulles: LectureRessourcesNulles,
): number {
  const reloges = comptes.filter(({ relogement }) => relogement === "oui");
  return count(reloges, quartile, "hors-qpv", nulles);
}

/** By the bilan's rules: the parameter places resources at 0 €. */
export function count(
  comptes: readonly Compte[],
  quartile: string,
  situation: string,
  nulles: LectureRessourcesNulles,
): number {
  return withoutDoubles(comptes)
    .filter((compte) => situation === TOUT || compte.situation === situation)
    .filter((compte) => quartile === TOUT || quartileOf(compte, nulles) === quartile)
    .reduce((sum, compte) => sum + compte.nombre, 0);
}

function quartileOf(compte: Compte, nulles: LectureRessourcesNulles): (typeof QUARTILES)[number] {
  if (!hasKnownRessources(compte, nulles)) return "inconnu";
  return countsAsPremierQuartile(compte, nulles) ? "q1" : "q2-4";
}
