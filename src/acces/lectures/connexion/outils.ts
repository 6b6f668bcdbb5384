import type { CleAcces, Compte } from "./ports.ts";

/** Packages that login needs, given by the composition root and faked in tests. */

/** Slow on purpose: a thief of the hashes pays for each guess. */
export type Hacheur = {
  /** PHC format, with the present parameters. */
  hash(motDePasse: string): Promise<string>;
  /** false for an unreadable hash. */
  verify(phc: string, motDePasse: string): Promise<boolean>;
  isCurrent(phc: string): boolean;
  /** A hash of no password, with the present parameters: verified when the account has none. */
  factice(): Promise<string>;
};

export type Essai = {
  readonly adresse: string;
  /** As typed, in lower case: unknown ones are counted alike. */
  readonly courriel: string;
  /** A device that has already logged in, whose trials are counted apart. */
  readonly appareil: string | null;
};

export type Reservation =
  | { readonly accordee: true; recordSucces(): Promise<void> }
  | { readonly accordee: false; readonly attenteS: number };

/** Counts before hashing: simultaneous trials are counted one by one. */
export type Frein = { reserve(essai: Essai): Promise<Reservation> };

export type OptionsCle = { readonly options: unknown; readonly challenge: string };

export type VerificateurCles = {
  prepareAjout(compte: Compte, cles: readonly CleAcces[]): Promise<OptionsCle>;
  /** null: the answer is invalid. */
  verifyAjout(
    reponse: unknown,
    challenge: string,
  ): Promise<Pick<CleAcces, "identifiant" | "clePublique" | "compteur" | "transports"> | null>;
  prepareLogin(): Promise<OptionsCle>;
  /** Identifier of the key that answers; null for an unreadable answer. */
  identifiantOf(reponse: unknown): string | null;
  /** The new counter; null: the answer is invalid. */
  verifyLogin(reponse: unknown, challenge: string, cle: CleAcces): Promise<number | null>;
};

/** The person's identity by ProConnect, once everything verifiable is verified. */
export type Identite = {
  readonly emetteur: string;
  readonly sujet: string;
  readonly courriel: string | null;
  /** null: the provider does not say. */
  readonly courrielVerifie: boolean | null;
  readonly siret: string | null;
  readonly idToken: string;
};

export type Depart = { readonly adresse: string; readonly contenu: Readonly<Record<string, string>> };

/** An OpenID provider; `I`: what it tells about the person. */
export type Fournisseur<I> = {
  prepare(): Promise<Depart>;
  /** `retour`: the whole address called back. Throws on any failure, whose reason the caller must not show. */
  finish(retour: URL, contenu: Readonly<Record<string, unknown>>): Promise<I>;
  /** Address that closes the provider's own session; null when it has none. `etat` comes back with the browser. */
  closeAddress(idToken: string, etat?: string): Promise<string | null>;
};

export type FournisseurIdentite = Fournisseur<Identite>;
