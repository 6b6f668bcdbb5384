import type { Calage } from "./calage.ts";
import type { Valeurs } from "./lire-saisie.ts";
import type { SaisieSimulation } from "./saisie.ts";

export type SaisieLue = {
  readonly calage: Calage;
  readonly valeurs: Valeurs;
  readonly saisie: SaisieSimulation;
  /** Values that the page writes before anybody types. */
  readonly initiale: SaisieSimulation;
};

/** Does the field still hold the value shown by the page? */
export function isLaisse({ saisie, initiale }: Pick<SaisieLue, "saisie" | "initiale">, champ: string): boolean {
  const written = initiale[champ] ?? "";
  return written !== "" && (saisie[champ]?.trim() ?? "") === written;
}
