import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import type { AppDeps } from "#socle/routes/deps.ts";
import { preparerDiffusion } from "../../actes/diffusion/preparer-diffusion.ts";
import type { TravailDiffusion } from "../../pages/diffusion/diffusion-page.tsx";

/** Running preparations, one per territory, in this process: an interrupted one must be requested again. */
export class Preparations {
  readonly #deps: Pick<AppDeps, "log">;
  readonly #travaux = new Map<string, TravailDiffusion>();
  readonly #echecs = new Map<string, string>();

  constructor(deps: Pick<AppDeps, "log">) {
    this.#deps = deps;
  }

  of(epci: string): TravailDiffusion | null {
    return this.#travaux.get(epci) ?? null;
  }

  /** Why the last one failed; cleared by the read. */
  takeEchec(epci: string): string | null {
    const echec = this.#echecs.get(epci) ?? null;
    this.#echecs.delete(epci);
    return echec;
  }

  /** Runs in the background. Throws `diffusion-en-cours`. */
  start(base: Base, epci: string, aujourdhui: string): void {
    if (this.#travaux.has(epci)) {
      throw conflit(
        "diffusion-en-cours",
        "Une diffusion de ce territoire est déjà en préparation. Attendez qu’elle finisse.",
      );
    }
    this.#travaux.set(epci, { fait: 0, total: 0 });
    this.#echecs.delete(epci);
    void this.#run(base, epci, aujourdhui);
  }

  async #run(base: Base, epci: string, aujourdhui: string): Promise<void> {
    try {
      await preparerDiffusion(base, { epci, aujourdhui }, (fait, total) => this.#travaux.set(epci, { fait, total }));
    } catch (error) {
      if (!(error instanceof Refus)) this.#deps.log.error({ err: error, epci }, "préparation d’une diffusion");
      this.#echecs.set(epci, error instanceof Refus ? error.message : "La préparation s’est interrompue. Recommencez.");
    } finally {
      this.#travaux.delete(epci);
    }
  }
}
