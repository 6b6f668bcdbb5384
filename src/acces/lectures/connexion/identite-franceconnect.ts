/** The person's identity by FranceConnect, once everything verifiable is verified. */
export type IdentiteDonnee = {
  /** Keyed hash of the subject: stable for this service, and names nobody. */
  readonly sujet: string;
  readonly nom: string | null;
  readonly nomUsage: string | null;
  /** All first names, as FranceConnect writes them. */
  readonly prenom: string | null;
  /** null: the day is incomplete. */
  readonly naissance: string | null;
};

/** `idToken` closes FranceConnect's own session. */
export type IdentiteFranceConnect = IdentiteDonnee & { readonly idToken: string };
