import type { Calage } from "./calage.ts";
import type { Valeurs } from "./lire-saisie.ts";
import type { SaisieSimulation } from "./saisie.ts";

export type SaisieLue = {
  readonly calage: Calage;
  readonly valeurs: Valeurs;
  readonly saisie: SaisieSimulation;
  /** What the page writes for this territory when nobody has typed. */
  readonly initiale: SaisieSimulation;
};

/** The field still holds the datum, if there is one. */
export function isLaisse({ saisie, initiale }: Pick<SaisieLue, "saisie" | "initiale">, champ: string): boolean {
  const written = initiale[champ] ?? "";
  return written !== "" && (saisie[champ]?.trim() ?? "") === written;
}
