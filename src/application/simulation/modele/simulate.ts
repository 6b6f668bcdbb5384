import type { HypothesesSimulation } from "#domain/simulation/hypotheses.ts";
import type { ResultatSimulation } from "./resultat.ts";

/** `graine`: whole, 0 to 2³² − 1. `onProgress` gets the share done, 0 to 1; false stops the simulation, which then gives null. */
export type OptionsSimulation = {
  readonly graine: number;
  readonly tirages: number;
  readonly onProgress?: (fait: number) => boolean;
};

export function simulate(_hypotheses: HypothesesSimulation, _options: OptionsSimulation): ResultatSimulation | null {
  throw new Error("not yet");
}
