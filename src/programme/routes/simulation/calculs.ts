import { randomUUID } from "node:crypto";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { AppDeps } from "#socle/routes/deps.ts";
import { Places } from "#socle/routes/serveur/places.ts";
import type { Calcul, DemandeSimulation } from "../../lectures/simulation/ports.ts";
import { runSimulation } from "../../lectures/simulation/run-simulation.ts";
import type { SaisieSimulation } from "../../lectures/simulation/saisie.ts";

/** A simulation in progress or done: its input, its progress, its result. */
export type CalculSuivi = {
  readonly id: string;
  readonly epci: string;
  readonly compte: number | null;
  readonly saisie: SaisieSimulation;
  readonly demande: DemandeSimulation;
  /** Share done, 0 to 1. */
  fait: number;
  /** null while it runs. */
  issue: { readonly calcul: Calcul } | { readonly refus: Refus } | null;
};

/** Simulations at a time: each takes a core, while pages must still be served. */
const SIMULTANES = 1;

/** Maximum results that wait to be saved, about 100 kB each: the oldest is dropped first. */
const GARDES_MAX = 60;

/** Simulations of this process, in memory until somebody saves one. One person runs one at a time in a territory: a new one stops it. */
export class Calculs {
  readonly #deps: Pick<AppDeps, "log">;
  readonly #places = new Places(SIMULTANES);
  readonly #suivis = new Map<string, CalculSuivi>();
  readonly #arrets = new Map<string, AbortController>();

  constructor(deps: Pick<AppDeps, "log">) {
    this.#deps = deps;
  }

  /** Runs on after the answer; `fini` never rejects. */
  start(
    { compte }: Acteur,
    epci: string,
    { demande, saisie }: { readonly demande: DemandeSimulation; readonly saisie: SaisieSimulation },
  ): { readonly suivi: CalculSuivi; readonly fini: Promise<void> } {
    const cle = `${compte} ${epci}`;
    this.#arrets.get(cle)?.abort();
    const arret = new AbortController();
    this.#arrets.set(cle, arret);
    const suivi: CalculSuivi = { id: randomUUID(), epci, compte, saisie, demande, fait: 0, issue: null };
    this.#keep(suivi);
    const fini = this.#places
      .run(() => this.#run(suivi, arret.signal))
      .finally(() => {
        if (this.#arrets.get(cle) === arret) this.#arrets.delete(cle);
      });
    return { suivi, fini };
  }

  /** null: unknown, dropped, or of another territory or person. */
  find({ compte }: Acteur, epci: string, id: string): CalculSuivi | null {
    const suivi = this.#suivis.get(id);
    return suivi && suivi.epci === epci && suivi.compte === compte ? suivi : null;
  }

  #keep(suivi: CalculSuivi): void {
    this.#suivis.set(suivi.id, suivi);
    // A running simulation is kept whatever its age, since its page follows it.
    for (const [id, { issue }] of this.#suivis) {
      if (this.#suivis.size <= GARDES_MAX) break;
      if (issue !== null) this.#suivis.delete(id);
    }
  }

  async #run(suivi: CalculSuivi, signal: AbortSignal): Promise<void> {
    const { graine, tirages, hypotheses } = suivi.demande;
    try {
      const onProgress = (fait: number) => {
        suivi.fait = fait;
      };
      const resultat = await runSimulation(hypotheses, { graine, tirages, signal, onProgress });
      suivi.issue = { calcul: { demande: suivi.demande, resultat } };
    } catch (error) {
      if (!(error instanceof Refus)) this.#deps.log.error({ err: error, epci: suivi.epci }, "simulation interrompue");
      suivi.issue = { refus: error instanceof Refus ? error : broken() };
    }
  }
}

function broken(): Refus {
  return new Refus("simulation-interrompue", "La simulation s’est interrompue de notre côté. Recommencez.");
}
