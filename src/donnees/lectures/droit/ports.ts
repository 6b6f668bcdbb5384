import { z } from "zod";
import type { Enregistrement, Jeu, Saisie } from "#droit/regles/enregistrement.ts";

/** A set that was taken in, with what proves where it comes from. */
export const jeuRow = z.object({
  /** Written by `addJeu` alone, from what was verified when it was taken in. */
  jeu: z.custom<Jeu>((valeur) => typeof valeur === "object" && valeur !== null),
  /** SHA-256 of what was signed, and of the publisher's key, in hexadecimal. */
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
  /** Account of whoever typed it; null: closed since. */
  readonly compte: number | null;
  readonly confirmePar: string | null;
  readonly confirmeLe: string | null;
  readonly ecartePar: string | null;
  readonly ecarteLe: string | null;
  readonly motif: string | null;
};

export type SaisieAEcrire = Enregistrement & { readonly compte: number; readonly auteur: string };

export type DroitQueries = {
  /** Moves at each change of the two tables. */
  version(): Promise<number>;
  /** Territories whose leases are to be situated and classed again, the law that says how having changed. */
  aRederiver(): Promise<readonly string[]>;
  marquerDerivations(): Promise<void>;
  derivationFaite(epci: string): Promise<void>;
  /** For the transaction, so that acts on the law follow one another. */
  lock(): Promise<void>;
  jeux(): Promise<readonly JeuImporte[]>;
  saisies(): Promise<readonly SaisieSuivie[]>;
  addJeu(importe: Omit<JeuImporte, "importeLe">): Promise<void>;
  addSaisie(saisie: SaisieAEcrire): Promise<number>;
  /** false: it awaits no confirmation. */
  confirmer(id: number, par: { readonly compte: number; readonly nom: string }): Promise<boolean>;
  /** false: it was set aside already. */
  ecarter(id: number, par: string, motif: string): Promise<boolean>;
};
