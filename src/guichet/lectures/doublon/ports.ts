import { z } from "zod";
import type { DecisionDoublon, Rapprochement } from "../../regles/doublon/fiche-doublon.ts";

const texte = z.string().nullable();

/** Compared fields of a file. */
export const dossierDoublonRow = z.object({
  id: z.string(),
  reference: texte,
  guichet: z.number().nullable(),
  /** Day from which the seniority counts. */
  ancienneteLe: texte,
  numeroHash: texte,
  civilite: z.enum(["madame", "monsieur"]).nullable(),
  nom: texte,
  nomUsage: texte,
  prenom: texte,
  naissance: texte,
  telephone: texte,
  courriel: texte,
  adresse: texte,
  adresseCommune: texte,
});
export type DossierDoublon = Readonly<z.infer<typeof dossierDoublonRow>>;

export type NouveauDoublon = {
  readonly demandeur: string;
  readonly autre: string;
  readonly autreGuichet: number | null;
  readonly rapprochement: Rapprochement;
};

/** A pair of files. A file that the reader may not open is null: only its desk is known. */
export type Doublon = {
  readonly id: number;
  readonly trouveLe: string;
  readonly rapprochement: Rapprochement;
  readonly decision: DecisionDoublon | null;
  readonly decideLe: string | null;
  readonly dossiers: readonly [DossierDoublon | null, DossierDoublon | null];
  readonly guichets: readonly [string | null, string | null];
};

export type DoublonQueries = {
  /** The reader's files, drafts and closed files excluded. */
  dossiers(epci: string): Promise<readonly DossierDoublon[]>;
  /** Pairs of ids that share a key: birth date, phone, e-mail, or both names. */
  candidats(epci: string): Promise<readonly (readonly [string, string])[]>;
  /** Keeps a known pair as it is, decided or not. Returns the count of new pairs. */
  garder(epci: string, doublons: readonly NouveauDoublon[], trouveLe: string): Promise<number>;
  /** Undecided pairs first, by decreasing certainty. */
  list(epci: string, limite: number): Promise<readonly Doublon[]>;
  compter(epci: string): Promise<{ readonly dossiers: number; readonly aJuger: number }>;
  /** Locks the pair. */
  find(epci: string, id: number): Promise<Doublon | null>;
  juger(epci: string, id: number, decision: DecisionDoublon): Promise<void>;
  /** Undecided pairs of one file. */
  deDossier(epci: string, demandeur: string): Promise<readonly Doublon[]>;
};
