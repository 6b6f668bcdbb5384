/** Pair of leases: a line of the file and a rehoused household's, a line and a commission's, or two signed in Blaise. */
export const NATURES_PAIRE = ["relogement", "commission", "interne"] as const;
export type NaturePaire = (typeof NATURES_PAIRE)[number];

/** Facts compared between two leases. `faits_paire` and `comparer_baux`, in the database, hold their weights. */
export const FAITS_PAIRE = [
  "date",
  "commune",
  "secteur",
  "situation",
  "quartile",
  "menage",
  "age",
  "typologie",
  "contingent",
  "relogement",
] as const;
export type FaitPaire = (typeof FAITS_PAIRE)[number];

export const LIBELLE_FAIT_PAIRE: Readonly<Record<FaitPaire, string>> = {
  date: "le jour du bail",
  commune: "la commune",
  secteur: "le secteur",
  situation: "la localisation",
  quartile: "le quartile",
  menage: "la taille du ménage",
  age: "l’âge du titulaire",
  typologie: "la typologie",
  contingent: "le contingent",
  relogement: "le relogement",
};

export const DECISIONS_PAIRE = ["meme", "distincts"] as const;
export type DecisionPaire = (typeof DECISIONS_PAIRE)[number];

export const LIBELLE_DECISION_PAIRE: Readonly<Record<DecisionPaire, string>> = {
  meme: "C’est le même bail",
  distincts: "Ce sont deux baux",
};

const LIGNE = "Ligne du fichier SNE";
const RELOGEMENT = "Bail d’un ménage relogé, dans Blaise";
const COMMISSION = "Bail signé après une commission, dans Blaise";

export const LIBELLES_COTES_PAIRE: Readonly<Record<NaturePaire, readonly [string, string]>> = {
  relogement: [LIGNE, RELOGEMENT],
  commission: [LIGNE, COMMISSION],
  interne: [RELOGEMENT, COMMISSION],
};

/** Known facts of one lease, without a name; unknown ones are absent. Codes are those of the facts of attribution. */
export type FaitsBail = {
  /** ISO day. */
  readonly signeLe?: string | undefined;
  readonly commune?: string | undefined;
  readonly secteur?: string | undefined;
  readonly situation?: string | undefined;
  readonly quartile?: string | undefined;
  readonly menage?: string | undefined;
  readonly age?: string | undefined;
  readonly typologie?: string | undefined;
  readonly contingent?: string | undefined;
  readonly relogement?: string | undefined;
};

/** `jours`: between the two signatures. */
export type Ressemblance = {
  readonly jours: number;
  readonly accords: readonly FaitPaire[];
  readonly desaccords: readonly FaitPaire[];
  readonly score: number;
};
