/**
 * Answers of a household, step by step. Its names are in `Identite` and `PersonneDossier`; health, violence,
 * nationality and DALO are in `ReponsesSensibles`; each has its own table. Lists: cerfa n° 14069*05 and the SNE interface.
 */
export const TRI = ["oui", "non", "inconnu"] as const;
export type Tri = (typeof TRI)[number];

export const SITUATIONS_FAMILIALES = [
  "celibataire",
  "marie",
  "pacse",
  "concubin",
  "separe",
  "divorce",
  "veuf",
] as const;
export type SituationFamiliale = (typeof SITUATIONS_FAMILIALES)[number];

/** D2 to D11 of the form. */
export const SITUATIONS_PROFESSIONNELLES = [
  "salarie-prive",
  "agent-etat",
  "agent-hospitalier",
  "agent-collectivite",
  "etudiant-apprenti",
  "assistant-familial",
  "independant",
  "chomage",
  "retraite",
  "autre",
] as const;
export type SituationProfessionnelle = (typeof SITUATIONS_PROFESSIONNELLES)[number];

/** « Ressources reçues » of the SNE interface, without the housing aids. */
export const SOURCES_REVENU = [
  "salaire",
  "chomage",
  "retraite",
  "rsa",
  "allocations-familiales",
  "aah",
  "invalidite",
  "pension-recue",
  "bourse",
  "autre",
] as const;
export type SourceRevenu = (typeof SOURCES_REVENU)[number];

/** « Modèle de logement » of the SNE interface. */
export const MODES_LOGEMENT = [
  "hlm",
  "locataire-prive",
  "residence-sociale",
  "residence-etudiante",
  "heberge-famille",
  "heberge-particulier",
  "structure-hebergement",
  "hotel",
  "logement-fonction",
  "loge-gratuitement",
  "proprietaire",
  "camping",
  "sans-abri",
  "squat",
] as const;
export type ModeLogement = (typeof MODES_LOGEMENT)[number];

export const TYPOLOGIES = ["chambre", "T1", "T2", "T3", "T4", "T5", "T6+"] as const;
export type TypologieCherchee = (typeof TYPOLOGIES)[number];

/** Amounts in euros a month, a year for `rfr`; null: answered « je ne sais pas ». Absent: not answered. */
export type Reponses = {
  /** Count of saves of each answered question, « je ne sais pas » included: it detects a form sent from an outdated page. */
  readonly repondues?: Readonly<Record<string, number>>;
  readonly vous?: { readonly situation: SituationFamiliale | null };
  readonly menage?: { readonly seul: boolean };
  readonly revenus?: {
    readonly sources: readonly SourceRevenu[];
    readonly mensuel: number | null;
    readonly pensionVersee: number | null;
    /** Reference income of the year N-2, which the ceilings read (CCH, art. R. 441-1), and of N-1 when it fell by a tenth. */
    readonly rfr: number | null;
    readonly rfrN1: number | null;
    readonly profession: SituationProfessionnelle | null;
    readonly contratCourt: Tri;
    readonly employeurSiret: string | null;
    /** More than ten employees: the private employer contributes to Action Logement. */
    readonly employeurPlusDeDix: Tri;
  };
  readonly logementActuel?: {
    readonly mode: ModeLogement | null;
    readonly commune: string | null;
    readonly bailleurSiren: string | null;
    readonly depuis: string | null;
    readonly loyer: number | null;
    readonly charges: number | null;
    readonly aide: number | null;
    readonly personnes: number | null;
    readonly surface: number | null;
    readonly pieces: number | null;
    readonly proprietaireAilleurs: Tri;
  };
  readonly recherche?: {
    /** Codes of the SNE list, the main one first; « 06 », « 07 » and « 08 » are stored with the sensitive answers. */
    readonly motifs: readonly string[];
    readonly typologies: readonly TypologieCherchee[];
    readonly genre: "appartement" | "maison" | "indifferent";
    readonly elargir: boolean;
    readonly loyerMax: number | null;
    /** Fast lane: a furnished dwelling, or a move for work to settle within days. */
    readonly meuble: boolean;
    readonly mobilite: { readonly du: string | null; readonly au: string | null } | null;
  };
};

/** Stored in a table of their own (RGPD, art. 9): encrypted, opened with a reason. */
export type ReponsesSensibles = {
  readonly nationalite?: "francaise" | "union-europeenne" | "hors-union" | "inconnue";
  readonly handicap?: { readonly personnes: number; readonly fauteuil: Tri; readonly accessible: Tri };
  readonly motifs?: readonly string[];
  readonly violences?: Tri;
  readonly dalo?: "reconnu" | "en-cours" | "non" | "inconnu";
};

export type Identite = {
  readonly civilite: "madame" | "monsieur" | null;
  /** Birth name, which the national system registers. */
  readonly nom: string | null;
  readonly nomUsage: string | null;
  readonly prenom: string | null;
  readonly naissance: string | null;
  readonly courriel: string | null;
  readonly telephone: string | null;
  readonly adresse: string | null;
  readonly adresseCommune: string | null;
  readonly accordCourriel: boolean;
  readonly accordSms: boolean;
};

export const QUALITES_PERSONNE = [
  "conjoint",
  "cotitulaire",
  "a-charge",
  "garde-partagee",
  "a-naitre",
  "autre",
] as const;
export type QualitePersonne = (typeof QUALITES_PERSONNE)[number];

export type PersonneDossier = {
  readonly rang: number;
  readonly qualite: QualitePersonne;
  readonly lien: string | null;
  readonly nom: string | null;
  readonly prenom: string | null;
  readonly naissance: string | null;
};

/** A commune (INSEE code) or a secteur of the EPCI, in the household's order of preference. */
export type Souhait = { readonly commune: string } | { readonly secteur: string };
