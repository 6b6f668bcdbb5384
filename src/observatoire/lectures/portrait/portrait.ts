import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { Maille } from "#socle/regles/observatoire/maille.ts";

/** A résidence has a fiche instead of a portrait. */
export const MAILLES_PORTRAIT = ["commune", "qpv", "bailleur"] as const satisfies readonly Maille[];
export type MaillePortrait = (typeof MAILLES_PORTRAIT)[number];

export type SujetPortrait = { readonly code: string; readonly nom: string };

export type SectionPortrait = {
  /** « Parc » */
  readonly titre: string;
  /** Two rows, the subject and the territory, taken from the figure of the observatory's page. */
  readonly figure: Figure;
  /** Observatory's page of the whole figure, under the territory; null: none. */
  readonly chemin: string | null;
};

export type Portrait = {
  readonly epci: string;
  readonly territoire: string;
  readonly demonstration: boolean;
  readonly maille: MaillePortrait;
  readonly sujet: SujetPortrait;
  readonly phrases: readonly string[];
  readonly sections: readonly SectionPortrait[];
  /** Résidences with an established deviation, widest first; null: no survey was read. */
  readonly residences: readonly { readonly nom: string; readonly chemin: string }[] | null;
  readonly absents: readonly string[];
  readonly sources: readonly string[];
};

/** Subjects named by the published stock. */
export type ChoixPortraits = {
  readonly millesime: string | null;
  readonly listes: readonly { readonly maille: MaillePortrait; readonly sujets: readonly SujetPortrait[] }[];
};
