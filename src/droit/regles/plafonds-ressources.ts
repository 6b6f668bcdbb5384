import type { Confiance } from "#socle/regles/shared/confiance.ts";
import { isFrancilienne } from "./ile-de-france.ts";
import { findValeur, hasValeur, type Parametre, parametre, valeursOf } from "./parametre.ts";
import type { PositionPlafond } from "./position-plafond.ts";
import type { ZonePlafond } from "./zone-plafond.ts";

const PREMIER_JOUR = "2017-01-01";

/**
 * Arrêté du 29 juillet 1987, annexe: six categories of households, then each additional person. A category is a number of persons, one higher for a
 * person alone with dependants, for a young couple without any, and for a household with a disabled person; these do not add up.
 */
export type MenagePlafond = {
  /** Future occupants who are not a tax dependant of anybody else, the demandeur included. */
  readonly adultes: number;
  /** Children and other dependants whose main home is there. */
  readonly personnesACharge: number;
  /** Children in shared custody or visiting: they count for rooms, not for ceilings. */
  readonly enfantsGardePartagee?: number;
  /** Whether the two adults are a couple; null: not said. */
  readonly couple: boolean | null;
  /** In whole years, of the two of the couple; null when not said. */
  readonly ages: readonly [number, number] | null;
  /** Whether at least one holds the card « mobilité inclusion », mention invalidité; null: not said. */
  readonly handicap: boolean | null;
};

export type NumeroCategorie = 1 | 2 | 3 | 4 | 5 | 6;

export type CategoriePlafond = {
  readonly numero: NumeroCategorie;
  /** Persons beyond the sixth category. */
  readonly supplementaires: number;
};

/** Largest sum of the ages of a young couple. */
const AGES_JEUNE_MENAGE = parametre.nombre("ages-jeune-menage");

/** Null when a missing answer would change it: `categoriesPossibles` gives the candidates. */
export function categoriePlafond(menage: MenagePlafond, jour = PREMIER_JOUR): CategoriePlafond | null {
  const [first, ...others] = categoriesPossibles(menage, jour);
  return others.length === 0 ? (first ?? null) : null;
}

/** One category, or the two that a missing answer leaves possible; empty for an empty household. */
export function categoriesPossibles(menage: MenagePlafond, jour = PREMIER_JOUR): readonly CategoriePlafond[] {
  const personnes = menage.adultes + menage.personnesACharge;
  if (!isCount(menage.adultes) || !isCount(menage.personnesACharge) || menage.adultes === 0) return [];
  const releve = isUpgraded(menage, jour);
  const upgrades = releve === null ? [false, true] : [releve];
  return upgrades.map((one) => categorieOf(personnes + (one ? 1 : 0)));
}

function categorieOf(rang: number): CategoriePlafond {
  return { numero: asNumero(Math.min(rang, 6)), supplementaires: Math.max(0, rang - 6) };
}

function asNumero(rang: number): NumeroCategorie {
  const numeros = [1, 2, 3, 4, 5, 6] as const;
  return numeros[rang - 1] ?? 6;
}

function isUpgraded(menage: MenagePlafond, jour: string): boolean | null {
  if (menage.handicap === true) return true;
  if (menage.adultes === 1 && menage.personnesACharge > 0) return true;
  const jeune = isJeuneMenage(menage, jour);
  if (jeune === true) return true;
  return menage.handicap === null || jeune === null ? null : false;
}

function isJeuneMenage(menage: MenagePlafond, jour: string): boolean | null {
  const { adultes, personnesACharge, couple, ages } = menage;
  if (adultes !== 2 || personnesACharge > 0 || couple === false) return false;
  if (ages === null) return null;
  if (ages[0] + ages[1] > findValeur(AGES_JEUNE_MENAGE, jour).valeur) return false;
  return couple;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

/** In the words of the public's page: « 3 : une personne seule avec une personne à charge… » */
export const LIBELLE_CATEGORIE: Readonly<Record<NumeroCategorie, string>> = {
  1: "une personne seule",
  2: "deux personnes, ou une personne seule handicapée",
  3: "trois personnes, ou une personne seule avec une à charge, ou un jeune couple, ou deux personnes dont une handicapée",
  4: "quatre personnes, ou une personne seule avec deux à charge, ou trois personnes dont une handicapée",
  5: "cinq personnes, ou une personne seule avec trois à charge, ou quatre personnes dont une handicapée",
  6: "six personnes, ou une personne seule avec quatre à charge, ou cinq personnes dont une handicapée",
};

/** The overseas départements and Saint-Martin form one zone; the other collectivities have texts of their own. */
const OUTRE_MER = ["971", "972", "973", "974", "976", "978"];

/** By INSEE code. */
const COMMUNES_LIMITROPHES = parametre.codes("communes-limitrophes-paris");

/** Null where these ceilings are not in force: Saint-Barthélemy, Saint-Pierre-et-Miquelon, the Pacific. */
export function zoneOfCommune(commune: string, jour: string): ZonePlafond | null {
  if (!/^(\d{2}|2[AB])\d{3}$/.test(commune)) return null;
  if (commune.startsWith("97") || commune.startsWith("98")) {
    return OUTRE_MER.includes(commune.slice(0, 3)) ? "outre-mer" : null;
  }
  if (commune.startsWith("75")) return "paris";
  if (findValeur(COMMUNES_LIMITROPHES, jour).valeur.includes(commune)) return "paris";
  return isFrancilienne(commune) ? "ile-de-france" : "autres";
}

/** CCH, art. R. 441-1, 1°: no dwelling for a household above its ceilings, which are revised each 1 January. */
export type NaturePlafond = "plai" | "plus" | "pls";

export type MontantPlafond = {
  readonly montant: number;
  readonly source: string;
  readonly confiance: Confiance;
};

export type PlafondsMenage = Readonly<Record<NaturePlafond, MontantPlafond>>;

export type QuestionPlafond = {
  /** Revenu fiscal de référence retained for the household; null: unknown. */
  readonly rfr: number | null;
  readonly categorie: CategoriePlafond | null;
  readonly zone: ZonePlafond | null;
  /** Year of the ceilings. */
  readonly annee: number;
};

export type ReponsePlafond = {
  readonly position: PositionPlafond;
  /** Null when the table of the year, the zone or the category is unknown. */
  readonly plafonds: PlafondsMenage | null;
};

/** A household exactly at the ceiling is under it: « n’excède pas ». */
export function positionPlafond(question: QuestionPlafond): ReponsePlafond {
  const { rfr, categorie, zone, annee } = question;
  const plafonds = categorie && zone ? readPlafonds(categorie, zone, annee) : null;
  if (plafonds === null || rfr === null || !(rfr >= 0)) return { position: "inconnue", plafonds };
  if (rfr <= plafonds.plai.montant) return { position: "plai", plafonds };
  if (rfr <= plafonds.plus.montant) return { position: "plus", plafonds };
  return { position: rfr <= plafonds.pls.montant ? "pls" : "au-dela", plafonds };
}

/**
 * In euros of revenu fiscal de référence a year. Overseas « plai » is the LLTS and « plus » the LLS: shares of the mainland's PLUS of the other
 * regions, each rounded half up, the PLS from the rounded LLS. Null: no table of that year for the zone.
 */
export function readPlafonds(categorie: CategoriePlafond, zone: ZonePlafond, annee: number): PlafondsMenage | null {
  const jour = `${annee}-01-01`;
  const lignes = zone === "outre-mer" ? readOutreMer(jour) : readMetropole(zone, jour);
  return (
    lignes && {
      plai: montantOf(lignes.plai, categorie),
      plus: montantOf(lignes.plus, categorie),
      pls: montantOf(lignes.pls, categorie),
    }
  );
}

type ZoneMetropole = Exclude<ZonePlafond, "outre-mer">;
/** `montants`: categories 1 to 6, then the amount per additional person. */
type Ligne = { readonly montants: readonly number[]; readonly source: string; readonly confiance: Confiance };
type Lignes = Readonly<Record<NaturePlafond, Ligne>>;

const PLAFONDS_PLUS = parametre.montants<ZoneMetropole>("plafonds-plus");
const PLAFONDS_PLAI = parametre.montants<ZoneMetropole>("plafonds-plai");
/** In hundredths, then in thousandths: in integers, a half is exact when rounding. */
const RAPPORT_PLS = parametre.nombre("rapport-pls");
const RAPPORT_LLS = parametre.nombre("rapport-lls");
const RAPPORT_LLTS = parametre.nombre("rapport-llts");
const RAPPORT_PLS_OUTRE_MER = parametre.nombre("rapport-pls-outre-mer");

function readMetropole(zone: ZoneMetropole, jour: string): Lignes | null {
  const [plai, plus] = [lineAt(PLAFONDS_PLAI, zone, jour), lineAt(PLAFONDS_PLUS, zone, jour)];
  return plai && plus && { plai, plus, pls: share(plus, RAPPORT_PLS, jour, 100) };
}

/** Arrêté du 14 mars 2011, art. 9 et 14; arrêté du 12 avril 2005, art. 1. */
function readOutreMer(jour: string): Lignes | null {
  const base = lineAt(PLAFONDS_PLUS, "autres", jour);
  if (!base) return null;
  const lls = share(base, RAPPORT_LLS, jour, 1000);
  return {
    plai: share(base, RAPPORT_LLTS, jour, 1000),
    plus: lls,
    pls: share(lls, RAPPORT_PLS_OUTRE_MER, jour, 1000),
  };
}

function lineAt(table: typeof PLAFONDS_PLUS, zone: ZoneMetropole, jour: string): Ligne | null {
  if (!hasValeur(table, jour)) return null;
  const { valeur, source, confiance } = findValeur(table, jour);
  const montants = valeur[zone];
  return montants ? { montants, source, confiance } : null;
}

function share({ montants, ...ligne }: Ligne, part: Parametre<number>, jour: string, base: 100 | 1000): Ligne {
  const { valeur, source, confiance } = findValeur(part, jour);
  return {
    montants: montants.map((montant) => Math.floor((montant * valeur + base / 2) / base)),
    source: `${source} ; ${ligne.source}`,
    confiance: ligne.confiance === "B" ? "B" : confiance,
  };
}

function montantOf({ montants, source, confiance }: Ligne, categorie: CategoriePlafond): MontantPlafond {
  const [first = 0, more = 0] = [montants[categorie.numero - 1], montants[6]];
  return { montant: first + categorie.supplementaires * more, source, confiance };
}

/** Years for which ceilings are known, oldest first. */
export function anneesPlafonds(): readonly number[] {
  return valeursOf(PLAFONDS_PLUS).map(({ depuis }) => Number(depuis.slice(0, 4)));
}

/** Fall of resources from which those of the last year are retained. */
export const BAISSE_RESSOURCES = parametre.taux("baisse-ressources");

export type RessourcesPlafond = {
  /** Revenu fiscal de référence of the year before last, of all future occupants; null: unknown. */
  readonly rfr: number | null;
  /** Of the last year, or of the last twelve months; null: unknown. */
  readonly rfrRecent: number | null;
  /**
   * The tax notice is still shared with a spouse or partner whom the person is leaving (divorce, end of a PACS, violence): only their own part is
   * retained. Null part: unknown.
   */
  readonly separation?: { readonly partPropre: number | null };
};

export type RessourcesRetenues = {
  readonly montant: number | null;
  readonly motif: "n-2" | "baisse" | "separation" | "inconnues";
};

/** CCH, art. R. 441-1 and arrêté du 29 juillet 1987, art. 4: resources of year N-2, unless they fell since. */
export function retenirRessources(ressources: RessourcesPlafond, jour = PREMIER_JOUR): RessourcesRetenues {
  const { rfr, rfrRecent, separation } = ressources;
  const base = separation ? separation.partPropre : rfr;
  if (base === null) return { montant: null, motif: "inconnues" };
  const baisse = findValeur(BAISSE_RESSOURCES, jour).valeur;
  // In cents: a fall of exactly a tenth counts.
  if (rfrRecent !== null && Math.round(rfrRecent * 100) <= Math.round(base * 100 * (1 - baisse))) {
    return { montant: rfrRecent, motif: "baisse" };
  }
  return { montant: base, motif: separation ? "separation" : "n-2" };
}
