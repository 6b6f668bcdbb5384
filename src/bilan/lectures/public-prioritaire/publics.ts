import type { CategoriePrioritaire } from "#donnees/regles/public-prioritaire/categorie.ts";
import type { Contingent } from "#droit/regles/attribution/attribution.ts";
import type { Bornes } from "#droit/regles/part.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import type { Methode, SourceCitee } from "../bilan.ts";
import type { CategorieEnregistree, Liste } from "./ports.ts";

/** The rule of the quarter on one réservataire's leases (or on a bailleur's unreserved ones). */
export type ConstatQuart = {
  readonly contingent: Contingent;
  /** « Action Logement », or the name of the bailleur. */
  readonly nom: string;
  /** SIREN, for a bailleur's unreserved dwellings; null for a réservataire. */
  readonly bailleur: string | null;
  /** Leases on this contingent. */
  readonly assiette: number;
  /** Part of `assiette` for DALO or priority households, each once. */
  readonly realise: number;
  /** Part of `realise` recognised by the commission de médiation; and leases of unknown DALO status. */
  readonly dalo: number;
  readonly daloInconnu: number;
  /** Part of `assiette` of unknown priority. */
  readonly indecis: number;
  /** Leases of unknown contingent, which may be on this one. */
  readonly contingentInconnu: number;
  /** Leases signed in Blaise that may already be among them: only in the bounds. Absent from older frozen reports. */
  readonly doublons?: number;
  /** Lines of the year's files that were not read: only in the bounds. Absent without any, and from older frozen reports. */
  readonly rejetees?: number;
  readonly taux: number | null;
  readonly petitEffectif: boolean;
  readonly bornes: Bornes | null;
  /** null: no share is tested (the State's contingent, a year before the law). */
  readonly plancher: { readonly taux: number; readonly confiance: Confiance } | null;
  /** ceil(plancher × assiette); null without a tested share. */
  readonly attendu: number | null;
  /** null during the year too: nothing is missing before its end. */
  readonly manque: number | null;
  readonly verdict: Verdict;
  /** Unknown leases that decide an `indecidable` verdict, whatever the answers, and at best; null when decided. */
  readonly trancher: { readonly suffit: number; readonly auMieux: number } | null;
  /** The figures in a sentence. */
  readonly phrase: string;
};

export type TravailleursEssentiels = {
  /** false before 23 February 2022: without an obligation, nothing is missing. */
  readonly applicable: boolean;
  /** Leases of the year; null when this person may not read leases. */
  readonly total: number | null;
  readonly realise: number | null;
  readonly inconnus: number | null;
  readonly objectif: { readonly taux: number | null; readonly nombre: number | null; readonly version: string } | null;
  readonly attendu: number | null;
  readonly bornes: Bornes | null;
  readonly verdict: Verdict;
  readonly phrase: string;
};

export type PublicsPrioritaires = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly annee: number;
  /** « 25 % »: the text's share at the end of the year, or that none is known. */
  readonly part: string;
  /** Last month with a lease, 1 to 12; null without any. */
  readonly dernierMois: number | null;
  /** The bilan's sentence on incomplete quarters; null when the year is whole, or has no lease. Absent from older frozen reports. */
  readonly enCours?: string | null;
  /** SIREN of the only bailleur; null: the whole territory. */
  readonly bailleur: string | null;
  readonly nomBailleur: string | null;
  readonly total: number;
  /** Collectivités, Action Logement. */
  readonly reservataires: readonly ConstatQuart[];
  /** One per bailleur with a let, unreserved dwelling. */
  readonly nonReserves: readonly ConstatQuart[];
  /** The State's contingent, and others without a known share: counted, not tested. */
  readonly sansTest: readonly ConstatQuart[];
  /** Leases without a contingent; null: none. */
  readonly contingentInconnu: ConstatQuart | null;
  readonly dalo: {
    readonly nombre: number;
    readonly inconnus: number;
    readonly phrase: string;
    /** One per bearer of such an objective. Absent from older frozen reports. */
    readonly objectifs?: readonly ObjectifDalo[];
  };
  readonly travailleurs: TravailleursEssentiels;
  /** In force on `jour`, DALO first. */
  readonly categories: readonly CategoriePrioritaire[];
  readonly locales: readonly CategorieEnregistree[];
  readonly jour: string;
  /** null when this person may not read the territory's leases one by one. */
  readonly rapprochement: RapprochementListes | null;
  /** The answer in a few sentences. */
  readonly reponse: readonly string[];
  readonly methodes: readonly Methode[];
  readonly sources: readonly SourceCitee[];
};

/** Which sources say priority (SNE, SYPLO, a bailleur's list), over the leases of the year. */
export type Croisement = {
  readonly sne: boolean;
  /** null: this person has no such list. */
  readonly syplo: boolean | null;
  readonly bailleur: boolean | null;
  readonly nombre: number;
};

/** What one kind of list knows and the SNE lacks. */
export type Perte = {
  /** Leases whose household was priority on the list, on the day of the lease. */
  readonly connus: number;
  /** Part of `connus` unticked in the SNE: lost for the legal count. */
  readonly perdus: number;
  /** Part of `connus` left empty in the SNE. */
  readonly nonRenseignes: number;
  /** perdus / connus; null when the list has nobody. */
  readonly part: number | null;
  /** On the list without a date to compare with the lease, and unticked. */
  readonly indecis: number;
  /** Labelled after the lease, or gone from the list before, and unticked: nothing to correct. */
  readonly horsJour: number;
};

export type LigneRapprochement = {
  readonly siren: string;
  readonly nom: string;
  /** Priority leases by source; null without the list: unknown is not 0. Then those of a list that the SNE does not tick. */
  readonly sne: number;
  readonly syplo: number | null;
  readonly bailleur: number | null;
  readonly perdus: number;
  readonly indecis: number;
  /** Ticked in the SNE, on no list; null without the préfet's list, the only complete one. */
  readonly inverse: number | null;
};

export type NatureEcart = "perdu" | "non-renseigne" | "indecis" | "inverse";

/** One lease to check, by line numbers, without a household number or name. */
export type EcartListe = {
  readonly nature: NatureEcart;
  readonly bailleur: string;
  readonly nomBailleur: string;
  /** 1 to 12. */
  readonly mois: number;
  readonly contingent: Contingent;
  readonly fichier: string;
  readonly ligne: number;
  /** « SYPLO, ligne 12 » ; empty when no list knows the household. */
  readonly listes: string;
  readonly action: string;
};

export type ListeLue = {
  readonly liste: Liste;
  readonly nom: string;
  readonly fichier: string;
  readonly lignes: number;
  readonly menages: number;
  readonly sansAttribution: number;
};

/** The rule's result by the SNE, then with the lists added; null without the list. */
export type AvantApres = {
  readonly avant: ConstatQuart;
  readonly avecSyplo: ConstatQuart | null;
  readonly avecToutes: ConstatQuart;
};

export type RapprochementListes = {
  readonly listes: readonly ListeLue[];
  /** Only readers of the whole territory see the préfet's list. */
  readonly syploVisible: boolean;
  /** Leases with a destroyed key, which no list can match any more. */
  readonly clesDetruites: number;
  readonly croisements: readonly Croisement[];
  /** null: this person has no such list. */
  readonly syplo: Perte | null;
  readonly bailleurs: Perte | null;
  /** Ticked in the SNE, on no published list; null without the préfet's list. */
  readonly inverse: number | null;
  readonly parBailleur: readonly LigneRapprochement[];
  readonly ecarts: readonly EcartListe[];
  readonly apres: readonly AvantApres[];
  readonly phrases: readonly string[];
};

/** An objective for households recognised DALO, and its state given the year's leases. */
export type ObjectifDalo = {
  /** « EPCI », a bailleur, a réservataire. */
  readonly nom: string;
  readonly realise: number;
  readonly attendu: number;
  /** Leases that may add one. */
  readonly inconnus: number;
  readonly verdict: Verdict;
  /** Title of the version that writes it. */
  readonly acte: string;
  readonly phrase: string;
};
