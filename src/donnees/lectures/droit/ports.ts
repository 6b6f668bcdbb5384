import { z } from "zod";
import type { Enregistrement, Jeu, Saisie } from "#droit/regles/enregistrement.ts";

/** An imported set, with the proof of its origin. */
export const jeuRow = z.object({
  /** Only `addJeu` writes it, from a verified set. */
  jeu: z.custom<Jeu>((valeur) => typeof valeur === "object" && valeur !== null),
  /** SHA-256 of the signed content, and of the publisher's key, in hexadecimal. */
  empreinte: z.string(),
  cle: z.string(),
  importePar: z.string(),
  importeLe: z.string(),
});
export type JeuImporte = Readonly<z.infer<typeof jeuRow>>;

export const ETATS_SAISIE = ["a-confirmer", "confirmee", "ecartee"] as const;
export type EtatSaisie = (typeof ETATS_SAISIE)[number];

/** A record typed on a page, confirmed by a second person. */
export type SaisieSuivie = Saisie & {
  readonly etat: EtatSaisie;
  readonly saisiLe: string;
  /** Account of the author; null: closed since. */
  readonly compte: number | null;
  readonly confirmePar: string | null;
  readonly confirmeLe: string | null;
  readonly ecartePar: string | null;
  readonly ecarteLe: string | null;
  readonly motif: string | null;
};

export type SaisieAEcrire = Enregistrement & { readonly compte: number; readonly auteur: string };

export type DroitQueries = {
  /** Changes with the two tables. */
  version(): Promise<number>;
  /** Territories whose leases must be derived again, since the law has changed. */
  aRederiver(): Promise<readonly string[]>;
  marquerDerivations(): Promise<void>;
  derivationFaite(epci: string): Promise<void>;
  /** Serialises the acts on the law, until the end of the transaction. */
  lock(): Promise<void>;
  jeux(): Promise<readonly JeuImporte[]>;
  saisies(): Promise<readonly SaisieSuivie[]>;
  addJeu(importe: Omit<JeuImporte, "importeLe">): Promise<void>;
  addSaisie(saisie: SaisieAEcrire): Promise<number>;
  /** false: no confirmation is awaited. */
  confirmer(id: number, par: { readonly compte: number; readonly nom: string }): Promise<boolean>;
  /** false: already set aside. */
  ecarter(id: number, par: string, motif: string): Promise<boolean>;
};
