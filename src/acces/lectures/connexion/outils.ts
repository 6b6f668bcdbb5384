import type { CleAcces, Compte } from "./ports.ts";

/** What login needs of packages: given by the composition root, faked in tests. */

/** Slow on purpose: whoever steals the hashes pays it for each guess. */
export type Hacheur = {
  /** PHC form, with the parameters of the day. */
  hash(motDePasse: string): Promise<string>;
  /** false for a hash that cannot be read. */
  verify(phc: string, motDePasse: string): Promise<boolean>;
  isCurrent(phc: string): boolean;
  /** A hash of nobody's password, with the parameters of the day: what is verified when there is none. */
  factice(): Promise<string>;
};

export type Essai = {
  readonly adresse: string;
  /** As typed, lower case: an unknown one is counted like any other. */
  readonly courriel: string;
  /** A device that has already come in; its trials are counted apart. */
  readonly appareil: string | null;
};

export type Reservation =
  | { readonly accordee: true; recordSucces(): Promise<void> }
  | { readonly accordee: false; readonly attenteS: number };

/** Counts before hashing: trials sent together are counted one by one. */
export type Frein = { reserve(essai: Essai): Promise<Reservation> };

export type OptionsCle = { readonly options: unknown; readonly challenge: string };

export type VerificateurCles = {
  prepareAjout(compte: Compte, cles: readonly CleAcces[]): Promise<OptionsCle>;
  /** null: the answer does not hold. */
  verifyAjout(
    reponse: unknown,
    challenge: string,
  ): Promise<Pick<CleAcces, "identifiant" | "clePublique" | "compteur" | "transports"> | null>;
  prepareLogin(): Promise<OptionsCle>;
  /** Which key answers; null when the answer has no form. */
  identifiantOf(reponse: unknown): string | null;
  /** The new counter; null: the answer does not hold. */
  verifyLogin(reponse: unknown, challenge: string, cle: CleAcces): Promise<number | null>;
};

/** Who ProConnect says it is, once everything that can be verified has been. */
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

/** An OpenID provider; `I`: what it says of the person. */
export type Fournisseur<I> = {
  prepare(): Promise<Depart>;
  /** `retour`: the whole address called back. Throws whatever goes wrong: the caller tells the user nothing of it. */
  finish(retour: URL, contenu: Readonly<Record<string, unknown>>): Promise<I>;
  /** Where to close the provider's own session; null when it has no such place. `etat` comes back with the browser. */
  closeAddress(idToken: string, etat?: string): Promise<string | null>;
};

export type FournisseurIdentite = Fournisseur<Identite>;
