import type { PositionPlafond } from "../demande/demande.ts";
import { type Confiance, findValeur, type Parametre } from "./parametre.ts";
import { TABLES_PLAI, TABLES_PLUS, type TablePlafonds } from "./plafonds-ressources-tables.ts";
import type { ZonePlafond } from "./zone-plafond.ts";

/** First day of the first table. */
const PREMIER_JOUR = "2017-01-01";

/**
 * Arrêté du 29 juillet 1987, annexe: six categories of households, then each person more. A category is a number of persons, one higher for a
 * person alone with dependants, for a young couple without any, and for a household one of whom is disabled; these do not add up.
 */
export type MenagePlafond = {
  /** Who will live in the dwelling and depends on nobody else's tax: the demandeur is one. */
  readonly adultes: number;
  /** Children and others à charge, at their main home there. */
  readonly personnesACharge: number;
  /** Children in shared custody or whom one receives: they count for rooms, not for ceilings. */
  readonly enfantsGardePartagee?: number;
  /** The two adults are a couple; null when it is not said. */
  readonly couple: boolean | null;
  /** In whole years, of the two of the couple; null when not said. */
  readonly ages: readonly [number, number] | null;
  /** One at least holds the card « invalidité » of mobility and inclusion; null when it is not said. */
  readonly handicap: boolean | null;
};

export type NumeroCategorie = 1 | 2 | 3 | 4 | 5 | 6;

export type CategoriePlafond = {
  readonly numero: NumeroCategorie;
  /** Persons beyond the sixth category. */
  readonly supplementaires: number;
};

/** Sum of the ages of a young couple, at most. */
const AGES_JEUNE_MENAGE: Parametre<number> = {
  nom: "somme des âges d’un jeune ménage",
  valeurs: [
    {
      depuis: "1987-07-29",
      valeur: 55,
      source: "Arrêté du 29 juillet 1987, annexe (jeune ménage : somme des âges révolus au plus égale à 55 ans)",
      confiance: "R",
    },
  ],
};

/** Null when what is not said would change it: `categoriesPossibles` says between which. */
export function categoriePlafond(menage: MenagePlafond, jour = PREMIER_JOUR): CategoriePlafond | null {
  const [first, ...others] = categoriesPossibles(menage, jour);
  return others.length === 0 ? (first ?? null) : null;
}

/** One category, or the two between which what is not said would decide; none without anybody in the household. */
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

/** Words of the public's page: « 3 : une personne seule avec une personne à charge… » */
export const LIBELLE_CATEGORIE: Readonly<Record<NumeroCategorie, string>> = {
  1: "une personne seule",
  2: "deux personnes, ou une personne seule handicapée",
  3: "trois personnes, ou une personne seule avec une à charge, ou un jeune couple, ou deux personnes dont une handicapée",
  4: "quatre personnes, ou une personne seule avec deux à charge, ou trois personnes dont une handicapée",
  5: "cinq personnes, ou une personne seule avec trois à charge, ou quatre personnes dont une handicapée",
  6: "six personnes, ou une personne seule avec quatre à charge, ou cinq personnes dont une handicapée",
};

const DEPARTEMENTS_ILE_DE_FRANCE = ["75", "77", "78", "91", "92", "93", "94", "95"];

/** Communes that touch Paris, by INSEE code. Written from memory of the arrêté's list: « à confirmer ». */
const COMMUNES_LIMITROPHES: Parametre<readonly string[]> = {
  nom: "communes limitrophes de Paris",
  valeurs: [
    {
      depuis: "2017-01-01",
      valeur: [
        ...["92012", "92024", "92040", "92044", "92046", "92049", "92051", "92062", "92064", "92073", "92075"],
        ...["93001", "93006", "93045", "93048", "93055", "93061", "93066", "93070"],
        ...["94018", "94033", "94037", "94041", "94042", "94043", "94052", "94067", "94069", "94080"],
      ],
      source: "Arrêté du 29 juillet 1987, annexe : liste des communes limitrophes de Paris",
      confiance: "B",
    },
  ],
};

/** Null where these ceilings are not those in force: overseas has its own. */
export function zoneOfCommune(commune: string): ZonePlafond | null {
  if (!/^(\d{2}|2[AB])\d{3}$/.test(commune) || commune.startsWith("97") || commune.startsWith("98")) return null;
  const departement = commune.slice(0, 2);
  if (departement === "75") return "paris";
  if (COMMUNES_LIMITROPHES.valeurs.some(({ valeur }) => valeur.includes(commune))) return "paris";
  return DEPARTEMENTS_ILE_DE_FRANCE.includes(departement) ? "ile-de-france" : "autres";
}

/** CCH, art. R. 441-1, 1°: no dwelling for a household above the ceilings of the dwelling, set and revised each 1 January. */
export type NaturePlafond = "plai" | "plus" | "pls";

export type MontantPlafond = {
  readonly montant: number;
  readonly source: string;
  readonly confiance: Confiance;
};

export type PlafondsMenage = Readonly<Record<NaturePlafond, MontantPlafond>>;

export type QuestionPlafond = {
  /** Revenu fiscal de référence retained for the household; null when it is not known. */
  readonly rfr: number | null;
  readonly categorie: CategoriePlafond | null;
  readonly zone: ZonePlafond | null;
  /** Of the ceilings. */
  readonly annee: number;
};

export type ReponsePlafond = {
  readonly position: PositionPlafond;
  /** Null when no table is known for the year, or when zone or category is not. */
  readonly plafonds: PlafondsMenage | null;
};

/** At the ceiling itself a household is under it: « n’excède pas ». */
export function positionPlafond(question: QuestionPlafond): ReponsePlafond {
  const { rfr, categorie, zone, annee } = question;
  const plafonds = categorie && zone ? readPlafonds(categorie, zone, annee) : null;
  if (plafonds === null || rfr === null || !(rfr >= 0)) return { position: "inconnue", plafonds };
  if (rfr <= plafonds.plai.montant) return { position: "plai", plafonds };
  if (rfr <= plafonds.plus.montant) return { position: "plus", plafonds };
  return { position: rfr <= plafonds.pls.montant ? "pls" : "au-dela", plafonds };
}

export function readPlafonds(categorie: CategoriePlafond, zone: ZonePlafond, annee: number): PlafondsMenage | null {
  const plus = TABLES_PLUS.find((table) => table.annee === annee);
  const plai = TABLES_PLAI.find((table) => table.annee === annee);
  if (!plus || !plai) return null;
  return {
    plai: montantOf(plai, categorie, zone),
    plus: montantOf(plus, categorie, zone),
    pls: plsOf(plus, categorie, zone),
  };
}

function montantOf({ montants, source, confiance }: TablePlafonds, categorie: CategoriePlafond, zone: ZonePlafond) {
  const ligne = montants[zone];
  return { montant: ligne[asIndex(categorie)] + categorie.supplementaires * ligne[6], source, confiance };
}

function plsOf(table: TablePlafonds, categorie: CategoriePlafond, zone: ZonePlafond): MontantPlafond {
  const { annee, montants, source } = table;
  const ligne = montants[zone];
  const rapport = findValeur(RAPPORT_PLS, `${annee}-01-01`);
  const toPls = (plus: number) => Math.floor((plus * rapport.valeur + 50) / 100);
  const montant = toPls(ligne[asIndex(categorie)]) + categorie.supplementaires * toPls(ligne[6]);
  return { montant, source: `${rapport.source} ; ${source}`, confiance: rapport.confiance };
}

function asIndex({ numero }: CategoriePlafond): 0 | 1 | 2 | 3 | 4 | 5 {
  const index = [0, 1, 2, 3, 4, 5] as const;
  return index[numero - 1] ?? 5;
}

/** In hundredths: in whole numbers a half is exactly a half. */
const RAPPORT_PLS: Parametre<number> = {
  nom: "plafond PLS rapporté au plafond PLUS",
  valeurs: [
    {
      depuis: "2017-01-01",
      valeur: 130,
      source: "Calculé : 130 % du plafond PLUS, arrondi à l’euro",
      confiance: "B",
    },
  ],
};

/** Years for which ceilings are known, oldest first. */
export const ANNEES_PLAFONDS: readonly number[] = TABLES_PLUS.map(({ annee }) => annee);

/** Share that resources must have lost for those of the last year to be retained. */
export const BAISSE_RESSOURCES: Parametre<number> = {
  nom: "baisse des ressources qui fait retenir l’année la plus récente",
  valeurs: [
    {
      depuis: "2017-01-01",
      valeur: 0.1,
      source:
        "Arrêté du 29 juillet 1987, article 4 : ressources de N-1 ou des douze derniers mois si elles ont baissé d’au moins 10 %",
      confiance: "R",
    },
  ],
};

export type RessourcesPlafond = {
  /** Revenu fiscal de référence of the year before last, of all who will live there; null when not known. */
  readonly rfr: number | null;
  /** Of the last year, or of the last twelve months; null when not known. */
  readonly rfrRecent: number | null;
  /**
   * The notice is still shared with a spouse or partner from whom one is separating (divorce, end of a PACS, violence): only one's own part is
   * retained. Null part: not known.
   */
  readonly separation?: { readonly partPropre: number | null };
};

export type RessourcesRetenues = {
  readonly montant: number | null;
  readonly motif: "n-2" | "baisse" | "separation" | "inconnues";
};

/** CCH, art. R. 441-1 and arrêté du 29 juillet 1987, art. 4: those of N-2, unless they fell since. */
export function retenirRessources(ressources: RessourcesPlafond, jour = PREMIER_JOUR): RessourcesRetenues {
  const { rfr, rfrRecent, separation } = ressources;
  const base = separation ? separation.partPropre : rfr;
  if (base === null) return { montant: null, motif: "inconnues" };
  const baisse = findValeur(BAISSE_RESSOURCES, jour).valeur;
  // In cents, so that a fall of a tenth to the cent is one.
  if (rfrRecent !== null && Math.round(rfrRecent * 100) <= Math.round(base * 100 * (1 - baisse))) {
    return { montant: rfrRecent, motif: "baisse" };
  }
  return { montant: base, motif: separation ? "separation" : "n-2" };
}
