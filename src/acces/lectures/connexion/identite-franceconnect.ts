/** Who FranceConnect says it is, once everything that can be verified has been. */
export type IdentiteDonnee = {
  /** Keyed hash of the subject: stable for this service, and no name of anybody. */
  readonly sujet: string;
  readonly nom: string | null;
  readonly nomUsage: string | null;
  /** As FranceConnect writes them: all of them, one after the other. */
  readonly prenom: string | null;
  /** null: the day is not known entirely. */
  readonly naissance: string | null;
};

/** `idToken` closes the session there. */
export type IdentiteFranceConnect = IdentiteDonnee & { readonly idToken: string };
