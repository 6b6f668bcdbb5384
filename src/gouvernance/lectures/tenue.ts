import type { EtatPresence } from "#socle/regles/gouvernance/reunion.ts";
import type { ManqueCloture } from "../regles/point-cloture.ts";
import type { QuorumLu } from "../regles/quorum.ts";
import type { DecisionInstance, Instance, MembreInstance, PointReunion, Reunion } from "./ports.ts";

/** A member on the day of the meeting; `etat` null: unknown attendance. */
export type MembrePresent = MembreInstance & {
  readonly etat: EtatPresence | null;
  readonly mandataire: number | null;
};

export type PointTenu = PointReunion & { readonly decisions: readonly DecisionInstance[] };

/** Data of the page of a meeting in progress; the minutes are made from it. */
export type Tenue = {
  readonly reunion: Reunion;
  readonly instance: Instance;
  /** « 2018-CC-02 ». */
  readonly numero: string;
  readonly membres: readonly MembrePresent[];
  readonly quorum: QuorumLu;
  readonly points: readonly PointTenu[];
  /** What prevents the closing. */
  readonly manques: readonly ManqueCloture[];
};
