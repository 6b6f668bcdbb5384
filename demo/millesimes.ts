import { group } from "d3-array";
import { drawInteger, type Random, sampleWeighted } from "#socle/calculs/synthese/mulberry32.ts";
import type { BailDemo } from "./baux.ts";
import { formatMonth, type Jour, partsOf } from "./calendrier.ts";
import { communeOf, SAINT_DIZIER, WASSY } from "./communes.ts";
import type { Occupation } from "./occupation.ts";
import { buildProgrammes, type LogementDemo, type ProgrammeDemo, type ResidenceDemo } from "./parc.ts";

/** Hypothèse: what was built since, hors QPV but for one; every name is invented. */
const PROGRAMMES: readonly ProgrammeDemo[] = [
  // In the QPV, where it has nothing in 2017: its unlocated leases of 2017 and 2018 stay unlocated, as the document prints them.
  { ...programme("hamaris", SAINT_DIZIER, 6, 2018, "Les Mésanges"), qpv: true },
  programme("plurial", SAINT_DIZIER, 24, 2019, "Les Sansonnets"),
  programme("oph", SAINT_DIZIER, 30, 2020, "Les Alouettes"),
  programme("hamaris", WASSY, 16, 2021, "Le Pré aux Grives"),
  programme("oph", SAINT_DIZIER, 28, 2022, "Les Hirondelles"),
  programme("foyer", SAINT_DIZIER, 20, 2023, "Le Clos des Merles"),
  programme("oph", SAINT_DIZIER, 34, 2024, "Les Bergeronnettes"),
];

function programme(
  bailleur: ProgrammeDemo["bailleur"],
  commune: string,
  logements: number,
  livraison: number,
  nom: string,
): ProgrammeDemo {
  const noms = { nom: `${nom} (fictif)`, typeVoie: "rue", nomVoie: nom };
  return { bailleur, commune: communeOf(commune), qpv: false, type: "C", logements, livraison, noms };
}

/** Year whose first of January no longer counts a building: only what was demolished by the day of the demonstration's last vintage. */
const DEMOLIS: Readonly<Record<string, number>> = {
  Réunion: 2021,
  Miquelon: 2021,
  Samoa: 2022,
  Vulcain: 2022,
  Fidji: 2024,
};

/** Commercial vacancy of each vintage (MODE 2), hypothèse: it goes down with the demolitions. */
const VACANTS: Readonly<Record<number, readonly [qpv: number, horsQpv: number]>> = {
  2019: [505, 108],
  2021: [462, 118],
  2023: [404, 112],
};
const VACANTS_ENSUITE = [356, 104] as const;

export type Millesime = {
  readonly parc: readonly LogementDemo[];
  readonly occupation: ReadonlyMap<LogementDemo, Occupation>;
};

export function buildLivres(random: Random): readonly LogementDemo[] {
  return buildProgrammes(PROGRAMMES, random);
}

/**
 * The stock at 1 January of `millesime`: the one of 2017 without what was demolished, with what was delivered, each dwelling let as its last lease
 * says. Every dwelling has its last day of availability, so that rotation is known.
 */
export function evolveParc(
  base: Millesime,
  livres: readonly LogementDemo[],
  baux: readonly BailDemo[],
  millesime: number,
  random: Random,
): Millesime {
  const parc = [...base.parc, ...livres].filter(({ residence }) => isStanding(residence, millesime));
  const signatures = new Map<LogementDemo, Jour>();
  for (const { logement, signature } of baux) {
    if (partsOf(signature).annee < millesime) signatures.set(logement, signature);
  }
  const vacants = drawVacants(parc, base.occupation, signatures, millesime, random);
  const hausse = 1.011 ** (millesime - 2017);
  const occupation = new Map(
    parc.map((logement) => {
      const avant = base.occupation.get(logement) ?? { ...NEUF, loyer: Math.round(logement.surface * 6.1) };
      const loyer = Math.round(avant.loyer * hausse);
      const vacance = vacants.get(logement);
      if (vacance !== undefined) return [logement, vacant(vacance, millesime, loyer)];
      const signature = signatures.get(logement);
      const bail = signature === undefined ? avant.bail || formatMonth(millesime - 2, 6) : monthOf(signature);
      const mode = avant.mode === "2" ? "1" : avant.mode;
      const occupe = { mode, bail: mode === "1" ? bail : "", disponible: monthBefore(bail), dureeVacance: null, loyer };
      return [logement, occupe] as const;
    }),
  );
  return { parc, occupation };
}

const NEUF = { mode: "1", bail: "", disponible: "", dureeVacance: null } as const;

function isStanding({ nom, construction, aDemolir }: ResidenceDemo, millesime: number): boolean {
  if (construction >= millesime) return false;
  return !(aDemolir && (DEMOLIS[nom] ?? Number.POSITIVE_INFINITY) <= millesime);
}

/** Months of vacancy of each empty dwelling: those of 2017 that nobody let since, then others, among those let long ago. */
function drawVacants(
  parc: readonly LogementDemo[],
  occupation: Millesime["occupation"],
  signatures: ReadonlyMap<LogementDemo, Jour>,
  millesime: number,
  random: Random,
): ReadonlyMap<LogementDemo, number> {
  const [qpv, horsQpv] = VACANTS[millesime] ?? VACANTS_ENSUITE;
  const found = new Map<LogementDemo, number>();
  for (const [side, nombre] of [
    [true, qpv],
    [false, horsQpv],
  ] as const) {
    const libres = parc.filter(
      (logement) =>
        logement.residence.qpv === side &&
        !logement.residence.aDemolir &&
        !isRecent(signatures.get(logement), millesime) &&
        ["1", "2"].includes(occupation.get(logement)?.mode ?? "3"),
    );
    const weight = (logement: LogementDemo) => (occupation.get(logement)?.mode === "2" ? 12 : 1);
    for (const logement of sampleWeighted(random, libres, nombre, weight)) {
      found.set(logement, random() < 0.3 ? drawInteger(random, 1, 3) : 4 + Math.floor(random() ** 2 * 44));
    }
  }
  return found;
}

function isRecent(signature: Jour | undefined, millesime: number): boolean {
  return signature !== undefined && partsOf(signature).annee >= millesime - 2;
}

function vacant(mois: number, millesime: number, loyer: number): Occupation {
  const index = millesime * 12 - mois;
  const disponible = formatMonth(Math.floor(index / 12), (index % 12) + 1);
  return { mode: "2", bail: "", disponible, dureeVacance: mois, loyer };
}

function monthOf(jour: Jour): string {
  const { annee, mois } = partsOf(jour);
  return formatMonth(annee, mois);
}

/** The month before « mm/aaaa »: a dwelling is free for a month before its lease. */
function monthBefore(mois: string): string {
  const [month = 1, annee = 2000] = mois.split("/").map(Number);
  return month === 1 ? formatMonth(annee - 1, 12) : formatMonth(annee, month - 1);
}

/** Recalées, from the document's table of the stock (§2): PLI in the Vert-Bois, in the rest of Saint-Dizier, in the other communes, in percent. */
const PARTS_PLI = [0.05, 0.03, 0.02] as const;

/** Résidences financed by a PLI: the most recent of each zone before 2015, until its part is reached. */
export function choosePli(parc: readonly LogementDemo[]): ReadonlySet<ResidenceDemo> {
  const chosen = new Set<ResidenceDemo>();
  const zones = group(parc, ({ residence }) => (residence.qpv ? 0 : residence.commune.code === SAINT_DIZIER ? 1 : 2));
  for (const [zone, logements] of zones) {
    const wanted = logements.length * (PARTS_PLI[zone] ?? 0);
    const sizes = [...group(logements, ({ residence }) => residence)].map(
      ([residence, own]) => [residence, own.length] as const,
    );
    const recents = sizes
      .filter(([{ aDemolir, construction }]) => !aDemolir && construction < 2016)
      .toSorted(([a], [b]) => b.construction - a.construction || (a.nom < b.nom ? -1 : 1));
    let left = wanted;
    for (const [residence, size] of recents) {
      if (size > left + 2) continue;
      chosen.add(residence);
      left -= size;
    }
  }
  return chosen;
}
