import { apportion } from "#socle/calculs/synthese/largest-remainder.ts";
import { drawInteger, type Random, sampleWeighted, shuffle } from "#socle/calculs/synthese/mulberry32.ts";
import { ATTRIBUTIONS_2015, SAISON } from "./annees-marges.ts";
import { type AnneeAttributions, ATTRIBUTIONS, type Effectifs, type MargesBailleur } from "./attributions-marges.ts";
import { type BailleurDemo, bailleurOf } from "./bailleurs.ts";
import { dayOf, daysInMonth, isFixedHoliday, type Jour, weekday } from "./calendrier.ts";
import { type GroupeCommunes, groupeOf } from "./communes.ts";
import { GROUPES, type LieuEcrit, residencesMalEcrites, writeLieu, writeLieuMalEcrit } from "./lieux.ts";
import type { LogementDemo, ResidenceDemo } from "./parc.ts";

export type Situation = "qpv" | "hors-qpv" | "inconnue";
export type Ressources = "q1" | "q2-4" | "nulles" | "absentes";

/** A lease signed, before anything is known of the household. */
export type BailDemo = {
  readonly signature: Jour;
  readonly bailleur: BailleurDemo;
  readonly situation: Situation;
  readonly ressources: Ressources;
  readonly reloge: boolean;
  /** The dwelling really let: the file names it only when the situation is known. */
  readonly logement: LogementDemo;
  readonly lieu: LieuEcrit;
};

type Profil = Pick<BailDemo, "bailleur" | "situation" | "ressources" | "reloge">;

const SITUATIONS: readonly Situation[] = ["qpv", "hors-qpv", "inconnue"];

/** Leases of each year, in date order. A dwelling is let at most once over the three years. */
export function signBaux(parc: readonly LogementDemo[], random: Random): ReadonlyMap<number, readonly BailDemo[]> {
  const libres = new Set(parc);
  const years = ATTRIBUTIONS.map((annee) => ({ annee, profils: annee.marges.flatMap(expandMarges) }));
  // The careless addresses first: their résidences are given, the others have the whole stock to choose from.
  const malEcrits = years.map(({ annee, profils }) => letUnlocated(annee.annee, profils, parc, libres, random));
  const signes = new Map(
    years.map(({ annee, profils }, rank) => {
      const baux = [...(malEcrits[rank] ?? []), ...letLocated(profils, libres, random)];
      const dates = shuffle(random, drawDates(annee, baux.length, random));
      const dated = baux.map((bail, place): BailDemo => ({ ...bail, signature: dates[place] ?? 0 }));
      return [annee.annee, dated.sort((a, b) => a.signature - b.signature || compareIds(a, b))];
    }),
  );
  const cedes = (signes.get(CEDES.annee) ?? []).map((bail) => cede(bail, libres));
  return signes.set(CEDES.annee, cedes);
}

/** Leases of one year by themselves, in date order: a dwelling is let at most once in it. Addresses are careless as in 2018. */
export function signAnnee(
  annee: AnneeAttributions,
  parc: readonly LogementDemo[],
  random: Random,
): readonly BailDemo[] {
  const libres = new Set(parc);
  const profils = annee.marges.flatMap(expandMarges);
  const sansDate = [
    ...letUnlocated(annee.annee, profils, parc, libres, random),
    ...letLocated(profils, libres, random, PENTES_SUITE),
  ];
  return dateBaux(annee, sansDate, random);
}

/** Leases of 2015 by group of communes, which is all that the document prints of them: sides and resources are ours. */
export function signBaux2015(parc: readonly LogementDemo[], random: Random): readonly BailDemo[] {
  const sansDate = ATTRIBUTIONS_2015.flatMap(([groupe, nombre]) => {
    const candidates = parc.filter(({ residence }) => !residence.aDemolir && groupeOf(residence.commune) === groupe);
    return sampleWeighted(random, candidates, nombre, () => 1).map((logement): BailSansDate => {
      const { bailleur, qpv } = logement.residence;
      const ressources = random() < (qpv ? 0.41 : 0.2) ? "q1" : "q2-4";
      const situation = qpv ? "qpv" : "hors-qpv";
      return { bailleur, situation, ressources, reloge: false, logement, lieu: writeLieu(logement) };
    });
  });
  return dateBaux({ annee: 2015, saison: SAISON, marges: [] }, sansDate, random);
}

function dateBaux(annee: AnneeAttributions, sansDate: readonly BailSansDate[], random: Random): readonly BailDemo[] {
  const dates = shuffle(random, drawDates(annee, sansDate.length, random));
  return sansDate
    .map((bail, place): BailDemo => ({ ...bail, signature: dates[place] ?? 0 }))
    .sort((a, b) => a.signature - b.signature || compareIds(a, b));
}

/**
 * Leases without resources drawn for one bailleur and signed by another: the verdict of Hamaris in 2016 then hangs on its locations alone. No
 * draw is made for it, so that nothing else of the demonstration moves.
 */
const CEDES = { annee: 2016, de: "hamaris", a: "oph" } as const;

function cede(bail: BailDemo, libres: Set<LogementDemo>): BailDemo {
  if (bail.bailleur.cle !== CEDES.de || bail.ressources !== "absentes") return bail;
  const bailleur = bailleurOf(CEDES.a);
  const alike = ({ residence, pieces }: LogementDemo) =>
    residence.bailleur === bailleur && !residence.qpv && !residence.aDemolir && pieces === bail.logement.pieces;
  const logement = [...libres].findLast(alike) ?? raise(`No dwelling left at ${bailleur.nom}.`);
  libres.delete(logement);
  return { ...bail, bailleur, logement, lieu: writeLieu(logement) };
}

function compareIds(a: BailDemo, b: BailDemo): number {
  return a.logement.identRep < b.logement.identRep ? -1 : 1;
}

function expandMarges(marges: MargesBailleur): Profil[] {
  const bailleur = bailleurOf(marges.bailleur);
  return SITUATIONS.flatMap((situation, rank) => {
    const at = (effectifs: Effectifs): number => effectifs[rank] ?? 0;
    const repeat = (nombre: number, ressources: Ressources, reloge: boolean): Profil[] =>
      Array.from({ length: nombre }, () => ({ bailleur, situation, ressources, reloge }));
    return [
      ...repeat(at(marges.relogesQ1), "q1", true),
      ...repeat(at(marges.q1) - at(marges.relogesQ1), "q1", false),
      ...repeat(at(marges.nulles), "nulles", false),
      ...repeat(at(marges.relogesQ24), "q2-4", true),
      ...repeat(at(marges.q24) - at(marges.nulles) - at(marges.relogesQ24), "q2-4", false),
      ...repeat(at(marges.sansRessources), "absentes", false),
    ];
  });
}

type BailSansDate = Omit<BailDemo, "signature">;

function letUnlocated(
  annee: number,
  profils: readonly Profil[],
  parc: readonly LogementDemo[],
  libres: Set<LogementDemo>,
  random: Random,
): BailSansDate[] {
  const unlocated = profils.filter((profil) => profil.situation === "inconnue");
  const bailleurs = [...new Set(unlocated.map((profil) => profil.bailleur))];
  return bailleurs.flatMap((bailleur) => {
    const own = shuffle(
      random,
      unlocated.filter((profil) => profil.bailleur === bailleur),
    );
    const residences = residencesMalEcrites(parc, bailleur);
    const places = (groupesOf(annee)[bailleur.cle] ?? []).flatMap((groupe) =>
      Array.from({ length: groupe.lignes }, (_, ligne) => ({
        groupe,
        ligne,
        residence: residenceAt(residences, groupe.rang),
      })),
    );
    if (places.length !== own.length) {
      throw new Error(
        `${annee}, ${bailleur.nom}: ${places.length} careless addresses for ${own.length} unlocated leases.`,
      );
    }
    return own.map((profil, rank) => {
      const { groupe, ligne, residence } = places[rank] ?? raise("No place left.");
      const logement = takeFrom(libres, (candidate) => candidate.residence === residence, residence.nom);
      return { ...profil, logement, lieu: writeLieuMalEcrit(residence, groupe, ligne) };
    });
  });
}

function groupesOf(annee: number) {
  return GROUPES[annee] ?? GROUPES[2018] ?? {};
}

function residenceAt(residences: readonly ResidenceDemo[], rang: number): ResidenceDemo {
  return residences[rang] ?? raise(`Only ${residences.length} résidences, number ${rang + 1} was asked for.`);
}

function takeFrom(libres: Set<LogementDemo>, wanted: (logement: LogementDemo) => boolean, where: string): LogementDemo {
  for (const logement of libres) {
    if (!wanted(logement)) continue;
    libres.delete(logement);
    return logement;
  }
  return raise(`No dwelling left in ${where}.`);
}

/** Hypothèse: letting is livelier in Saint-Dizier than its share of the stock (90 % of the attributions of 2015). */
const PENTES: Pentes = { "saint-dizier": 1.7, wassy: 1, autres: 1 };
/** After the document: so that the other communes keep a pressure of about three demandes for one lease, as it prints. */
const PENTES_SUITE: Pentes = { "saint-dizier": 8, wassy: 3, autres: 1 };
type Pentes = Readonly<Record<GroupeCommunes, number>>;

function letLocated(
  profils: readonly Profil[],
  libres: Set<LogementDemo>,
  random: Random,
  pentes = PENTES,
): BailSansDate[] {
  const cells = new Map<string, Profil[]>();
  for (const profil of profils) {
    if (profil.situation === "inconnue") continue;
    const key = `${profil.bailleur.cle} ${profil.situation}`;
    cells.set(key, [...(cells.get(key) ?? []), profil]);
  }
  return [...cells.values()].flatMap((own) => {
    const [{ bailleur, situation }] = own as [Profil]; // a cell is created with its first lease
    const candidates = [...libres].filter(
      ({ residence }) =>
        residence.bailleur === bailleur && residence.qpv === (situation === "qpv") && !residence.aDemolir,
    );
    const chosen = sampleWeighted(
      random,
      candidates,
      own.length,
      ({ residence }) => pentes[groupeOf(residence.commune)],
    );
    for (const logement of chosen) libres.delete(logement);
    return own.map((profil, rank) => {
      const logement = chosen[rank] ?? raise("No dwelling left.");
      return { ...profil, logement, lieu: writeLieu(logement) };
    });
  });
}

/** Working days, as many a month as the year's season says. */
function drawDates({ annee, saison }: AnneeAttributions, total: number, random: Random): Jour[] {
  return apportion(saison, total).flatMap((nombre, rank) =>
    Array.from({ length: nombre }, () => drawWorkingDay(annee, rank + 1, random)),
  );
}

function drawWorkingDay(annee: number, mois: number, random: Random): Jour {
  const days = Array.from({ length: daysInMonth(annee, mois) }, (_, rank) => dayOf(annee, mois, rank + 1)).filter(
    (jour) => weekday(jour) !== 0 && weekday(jour) !== 6 && !isFixedHoliday(jour),
  );
  return days[drawInteger(random, 0, days.length - 1)] ?? dayOf(annee, mois, 1);
}

function raise(message: string): never {
  throw new Error(message);
}
