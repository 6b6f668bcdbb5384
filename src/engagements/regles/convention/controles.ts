import type { Porteur } from "./engagement.ts";
import type { Version } from "./version.ts";

/** `bloquant`: prevents the entry into force. `alerte`: an inconsistency that the parties may keep. `information`: worth knowing. */
export type GraviteControle = "bloquant" | "alerte" | "information";

/** An inconsistency of a version, internal, with its reference year or with the law. */
export type ControleConvention = {
  readonly code: string;
  readonly gravite: GraviteControle;
  readonly annee: number | null;
  readonly porteur: Porteur | null;
  /** French, shown as is. */
  readonly phrase: string;
};

/** Bases hors QPV of a year by SIREN, from the published files. */
export type AssiettesObservees = { readonly annee: number; readonly horsQpv: ReadonlyMap<string, number> };

export type MatiereControle = {
  readonly version: Pick<
    Version,
    "engagements" | "territorialises" | "signataires" | "etapes" | "depuis" | "reprise" | "parent" | "application"
  >;
  /** SIREN → name. */
  readonly noms: Readonly<Record<string, string>>;
  /** Code → name of the communes and QPV; absent: codes are shown. */
  readonly lieux?: ReadonlyMap<string, string>;
  /** null when the reader may not see every bailleur's attributions: missing bailleurs are then not reported. */
  readonly observees: AssiettesObservees | null;
  /** Day of the law for an unsigned version. */
  readonly jour: string;
};
