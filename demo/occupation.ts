import { apportion } from "#socle/calculs/synthese/largest-remainder.ts";
import { drawInteger, type Random, sampleWeighted, shuffle } from "#socle/calculs/synthese/mulberry32.ts";
import type { BailDemo } from "./baux.ts";
import { formatMonth, partsOf } from "./calendrier.ts";
import { COMMUNES } from "./communes.ts";
import { ASSOCIATIONS, LOYERS_2015, SANS_LOYER, VACANTS_2017, VIDES_A_DEMOLIR, VIDES_HORS_QPV } from "./marges.ts";
import type { LogementDemo } from "./parc.ts";

/** A dwelling on 1 January 2017. Empty strings: without object. */
export type Occupation = {
  readonly mode: Mode;
  /** mm/aaaa, MODE 1 only. */
  readonly bail: string;
  /** mm/aaaa since when it has been offered, MODE 2 only. */
  readonly disponible: string;
  /** Months, MODE 2 only. */
  readonly dureeVacance: number | null;
  /** Whole euros a month; 0 for the class « 0 » of the convention's table. */
  readonly loyer: number;
};

type Mode = "1" | "2" | "3" | "4" | "5";

/** The stock's vintage: everything is written as on the first of January of this year. */
const MILLESIME = 2017;

export function settleOccupation(
  parc: readonly LogementDemo[],
  baux2016: readonly BailDemo[],
  random: Random,
): ReadonlyMap<LogementDemo, Occupation> {
  const signatures = new Map(baux2016.map((bail) => [bail.logement, bail.signature]));
  const modes = settleModes(parc, signatures, random);
  const loyers = new Map([
    ...settleLoyers(
      parc.filter((logement) => logement.residence.qpv),
      true,
      modes,
      random,
    ),
    ...settleLoyers(
      parc.filter((logement) => !logement.residence.qpv),
      false,
      modes,
      random,
    ),
  ]);
  return new Map(
    parc.map((logement) => {
      const mode = modes.get(logement) ?? "1";
      const signature = signatures.get(logement);
      const vacance = mode === "2" ? drawVacance(logement, random) : null;
      return [
        logement,
        {
          mode,
          bail: mode === "1" ? writeBail(logement, signature, random) : "",
          disponible: vacance === null ? "" : monthsBefore(vacance),
          dureeVacance: vacance,
          loyer: loyers.get(logement) ?? 0,
        },
      ];
    }),
  );
}

/** Dwellings let in 2016 are let (MODE 1); 536 and 105 of the others are offered and empty, and so on, each side. */
function settleModes(
  parc: readonly LogementDemo[],
  signatures: ReadonlyMap<LogementDemo, number>,
  random: Random,
): Map<LogementDemo, Mode> {
  const modes = new Map<LogementDemo, Mode>([...signatures.keys()].map((logement) => [logement, "1"]));
  const give = (
    mode: Mode,
    count: number,
    among: (logement: LogementDemo) => boolean,
    weight: (logement: LogementDemo) => number = plainWeight,
  ): void => {
    const candidates = parc.filter((logement) => !modes.has(logement) && among(logement));
    for (const logement of sampleWeighted(random, candidates, count, weight)) modes.set(logement, mode);
  };
  const inQpv = ({ residence }: LogementDemo): boolean => residence.qpv && !residence.aDemolir;
  const outside = ({ residence }: LogementDemo): boolean => !residence.qpv;
  give("3", VIDES_A_DEMOLIR, ({ residence }) => residence.aDemolir);
  give("2", VACANTS_2017.qpv, inQpv, ancienneteWeight);
  for (const [code, count] of shareVacants(parc)) {
    give("2", count, ({ residence }) => !residence.qpv && residence.commune.code === code, ancienneteWeight);
  }
  give("3", VIDES_HORS_QPV, outside);
  give("4", ASSOCIATIONS.qpv, inQpv);
  give("4", ASSOCIATIONS.horsQpv, outside);
  give("5", SANS_LOYER.qpv, inQpv);
  give("5", SANS_LOYER.horsQpv, outside);
  return modes;
}

function plainWeight(): number {
  return 1;
}

/** Vacancy is in the old stock (convention, §2: « il existe une forte corrélation »). */
function ancienneteWeight({ residence }: LogementDemo): number {
  return residence.construction < 1978 ? 3 : 1;
}

/** The 105 vacant dwellings hors QPV, by commune, in proportion to its stock and to its vacancy of 2015. */
function shareVacants(parc: readonly LogementDemo[]): [code: string, count: number][] {
  const weights = COMMUNES.map((commune) => {
    const stock = parc.filter(({ residence }) => residence.commune === commune && !residence.qpv).length;
    return stock * commune.vacance2015;
  });
  const counts = apportion(weights, VACANTS_2017.horsQpv);
  return COMMUNES.map((commune, rank) => [commune.code, counts[rank] ?? 0]);
}

/** Three vacancies out of four last more than three months (11.15 % against 14.79 % in 2015). */
function drawVacance(logement: LogementDemo, random: Random): number {
  const months = random() < 0.25 ? drawInteger(random, 1, 3) : 4 + Math.floor(random() ** 2 * 44);
  return Math.min(months, 12 * (MILLESIME - logement.residence.construction) - 1);
}

function monthsBefore(months: number): string {
  const index = MILLESIME * 12 - months;
  return formatMonth(Math.floor(index / 12), (index % 12) + 1);
}

/** One household in eight moves in a year: years before 2016 are drawn on that pace, back to the first letting. */
function writeBail(logement: LogementDemo, signature: number | undefined, random: Random): string {
  if (signature !== undefined) {
    const { annee, mois } = partsOf(signature);
    return formatMonth(annee, mois);
  }
  const years = Math.floor(Math.log(1 - random()) / Math.log(0.88));
  return formatMonth(Math.max(MILLESIME - 2 - years, logement.residence.construction), drawInteger(random, 1, 12));
}

/** Gives each dwelling of one side its class of rent, counts « recalés » by largest remainders, then a rent inside the class. */
function settleLoyers(
  parc: readonly LogementDemo[],
  qpv: boolean,
  modes: ReadonlyMap<LogementDemo, Mode>,
  random: Random,
): [LogementDemo, number][] {
  const counts = apportion(
    LOYERS_2015.map((classe) => (qpv ? classe[2] : classe[3])),
    parc.length,
  );
  // No rent first where nobody pays one: empty, then occupied without contract, then leases whose rent was not written.
  const byNeed = shuffle(random, parc).sort((a, b) => needOfRent(modes.get(a)) - needOfRent(modes.get(b)));
  const sansLoyer = byNeed.slice(0, counts[0] ?? 0);
  const others = byNeed.slice(counts[0] ?? 0).map((logement) => ({ logement, rang: priceRank(logement, random) }));
  others.sort((a, b) => a.rang - b.rang);
  const result: [LogementDemo, number][] = sansLoyer.map((logement) => [logement, 0]);
  let from = 0;
  for (const [rank, [de, a]] of LOYERS_2015.entries()) {
    if (rank === 0) continue;
    const to = from + (counts[rank] ?? 0);
    for (const { logement } of others.slice(from, to))
      result.push([logement, drawLoyer(logement.surface, de, a, random)]);
    from = to;
  }
  return result;
}

function needOfRent(mode: Mode | undefined): number {
  return { "2": 0, "3": 0, "5": 1, "4": 2, "1": 3 }[mode ?? "1"];
}

/** Recent and small dwellings are dearer per square metre. */
function priceRank(logement: LogementDemo, random: Random): number {
  return (logement.residence.construction - 1950) / 66 - logement.pieces * 0.03 + random() * 0.5;
}

/** A whole rent whose quotient by the surface stays in [de, a[. */
function drawLoyer(surface: number, de: number, a: number, random: Random): number {
  return drawInteger(random, Math.ceil(de * surface), Math.ceil(a * surface) - 1);
}
