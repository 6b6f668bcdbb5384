import type { Porteur } from "./engagement.ts";
import type { Version } from "./version.ts";

/** `bloquant`: the version cannot enter into force. `alerte`: an inconsistency that the parties may keep. `information`: to be known. */
export type GraviteControle = "bloquant" | "alerte" | "information";

/** What a version of the convention says against itself, against its reference year or against the law. */
export type ControleConvention = {
  readonly code: string;
  readonly gravite: GraviteControle;
  readonly annee: number | null;
  readonly porteur: Porteur | null;
  /** French, shown as is. */
  readonly phrase: string;
};

/** Bases hors QPV of a year by SIREN, as the published files give them. */
export type AssiettesObservees = { readonly annee: number; readonly horsQpv: ReadonlyMap<string, number> };

export type MatiereControle = {
  readonly version: Pick<
    Version,
    "engagements" | "territorialises" | "signataires" | "etapes" | "depuis" | "reprise" | "parent" | "application"
  >;
  /** SIREN → name. */
  readonly noms: Readonly<Record<string, string>>;
  /** Code → name of the communes and neighbourhoods; absent: they are told by their codes. */
  readonly lieux?: ReadonlyMap<string, string>;
  /** null for whoever may not read every bailleur's attributions: nothing is then said of who is left out. */
  readonly observees: AssiettesObservees | null;
  /** The day on which the law is read for a version that nobody has signed yet. */
  readonly jour: string;
};
