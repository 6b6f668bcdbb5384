import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import type { MailleParc, ThemeParc } from "./ports.ts";

/** Content of the stock's page and files. */
export type ObservatoireParc = {
  readonly epci: string;
  readonly millesime: string;
  /** Published, ascending. */
  readonly millesimes: readonly string[];
  readonly theme: ThemeParc;
  readonly maille: MailleParc;
  /** Filter of the table of résidences; null: all. */
  readonly commune: string | null;
  /** Communes with social housing, by name. */
  readonly communes: readonly { readonly code: string; readonly nom: string }[];
  /** The territory has its own zones. */
  readonly zonesLocales: boolean;
  readonly logements: number;
  readonly source: string;
  /** What the file does not say, in dwellings, of `sur` of which it should be said; those at nought are left out. */
  readonly inconnus: readonly {
    readonly libelle: string;
    readonly logements: number;
    readonly sur: number;
    readonly part: number;
  }[];
  /** The side that RPLS writes against the computed one, in one sentence; null: no dwelling has both. */
  readonly controleZones: string | null;
  readonly figures: readonly Figure[];
};
