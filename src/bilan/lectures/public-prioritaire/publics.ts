import type { CategoriePrioritaire } from "#donnees/regles/public-prioritaire/categorie.ts";
import type { Contingent } from "#droit/regles/attribution/attribution.ts";
import type { Bornes } from "#droit/regles/part.ts";
import type { Confiance } from "#socle/regles/shared/confiance.ts";
import type { Verdict } from "#socle/regles/shared/verdict.ts";
import type { Methode, SourceCitee } from "../bilan.ts";
import type { CategorieEnregistree, Liste } from "./ports.ts";

/** Leases on one réservataire's dwellings (or a bailleur's unreserved ones), and what the rule of the quarter says of them. */
export type ConstatQuart = {
  readonly contingent: Contingent;
  /** « Action Logement », or the name of the bailleur. */
  readonly nom: string;
  /** SIREN, for a bailleur's unreserved dwellings; null for a réservataire. */
  readonly bailleur: string | null;
  /** Leases on this contingent. */
  readonly assiette: number;
  /** Of them, to DALO or priority households, each once. */
  readonly realise: number;
  /** Of `realise`, those recognised by the commission de médiation; and leases whose DALO status nobody wrote. */
  readonly dalo: number;
  readonly daloInconnu: number;
  /** Of `assiette`, leases whose priority nobody wrote. */
  readonly indecis: number;
  /** Leases whose contingent nobody wrote: they may be on this one. */
  readonly contingentInconnu: number;
  /** Leases signed in Blaise that may be among them already: in the bounds alone. Absent of what was frozen before they were told apart. */
  readonly doublons?: number;
  readonly taux: number | null;
  readonly petitEffectif: boolean;
  readonly bornes: Bornes | null;
  /** null: no share is tested here (the State's contingent, a year before the law). */
  readonly plancher: { readonly taux: number; readonly confiance: Confiance } | null;
  /** ceil(plancher × assiette); null without a share to test. */
  readonly attendu: number | null;
  /** null too while the year is under way: nothing is missing before its end. */
  readonly manque: number | null;
  readonly verdict: Verdict;
  /** How many of the unknown decide an `indecidable` verdict, whatever they turn out to be, and at best; null when it is decided. */
  readonly trancher: { readonly suffit: number; readonly auMieux: number } | null;
  /** The figures in a sentence. */
  readonly phrase: string;
};

export type TravailleursEssentiels = {
  /** false before 23 February 2022: no obligation, nothing is shown as missing. */
  readonly applicable: boolean;
  /** Leases of the year; null when this person does not read the leases. */
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
  /** « 25 % »: what the text asks at the end of the year, or that none is known. */
  readonly part: string;
  /** Last month that holds a lease, 1 to 12; null without any. */
  readonly dernierMois: number | null;
  /**
   * Which quarters are not wholly published, as the bilan says it; null when the year is whole, or holds no lease. Absent of what was frozen
   * before it was told.
   */
  readonly enCours?: string | null;
  /** SIREN that the reading is narrowed to; null: the whole territory. */
  readonly bailleur: string | null;
  readonly nomBailleur: string | null;
  readonly total: number;
  /** Collectivités, Action Logement. */
  readonly reservataires: readonly ConstatQuart[];
  /** One a bailleur that has let an unreserved dwelling. */
  readonly nonReserves: readonly ConstatQuart[];
  /** The State's, and others whose share is not set by any text that we know: counted, not tested. */
  readonly sansTest: readonly ConstatQuart[];
  /** Leases without a contingent; null when every lease has one. */
  readonly contingentInconnu: ConstatQuart | null;
  readonly dalo: {
    readonly nombre: number;
    readonly inconnus: number;
    readonly phrase: string;
    /** One a bearer of such an objective. Absent of what was frozen before there were any. */
    readonly objectifs?: readonly ObjectifDalo[];
  };
  readonly travailleurs: TravailleursEssentiels;
  /** In force on `jour`, DALO first. */
  readonly categories: readonly CategoriePrioritaire[];
  readonly locales: readonly CategorieEnregistree[];
  readonly jour: string;
  /** null when this person does not read the leases of the territory one by one. */
  readonly rapprochement: RapprochementListes | null;
  /** The answer in a few sentences. */
  readonly reponse: readonly string[];
  readonly methodes: readonly Methode[];
  readonly sources: readonly SourceCitee[];
};

/** Who says that a household is of a priority public: SNE, SYPLO, a bailleur's list. Of the leases of the year. */
export type Croisement = {
  readonly sne: boolean;
  /** null: no such list is there for this person. */
  readonly syplo: boolean | null;
  readonly bailleur: boolean | null;
  readonly nombre: number;
};

/** What one kind of list knows and the SNE does not say. */
export type Perte = {
  /** Leases whose household the list knew as priority on the day of the lease. */
  readonly connus: number;
  /** Of them, not ticked in the SNE: lost for the count of the law. */
  readonly perdus: number;
  /** Of them, not filled in: the SNE says neither yes nor no. */
  readonly nonRenseignes: number;
  /** perdus / connus; null when the list knows nobody. */
  readonly part: number | null;
  /** On the list without a date that tells whether it was before the lease, and not ticked. */
  readonly indecis: number;
  /** Labelled after the lease, or gone from the list before it, and not ticked: nothing to correct. */
  readonly horsJour: number;
};

export type LigneRapprochement = {
  readonly siren: string;
  readonly nom: string;
  /** Priority leases by each; null without such a list: unknown is not 0. Then those of a list that the SNE does not tick. */
  readonly sne: number;
  readonly syplo: number | null;
  readonly bailleur: number | null;
  readonly perdus: number;
  readonly indecis: number;
  /** Ticked in the SNE, on no list; null without the préfet's list, which alone is everybody's. */
  readonly inverse: number | null;
};

export type NatureEcart = "perdu" | "non-renseigne" | "indecis" | "inverse";

/** One lease to look at: line numbers, never a number of household nor a name. */
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

/** The rule's result as the SNE gives it, then once the lists are written in it; null without such a list. */
export type AvantApres = {
  readonly avant: ConstatQuart;
  readonly avecSyplo: ConstatQuart | null;
  readonly avecToutes: ConstatQuart;
};

export type RapprochementListes = {
  readonly listes: readonly ListeLue[];
  /** The préfet's list is read by whoever reads the whole territory, and by nobody else. */
  readonly syploVisible: boolean;
  /** Leases that no list can be tied to any more, their key being destroyed. */
  readonly clesDetruites: number;
  readonly croisements: readonly Croisement[];
  /** null: no such list is there for this person. */
  readonly syplo: Perte | null;
  readonly bailleurs: Perte | null;
  /** Ticked in the SNE, on no published list; null without the préfet's list. */
  readonly inverse: number | null;
  readonly parBailleur: readonly LigneRapprochement[];
  readonly ecarts: readonly EcartListe[];
  readonly apres: readonly AvantApres[];
  readonly phrases: readonly string[];
};

/** What the convention asks of a bearer for households recognised DALO, and what the year's leases may make of it. */
export type ObjectifDalo = {
  /** « EPCI », a bailleur, a réservataire. */
  readonly nom: string;
  readonly realise: number;
  readonly attendu: number;
  /** Leases that could be one more. */
  readonly inconnus: number;
  readonly verdict: Verdict;
  /** Title of the version that writes it. */
  readonly acte: string;
  readonly phrase: string;
};
