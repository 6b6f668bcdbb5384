import type { Porteur } from "./engagement.ts";

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
