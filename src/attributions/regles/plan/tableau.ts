import { MILLION } from "#socle/regles/shared/taux.ts";
import type { Affectation, LogementLot } from "./lot.ts";
import { avanceOf, coefficientOf, type Effet, type ObjectifPlan, readAssiette, readEffet } from "./objectif-plan.ts";
import { type LotOrdonne, scoreOf } from "./ordre.ts";
import type { ParametresPlan } from "./parametres-plan.ts";

/** Inputs to compare proposals: the ordered batch, its objectives, the weights. */
export type Probleme = {
  readonly ordonne: LotOrdonne;
  readonly objectifs: readonly ObjectifPlan[];
  readonly parametres: ParametresPlan;
  /** Ranks of the objectives that each dwelling touches. */
  readonly touches: readonly (readonly number[])[];
};

export function buildProbleme(
  ordonne: LotOrdonne,
  objectifs: readonly ObjectifPlan[],
  parametres: ParametresPlan,
): Probleme {
  const touches = ordonne.lot.logements.map((logement) =>
    objectifs.flatMap((objectif, rank) => (readAssiette(objectif, logement) === "non" ? [] : [rank])),
  );
  return { ordonne, objectifs, parametres, touches };
}

/** Effects of a household in a dwelling on each objective that the dwelling touches. */
export function effetsOf(
  { ordonne, objectifs, touches }: Probleme,
  logement: number,
  menage: number,
): readonly { readonly objectif: number; readonly effet: Effet; readonly coefficient: number }[] {
  const { logements, menages } = ordonne.lot;
  const [dwelling, household] = [logements[logement], menages[menage]];
  if (!dwelling || !household) throw new Error(`No pair ${logement}, ${menage} in the batch.`);
  return (touches[logement] ?? []).map((rank) => readOne(objectifs, rank, dwelling, household));
}

function readOne(
  objectifs: readonly ObjectifPlan[],
  rank: number,
  dwelling: LogementLot,
  household: Parameters<typeof readEffet>[2],
) {
  const objectif = objectifs[rank];
  if (!objectif) throw new Error(`No objective ${rank}.`);
  const effet = readEffet(objectif, dwelling, household);
  return { objectif: rank, effet, coefficient: coefficientOf(effet, objectif.taux) };
}

/** Two households are of the same counted class for a dwelling when they have the same effects on every objective it touches. */
export function isSameClasse(probleme: Probleme, logement: number, a: number, b: number): boolean {
  const [of, other] = [effetsOf(probleme, logement, a), effetsOf(probleme, logement, b)];
  return of.every(
    ({ effet }, i) => effet.assiette === other[i]?.effet.assiette && effet.compte === other[i]?.effet.compte,
  );
}

/** Value of a dwelling proposed to a household, without the objectives. */
export function poidsOf({ ordonne, parametres }: Probleme, menage: number): number {
  const household = ordonne.lot.menages[menage];
  if (!household) throw new Error(`No household ${menage} in the batch.`);
  return parametres.poidsAttribution + scoreOf(household, parametres.critere);
}

/** A proposal in progress: the household of each dwelling, and the advance of each objective. Changes in place, one dwelling at a time. */
export class Tableau {
  readonly probleme: Probleme;
  readonly #attribues: (number | null)[];
  readonly #loges: Set<number>;
  /** « part − taux × base », in millionths. */
  readonly #sommes: number[];

  constructor(probleme: Probleme, affectation?: Affectation) {
    this.probleme = probleme;
    this.#attribues = probleme.ordonne.lot.logements.map(() => null);
    this.#loges = new Set();
    this.#sommes = probleme.objectifs.map(avanceOf);
    for (const [logement, menage] of (affectation ?? []).entries()) this.set(logement, menage);
  }

  get affectation(): Affectation {
    return [...this.#attribues];
  }

  menageOf(logement: number): number | null {
    return this.#attribues[logement] ?? null;
  }

  isLoge(menage: number): boolean {
    return this.#loges.has(menage);
  }

  /** Puts the household, or none, in the dwelling. Throws when the household has another one. */
  set(logement: number, menage: number | null): void {
    const former = this.menageOf(logement);
    if (former !== null) {
      this.#loges.delete(former);
      this.#add(logement, former, -1);
    }
    this.#attribues[logement] = menage;
    if (menage === null) return;
    if (this.#loges.has(menage)) throw new Error(`Household ${menage} would have two dwellings.`);
    this.#loges.add(menage);
    this.#add(logement, menage, 1);
  }

  #add(logement: number, menage: number, sens: 1 | -1): void {
    for (const { objectif, coefficient } of effetsOf(this.probleme, logement, menage)) {
      this.#sommes[objectif] = (this.#sommes[objectif] ?? 0) + sens * coefficient;
    }
  }

  /** Gain of value if the dwelling went to that household instead of the current one, or of none. */
  gain(logement: number, menage: number): number {
    const former = this.menageOf(logement);
    const change = new Map<number, number>();
    const note = (who: number, sens: 1 | -1) => {
      for (const { objectif, coefficient } of effetsOf(this.probleme, logement, who)) {
        change.set(objectif, (change.get(objectif) ?? 0) + sens * coefficient);
      }
    };
    note(menage, 1);
    if (former !== null) note(former, -1);
    let penalite = 0;
    for (const [objectif, delta] of change) {
      const somme = this.#sommes[objectif] ?? 0;
      penalite += Math.max(0, -(somme + delta)) - Math.max(0, -somme);
    }
    const poids = poidsOf(this.probleme, menage) - (former === null ? 0 : poidsOf(this.probleme, former));
    return poids - (this.probleme.parametres.penaliteManque * penalite) / MILLION;
  }

  /** Σ (weight + score) − penalty × lacks of the objectives: the quantity to maximise. */
  get valeur(): number {
    const poids = this.#attribues.reduce<number>(
      (sum, menage) => sum + (menage === null ? 0 : poidsOf(this.probleme, menage)),
      0,
    );
    const manque = this.#sommes.reduce((sum, somme) => sum + Math.max(0, -somme), 0);
    return poids - (this.probleme.parametres.penaliteManque * manque) / MILLION;
  }
}
