import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { Maille } from "#socle/regles/observatoire/maille.ts";

/** What a portrait may be of: a résidence has a fiche of its own. */
export const MAILLES_PORTRAIT = ["commune", "qpv", "bailleur"] as const satisfies readonly Maille[];
export type MaillePortrait = (typeof MAILLES_PORTRAIT)[number];

export type SujetPortrait = { readonly code: string; readonly nom: string };

export type SectionPortrait = {
  /** « Parc » */
  readonly titre: string;
  /** Two rows: the subject, then the territory. Taken from the figure of the observatory's page, never counted again. */
  readonly figure: Figure;
  /** Page of the observatory where the same figure is for all, under the territory; null: there is none. */
  readonly chemin: string | null;
};

/** One commune, neighbourhood or bailleur beside the whole territory, on one page. */
export type Portrait = {
  readonly epci: string;
  readonly territoire: string;
  readonly demonstration: boolean;
  readonly maille: MaillePortrait;
  readonly sujet: SujetPortrait;
  readonly phrases: readonly string[];
  readonly sections: readonly SectionPortrait[];
  /** Résidences whose deviation is established, the widest first; null: no survey was read. */
  readonly residences: readonly { readonly nom: string; readonly chemin: string }[] | null;
  /** What is not said of this subject, and why. */
  readonly absents: readonly string[];
  readonly sources: readonly string[];
};

/** What may be chosen: what the published stock names. */
export type ChoixPortraits = {
  readonly millesime: string | null;
  /** In the order in which they are shown. */
  readonly listes: readonly { readonly maille: MaillePortrait; readonly sujets: readonly SujetPortrait[] }[];
};
