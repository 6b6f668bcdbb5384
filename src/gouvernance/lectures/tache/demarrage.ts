/** Steps from an open territory to its first frozen report, in their order. */
export const ETAPES_DEMARRAGE = ["inviter", "deposer", "reparer", "publier", "relire", "figer", "pdf"] as const;
export type CodeEtape = (typeof ETAPES_DEMARRAGE)[number];

/** `cachee`: the person may not see what it is made of, and is told whose it is. */
export type EtatEtape = "faite" | "ici" | "a-venir" | "cachee";

export type Etape = {
  readonly code: CodeEtape;
  readonly etat: EtatEtape;
  /** Where it stands, in one sentence. */
  readonly dit: string;
  /** Null for whoever may not do it. `chemin`: under the territory. */
  readonly lien: { readonly chemin: string; readonly libelle: string } | null;
  /** People who were invited and never came: their invitation is sent again from here. */
  readonly attendus?: readonly { readonly id: number; readonly nom: string }[];
};

/** Read of what is there at each page: nothing of it is written anywhere. */
export type Demarrage = {
  readonly etapes: readonly Etape[];
  /** The first report is frozen, or the person has no part left in it: it is no longer put before them. */
  readonly fini: boolean;
};
